//! Totals without members, votes that stand as a 1 in one of several columns, and UNGA-DM.

use super::layouts::Files;

#[test]
fn totals_under_any_name_are_stated_and_nobody_is_named() {
    for header in [
        "symbol,date,yes,no,abstain",
        "Resolution,Date,Total Yes,Total No,Total Abstentions",
        "resolution,date,yes_votes,no_votes,abstentions",
        "UN resolution,Vote date,yeas,nays,abstained",
        "symbol,date,in_favour,against,abstaining",
        "symbol,date,votes_for,votes_against,abstention",
        "res_number,date,for,against,abstained",
    ] {
        let files = Files::new(&[("totals.csv", &format!("{header}\nA/RES/58/7,2003-11-04,179,3,2\n"))]);
        let tally = files.answer("tally A/RES/58/7");
        assert!(tally.contains("3 voted against; the source does not say who."), "{header}: {tally}");
        // 191 members on 4 November 2003, so that 7 did not vote.
        for (name, value) in [("yes", "179"), ("no", "3"), ("abstain", "2"), ("non_voting", "7"), ("members", "191")] {
            assert_eq!(files.column("export tallies", name), [value], "{header}: {name}");
        }
        assert_eq!(files.column("export tallies", "counted"), ["false"]);
        assert!(files.error("against A/RES/58/7").contains("3 voted against; the source does not say who"));
    }
}

#[test]
fn what_only_the_day_gives_is_not_known_without_it() {
    let files = Files::new(&[("totals.csv", "rcid,yes,no,abstain\n4470,179,3,2\n")]);
    for name in ["non_voting", "members"] {
        assert_eq!(files.column("export tallies", name), [""], "{name}");
    }
    assert_eq!(files.column("list", "turnout"), [""]);
}

#[test]
fn totals_of_one_roll_call_are_named_by_its_symbol() {
    let files = Files::new(&[("totals.csv", "yes,no,abstain\n141,5,35\n")]);
    assert!(files.error("data").trim_end().ends_with("--roles resolution=A/RES/ES-11/1"));
    assert_eq!(files.column("list --roles resolution=A/RES/ES-11/1", "yes"), ["141"]);
}

/// A column for each vote, as statistics programs make them.
const EACH: &str =
    "rcid,session,Country,yes,no,abstain\n5300,68,France,1,0,0\n5300,68,Kenya,0,1,0\n5300,68,India,0,0,1\n";

#[test]
fn a_one_in_one_of_three_columns_is_a_members_vote() {
    let files = Files::new(&[("each.csv", EACH)]);
    let known = files.column("export votes --members FR,KE,IN", "vote");
    assert_eq!(known, ["yes", "abstain", "no"]);
    // 193 members in the 68th session: the votes of three are no totals.
    assert_eq!(files.column("export tallies", "not_known"), ["190"]);
}

#[test]
fn totals_of_members_are_no_votes_and_are_refused() {
    for row in ["5301,68,France,120,30,20", "5301,68,France,1,1,0", "5301,68,France,0,0,0"] {
        let error = Files::new(&[("each.csv", &format!("{EACH}{row}\n"))]).error("data");
        assert!(error.contains("each.csv, line 5: a member's vote stands as a 1"), "{error}");
    }
    let error =
        Files::new(&[("each.csv", "resolution,Land,yes,no,abstain\nA/RES/79/1,Frankreich,1,0,0\n")]).error("data");
    assert!(error.contains("totals of a single vote") && error.contains("--roles member=NAME"), "{error}");
}

/// UNGA-DM's columns, with rows in its manner.
const UNGA_DM: &str = "decision_id,member_state,original_seat_name,current_seat_name,original_vote,amended_vote,session_id,decision_topic,meeting_date,draft_resolution_id,resolution_id\n\
    1,France,France,France,in favor,in favor,4,Made up,25nov1949,A/1150,A/RES/299(IV)\n\
    1,Russian Federation,USSR,Russian Federation,against,against,4,Made up,25nov1949,A/1150,A/RES/299(IV)\n\
    1,Haiti,Haiti,Haiti,abstaining,in favor,4,Made up,25nov1949,A/1150,A/RES/299(IV)\n\
    1,Cuba,Cuba,Cuba,absent,absent,4,Made up,25nov1949,A/1150,A/RES/299(IV)\n\
    1,Kenya,Kenya,Kenya,non-member,non-member,4,Made up,25nov1949,A/1150,A/RES/299(IV)\n\
    2,France,France,France,against,against,4,Another,26nov1949,A/1151,\n";

#[test]
fn unga_dm_keeps_the_recorded_vote_and_what_was_meant_beside_it() {
    let files = Files::new(&[("All_Votes.csv", UNGA_DM)]);
    let of = |name: &str| files.column("export votes A/RES/299(IV) --members FR,SU,HT,CU", name);
    assert_eq!(of("member"), ["CUB", "FRA", "HTI", "SUN"]);
    assert_eq!(of("vote"), ["non-voting", "yes", "abstain", "no"]);
    let told = "Haiti, recorded as abstaining, stated that it had intended to be recorded\nas in favour";
    assert!(files.answer("show A/RES/299(IV)").contains(told), "{}", files.answer("show A/RES/299(IV)"));
    assert_eq!(files.column("list --reverse", "date"), ["1949-11-25", "1949-11-26"]);
    assert_eq!(files.column("list --reverse", "draft"), ["A/1150", "A/1151"]);
    assert_eq!(files.column("list --reverse", "session"), ["A/4", "A/4"]);
    assert!(files.answer("data").contains("unvotes.unige.ch"));
    assert!(files.account().iter().all(|entry| entry[0] != "skipped"), "{:?}", files.account());
}
