//! Lists of vetoes of every kind, and the Council's votes as Sciences Po has them.

use super::layouts::Files;

/// A list as people make them: a row a vetoing member.
const A_ROW_EACH: &str = "vote date,resolution,topic,country\n2022,S/2022/155,Ukraine,Russian Federation\n\
    2020,S/2020/654,Middle East,China\n2020,S/2020/654,Middle East,Russian Federation\n";

/// The Department's list: the vetoes are those of the Library's list, but for the last row, which is made up.
const DPPA: &str = "id,date,draft_res#,record,agenda,short_agenda,#_of_pms,china,russian_federation_ussr,france,united_states,united_kingdom,url_for_res#,last_update\n\
    #meta+id,#date,#x,#x,#x,#x,#x,#x,#x,#x,#x,#x,#x,#date\n\
    1,1946-02-16,,23,Syrian and Lebanese question,Middle East,1,0,1,0,0,0,,2026-01-01\n\
    2,1955-12-13,S/3502,703,Admission of new Members,Membership,1,1,0,0,0,0,,2026-01-01\n\
    3,1956-10-30,S/3710 (as amended),749,Palestine,Middle East,2,,,1,,1,https://undocs.org/S/3710,2026-01-01\n\
    4,2020-07-07,S/2020/654,,Middle East,Syria,1,1,1,0,0,0,,2026-01-01\n\
    5,2022-02-25,S/2022/155,8979,Ukraine,Ukraine,1,0,1,0,0,0,,2026-01-01\n\
    6,2025-09-18,S/2025/583,10000,Middle East,Palestine,1,0,0,0,1,0,,2026-01-01\n";

/// The Library's list, of the same drafts.
const LIBRARY: &str = "date,draft,meeting_record,agenda_item,member_veto1,member_veto2,member_veto3\n\
    2/16/1946,S/PV.23,S/PV.23,Letter,USSR,,\n12/13/1955,S/3502,S/PV.703,Admission,China,,\n\
    10/30/1956,S/3710 (as amended),S/PV.749,Palestine,France,UK,\n7/7/2020,S/2020/654,S/2020/661,Middle East,China,Russia,\n\
    2/25/2022,S/2022/155,S/PV.8979,Letter,Russia,,\n";

fn vetoes(files: &Files, arguments: &str) -> Vec<String> {
    let [symbols, drafts, members] =
        ["symbol", "draft", "vetoed_by"].map(|name| files.column(&format!("vetoes {arguments}"), name));
    let named = symbols.iter().zip(&drafts).map(|(symbol, draft)| if draft.is_empty() { symbol } else { draft });
    named.zip(&members).map(|(draft, members)| format!("{draft} {members}")).collect()
}

fn reasons(files: &Files, kind: &str) -> Vec<String> {
    let account = files.account().into_iter().filter(|entry| entry[0] == kind);
    account.map(|[_, reason, count, first]| format!("{reason} ({count}): {first}")).collect()
}

#[test]
fn a_row_a_vetoing_member_makes_one_veto_a_draft() {
    let mut expected = vec!["S/2020/654 CHN RUS", "S/2022/155 RUS"];
    for (name, text) in [
        ("each.csv", A_ROW_EACH),
        ("cell.csv", "Draft;Vetoed by\nS/2022/155;Russia\nS/2020/654;China, Russian Federation\n"),
        (
            "lists.csv",
            "date,symbol,vetoing_members\n2022-02-25,S/2022/155,['Russia']\n2020-07-07,S/2020/654,\"['China', 'Russia']\"\n",
        ),
        ("columns.csv", "draft,veto_1,veto_2\nS/2022/155,Russia,\nS/2020/654,China,Russia\n"),
        (
            "and.csv",
            "draft,date,country\nS/2020/654,7 July 2020,China and Russia\nS/2022/155,25 Feb 2022,USSR/Russia\n",
        ),
    ] {
        let files = Files::new(&[(name, text)]);
        let mut found = vetoes(&files, "");
        found.sort();
        expected.sort_unstable();
        assert_eq!(found, expected, "{name}");
        assert_eq!(reasons(&files, "skipped"), [""; 0], "{name}");
        // Nobody else's vote is known, and none is counted as none.
        assert_eq!(files.column("list --failed", "yes"), ["", ""], "{name}");
    }
    let files = Files::new(&[("each.csv", A_ROW_EACH)]);
    assert_eq!(files.column("vetoes", "date"), ["", ""], "a year is no day");
    assert_eq!(vetoes(&files, "--member China"), ["S/2020/654 CHN RUS"]);
    let told = files.account().into_iter().find(|entry| entry[1].starts_with("read as vetoes")).expect("a note");
    assert!(told[1].contains("under country") && told[1].contains("--roles vote="), "{told:?}");
}

#[test]
fn the_seat_of_a_veto_is_that_of_its_year() {
    let files = Files::new(&[(
        "v.csv",
        "year,draft,vetoed by\n1955,S/3502,China\n1946,S/PV.23,Russia\n1984,S/16351/Rev.2,Russian Federation\n",
    )]);
    let mut found = vetoes(&files, "");
    found.sort();
    assert_eq!(found, ["S/16351/Rev.2 SUN", "S/3502 CHN", "S/PV.23 SUN"]);
}

#[test]
fn what_may_be_no_veto_is_not_taken_for_one() {
    for text in [
        // What was adopted was not vetoed; who is no permanent member vetoes nothing; whose votes stand beside it.
        "resolution,country\nS/RES/2774(2025),France\n",
        "resolution,country\nS/2022/155,Russia\nS/2022/155,India\n",
        "resolution,country\nA/RES/79/1,Russia\n",
    ] {
        let error = Files::new(&[("v.csv", text)]).error("vetoes");
        assert!(error.contains("also needs vote") && error.contains("if all members voted alike"), "{error}");
    }
    let files = Files::new(&[("v.csv", "resolution,country,vote\nS/2022/155,China,abstain\n")]);
    assert!(files.error("vetoes").contains("no veto"));
    let files = Files::new(&[("v.csv", "resolution,country\nS/2022/155,China\n")]);
    assert_eq!(files.column("export votes --members CN --roles vote=abstain", "vote"), ["abstain"]);
}

#[test]
fn the_departments_list_names_the_seat_of_the_day_and_the_meeting_by_its_number() {
    let files = Files::new(&[("dppa.csv", DPPA)]);
    let expected =
        ["S/PV.23 SUN", "S/3502 CHN", "S/3710 FRA GBR", "S/2020/654 CHN RUS", "S/2022/155 RUS", "S/2025/583 USA"];
    assert_eq!(vetoes(&files, ""), expected);
    assert_eq!(files.column("export tallies S/2025/583", "outcome"), ["vetoed"]);
    assert!(files.answer("show S/2025/583").contains("S/PV.10000"));
    let differ = reasons(&files, "disagreement");
    assert!(differ.len() == 1 && differ[0].contains("S/2020/654: 1 stated, 2 marked"), "{differ:?}");
    assert_eq!(reasons(&files, "skipped"), [""; 0]);
    assert!(files.answer("vetoes --by member").contains("China (Republic of China)"));
    assert!(!files.answer("vetoes").contains("No list of vetoes"));
}

#[test]
fn lists_of_vetoes_are_merged_without_doubles() {
    let expected =
        ["S/PV.23 SUN", "S/3502 CHN", "S/3710 FRA GBR", "S/2020/654 CHN RUS", "S/2022/155 RUS", "S/2025/583 USA"];
    for lists in [
        [("a.csv", DPPA), ("b.csv", LIBRARY), ("c.csv", A_ROW_EACH)],
        [("a.csv", A_ROW_EACH), ("b.csv", LIBRARY), ("c.csv", DPPA)],
    ] {
        let files = Files::new(&lists);
        assert_eq!(vetoes(&files, ""), expected);
        assert!(!files.column("vetoes", "date").contains(&String::new()), "the day of a list that has it stands");
    }
}

#[test]
fn several_vetoes_at_one_meeting_without_drafts_stay_as_many() {
    // The USSR vetoed the admission of Transjordan, Portugal and Ireland at the 57th meeting.
    let rows = |names: [&str; 3]| names.map(|name| format!("8/29/1946,S/PV.57,S/PV.57,{name},USSR,,\n")).concat();
    let library = format!(
        "date,draft,meeting_record,agenda_item,member_veto1,member_veto2,member_veto3\n{}",
        rows(["Transjordan", "Portugal", "Ireland"])
    );
    let row = "1,1946-08-29,,57,Admission of new Members,Membership,1,0,1,0,0,0,,\n";
    let header = DPPA.lines().next().unwrap();
    let files = Files::new(&[("a.csv", &library), ("b.csv", &format!("{header}\n{}", row.repeat(3)))]);
    assert_eq!(vetoes(&files, "").len(), 3);
}

/// Sciences Po's header with some of its columns, and rows of it; the votes of early years are made up.
const SCIENCES_PO: &str = "Vote in the DB,UN classification,Vote outcome,Vote outcome typology-Observable,Resolution number,Date,Official full title,Title-Observable,Yes,No,Abstentions,Non-Voting,Total,(of which veto),CHINA,FRANCE,RUSSIAN FEDERATION/USSR,UNITED KINGDOM,UNITED STATES,ALGERIA,KOREA,CONGO,YEMEN,\"GERMANY, FEDERAL REPUBLIC OF\"\n\
    3184,S/2025/539,lack of maj.,not adopted (lack of majority),-,2025-09-26,Non-proliferation,Non-proliferation,4,2,1,0,7,0,Y,N,Y,N,Y,Y,A,,,\n\
    3182,S/2025/583,vetoed,not adopted (veto),-,2025-09-18,\"The situation in the Middle East, including the Palestinian question\",x,14,1,0,0,15,1,Y,Y,Y,Y,N,Y,Y,,,\n\
    3190,S/RES/2797(2025),adopted,adopted (majority),2797,2025-10-31,Security Council resolution 2797 (2025) [on Western Sahara],x,5,0,1,1,7,0,A,Y,Y,Y,Y,NV,Y,,,\n\
    1500,S/RES/650(1990),adopted,adopted (unanimity),650,1990-03-27,Made up,x,7,0,0,0,7,0,Y,Y,Y,Y,Y,,,,Y,Y\n\
    1501,S/RES/577(1986),adopted,adopted (unanimity),577,1986-12-06,Made up,x,6,0,0,0,6,0,Y,Y,Y,Y,Y,,,Y,,\n\
    1502,S/RES/123(1957),adopted,adopted (unanimity),123,1957-02-21,Made up,x,5,0,0,0,5,0,Y,Y,Y,?,Y,,,Y,,\n";

#[test]
fn sciences_pos_votes_are_read_with_who_sat_and_how_it_ended() {
    let files = Files::new(&[("unsc.csv", SCIENCES_PO)]);
    let votes = |symbol: &str| {
        let votes = files.column(&format!("export votes {symbol}"), "vote");
        let members = files.column(&format!("export votes {symbol}"), "member");
        members.into_iter().zip(votes).map(|(member, vote)| format!("{member} {vote}")).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(votes("S/2025/539"), "CHN yes, DZA yes, FRA no, GBR no, KOR abstain, RUS yes, USA yes");
    assert_eq!(votes("S/RES/2797"), "CHN abstain, DZA non-voting, FRA yes, GBR yes, KOR yes, RUS yes, USA yes");
    // Democratic Yemen sat until it became one with Yemen on 22 May 1990; the Republic of the Congo in 1986-87.
    assert_eq!(votes("S/RES/650"), "CHN yes, DEU yes, FRA yes, GBR yes, SUN yes, USA yes, YMD yes");
    assert_eq!(votes("S/RES/577"), "CHN yes, COG yes, FRA yes, GBR yes, SUN yes, USA yes");
    // What is in doubt is not known, and told.
    assert_eq!(votes("S/RES/123"), "CHN yes, FRA yes, GBR not known, SUN yes, USA yes");
    let british = files.column("export votes S/RES/123 --members GB --codes no=?", "vote");
    assert_eq!(british, ["no"], "--codes says what a cell means");
    let skipped = reasons(&files, "skipped");
    let noted = reasons(&files, "note");
    assert!(noted.iter().any(|told| told.contains("UNITED KINGDOM on S/RES/123")), "{noted:?}");
    assert!(skipped.iter().any(|told| told.contains("CONGO 'Y'")), "{skipped:?}");
    assert_eq!(files.column("list --year 2025", "outcome"), ["adopted", "rejected", "vetoed"]);
    assert_eq!(vetoes(&files, ""), ["S/2025/583 USA"]);
    for lists in [[("a.csv", SCIENCES_PO), ("b.csv", DPPA)], [("a.csv", DPPA), ("b.csv", SCIENCES_PO)]] {
        let both = Files::new(&lists);
        assert_eq!(vetoes(&both, "--year 2025"), ["S/2025/583 USA"]);
        assert_eq!(both.column("export votes S/2025/583 --members DZ,US", "vote"), ["yes", "no"]);
    }
    // Seven votes of fifteen are no whole roll: the numbers that it states stand beside them.
    let differ = reasons(&files, "disagreement");
    assert!(differ.iter().any(|told| told.contains("S/2025/583: stated 14-1-0-0")), "{differ:?}");
    assert!(files.answer("data").contains("10.21410/7E4/Z0KECE"));
}
