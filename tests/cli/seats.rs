//! Lines, seats and holders through every command that follows a member through years. The few votes are made up; days
//! and holders are those of `docs/seats.md`.

use std::{fmt::Write as _, fs, path::PathBuf};

use super::{printed, unvote};

/// One question in six years: symbol, day, and who voted how.
const VOTES: [(&str, &str, &str); 6] = [
    ("A/RES/2000(XX)", "1965-12-01", "CHN Y, YUG N, SUN N, USA Y"),
    ("A/RES/2800(XXVI)", "1971-12-01", "CHN N, YUG N, SUN N, USA Y"),
    ("A/RES/44/147", "1989-12-15", "CHN A, YUG Y, SUN Y, DDR N, DEU Y, USA N"),
    ("A/RES/50/20", "1995-12-01", "YUG X, FRA Y"),
    ("A/RES/57/111", "2002-12-03", "CHN Y, YUG N, RUS Y, DEU Y, USA N"),
    ("A/RES/79/10", "2024-12-03", "CHN Y, SRB A, RUS N, DEU Y, USA N"),
];

struct Votes {
    folder: tempfile::TempDir,
}

impl Votes {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut text = "resolution,date,title,member,vote\n".to_owned();
        for (symbol, day, votes) in VOTES {
            for (member, vote) in votes.split(", ").filter_map(|one| one.split_once(' ')) {
                writeln!(text, "{symbol},{day},Question of Utopia,{member},{vote}").unwrap();
            }
        }
        fs::write(folder.path().join("votes.csv"), text).unwrap();
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("votes.csv")
    }

    /// What a command prints of these votes.
    fn told(&self, arguments: &[&str]) -> String {
        printed(unvote("-q").args(arguments).arg("--data").arg(self.path()))
    }

    /// Some columns of its CSV, the cells of a row with spaces between.
    fn csv(&self, arguments: &[&str], columns: &[&str]) -> Vec<String> {
        let text = self.told(&[arguments, &["--format", "csv"]].concat());
        let rows = csv::Reader::from_reader(text.as_bytes()).into_deserialize();
        let rows: Vec<std::collections::HashMap<String, String>> = rows.map(Result::unwrap).collect();
        rows.iter().map(|row| columns.iter().map(|one| row[*one].as_str()).collect::<Vec<_>>().join(" ")).collect()
    }

    /// Why a command has no answer.
    fn error(&self, arguments: &[&str]) -> String {
        let output = unvote("-q").args(arguments).arg("--data").arg(self.path()).output().unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }
}

#[test]
fn the_two_yugoslavias_are_two_lines_in_every_command() {
    let votes = Votes::new();
    let shift = votes.csv(&["shift", "A/RES/44/147", "A/RES/57/111"], &["member", "from_vote", "to_vote"]);
    assert!(shift.contains(&"YUG yes not a member".to_owned()), "{shift:?}");
    assert!(shift.contains(&"SRB not a member no".to_owned()), "{shift:?}");
    // Its code stood for Serbia's line in 2002, which goes on.
    let shift = votes.csv(&["shift", "A/RES/57/111", "A/RES/79/10", "--members", "YUG"], &["member", "from_vote"]);
    assert_eq!(shift, ["SRB no"]);
    let series =
        votes.told(&["series", "--topic", "Utopia", "--members", "YUG", "--format", "csv", "--table", "lines"]);
    assert!(series.contains("\nYUG,Yugoslavia,NNY.  ,") && series.contains(",    NA,"), "{series}");
    // The seat of 1945, and then that of 2000 for as long as it was called Yugoslavia.
    let country = votes.csv(&["country", "Yugoslavia"], &["member", "year", "yes", "no"]);
    assert_eq!(country, ["YUG 1965 0 1", "YUG 1971 0 1", "YUG 1989 1 0", "YUG 1995 0 0", "SRB 2002 0 1"]);
    let compare = votes.csv(&["compare", "Yugoslavia", "US"], &["first", "year", "votes", "opposite"]);
    assert_eq!(compare, ["YUG 1965 1 1", "YUG 1971 1 1", "YUG 1989 1 1", "SRB 2002 1 0"]);
    let serbia = votes.csv(&["compare", "Serbia", "US"], &["first", "year", "votes"]);
    assert_eq!(serbia, ["SRB 2002 1", "SRB 2024 1"]);
    assert!(
        votes
            .told(&["country", "Serbia"])
            .starts_with("Serbia (Yugoslavia until 2003; Serbia and Montenegro until 2006) in")
    );
    let shifts = votes.csv(&["export", "shifts", "--members", "YUG,SRB"], &["date", "member", "from_vote", "to_vote"]);
    assert_eq!(
        shifts,
        [
            "1971-12-01 YUG no no",
            "1995-12-01 YUG yes non-voting",
            "2002-12-03 SRB not a member no",
            "2002-12-03 YUG non-voting not a member",
        ]
    );
}

#[test]
fn a_former_members_record_ends_with_it_and_its_continuation_is_named() {
    let votes = Votes::new();
    let continued = "member from 1945-10-24 to 1991-12-23; Russia (RUS) continued the seat";
    for asked in [
        &["country", "Soviet Union", "--year", "2024"][..],
        &["compare", "USSR", "US", "--year", "2024"],
        &["turning", "SUN", "--with", "US", "--year", "2024"],
        &["tally", "A/RES/79/10", "--members", "SUN"],
        &["list", "--where", "SUN=no", "--year", "2024"],
        &["export", "votes", "--members", "SUN", "--year", "2024"],
        &["grid", "A/RES/79/10", "--members", "SUN"],
    ] {
        let error = votes.error(asked);
        assert!(error.contains(continued), "{asked:?}: {error}");
    }
    let country = |who: &str| votes.csv(&["country", who], &["member", "year"]);
    assert_eq!(country("USSR"), ["SUN 1965", "SUN 1971", "SUN 1989"]);
    assert_eq!(country("Russia"), ["RUS 1965", "RUS 1971", "RUS 1989", "RUS 1995", "RUS 2002", "RUS 2024"]);
    assert_eq!(country("East Germany"), ["DDR 1989"]);
    assert!(votes.told(&["country", "Russia"]).starts_with("Russia (Soviet Union until 1991) in the General Assembly"));
    assert!(votes.told(&["country", "Russia", "--from", "2000"]).starts_with("Russia in the General Assembly"));
    let shift = |who: &str| {
        votes.csv(&["shift", "A/RES/44/147", "A/RES/79/10", "--members", who], &["member", "from_vote", "to_vote"])
    };
    assert_eq!((shift("SUN"), shift("RUS")), (vec!["SUN yes not a member".to_owned()], vec!["RUS yes no".to_owned()]));
    let note = "East Germany was a member of its own to 1990-10-03: united with the Federal Republic of Germany.";
    assert!(votes.told(&["country", "Germany"]).replace('\n', " ").contains(note));
}

#[test]
fn the_two_holders_of_chinas_seat_are_told_apart() {
    let votes = Votes::new();
    let compare = votes.csv(&["compare", "China", "US"], &["first", "year", "votes"]);
    assert_eq!(compare, ["ROC 1965 1", "CHN 1971 1", "CHN 1989 1", "CHN 2002 1", "CHN 2024 1"]);
    let text = votes.told(&["compare", "China", "US"]);
    let [earlier, later] =
        ["China (Republic of China) and United States", "\nChina and United States"].map(|title| text.find(title));
    assert!(earlier == Some(0) && later > earlier, "{text}");
    assert_eq!(votes.csv(&["country", "ROC"], &["member", "year"]), ["ROC 1965"]);
    assert_eq!(votes.csv(&["country", "Republic of China"], &["member", "year"]), ["ROC 1965"]);
    assert_eq!(votes.csv(&["country", "China"], &["member", "year"])[..2], ["ROC 1965", "CHN 1971"]);
    let shift = votes.csv(&["shift", "A/RES/2000(XX)", "A/RES/2800(XXVI)"], &["member", "from_vote", "to_vote"]);
    assert!(shift.contains(&"ROC yes not a member".to_owned()) && shift.contains(&"CHN not a member no".to_owned()));
    let matrix = votes.csv(&["matrix", "--members", "CHN,US,SUN,RUS"], &["member", "CHN", "ROC"]);
    assert_eq!(matrix[1..], ["ROC  1", "USA 0 1", "RUS 0.5 0"], "{matrix:?}");
    // A table of votes has the code of its file.
    let grid =
        votes.csv(&["grid", "A/RES/2000(XX)", "A/RES/2800(XXVI)", "--members", "China"], &["date", "member", "vote"]);
    assert!(
        grid.contains(&"1965-12-01 ROC yes".to_owned()) && grid.contains(&"1971-12-01 CHN no".to_owned()),
        "{grid:?}"
    );
    let exported = votes.csv(&["export", "votes", "--members", "ROC"], &["date", "member", "vote"]);
    assert_eq!(exported, ["1965-12-01 CHN yes"]);
    let agreement = votes.csv(&["export", "agreement", "--members", "CHN"], &["year", "member_a", "member_b"]);
    assert!(agreement.contains(&"1965 ROC USA".to_owned()) && agreement.contains(&"1971 CHN USA".to_owned()));
    assert!(!agreement.iter().any(|row| row.contains("1965 CHN")), "{agreement:?}");
    let history = votes.csv(&["export", "history", "--members", "CHN"], &["member", "year"]);
    assert_eq!(history, ["CHN 1971", "CHN 1989", "CHN 1995", "CHN 2002", "CHN 2024", "ROC 1965"]);
    assert_eq!(votes.csv(&["list", "--where", "ROC=yes"], &["symbol"]), ["A/RES/2000(XX)"]);
}

#[test]
fn taiwan_is_no_member_and_the_republic_of_china_is_named() {
    let output = unvote("country Taiwan").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("the Republic of China (ROC) held China's seat until 25 October 1971"), "{error}");
}

#[test]
fn a_name_outside_its_days_is_told_and_never_taken_silently() {
    // CS was Serbia and Montenegro's two-letter code from 2003 to 2006, Czechoslovakia's before.
    let table = "resolution,date,country,vote\nA/RES/59/1,2004-10-01,CS,yes\nA/RES/59/1,2004-10-01,FR,no\n\
                 A/RES/59/1,2004-10-01,CSK,no\nA/RES/59/1,2004-10-01,DDR,no\nA/RES/59/1,2004-10-01,SUN,no\n\
                 A/RES/59/1,2004-10-01,Taiwan,yes\nA/RES/45/1,1989-10-01,CS,yes\n";
    let votes = Votes::new();
    fs::write(votes.path(), table).unwrap();
    let exported = votes.csv(&["export", "votes"], &["date", "member", "vote"]);
    for vote in ["1989-10-01 CSK yes", "2004-10-01 SCG yes", "2004-10-01 FRA no", "2004-10-01 RUS no"] {
        assert!(exported.contains(&vote.to_owned()), "{vote}");
    }
    assert_eq!(exported.iter().filter(|row| !row.ends_with("not known")).count(), 4);
    let data = votes.told(&["data"]).split_whitespace().collect::<Vec<_>>().join(" ");
    let left_out =
        "line 4, CSK on 2004-10-01: no; line 5, DDR on 2004-10-01: no; line 7, Republic of China on 2004-10-01: yes";
    assert!(data.contains(left_out) && data.contains("line 6, SUN: no, read as RUS"), "{data}");
    let output = unvote("data --strict --data").arg(votes.path()).output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(3) && error.contains("were no members on the day"), "{error}");
}

#[test]
fn the_councils_last_vote_of_1991_is_russias() {
    // S/RES/725: the Library writes USSR a week after the Russian Federation had continued the seat.
    let votes = Votes::new();
    let header = "undl_id,ms_code,ms_name,ms_vote,permanent_member,date,resolution,meeting,draft,note,description,agenda,subjects,\
                  vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link,modality,title";
    let row = |code: &str, name: &str| {
        format!(
            "282558,{code},{name},Y,True,1991-12-31,S/RES/725(1991),S/PV.3025,,,,,,,2,0,0,0,2,,Recorded vote,Western Sahara\n"
        )
    };
    fs::write(votes.path(), format!("{header}\n{}{}", row("SUN", "USSR"), row("USA", "UNITED STATES"))).unwrap();
    assert_eq!(votes.csv(&["export", "votes"], &["member", "vote"]), ["RUS yes", "USA yes"]);
    let data = votes.told(&["data"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        data.contains("disagreement") && data.contains("S/RES/725(1991) of 1991-12-31: SUN yes, read as RUS"),
        "{data}"
    );
}

#[test]
fn one_line_is_not_compared_with_itself() {
    let votes = Votes::new();
    let error = votes.error(&["compare", "China", "ROC"]);
    assert!(error.starts_with("error: no common vote"), "{error}");
    // A reference is a line as well.
    let with = votes.csv(&["country", "US", "--with", "China"], &["year", "reference", "reference_votes"]);
    assert_eq!(with[..2], ["1965 ROC 1", "1971 CHN 1"], "{with:?}");
}

#[test]
fn a_table_of_votes_names_who_held_the_seat_and_keeps_the_code() {
    let votes = Votes::new();
    let holder = "China (Republic of China)";
    let show = |symbol: &str| votes.csv(&["show", symbol], &["member", "name"]);
    assert!(show("A/RES/2000(XX)").contains(&format!("CHN {holder}")));
    assert!(show("A/RES/2800(XXVI)").contains(&"CHN China".to_owned()));
    assert!(votes.told(&["tally", "A/RES/2000(XX)", "--names"]).contains(&format!("{holder}, United States")));
    assert!(votes.told(&["tally", "A/RES/2800(XXVI)", "--names"]).contains("  China, "));
    let cast = votes.csv(&["against", "A/RES/2000(XX)", "--vote", "yes"], &["member", "name"]);
    assert_eq!(cast[0], format!("CHN {holder}"));
    // China's vetoes: of Mongolia's admission on 13 December 1955, and of Bangladesh's on 25 August 1972.
    let list = "year,date,draft,agenda_item,member_veto1,China,France,Russia,USSR,USA,UK\n\
                1955,12/13/1955,S/3502,Admission of new Members,China,1,0,0,0,0,0\n\
                1972,8/25/1972,S/10771,Admission of new Members,China,1,0,0,0,0,0\n";
    fs::write(votes.path(), list).unwrap();
    let told = votes.told(&["vetoes"]);
    assert!(told.contains(holder) && told.contains("S/10771  China "), "{told}");
    assert_eq!(votes.csv(&["vetoes"], &["vetoed_by"]), ["CHN", "CHN"]);
}

#[test]
fn who_is_named_and_had_no_seat_is_told_beside_those_who_had_one() {
    let votes = Votes::new();
    for question in [
        &["matrix", "--members", "SUN,US,DE", "--year", "2024"][..],
        &["compare", "US", "SUN,DE", "--year", "2024"],
        &["series", "--topic", "Utopia", "--year", "2002,2024", "--members", "SUN,US"],
        &["grid", "A/RES/57/111", "A/RES/79/10", "--members", "SUN,US"],
        &["shift", "A/RES/57/111", "A/RES/79/10", "--members", "SUN,US"],
    ] {
        let told = votes.told(question).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains("Left out: Soviet Union was not a member in") && told.contains("continued"), "{told}");
    }
    assert!(!votes.told(&["matrix", "--members", "SUN,US,DE"]).contains("Left out"));
    // Pairs of lists are pairs of lines: what joins in one, and what does not, is told.
    let told = votes.told(&["compare", "US", "CN,RU"]).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("The votes of China (Republic of China) stand under CHN in the record"), "{told}");
    assert!(told.contains("Under Russia stand the votes of Soviet Union, too"), "{told}");
}

#[test]
fn groups_have_the_members_of_the_day() {
    let is_in = |group: &str, day: &str, code: &str| {
        let listed = printed(unvote("members --format csv").args([group, "--on", day]));
        listed.lines().any(|line| line.starts_with(code))
    };
    // The summit of Lusaka, 8 to 10 September 1970: South African Institute of International Affairs, Resolutions of the
    // Third Conference, 1971. Estonia has been in the Eastern European Group since May 2004 (un.mfa.ee).
    for (group, code, before, since) in [
        ("NONALIGNED", "GAB", "1970-09-07", "1970-09-08"),
        ("NONALIGNED", "GMB", "1970-09-07", "1970-09-08"),
        ("EEG", "EST", "2004-04-30", "2004-05-01"),
    ] {
        assert!(!is_in(group, before, code) && is_in(group, since, code), "{code}");
    }
}
