//! Who and what a cell of a table means: members under codes and names of several schemes, words for votes. Each table
//! is made up, a few rows in the shape of files that people have; what is right was worked out by hand.

use std::process::Output;

use super::unvote;

/// What the program says of a table on standard input.
fn of(arguments: &str, table: &str) -> Output {
    unvote(arguments).args(["--data", "-"]).write_stdin(table).output().unwrap()
}

/// Code and vote of every member whose vote is known, in the order of the roll calls and codes.
fn votes(arguments: &str, table: &str) -> Vec<String> {
    let output = of(&format!("export votes --format csv {arguments}"), table);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
    let rows = reader.deserialize().map(Result::<std::collections::HashMap<String, String>, _>::unwrap);
    rows.filter(|row| row["vote"] != "not known" && row["vote"] != "not-known")
        .map(|row| format!("{} {}", row["member"], row["vote"]))
        .collect()
}

/// The account of a table: kind, reason and count.
fn account(table: &str) -> Vec<(String, String, u64)> {
    let output = of("data --format json", table);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap_or_default().to_owned();
    let rows = json["tables"]["account"].as_array().cloned().unwrap_or_default();
    rows.iter().map(|row| (text(row, "kind"), text(row, "reason"), row["count"].as_u64().unwrap())).collect()
}

/// What `--strict` says of a table that it refuses.
fn refused(table: &str) -> String {
    let output = of("data --strict", table);
    assert!(!output.status.success() && output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

/// Nothing was left out or told to be wrong.
fn is_whole(table: &str) {
    let told: Vec<_> = account(table).into_iter().filter(|(kind, ..)| kind != "note").collect();
    assert_eq!(told, []);
    assert!(of("data --strict", table).status.success());
}

#[test]
fn an_empty_cell_under_one_name_of_a_seat_says_nothing_where_the_other_has_a_vote() {
    let table = "resolution,date,RUS,SUN,FRA,USA\nA/RES/37/10,1982-11-15,,Y,Y,N\nA/RES/60/10,2005-11-15,Y,,Y,N\n";
    let expected = ["FRA yes", "SUN yes", "USA no", "FRA yes", "RUS yes", "USA no"];
    assert_eq!(votes("", table), expected);
    is_whole(table);
    // The same with the members in rows, and of a seat under the codes of ISO 3166-1 and 3166-3.
    let rows = "member,A/RES/37/10,A/RES/60/10\ndate,1982-11-15,2005-11-15\nRUS,,Y\nSUN,Y,\nFRA,Y,Y\nUSA,N,N\n";
    assert_eq!(votes("", rows), expected);
    is_whole(rows);
    let belarus = "resolution,date,BLR,BYS,FRA\nA/RES/37/10,1982-11-15,,Y,Y\nA/RES/60/10,2005-11-15,N,,Y\n";
    assert_eq!(votes("", belarus), ["BLR yes", "FRA yes", "BLR no", "FRA yes"]);
    is_whole(belarus);
    let spelled =
        "resolution,date,Türkiye,Turkey,France\nA/RES/37/10,1982-11-15,NA,A,Y\nA/RES/78/10,2023-11-15,N,NA,Y\n";
    assert_eq!(votes("", spelled), ["FRA yes", "TUR abstain", "FRA yes", "TUR no"]);
    is_whole(spelled);
}

#[test]
fn an_absence_under_one_name_of_a_seat_gives_way_to_a_vote_under_the_other() {
    let table = "resolution,date,RUS,SUN,FRA\nA/RES/37/10,1982-11-15,X,Y,Y\nA/RES/37/11,1982-11-15,N,X,Y\n";
    assert_eq!(votes("", table), ["FRA yes", "SUN yes", "FRA yes", "SUN no"]);
    let reason = "one seat under two names, absent under one of them; the vote under the other stands";
    assert_eq!(account(table)[0], ("corrected".into(), reason.into(), 2));
}

#[test]
fn two_different_votes_of_one_seat_contradict_each_other() {
    let table = "resolution,date,RUS,SUN,FRA\nA/RES/37/10,1982-11-15,N,Y,Y\n";
    let told = refused(table);
    assert!(told.contains("rows that contradict an earlier one (1, first on line 2)"), "{told}");
    let shown = String::from_utf8(of("data --format json", table).stdout).unwrap();
    assert!(shown.contains("SUN: no on line 2, then yes"), "{shown}");
}

#[test]
fn letters_of_the_correlates_of_war_list_are_known_by_the_whole_file() {
    let long = "resolution,date,country,vote\nA/RES/73/48,2018-12-05,USA,3\nA/RES/73/48,2018-12-05,UKG,3\n\
                A/RES/73/48,2018-12-05,AUS,1\nA/RES/73/48,2018-12-05,AUL,3\nA/RES/73/48,2018-12-05,GMY,3\n\
                A/RES/73/48,2018-12-05,SLO,2\nA/RES/73/48,2018-12-05,SLV,8\n";
    let expected = ["AUS no", "AUT yes", "DEU no", "GBR no", "SVK abstain", "SVN non-voting", "USA no"];
    assert_eq!(votes("", long), expected);
    is_whole(long);
    assert!(account(long).iter().any(|(_, reason, _)| reason.contains("Correlates of War")));
    let wide = "resolution,date,USA,UKG,AUS,AUL,GMY,SLO,SLV\nA/RES/73/48,2018-12-05,3,3,1,3,3,2,8\n";
    assert_eq!(votes("", wide), expected);
    let rows = "country,A/RES/73/48\ndate,2018-12-05\nUSA,3\nUKG,3\nAUS,1\nAUL,3\nGMY,3\nSLO,2\nSLV,8\n";
    assert_eq!(votes("", rows), expected);
}

#[test]
fn letters_that_may_be_of_two_members_are_nobodys_until_the_scheme_is_said() {
    let table = "resolution,date,country,vote\nA/RES/73/48,2018-12-05,AUS,no\nA/RES/73/48,2018-12-05,USA,no\n";
    assert_eq!(votes("", table), ["USA no"]);
    let told = refused(table);
    assert!(told.contains("--codes letters=iso or --codes letters=cow (1, first on line 2)"), "{told}");
    assert_eq!(votes("--codes letters=iso", table), ["AUS no", "USA no"]);
    assert_eq!(votes("--codes letters=cow", table), ["AUT no", "USA no"]);
    // A header, or a code that only one scheme has, says it too.
    assert_eq!(votes("", &table.replace("country", "iso3")), ["AUS no", "USA no"]);
    let iso = format!("{table}A/RES/73/48,2018-12-05,GBR,no\n");
    assert_eq!(votes("", &iso), ["AUS no", "GBR no", "USA no"]);
    let both = format!("{iso}A/RES/73/48,2018-12-05,GMY,no\n");
    assert_eq!(votes("", &both), ["GBR no", "USA no"]);
    let wide = "resolution,date,AUS,USA\nA/RES/73/48,2018-12-05,N,N\n";
    assert_eq!(votes("", wide), ["USA no"]);
    assert!(refused(wide).contains("(1, first on line 1)"));
}

#[test]
fn voetens_file_without_its_numbers_of_countries_is_voetens_file() {
    let table = "rcid,session,vote,Country,date,unres\n5300,68,1,AUS,2013-12-05,R/68/32\n5300,68,3,AUL,2013-12-05,R/68/32\n\
                 5300,68,8,HAI,2013-12-05,R/68/32\n5300,68,9,KOS,2013-12-05,R/68/32\n5300,68,2,UKG,2013-12-05,R/68/32\n";
    assert_eq!(votes("", table), ["AUS no", "AUT yes", "GBR abstain", "HTI non-voting"]);
    is_whole(table);
    let output = of("list --format csv", table);
    assert!(String::from_utf8_lossy(&output.stdout).contains("A/RES/68/32"));
    let named = table.replace("Country", "Countryname").replace("AUS", "Austria").replace("AUL", "Australia");
    let named = named.replace("HAI", "Haiti").replace("KOS", "Kosovo").replace("UKG", "United Kingdom");
    assert_eq!(votes("", &named), ["AUS no", "AUT yes", "GBR abstain", "HTI non-voting"]);
    is_whole(&named);
}

#[test]
fn a_name_beside_a_code_decides_what_the_code_means() {
    let table = "resolution,date,country_name,country_code,vote\nA/RES/73/48,2018-12-05,Austria,AUS,Y\n\
                 A/RES/73/48,2018-12-05,Australia,AUL,N\n";
    assert_eq!(votes("", table), ["AUS no", "AUT yes"]);
    is_whole(table);
    // Even where the file shows nothing of its scheme.
    let one = "resolution,date,country_name,country_code,vote\nA/RES/73/48,2018-12-05,Austria,AUS,Y\n";
    assert_eq!(votes("", one), ["AUT yes"]);
}

#[test]
fn a_name_and_a_code_of_two_members_are_nobodys_vote() {
    let two = "code and name of a member disagree; neither is taken (1, first on line 2)";
    let long = "resolution,date,country,country_code,vote\nA/RES/73/48,2018-12-05,France,US,yes\nA/RES/73/48,2018-12-05,Canada,CA,no\n";
    assert_eq!(votes("", long), ["CAN no"]);
    assert!(refused(long).contains(two));
    let package = "rcid,country,country_code,vote\n3.0,France,US,yes\n3.0,Canada,CA,no\n";
    assert_eq!(votes("", package), ["CAN no"]);
    assert!(refused(package).contains(two));
    // Who has no row in the Library's file, which lists as many as its total says, was no member: not so the two of whom
    // one voted.
    let library = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,total_ms\n5,USA,FRANCE,Y,2024-10-30,79,A/RES/79/904,1.0\n5,CAN,CANADA,N,2024-10-30,79,A/RES/79/904,1.0\n";
    let rows = String::from_utf8(of("export votes --format csv", library).stdout).unwrap();
    assert_eq!(rows.matches("not known").count() + rows.matches("not-known").count(), 2, "{rows}");
    let voeten = "rcid,session,vote,ccode,Countryname,date,unres\n3,68,1,2,France,2013-12-05,R/68/32\n3,68,3,20,Canada,2013-12-05,R/68/32\n";
    assert_eq!(votes("", voeten), ["CAN no"]);
    assert!(refused(voeten).contains(two));
    let wide = "resolution,date,USA,CAN,GBR\n,,France,Canada,United Kingdom\nA/RES/73/48,2018-12-05,Y,N,N\n";
    assert_eq!(votes("", wide), ["CAN no", "GBR no"]);
    assert!(refused(wide).contains(two));
    let rows = "iso3,country,A/RES/73/48\ndate,,2018-12-05\nUSA,France,Y\nCAN,Canada,N\n";
    assert_eq!(votes("", rows), ["CAN no"]);
}

#[test]
fn a_name_that_is_not_known_is_told_beside_the_code_that_is() {
    let table = "resolution,date,country,iso3,vote\nA/RES/73/48,2018-12-05,Allemagne,DEU,yes\nA/RES/73/48,2018-12-05,France,FRA,no\n";
    assert_eq!(votes("", table), ["DEU yes", "FRA no"]);
    let reason = "names of members that are not known, read by the code beside them";
    assert_eq!(account(table)[0], ("disagreement".into(), reason.into(), 1));
}

#[test]
fn na_is_namibia_among_codes_of_two_letters_and_an_empty_cell_elsewhere() {
    let table = "resolution,date,country_code,vote\nA/RES/73/48,2018-12-05,NA,yes\nA/RES/73/48,2018-12-05,FR,no\n";
    assert_eq!(votes("", table), ["FRA no", "NAM yes"]);
    let three = table.replace(",FR,", ",FRA,");
    assert_eq!(votes("", &three), ["FRA no"]);
    assert!(refused(&three).contains("unknown members (1, first on line 2)"));
}

#[test]
fn words_for_votes_are_read_where_they_are_certain() {
    let table = "resolution,date,CHN,FRA,GBR,USA,DEU,ESP\nA/RES/73/48,2018-12-05,NP,pour,not participating,Absent,Enthaltung,En contra\n";
    let expected = ["CHN non-voting", "DEU abstain", "ESP no", "FRA yes", "GBR non-voting", "USA non-voting"];
    assert_eq!(votes("", table), expected);
    is_whole(table);
    // Present and not voting, or an abstention: nobody knows.
    let present = "resolution,date,country,vote\nA/RES/73/48,2018-12-05,USA,present\nA/RES/73/48,2018-12-05,FRA,yes\n";
    assert_eq!(votes("", present), ["FRA yes"]);
    assert!(account(present).iter().any(|(_, reason, _)| reason.contains("--codes non-voting=present (or yes=")));
    assert_eq!(votes("--codes abstain=present", present), ["FRA yes", "USA abstain"]);
    // What is said of one word leaves the numbers of the file as they are.
    let numbers = "rcid,date,USA,FRA,GBR\n9101,1985-12-10,1,8,present\n";
    assert_eq!(votes("--codes non-voting=present", numbers), ["FRA non-voting", "GBR non-voting", "USA yes"]);
}

#[test]
fn totals_in_words_are_read_and_compared() {
    let table = "Title,Resolution,Vote Date,Total Yes,Total No,Total Abstentions,Total Non-Participating,Total voting membership,CHN,FRA,GBR,RUS,USA\n\
                 Made-up,S/RES/9903(1991),1991-12-05,3,0,1,1,5,NP,Y,Y,A,Y\n";
    assert_eq!(votes("", table), ["CHN non-voting", "FRA yes", "GBR yes", "SUN abstain", "USA yes"]);
    is_whole(table);
    let wrong = table.replace("05,3,0,1,1,5", "05,4,0,1,0,5");
    assert!(account(&wrong).iter().any(|(_, reason, _)| reason == "the stated totals differ from the roll"));
}

#[test]
fn names_of_the_world_bank_and_others_are_known() {
    let names = [
        ("Iran, Islamic Rep.", "IRN"),
        ("Congo, Rep.", "COG"),
        ("Kyrgyz Republic", "KGZ"),
        ("Venezuela, RB", "VEN"),
        ("Micronesia, Fed. Sts.", "FSM"),
        ("Egypt, Arab Rep.", "EGY"),
        ("Korea, Dem. People's Rep.", "PRK"),
        ("Yemen, Rep.", "YEM"),
        ("Eq. Guinea", "GNQ"),
        ("S. Sudan", "SSD"),
        ("Hellenic Republic", "GRC"),
        ("Lao People's Dem. Rep.", "LAO"),
    ];
    let mut table = "resolution,date,country,vote\n".to_owned();
    let mut expected: Vec<String> = names.map(|(_, code)| format!("{code} yes")).into();
    for (name, _) in names {
        table.extend(["A/RES/75/9,2020-11-04,\"", name, "\",yes\n"]);
    }
    expected.sort();
    assert_eq!(votes("", &table), expected);
    is_whole(&table);
}

/// The Library's header of 2025, short.
const LIBRARY: &str =
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,title,vote_note\n";

#[test]
fn what_r_writes_for_nothing_is_an_empty_cell() {
    let row = |number: u8, member: &str| {
        format!("\"{number}\",\"5\",{member},\"2024-10-30\",\"79\",\"A/RES/79/904\",NA,\"NA\",\"Made-up title\",NA\n")
    };
    let table = format!(
        "\"\",{LIBRARY}{}{}{}",
        row(1, "\"FRA\",\"FRANCE\",\"Y\""),
        row(2, "\"NAM\",\"NAMIBIA\",\"N\""),
        row(3, "\"USA\",\"UNITED STATES\",NA")
    );
    assert_eq!(votes("", &table), ["FRA yes", "NAM no", "USA non-voting"]);
    assert_eq!(account(&table), []);
    assert!(!of("tally NA", &table).status.success());
    assert!(!String::from_utf8_lossy(&of("show 79/904 --format json", &table).stdout).contains("\"NA\""));
}

#[test]
fn a_code_and_a_name_of_two_members_in_the_librarys_file_are_nobodys_vote() {
    let row = |code: &str, name: &str| format!("5,{code},{name},Y,2024-10-30,79,A/RES/79/904,,,Title,\n");
    let table = format!("{LIBRARY}{}{}", row("USA", "FRANCE"), row("CAN", "CANADA"));
    assert_eq!(votes("", &table), ["CAN yes"]);
    assert!(refused(&table).contains("code and name of a member disagree; neither is taken (1, first on line 2)"));
    let letters = format!("{LIBRARY}{}{}", row("AUS", "AUSTRIA"), row("CAN", "CANADA"));
    assert_eq!(votes("", &letters), ["AUT yes", "CAN yes"]);
}

#[test]
fn a_column_that_stands_twice_is_told() {
    let table = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,ms_vote\n1,FRA,FRANCE,Y,2025-02-24,79,A/RES/79/1,x,N\n";
    let reason = "columns whose name stands twice; the first one is read (1, first on line 1)";
    assert!(refused(table).contains(reason));
    let long = "resolution,date,country,vote,vote\nA/RES/73/48,2018-12-05,France,yes,no\n";
    assert!(refused(long).contains(reason));
    let wide = "resolution,date,USA,FRA,FRA\nA/RES/73/48,2018-12-05,Y,N,Y\n";
    assert!(refused(wide).contains("rows that contradict an earlier one"));
}

#[test]
fn rows_of_one_roll_call_that_say_it_otherwise_are_counted() {
    let differ = "rows of one roll call that differ in its columns; the first row stands (1, first on line 3)";
    let title = "resolution,date,title,country,vote\nA/RES/79/1,2024-09-22,Pact,France,yes\nA/RES/79/1,2024-09-22,Other title,Germany,yes\n";
    assert!(refused(title).contains(differ));
    let flags = "rcid\tsession\tvote\tccode\timportantvote\tdate\tunres\tme\n3\t1\t1\t2\t0\t1/1/1946\tR/1/66\t0\n3\t1\t3\t20\t1\t1/1/1946\tR/1/66\t1\n";
    assert!(refused(flags).contains(differ));
    let library = format!(
        "{LIBRARY}5,USA,UNITED STATES,Y,2024-10-30,79,A/RES/79/904,,,Title,\n5,CAN,CANADA,Y,2024-10-30,79,A/RES/79/904,,,Another,\n"
    );
    assert!(refused(&library).contains(differ));
}

#[test]
fn how_a_text_was_adopted_is_read_or_told() {
    let table = |modality: &str, id: &str| {
        format!(
            "undl_id,date,session,resolution,title,modality,total_yes,total_no\n{id},2024-12-02,79,A/RES/79/1,Title,{modality},,\n"
        )
    };
    for without in ["adopted by consensus", "without a vote", "Adopted without a vote"] {
        let tally = String::from_utf8(of("tally 79/1", &table(without, "401")).stdout).unwrap();
        assert!(tally.contains("ADOPTED: without a vote"), "{without}: {tally}");
        is_whole(&table(without, "401"));
    }
    let told = refused(&table("by lot", "401"));
    assert!(told.contains("words for how a text was adopted that are not known (1, first on line 2)"), "{told}");
    let told = refused(&table("without a vote", "x401"));
    assert!(told.contains("invalid numbers of roll calls (1, first on line 2)"), "{told}");
}

#[test]
fn our_own_formats_tell_what_they_do_not_use() {
    let csv = "roll_call,member,vote,body,resolution,date\n1,FRA,,GA,A/RES/79/1,2024-09-22\n1,DEU,yes,GA,A/RES/79/1,2024-09-22\n";
    assert!(refused(csv).contains("rows without a vote (1, first on line 2)"));
    let json = r#"{"schema":"unvote-record-1","sources":[{"name":"a"}],"roll_calls":[{"body":"GA","resolution":"A/RES/79/1","sources":[5],"votes":{"yes":"FRA"}}]}"#;
    assert!(refused(json).contains("numbers of sources that the file does not list (1, first on line 1)"));
}

#[test]
fn a_note_below_a_table_begins_no_roll_call_and_an_empty_line_is_nothing() {
    let table = "resolution,date,country,vote\nA/RES/73/48,2018-12-05,France,no\n,,,\n";
    is_whole(table);
    let noted = format!("{table}Source: made up,,,\n* absent,,,\n");
    assert_eq!(votes("", &noted), ["FRA no"]);
    let skipped: Vec<_> = account(&noted).into_iter().filter(|(kind, ..)| kind == "skipped").collect();
    assert_eq!(skipped, [("skipped".to_owned(), "rows with neither a member nor a vote".to_owned(), 2)]);
    assert!(refused(&noted).contains("rows with neither a member nor a vote (2, first on line 4)"));
    let listed = of("list --format csv", &noted);
    assert_eq!(String::from_utf8(listed.stdout).unwrap().lines().count(), 2);
    is_whole(",5044,5045\nFrance,0,1\nUnited States,-1,-1\n,,\n");
}

#[test]
fn whole_numbers_are_read_with_a_comma_before_their_decimals() {
    let rows = "country;A/RES/73/48\nUSA;3,0\nUKG;3,0\nAUS;1,0\nDRV;8,0\n";
    assert_eq!(votes("", rows), ["AUT yes", "GBR no", "USA no", "VNM non-voting"]);
    is_whole(rows);
    let joined = "rcid;country;country_code;vote;session;date;unres\n5000,0;Canada;CA;no;64,0;2009-12-10;R/64/91\n";
    assert_eq!(votes("", joined), ["CAN no"]);
    is_whole(joined);
}

#[test]
fn absences_follow_from_no_file_in_which_one_of_the_three_votes_is_nowhere() {
    // Who keeps the rows with a no, as in a filter, takes out every yes: they were no absences.
    let rows = "5000,United States,US,no,64,2009-12-10,R/64/91\n5001,Brazil,BR,no,64,2009-12-10,R/64/92\n";
    let table = format!("rcid,country,country_code,vote,session,date,unres\n{rows}");
    assert_eq!(votes("", &table), ["USA no", "BRA no"]);
    let more =
        format!("{table}5001,Canada,CA,yes,64,2009-12-10,R/64/92\n5001,France,FR,abstain,64,2009-12-10,R/64/92\n");
    let filled = votes("", &more);
    assert_eq!(filled[..4], ["BRA non-voting", "CAN non-voting", "FRA non-voting", "USA no"]);
    assert_eq!(filled[4..], ["BRA no", "CAN yes", "FRA abstain", "USA non-voting"]);
}

#[test]
fn who_was_alone_is_not_known_where_totals_alone_are() {
    let totals = "rcid,session,date,unres,yes,no,abstain,short\n4470,58,2003-11-04,R/58/7,179,3,2,CUBA EMBARGO\n";
    let told = String::from_utf8(of("country USA", totals).stdout).unwrap();
    assert!(told.contains("Alone: not known in any of these roll calls."), "{told}");
    assert!(!told.contains("Alone: never"), "{told}");
}

#[test]
fn what_a_few_votes_tell_is_told_as_far_as_it_is_known() {
    let few = "resolution,country,vote,title\nA/RES/79/1,France,yes,Peace\nA/RES/79/1,Russia,no,Peace\nA/RES/78/1,France,no,Peace\nA/RES/78/1,Russia,yes,Peace\n";
    let told = |arguments: &str| String::from_utf8(of(arguments, few).stdout).unwrap();
    let compared: serde_json::Value = serde_json::from_str(&told("compare FRA RUS --format json")).unwrap();
    let opposite = compared["tables"]["opposite_votes"].as_array().unwrap();
    assert_eq!(opposite.len(), 2);
    assert!(opposite.iter().all(|row| row["losing_share"].is_null()), "{compared}");
    assert!(told("series A/RES/79/1").replace('\n', " ").contains("As far as is known, whenever they voted"));
}
