//! Tables that lack what tells their roll calls apart: values that are given for the whole table, the line that every
//! refusal tells, and Voeten's data under the names of others.

use super::layouts::Files;
use super::unvote;

/// One vote as it is written down for a map.
const MAP: &str = "NAME_EN,vote\nFrance,IN FAVOR\nHaiti,ABSENT\nBelarus,AGAINST\nIndia,ABSTENTION\n";

/// The votes that are known, of the first roll call: `BLR no`.
fn known(files: &Files, arguments: &str) -> Vec<String> {
    let votes = files.column(&format!("export votes {arguments}"), "vote");
    let members = files.column(&format!("export votes {arguments}"), "member");
    let known = members.into_iter().zip(votes).filter(|(_, vote)| vote != "not known");
    known.map(|(member, vote)| format!("{member} {vote}")).collect()
}

/// The line to type that an error ends with, without the program's name.
fn line(error: &str) -> String {
    let line = error.trim_end().lines().last().and_then(|line| line.split_once("unvote "));
    line.unwrap_or_else(|| panic!("no line to type: {error}")).1.to_owned()
}

#[test]
fn a_table_of_one_roll_call_is_named_by_its_symbol() {
    let files = Files::new(&[("votes.csv", MAP)]);
    let error = files.error("tally A/ES-11/1");
    assert!(line(&error).ends_with("--roles resolution=A/RES/ES-11/1"), "{error}");
    let expected = ["BLR no", "FRA yes", "HTI non-voting", "IND abstain"];
    for symbol in ["A/ES-11/1", "A/RES/ES-11/1", "ES-11/1", "a/res/es-11/1"] {
        assert_eq!(known(&files, &format!("--roles resolution={symbol}")), expected, "{symbol}");
    }
    let dated = "list --roles resolution=A/ES-11/1,date=2022-03-02,session=ES-11,body=ga";
    assert_eq!(files.column(dated, "date"), ["2022-03-02"]);
    assert_eq!(files.column(dated, "symbol"), ["A/ES-11/1"]);
    let council = "list --roles resolution=S/RES/2623,body=SC";
    assert_eq!(files.column(council, "body"), ["SC"]);
}

#[test]
fn what_no_column_holds_can_be_given_for_the_whole_table() {
    let files = Files::new(&[("votes.csv", "symbol,vote\nA/RES/79/1,Yes\nA/RES/79/2,No\n")]);
    assert!(line(&files.error("data")).ends_with("--roles member=France"));
    assert_eq!(known(&files, "--roles member=Kenya"), ["KEN yes", "KEN no"]);
    let files = Files::new(&[("against.csv", "Country\nBelarus\nSyria\n")]);
    assert_eq!(known(&files, "--roles resolution=A/RES/ES-11/1,vote=against"), ["BLR no", "SYR no"]);
    let files = Files::new(&[("matrix.csv", "country,A/RES/79/1,A/RES/79/2\nFrance,Y,N\n")]);
    let dated = files.column("list --roles date=2024-12-04", "date");
    assert_eq!(dated, ["2024-12-04", "2024-12-04"]);
    let files = Files::new(&[("wide.csv", "France,Germany\nY,N\n")]);
    assert!(line(&files.error("data")).ends_with("--roles resolution=A/RES/ES-11/1"));
    assert_eq!(known(&files, "--roles resolution=A/RES/79/1"), ["DEU no", "FRA yes"]);
}

#[test]
fn what_is_neither_a_column_nor_such_a_value_is_told_with_the_columns() {
    let files = Files::new(&[("votes.csv", MAP)]);
    for (roles, expected) in [
        ("date=2022-13-02", "no column is called '2022-13-02', nor is it a day such as 2022-03-02"),
        ("draft=bla", "no column is called 'bla', nor is it a symbol such as A/RES/ES-11/1"),
        ("meeting=3", "no column is called '3', nor is it a symbol such as A/RES/ES-11/1"),
        ("session=last", "no column is called 'last', nor is it a session such as 79 or ES-11"),
        ("title=nam_en", "no column is called 'nam_en', nor is it a text of several words; did you mean name_en?"),
    ] {
        let error = files.error(&format!("data --roles resolution=A/ES-11/1,{roles}"));
        assert!(error.contains(expected) && error.contains("columns found: name_en, vote"), "{error}");
    }
    let error = files.error("data --roles resolution=bla");
    assert!(error.contains("--roles resolution=bla: no column is called 'bla', nor is it a symbol"), "{error}");
    // A format that says it of each roll call takes no value for all.
    let files = Files::new(&[("voeten.csv", "rcid,session,ccode,vote,unres\n1,79,220,1,R/79/1\n")]);
    let error = files.error("data --roles resolution=A/RES/79/2");
    assert!(
        error.contains("voeten.csv tells it of each of its roll calls") && error.contains("leave it out"),
        "{error}"
    );
}

#[test]
fn the_line_that_a_refusal_tells_reads_the_file() {
    for (name, text) in [
        ("votes.csv", MAP),
        ("my votes.csv", MAP),
        ("ballots.csv", "Country,Ballot\nFrance,Yes\nGermany,No\n"),
        ("texts.csv", "text,State,how\nA/RES/79/1,France,Yes\nA/RES/79/2,Germany,No\n"),
        ("who.csv", "text no.,who,how\nA/RES/79/7,Kenya,yes\nA/RES/79/7,Norway,no\n"),
        ("one.csv", "symbol,vote\nA/RES/79/1,Yes\n"),
        ("wide.csv", "France;Germany\nY;N\n"),
    ] {
        let files = Files::new(&[(name, text)]);
        let error = files.error("data");
        // The error names the folder that was typed.
        let typed = line(&error);
        let (_, roles) = typed.split_once("--roles ").expect("roles");
        let mut again = unvote("data --format csv --data");
        again.arg(files.path()).args(["--roles", roles.trim_matches('\'')]);
        let output = again.output().unwrap();
        assert!(output.status.success(), "{name}: {typed}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(error.contains(&files.path().display().to_string()), "{error}");
    }
}

#[test]
fn scores_are_no_votes_and_are_told_so() {
    let files = Files::new(&[("ideal.csv", "ccode,iso3c,session,IdealPointAll,NVotesAll\n2,USA,79,2.1,90\n")]);
    let error = files.error("data");
    assert!(error.contains("holds scores ('idealpointall'), no votes"), "{error}");
}

#[test]
fn columns_of_maps_name_the_member_and_not_its_sovereign() {
    let rows = "ADM0_A3,ADMIN,SOVEREIGNT,SOV_A3,vote\nFRA,France,France,FR1,yes\nGRL,Greenland,Denmark,DN1,no\n";
    let files = Files::new(&[("map.csv", rows)]);
    assert_eq!(known(&files, "--roles resolution=A/RES/79/1"), ["FRA yes"]);
    let files = Files::new(&[("map.csv", "SOVEREIGNT,vote\nFrance,yes\nDenmark,no\n")]);
    assert_eq!(known(&files, "--roles resolution=A/RES/79/1"), ["DNK no", "FRA yes"]);
    let files = Files::new(&[("map.csv", "iso_a2,vote\nFR,yes\nNA,no\n")]);
    assert_eq!(known(&files, "--roles resolution=A/RES/79/1"), ["FRA yes", "NAM no"]);
}

/// Kaggle's "United Nations General Assembly Votes", a few rows in its manner.
const KAGGLE: [(&str, &str); 2] = [
    (
        "resolutions.csv",
        "vote_id,assembly_session,vote_date,resolution,amendment,paragraph,significant_vote,yes_votes,no_votes,abstain,\
         colonization,human_rights,israel_palestine,disarmament,nuclear_weapons,economic_development\n\
         3400,44,1989-11-13,R/44/1,0,0,0,1,1,0,0,1,0,0,0,0\n3401,44,1989-11-14,R/44/1,1,0,1,1,0,0,0,0,0,0,1,0\n",
    ),
    (
        "votes.csv",
        "assembly_session,vote_id,state_code,state_name,member,vote\n44,3400,2,United States of America,1,3\n\
         44,3400,220,France,1,1\n44,3400,41,Haiti,1,8\n44,3400,331,San Marino,0,9\n44,3401,220,France,1,1\n",
    ),
];

#[test]
fn kaggles_two_files_are_voetens_data_under_other_names() {
    let files = Files::new(&KAGGLE);
    let whole = "--matter whole";
    assert_eq!(known(&files, whole), ["FRA yes", "HTI non-voting", "USA no"]);
    for (name, value) in [("symbol", "A/RES/44/1"), ("date", "1989-11-13"), ("rcid", "3400"), ("session", "A/44")] {
        assert_eq!(files.column(&format!("list {whole}"), name), [value]);
    }
    assert_eq!(files.column("list --matter amendment", "rcid"), ["3401"]);
    assert_eq!(files.column("list --important", "rcid"), ["3401"]);
    assert_eq!(files.column("list --topic hr", "rcid"), ["3400"]);
    let told: Vec<String> = files.account().into_iter().map(|[kind, reason, ..]| kind + &reason).collect();
    assert!(!told.iter().any(|told| told.contains("unknown") || told.starts_with("skipped")), "{told:?}");
}

#[test]
fn each_of_kaggles_files_is_read_alone() {
    let votes = Files::new(&KAGGLE[1..]);
    assert_eq!(known(&votes, "--session 44")[..3], ["FRA yes", "HTI non-voting", "USA no"]);
    assert_eq!(votes.column("list --reverse", "rcid"), ["3400", "3401"]);
    let totals = Files::new(&KAGGLE[..1]);
    assert_eq!(totals.column("list --matter whole", "yes"), ["1"]);
    assert!(totals.error("against R/44/1 --matter whole").contains("1 voted against; the source does not say who"));
}

#[test]
fn an_empty_vote_of_r_is_no_vote_and_no_unknown_word() {
    let voeten =
        "rcid,session,ccode,vote,date,unres\n5300,68,220,1,2013-12-05,R/68/32\n5300,68,2,NA,2013-12-05,R/68/32\n";
    let package = "rcid,country,country_code,vote\n5300,France,FR,yes\n5300,United States,US,NA\n5300,Kenya,KE,no\n\
                   5301,France,FR,abstain\n5301,United States,US,no\n";
    for (text, mine) in [(voeten, "--session 68"), (package, "")] {
        let files = Files::new(&[("votes.csv", text)]);
        assert!(known(&files, mine).iter().filter(|vote| vote.starts_with("USA")).count() <= 1, "{text}");
        let skipped: Vec<_> = files.account().into_iter().filter(|entry| entry[0] == "skipped").collect();
        let told: Vec<_> = skipped.iter().map(|[_, reason, count, _]| (reason.as_str(), count.as_str())).collect();
        assert_eq!(told, [("rows without a vote", "1")]);
    }
}
