use crate::source::{Kind, Ledger, Loaded, Options, SourceError, load};

/// Loads a text as a file.
fn loaded(text: &str) -> Result<Loaded, SourceError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("record.xml");
    std::fs::write(&path, text).unwrap();
    load(&[path], &Options::default())
}

/// A field with its subfields.
fn field(tag: &str, subfields: &[(&str, &str)]) -> String {
    let inner = subfields.iter().map(|(code, text)| format!("<subfield code=\"{code}\">{text}</subfield>"));
    let inner = inner.collect::<Vec<_>>().concat();
    format!("<datafield tag=\"{tag}\" ind1=\" \" ind2=\" \">{inner}</datafield>\n")
}

/// A record of a vote on a resolution of 9 November 2023: these fields beside its number, title and day.
fn record(number: u32, fields: &[String]) -> String {
    let title = field("245", &[("a", "A &amp; B :"), ("b", "resolution /"), ("c", "adopted by the General Assembly")]);
    let day = field("269", &[("a", "2023-11-09")]);
    format!("<record><controlfield tag=\"001\">{number}</controlfield>{title}{day}{}</record>", fields.concat())
}

fn collection(records: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">{records}</collection>"
    )
}

fn skipped(ledger: &Ledger) -> Vec<(&str, &str)> {
    let entries = ledger.entries().iter().filter(|entry| entry.kind == Kind::Skipped);
    entries.map(|entry| (entry.reason.as_str(), entry.examples[0].value.as_str())).collect()
}

/// A record in the shape that the Library's cataloguing gives it: votes go on in 968 and 969, drafts and the committee's
/// report stand in 993.
fn whole() -> String {
    record(
        9_990_001,
        &[
            field("591", &[("a", "RECORDED - No machine generated vote")]),
            field("791", &[("a", "A/RES/78/901"), ("b", "A/"), ("c", "78")]),
            field("952", &[("a", "A/78/PV.10")]),
            field("967", &[("a", "1"), ("c", "AFG"), ("d", "Y"), ("e", "AFGHANISTAN")]),
            field("967", &[("a", "2"), ("c", "FRA"), ("d", "A"), ("e", "FRANCE")]),
            field("968", &[("a", "3"), ("c", "NRU"), ("e", "NAURU")]),
            field("969", &[("a", "4"), ("c", "USA"), ("d", "N"), ("e", "UNITED STATES")]),
            field("991", &[("a", "A/78/251"), ("b", "37"), ("c", "An item."), ("d", "A SUBJECT")]),
            field("993", &[("a", "A/78/L.901")]),
            field("993", &[("a", "A/78/464")]),
            field("996", &[("b", "1"), ("c", "1"), ("d", "1"), ("e", "1"), ("f", "4")]),
        ],
    )
}

#[test]
fn a_record_gives_its_vote_with_everything_that_stands_beside_it() {
    let loaded = loaded(&collection(&whole())).unwrap();
    let (record, id) = (&loaded.record, loaded.record.ids().next().unwrap());
    let one = record.roll_call(id);
    let texts =
        [one.resolution, one.draft, one.meeting, one.committee_report, one.title, one.agenda, one.subjects, one.link];
    assert_eq!(
        texts.map(|text| record.text(text)),
        [
            "A/RES/78/901",
            "A/78/L.901",
            "A/78/PV.10",
            "A/78/464",
            "A & B",
            "A/78/251 37 An item.",
            "A SUBJECT",
            "https://digitallibrary.un.org/record/9990001",
        ]
    );
    assert_eq!((one.undl_id, one.date.unwrap().to_string().as_str()), (Some(9_990_001), "2023-11-09"));
    let code = |code: &str| record.roll(id).vote(record.members().by_code(code).unwrap()).unwrap().word();
    assert_eq!(["AFG", "FRA", "NRU", "USA"].map(code), ["yes", "abstain", "non-voting", "no"]);
    // 996 f says that these are all members of the body.
    assert_eq!((record.tally(id).unwrap().to_string().as_str(), record.roll(id).not_known.len()), ("1-1-1", 0));
    assert_eq!(loaded.ledger.skipped(), 0);
}

#[test]
fn prefixes_wrappers_and_records_without_a_collection_make_no_difference() {
    let prefixed = whole().replace("</", "</marc:").replace('<', "<marc:").replace("<marc:/marc:", "</marc:");
    let oai = |inner: &str| {
        format!(
            "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><ListRecords><record><header/><metadata>{inner}</metadata></record></ListRecords></OAI-PMH>"
        )
    };
    for text in [whole(), collection(&prefixed), format!("<!-- a comment -->{}", whole()), oai(&whole())] {
        let loaded = loaded(&text).unwrap();
        let id = loaded.record.ids().next().unwrap();
        assert_eq!((loaded.record.len(), loaded.record.roll(id).known().len()), (1, 4), "{text}");
    }
}

#[test]
fn a_decision_without_a_vote_a_council_vote_and_a_document_are_three_things() {
    let council = |code: &str, vote: &str| field("967", &[("c", code), ("d", vote)]);
    let records = [
        record(1, &[field("591", &[("a", "ADOPTED WITHOUT VOTE")]), field("791", &[("a", "A/RES/78/902")])]),
        record(
            2,
            &[
                field("791", &[("a", "S/RES/2774(2025)")]),
                council("CHN", "Y"),
                council("RUS", "X"),
                council("GBR", "A"),
            ],
        ),
        record(3, &[field("191", &[("a", "A/78/251")])]),
        record(1, &[field("791", &[("a", "A/RES/78/903")]), council("CHN", "Y")]),
        record(4, &[field("191", &[("a", "A/RES/78/904")]), field("996", &[("b", "120"), ("c", "5"), ("d", "40")])]),
    ];
    let loaded = loaded(&collection(&records.concat())).unwrap();
    let record = &loaded.record;
    let told: Vec<_> = record
        .ids()
        .map(|id| (record.symbol(id), record.roll_call(id).modality.word(), record.roll(id).known().len()))
        .collect();
    assert_eq!(
        told,
        [
            ("A/RES/78/902", "without a vote", 0),
            ("S/RES/2774(2025)", "recorded vote", 3),
            ("A/RES/78/904", "recorded vote", 0)
        ]
    );
    assert_eq!(record.roll_call(record.with_symbol("A/RES/78/904").next().unwrap()).stated.yes, Some(120));
    assert_eq!(
        skipped(&loaded.ledger),
        [("records that tell of no vote", "A & B :"), ("records that stand twice; the first one is read", "1")]
    );
}

#[test]
fn a_letter_that_is_no_vote_leaves_the_members_vote_not_known_and_totals_are_held_against_the_count() {
    let fields = [
        field("791", &[("a", "A/RES/78/901")]),
        field("967", &[("c", "AFG"), ("d", "Y")]),
        field("967", &[("c", "FRA"), ("d", "?")]),
        field("967", &[("c", "NRU"), ("d", "N")]),
        field("996", &[("b", "2"), ("c", "1"), ("d", "0"), ("e", "0"), ("f", "3")]),
    ];
    let loaded = loaded(&collection(&record(5, &fields))).unwrap();
    assert_eq!(skipped(&loaded.ledger), [("unknown vote codes", "FRA ?")]);
    let id = loaded.record.ids().next().unwrap();
    let france = loaded.record.members().by_code("FRA").unwrap();
    assert!(loaded.record.roll(id).not_known.contains(france));

    let fields =
        [fields[0].clone(), fields[1].clone(), fields[3].clone(), field("996", &[("b", "2"), ("c", "1"), ("f", "2")])];
    let loaded = self::loaded(&collection(&record(6, &fields))).unwrap();
    let disagreement = loaded.ledger.entries().iter().find(|entry| entry.reason.contains("totals differ")).unwrap();
    assert_eq!(disagreement.examples[0].value, "A/RES/78/901: stated 2-1-?-?, counted 1-1-0-0");
}

#[test]
fn damage_foreign_entities_and_foreign_xml_are_refused_with_what_they_are() {
    let refused = |text: &str| loaded(text).unwrap_err().to_string();
    let cut = whole();
    let cut = refused(&collection(&cut[..cut.len() - 40]).replace("</collection>", ""));
    assert!(cut.starts_with("record.xml is damaged: ") && cut.ends_with("on line 14"), "{cut}");
    // An entity of the document's own, as in the "billion laughs", is not expanded.
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>{}", whole().replace("A SUBJECT", "&a;&a;"));
    assert!(refused(&bomb).contains("damaged"), "{}", refused(&bomb));
    assert!(
        refused("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel/></rss>")
            .starts_with("record.xml is XML (<rss>), not")
    );
    let page = "<!DOCTYPE html><html><head><link rel=canonical href=\"https://digitallibrary.un.org/record/4076673?ln=en\"></head>";
    assert!(refused(page).contains("https://digitallibrary.un.org/record/4076673/export/xm"), "{}", refused(page));
    assert!(refused("<html><body><p>In favour: Albania").contains("unvote data add - --symbol"));
}
