//! What is said of votes of which only a part is known: totals, some members' votes, or nothing.

use super::{printed, unvote};

/// A file of these rows, in a folder that goes with it.
struct Table(tempfile::TempDir);

impl Table {
    fn of(rows: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("votes.csv"), rows).unwrap();
        Self(folder)
    }

    /// What a command prints of it.
    fn told(&self, arguments: &str) -> String {
        printed(unvote(arguments).arg("--data").arg(self.0.path().join("votes.csv")))
    }

    /// The same with every line break and indent as one space.
    fn flat(&self, arguments: &str) -> String {
        self.told(arguments).split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn a_few_votes_without_a_day_decide_nothing() {
    for (rows, votes) in [
        ("resolution,country,vote\nA/RES/79/1,France,yes\n", 1),
        ("Resolution,FRA,DEU\nA/RES/79/1,Y,Y\n", 2),
        ("member,A/RES/79/1\nFrance,Y\nGermany,Y\n", 2),
    ] {
        let text = Table::of(rows).flat("tally A/RES/79/1");
        let expected =
            format!("NOT KNOWN how it ended: the votes of {votes} of 193 members are known: {votes} in favour");
        assert!(text.contains(&expected) && !text.contains("ADOPTED"), "{text}");
        assert!(!text.contains("what is left of"), "{text}");
    }
}

#[test]
fn the_session_of_a_symbol_tells_whose_empty_cell_means_something() {
    let rows = "country,A/RES/76/161,A/RES/40/97\nFRANCE,N,A\nRUSSIAN FEDERATION,Y,\nUSSR,,Y\nBRAZIL,Y,Y\nCHINA,,\n";
    let text = Table::of(rows).flat("tally A/RES/76/161 A/RES/40/97");
    // China was a member in both sessions, the Russian Federation and the Soviet Union in one each.
    assert!(
        text.contains("the votes of 4 of 193 members are known: 2 in favour, 1 against, 0 abstaining, 1 non-voting"),
        "{text}"
    );
    assert!(
        text.contains("the votes of 4 of 159 members are known: 2 in favour, 0 against, 1 abstaining, 1 non-voting"),
        "{text}"
    );
}

/// What a command that finds nothing says of this table.
fn refused(table: &Table, arguments: &str) -> String {
    let output = unvote(arguments).arg("--data").arg(table.0.path().join("votes.csv")).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{arguments}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn conditions_on_days_say_where_days_are_wanting() {
    let table = Table::of("country,A/RES/76/161,A/RES/40/97\nFRANCE,N,A\nRUSSIAN FEDERATION,Y,\nUSSR,,Y\nBRAZIL,Y,Y\n");
    let left_out = |flag: &str| format!("{flag} leaves out 1 roll call without a day; --session 76 selects by session");
    for (condition, flag) in [("--year 2021", "--year"), ("--from 2021-12-16", "--from")] {
        let text = refused(&table, &format!("list {condition}"));
        let why = format!("none of 2 roll calls is known to meet {condition}; the day of 2 is not known");
        assert!(text.contains(&why) && text.contains(&left_out(flag)), "{text}");
    }
    let text = refused(&table, "tally A/RES/76/161 --year 2021");
    let why = "whether A/RES/76/161 meets --year 2021 is not known: it has no day";
    assert!(text.contains(why) && text.contains(&left_out("--year")), "{text}");
    // In 1999 neither of the sessions was held.
    assert!(!refused(&table, "list --year 1999").contains("leaves out"));
    assert!(refused(&table, "shift 2020 2021").contains("no vote known to be from 2020"));
    let listed = table.flat("list --session 76 --where FRA=no");
    assert!(listed.contains("A/RES/76/161 2 1 0"), "{listed}");
}

#[test]
fn roll_calls_without_a_day_are_counted_beside_those_that_have_one() {
    let table = Table::of(
        "resolution,date,country,vote\nA/RES/76/161,2021-12-16,France,no\nA/RES/76/162,,France,no\n\
         A/RES/40/97,,France,abstain\n",
    );
    let output = unvote("list --year 2021").arg("--data").arg(table.0.path().join("votes.csv")).output().unwrap();
    let (answer, notes) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(answer.contains("A/RES/76/161") && !answer.contains("A/RES/76/162"), "{answer}");
    // The 40th session ended in 1986.
    assert!(notes.contains("note: --year leaves out 1 roll call without a day; --session 76 selects"), "{notes}");
}

/// The rows of a CSV answer on this table, each with its columns.
fn rows(table: &Table, arguments: &str) -> Vec<std::collections::HashMap<String, String>> {
    let text = table.told(&format!("{arguments} --format csv"));
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn totals_alone_name_nobody_and_count_the_absent_by_the_members_of_the_day() {
    // A/RES/58/7: 179-3-2; the United Nations had 191 members on 4 November 2003.
    let header = "rcid,session,date,unres,yes,no,abstain,short\n";
    let table = Table::of(&format!("{header}4470,58,2003-11-04,R/58/7,179,3,2,CUBA EMBARGO\n"));
    let row = &rows(&table, "tally R/58/7")[0];
    assert_eq!(
        [&row["non_voting"], &row["members"], &row["outcome"], &row["counted"]],
        ["7", "191", "adopted", "false"]
    );
    let text = table.flat("tally R/58/7");
    assert!(text.contains("what is left of the 191 members then"), "{text}");
    assert!(text.contains("3 voted against; the source does not say who."), "{text}");
    let text = table.flat("against R/58/7 --format table");
    assert!(text.contains("3 voted against; the source does not say who."), "{text}");
    // In the 57th session members were admitted, so that without a day their number is not known.
    let table = Table::of(&format!("{header}4300,57,,R/57/11,173,3,4,CUBA EMBARGO\n"));
    let row = &rows(&table, "list")[0];
    assert_eq!([&row["non_voting"], &row["members"], &row["turnout"], &row["yes"]], ["", "", "", "173"]);
}

#[test]
fn between_a_majority_and_two_thirds_only_a_number_of_the_un_tells_the_end() {
    // The Albanian draft of November 1970, which failed for want of two thirds; and R/48/78, which was adopted.
    let table = Table::of(
        "rcid,session,date,unres,amend,para,yes,no,abstain,short\n\
         1,25,1970-11-20,R/25/2642B,0,0,51,49,25,CHINA REPRESENTATION\n\
         2,48,1993-12-16,R/48/78,0,0,55,45,63,ISRAEL\n\
         3,48,1993-12-16,R/48/79,0,0,100,9,30,OTHER\n",
    );
    let ended: Vec<String> = rows(&table, "list --reverse").iter().map(|row| row["outcome"].clone()).collect();
    assert_eq!(ended, ["not known", "adopted", "adopted"]);
    let text = table.flat("tally 2642(XXV)[B]");
    assert!(text.contains("NOT KNOWN how it ended: 51.0% of the 100 present and voting"), "{text}");
    let output = unvote("list --reverse --adopted --format csv --columns symbol --data")
        .arg(table.0.path().join("votes.csv"))
        .output();
    let output = output.unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "symbol\nA/RES/48/78\nA/RES/48/79\n");
    let note = "note: --adopted leaves out 1 roll call: how they ended is not known\n";
    assert_eq!(String::from_utf8_lossy(&output.stderr), note);
}

#[test]
fn the_council_is_told_by_its_symbols_and_its_totals_tell_no_veto() {
    let table = Table::of(
        "resolution,yes,no,abstain,title,BRA,IND\nS/RES/84(1950),7,0,3,Korea,,\nS/2024/1,11,1,3,A draft,,\n\
         S/2024/2,6,1,8,Another,,\n",
    );
    let ended: Vec<[String; 2]> = rows(&table, "tally S/RES/84(1950) S/2024/1 S/2024/2")
        .iter()
        .map(|row| [row["outcome"].clone(), row["needed"].clone()])
        .collect();
    assert_eq!(ended, [["adopted", "7"], ["not known", "9"], ["rejected", "9"]]);
    let text = table.flat("tally S/2024/2");
    assert!(text.contains("Who voted against is not known.") && !text.contains("No permanent member"), "{text}");
}

#[test]
fn a_recorded_vote_without_a_roll_is_not_159_absences() {
    // As A/RES/39/28 A stands in the UN Digital Library's file, of two of its 159 members here.
    let rows = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes,total_no,total_abstentions,total_non_voting,total_ms\n";
    let member = |code: &str, name: &str| {
        format!("1,{code},{name},X,1984-11-30,39,A/RES/39/28A,Financing of UNDOF,0.0,0.0,0.0,2.0,2.0\n")
    };
    let table = Table::of(&[rows.to_owned(), member("FRA", "FRANCE"), member("USA", "UNITED STATES")].concat());
    let row = &self::rows(&table, "list")[0];
    let told = ["yes", "non_voting", "turnout", "margin", "outcome"].map(|column| row[column].as_str());
    assert_eq!(told, ["", "", "", "", "adopted"]);
    let text = table.flat("data");
    assert!(text.contains("recorded votes in which every") && text.contains("A/RES/39/28A"), "{text}");
}

#[test]
fn a_file_of_the_library_from_which_rows_were_taken_out_is_not_whole() {
    let rows = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title\n\
                1,FRA,FRANCE,Y,2024-12-04,79,A/RES/79/81,A title\n1,USA,UNITED STATES,N,2024-12-04,79,A/RES/79/81,A title\n";
    let told = Table::of(rows).flat("tally A/RES/79/81");
    // That it was adopted is known: the file holds resolutions alone.
    let known = "ADOPTED: the votes of 2 of 193 members are known: 1 in favour, 1 against, 0 abstaining, 0 non-voting.";
    assert!(told.contains(known) && !told.contains("present and voting"), "{told}");
    // With a total that says that there were no more it is: one of two is less than the two needed for more than half.
    let [head, france, usa] = rows.lines().collect::<Vec<_>>()[..] else { panic!("{rows}") };
    let whole = Table::of(&format!("{head},total_ms\n{france},2.0\n{usa},2.0\n")).flat("tally A/RES/79/81");
    assert!(!whole.contains("are known") && whole.contains("50.0% of the 2 present and voting"), "{whole}");
}

#[test]
fn a_file_of_some_countries_makes_nobody_absent() {
    let votes = "rcid,country,country_code,vote\n3,United States,US,yes\n3,France,FR,yes\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("votes.csv"), votes).unwrap();
    std::fs::write(folder.path().join("calls.csv"), "rcid,session,date,unres\n3,46,1991-12-16,R/46/86\n").unwrap();
    let mut command = unvote("tally A/RES/46/86");
    for file in ["votes.csv", "calls.csv"] {
        command.arg("--data").arg(folder.path().join(file));
    }
    let text = printed(&mut command).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("NOT KNOWN how it ended: the votes of 2 of 166 members are known"), "{text}");
}

#[test]
fn numbers_that_are_known_in_part_are_told_and_nothing_beyond() {
    let text = super::stdout("tally S/PV.9866 --matter amendment").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("REJECTED: 6 in favour; 9 were needed, 3 short. Who voted against is not known."), "{text}");
    assert!(text.contains("VETOED: 9 in favour; the source gives no other numbers. Vetoed by Russia."), "{text}");
    assert!(!text.contains("the source gives no numbers"), "{text}");
}

#[test]
fn what_iraq_meant_stands_beside_its_vote() {
    let text = super::stdout("tally A/RES/ES-10/21").split_whitespace().collect::<Vec<_>>().join(" ");
    let told = "Iraq, recorded as abstaining, stated that it had intended to be recorded as in favour; the recorded vote counts.";
    assert!(text.contains(told) && text.contains("120") && text.contains("121-14-44 with it"), "{text}");
}

#[test]
fn israel_was_admitted_by_two_thirds_with_four_to_spare() {
    // A/RES/273(III): 37-12-9.
    let table = Table::of(
        "resolution,date,title,yes,no,abstain,FRA,BRA\n\
         A/RES/273(III),1949-05-11,Admission of Israel to membership in the United Nations,37,12,9,Y,A\n",
    );
    let row = &rows(&table, "tally A/RES/273(III)")[0];
    assert_eq!(["majority", "needed", "margin"].map(|column| row[column].as_str()), ["two thirds", "33", "4"]);
}

#[test]
fn roll_calls_without_a_day_follow_each_other_by_session_and_symbol() {
    let rows = [("79/10", "Oceans"), ("79/1", "Peace"), ("79/2", "Budget"), ("ES-10/22", "Gaza"), ("78/1", "Peace")];
    let vote = |symbol| if symbol == "78/1" { "N" } else { "Y" };
    let rows = rows.map(|(symbol, title)| format!("A/RES/{symbol},{title},{},N\n", vote(symbol))).concat();
    let table = Table::of(&format!("resolution,title,FRA,USA\n{rows}"));
    let series = table.flat("series 79/1");
    // France moved from no in the 78th session to yes in the 79th.
    assert!(series.contains("N Y 2 France") && series.contains("unvote shift 78/1 79/1"), "{series}");
    for arguments in ["shift 79/1 78/1", "shift 78/1 79/1"] {
        let shift = table.flat(arguments);
        assert!(shift.contains("From 78/1 (day not known) to 79/1") && shift.contains("From no to yes (1)"), "{shift}");
    }
    let symbols = |arguments| self::rows(&table, arguments).into_iter().map(|row| row["symbol"].clone()).collect();
    // The tenth emergency special session opened in April 1997.
    let expected = ["ES-10/22", "78/1", "79/1", "79/2", "79/10"].map(|symbol| format!("A/RES/{symbol}")).to_vec();
    for arguments in ["list --reverse", "country FRA --table votes"] {
        let symbols: Vec<String> = symbols(arguments);
        assert_eq!(symbols, expected, "{arguments}");
    }
    let council = Table::of("resolution,FRA,USA\nS/RES/2774,Y,Y\nS/RES/999,Y,N\n");
    let shift = council.flat("shift S/RES/2774 S/RES/999");
    assert!(shift.contains("From no to yes (1) United States"), "{shift}");
}

#[test]
fn votes_that_nothing_tells_of_are_told_of_nobody() {
    let table = Table::of("resolution,FRA,GBR\nS/RES/2774,Y,Y\n");
    for arguments in ["tally S/RES/2774", "tally S/RES/2774 --names", "show S/RES/2774"] {
        let text = table.flat(arguments);
        assert!(text.contains("2 of 15 members are known: 2 in favour"), "{text}");
        assert!(!text.contains("does not say") && !text.contains("Nobody"), "{text}");
    }
    let text = table.flat("against S/RES/2774 --format table");
    assert!(text.contains("As far as is known, no member is recorded as against."), "{text}");
    let text = refused(&table, "against S/RES/2774 --format csv");
    assert!(text.contains("As far as is known, no member is recorded as against"), "{text}");
    // One more against than the rows name.
    let table = Table::of("resolution,yes,no,abstain,FRA,GBR\nS/RES/2774,12,1,2,Y,Y\n");
    assert!(table.flat("tally S/RES/2774").contains("1 voted against; the source does not say who."));
}

#[test]
fn a_total_of_the_votes_cast_is_not_the_membership() {
    let totals = |arguments: &str, text: &str| {
        let row = rows(&Table::of(text), arguments).remove(0);
        ["non_voting", "members"].map(|column| row[column].clone())
    };
    let header = "resolution,FRA,GBR,yes,no,abstain,total votes";
    // 193 members in the 79th session; 100 + 50 + 20 = 170.
    for (text, expected) in [
        (format!("{header},title\nA/RES/79/1,Y,Y,100,50,20,170,Peace\n"), ["23", "193"]),
        (format!("{header},title\nA/RES/79/1,Y,Y,100,50,20,190,Peace\n"), ["20", "190"]),
        (format!("{header},no-vote count\nA/RES/79/1,Y,Y,100,50,20,170,23\n"), ["23", "193"]),
        (format!("{header},no-vote count\nA/RES/79/1,Y,Y,100,50,20,170,0\n"), ["0", "170"]),
        (format!("{header},members\nA/RES/79/1,Y,Y,100,50,20,170,191\n"), ["21", "191"]),
        (
            "member,A/RES/79/1\ntotal votes,170\nyes,100\nno,50\nabstain,20\nFrance,Y\nGermany,Y\n".to_owned(),
            ["23", "193"],
        ),
    ] {
        assert_eq!(totals("tally 79/1", &text), expected, "{text}");
    }
}

#[test]
fn a_day_and_totals_that_come_from_another_file_hold_its_votes() {
    let folder = tempfile::tempdir().unwrap();
    // Dominica was no member before 1978; there were 51 members in January 1946.
    let votes = "rcid,member,vote\n3,United States,yes\n3,Cuba,yes\n3,Dominica,yes\n3,Mexico,no\n";
    let roll_calls = "rcid,session,importantvote,date,unres,amend,para,short,descr\n\
        3,1,0,1946-01-01,R/1/66,1,0,RULES,RULES OF PROCEDURE\n";
    std::fs::write(folder.path().join("votes.csv"), votes).unwrap();
    std::fs::write(folder.path().join("roll_calls.csv"), roll_calls).unwrap();
    for order in [["votes", "roll_calls"], ["roll_calls", "votes"]] {
        let given = |command: &str| {
            let mut command = unvote(command);
            for name in order {
                command.arg("--data").arg(folder.path().join(format!("{name}.csv")));
            }
            command
        };
        let told = |arguments: &str| String::from_utf8(given(arguments).output().unwrap().stdout).unwrap();
        let answer = told("tally R/1/66");
        assert!(
            answer.contains("NOT KNOWN how it ended: the votes of 3 of 51 members are known: 2 in favour, 1\nagainst")
        );
        let account = told("data");
        assert!(account.contains("members on the day, left out") && account.contains("DMA yes"), "{account}");
        given("list --strict")
            .assert()
            .code(3)
            .stderr(predicates::str::contains("votes of states that were no members"));
    }

    // A whole roll of the Council, and numbers that another file states of it.
    let council = "China France Russia UK US Algeria Denmark Greece Guyana Pakistan Panama KOR SLE Slovenia Somalia";
    let rows = council.split(' ').map(|member| format!("S/RES/2774,{member},yes\n"));
    let votes = format!("symbol,member,vote\n{}", rows.collect::<String>());
    let totals = "resolution,date,yes,no,abstain,title,BRA,IND\nS/RES/2774,2025-02-24,10,0,5,Ukraine,,\n";
    std::fs::write(folder.path().join("votes.csv"), votes).unwrap();
    std::fs::write(folder.path().join("totals.csv"), totals).unwrap();
    let mut data = unvote("data");
    data.env("COLUMNS", "200");
    for name in ["votes", "totals"] {
        data.arg("--data").arg(folder.path().join(format!("{name}.csv")));
    }
    let account = printed(&mut data);
    assert!(account.contains("S/RES/2774: stated 10-0-5-?, counted 15-0-0-0"), "{account}");
}

#[test]
fn a_vote_before_of_which_neither_day_nor_numbers_are_known_has_no_brackets() {
    let vote = |session: u8| format!("A/RES/{session}/7,Necessity of ending the embargo,FRA,yes\n");
    let table = Table::of(&format!("resolution,title,member,vote\n{}{}", vote(79), vote(80)));
    let text = table.flat("tally A/RES/80/7");
    assert!(text.contains("Compared with 79/7: of the 1 member whose votes are known in both"), "{text}");
}
