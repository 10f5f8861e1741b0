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
