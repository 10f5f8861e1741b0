//! What two layouts of the Library's real files differ in, and nothing else.

use unvote::{analysis::diff::diff, record::Fact};

use super::{LAYOUT_2024, LAYOUT_2026};

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_first_layout_and_that_of_2026_tell_the_same_but_for_one_session() {
    let (old, new) = (&LAYOUT_2024.record, &LAYOUT_2026.record);
    assert!(diff(new, new).is_empty());
    let found = diff(old, new);
    // 5,697 of the Assembly and 2,811 of the Council.
    assert_eq!((found.new.len(), found.vanished.len(), found.unchanged), (0, 0, 8507));
    assert_eq!((found.only_old, found.only_new), (vec![], vec![]));
    // The first layout has no column of sessions: they follow from the symbols, but for the one that is a placeholder.
    let [one] = &found.changed[..] else { panic!("{} changed", found.changed.len()) };
    assert_eq!(new.symbol(one.new), "A/RES/79/XX");
    let told: Vec<_> = one.facts.iter().map(|one| (one.fact, one.old.as_deref(), one.new.as_deref())).collect();
    assert_eq!(told, [(Fact::Session, None, Some("79"))]);
    assert_eq!((one.votes.len(), one.votes_at_all), (0, None));
}
