//! The table of members against the names, codes and dates of real files, where those lie beside the project.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unvote::{
    members::{MemberId, Members},
    record::Date,
};

use super::{PAGES, data, open};

fn code(members: &Members, id: Option<MemberId>) -> Option<&str> {
    id.map(|id| members.get(id).code)
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn every_name_of_the_record_pages_has_its_code() {
    let path = data("undl_member_codes.json");
    let codes: BTreeMap<String, String> = serde_json::from_reader(open(&path)).expect("names and codes");
    assert_eq!(codes.len(), 244);
    let members = Members::embedded();
    for (name, expected) in &codes {
        assert_eq!(code(&members, members.by_file_name(name)), Some(expected.as_str()), "{name}");
        assert!(members.by_code(expected).is_some(), "{expected}");
    }
    let used: BTreeSet<&str> = codes.values().map(String::as_str).collect();
    assert_eq!(used.len(), members.iter().count(), "the table holds the members of the record and no others");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn every_country_of_the_unvotes_package_is_a_member() {
    let path = data("unvotes.csv.gz");
    let members = Members::embedded();
    let mut rows = csv::Reader::from_reader(open(&path));
    let mut countries = BTreeSet::new();
    let mut row = csv::StringRecord::new();
    while rows.read_record(&mut row).expect("a row") {
        if !countries.contains(&(row[1].to_owned(), row[2].to_owned())) {
            countries.insert((row[1].to_owned(), row[2].to_owned()));
        }
    }
    assert_eq!(countries.len(), 200);
    for (name, iso2) in countries {
        let id = members.by_file_name(&name).unwrap_or_else(|| panic!("{name} is not found"));
        match (name.as_str(), iso2.as_str()) {
            ("Taiwan", "TW") => assert_eq!(members.get(id).code, "CHN"),
            // The package's empty code, and Namibia's.
            ("Federal Republic of Germany" | "Yemen Arab Republic" | "Zanzibar", "NA") => {}
            _ => assert_eq!(members.by_iso2(&iso2), Some(id), "{name}"),
        }
    }
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn correlates_of_war_numbers_and_names_agree() {
    let path = data("cow_country_codes.csv");
    let members = Members::embedded();
    let mut others = BTreeSet::new();
    let mut numbers = BTreeSet::new();
    for row in csv::Reader::from_reader(open(&path)).records() {
        let row = row.expect("a row");
        let number: u16 = row[1].parse().expect("a number");
        match members.by_file_name(&row[2]) {
            Some(id) => {
                assert!(members.get(id).cow.contains(&number), "{} {number}", &row[2]);
                numbers.insert(number);
            }
            None => _ = others.insert(number),
        }
    }
    // German and Italian states, Austria-Hungary, Kosovo, Korea before 1945, the Republic of Viet-Nam.
    let no_members = [240, 245, 267, 269, 271, 273, 275, 280, 300, 327, 329, 332, 335, 337, 347, 730, 817];
    assert_eq!(others, no_members.into_iter().collect());
    assert!(no_members.iter().all(|number| members.by_cow(*number).is_none()));
    let unnamed = members.iter().flat_map(|(_, member)| &member.cow).filter(|number| !numbers.contains(number));
    assert_eq!(unnamed.collect::<Vec<_>>(), [] as [&u16; 0]);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn both_headers_of_the_wide_table_name_the_same_members() {
    let path = data("ga_2025_wide.csv");
    let members = Members::embedded();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(open(&path)).into_records();
    let (codes, names) = (rows.next().expect("codes").expect("codes"), rows.next().expect("names").expect("names"));
    let columns: Vec<_> = codes.iter().zip(&names).filter(|(_, name)| !name.is_empty()).collect();
    assert_eq!(columns.len(), 191);
    for (expected, name) in columns {
        assert_eq!(code(&members, members.by_file_name(name)), Some(expected), "{name}");
    }
}

/// What the rolls of the record say beside the table.
#[derive(Default)]
struct Account {
    rolls: usize,
    votes: usize,
    /// Votes of a member before its admission or after its end.
    outside: BTreeMap<String, usize>,
    /// Members of the day that a roll lacks, other than on the day of their admission.
    lacking: BTreeMap<String, usize>,
    /// The same on the day of their admission.
    lacking_on_admission: usize,
    not_found: BTreeSet<String>,
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn rolls_of_the_general_assembly_list_the_members_of_their_day() {
    let members = Members::embedded();
    let mut account = Account::default();
    let mut known = HashMap::new();
    for page in PAGES.iter().filter(|page| page.body == "GA" && !page.votes.is_empty()) {
        let names = page.votes.iter().map(String::as_str);
        enter(&mut account, &members, &mut known, page.date.parse().expect("a date"), names);
    }
    println!("{} rolls, {} votes; outside {:?}", account.rolls, account.votes, account.outside);
    println!("lacking on the day of admission {}, else {:?}", account.lacking_on_admission, account.lacking);
    // As the folder's README counts them.
    assert_eq!((account.rolls, account.votes), (5697, 947_874));
    assert_eq!(account.not_found, BTreeSet::new());
    assert_eq!(account.lacking, BTreeMap::new());
    // Members that the record lists some days or weeks before their admission.
    let early = [("ARE", 1), ("DMA", 6), ("JPN", 7), ("MNG", 1), ("WSM", 1)];
    assert_eq!(account.outside, early.map(|(code, count)| (code.to_owned(), count)).into());
}

fn enter<'v>(
    account: &mut Account, members: &Members, known: &mut HashMap<String, Option<MemberId>>, date: Date,
    votes: impl Iterator<Item = &'v str>,
) {
    let mut listed = BTreeSet::new();
    for vote in votes {
        // `Y FRANCE`, or the name alone for non-voting.
        let read = || members.by_file_name(vote).or_else(|| members.by_file_name(vote.get(2..)?));
        match *known.entry(vote.to_owned()).or_insert_with(read) {
            Some(id) => _ = listed.insert(id),
            None => _ = account.not_found.insert(vote.to_owned()),
        }
        account.votes += 1;
    }
    account.rolls += 1;
    let seated: BTreeSet<MemberId> = members.seated(date).iter().collect();
    for id in listed.difference(&seated) {
        *account.outside.entry(members.get(*id).code.to_owned()).or_default() += 1;
    }
    for id in seated.difference(&listed) {
        if members.get(*id).periods.iter().any(|period| period.from == date) {
            account.lacking_on_admission += 1;
        } else {
            *account.lacking.entry(members.get(*id).code.to_owned()).or_default() += 1;
        }
    }
}
