//! The other sources that are fetched, as they stand at the end of 2026: Voeten's data set, whose newest version has no
//! votes, the UN's list of vetoes, and Sciences Po's votes in the Security Council. And that the library's terms are kept.

use std::fs;

use super::fetch::{MD5, fails, fetch, names, succeeds, text};
use crate::server::{ASSEMBLY, COUNCIL, Server, VETOES, digital_library, sources};

/// The MD5 of `COUNCIL`, by md5sum.
const COUNCIL_MD5: &str = "03d30076a8e4b50ab1a93233f0ababa0";

fn all() -> Server {
    Server::start(sources([MD5, COUNCIL_MD5]))
}

#[test]
fn voeten_s_votes_come_from_the_version_that_has_them_and_where_they_end_is_said() {
    let (folder, server) = (tempfile::tempdir().unwrap(), all());
    let output = succeeds(&mut fetch(folder.path(), &server, "voeten --accept-terms"));
    let told = text(&output.stderr);
    let newest = "note: the newest version of the data set lists ideal points, which are no votes, and no roll calls\n";
    assert!(told.ends_with(newest), "{told}");
    let printed = text(&output.stdout).replace('\n', " ");
    assert!(printed.contains("1946 to September 2023, failed proposals and amendments too."), "{printed}");
    assert!(printed.contains("agrees"), "{printed}");
    assert_eq!(fs::read_to_string(folder.path().join("UNVotes.csv")).unwrap(), ASSEMBLY);
    assert_eq!(server.paths()[2..], ["/api/access/datafile/9656257"]);
}

#[test]
fn another_size_or_checksum_than_the_old_version_lists_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(sources(["00000000000000000000000000000000", COUNCIL_MD5]));
    let err = fails(&mut fetch(folder.path(), &server, "voeten --accept-terms"), 3);
    assert!(err.contains(&format!("came with the MD5 {MD5}, where its catalogue says 0000")), "{err}");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn ideal_points_are_named_as_no_votes() {
    let (folder, server) = (tempfile::tempdir().unwrap(), all());
    // They are listed, and no file of theirs is there to fetch.
    let err = fails(&mut fetch(folder.path(), &server, "voeten IdealpointestimatesAll_Jun2026.csv --accept-terms"), 4);
    assert!(err.contains("/api/access/datafile/14098429?format=original answered with status 404"), "{err}");
    let err = fails(&mut fetch(folder.path(), &server, "voeten other.csv --accept-terms"), 3);
    assert!(err.contains("lists no file other.csv; it lists IdealpointestimatesAll_Jun2026.csv\n"), "{err}");
}

#[test]
fn the_list_of_vetoes_is_found_under_its_new_name_and_its_licence_told() {
    let (folder, server) = (tempfile::tempdir().unwrap(), all());
    let output = succeeds(&mut fetch(folder.path(), &server, "vetoes --accept-terms"));
    let printed = text(&output.stdout);
    let flat = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("It lists who vetoed what; how the other members voted is not in it."), "{printed}");
    assert!(
        flat.contains("page states: Creative Commons Attribution for Intergovernmental Organisations."),
        "{printed}"
    );
    assert!(flat.contains("Terms: United Nations Department of Political and Peacebuilding Affairs"), "{printed}");
    assert_eq!(names(folder.path()), ["dppa-scvetoes_2026.csv", "terms-vetoes.txt"]);
    assert_eq!(fs::read_to_string(folder.path().join("dppa-scvetoes_2026.csv")).unwrap(), VETOES);
}

#[test]
fn the_council_s_votes_come_from_sciences_po_checked_and_without_the_codebook() {
    let (folder, server) = (tempfile::tempdir().unwrap(), all());
    let output = succeeds(&mut fetch(folder.path(), &server, "council --accept-terms --format csv"));
    let row = format!(
        ",{},fetched,{COUNCIL_MD5},true,https://data.sciencespo.fr/api/access/datafile/77?format=original\n",
        COUNCIL.len()
    );
    assert!(text(&output.stdout).ends_with(&row), "{}", text(&output.stdout));
    assert_eq!(names(folder.path()), ["UNSC_votes.csv", "terms-council.txt"]);
    let terms = fs::read_to_string(folder.path().join("terms-council.txt")).unwrap();
    assert!(terms.contains("Benoît Martin, UNSC votes since 1946 Database") && terms.contains("CC BY 4.0"), "{terms}");
}

#[test]
fn without_its_approval_nothing_is_asked_of_the_library() {
    let (folder, server) = (tempfile::tempdir().unwrap(), Server::start(digital_library));
    let err = fails(&mut fetch(folder.path(), &server, "undl ga sc --accept-terms"), 2);
    let asks = "\"Web scraping and/or automated downloads of content from the United Nations Digital Library is not permitted \
                without approval by the Library\"";
    assert!(err.contains(asks), "{err}");
    let pages = "https://digitallibrary.un.org/record/4060887\n      https://digitallibrary.un.org/record/4055387\n";
    assert!(err.contains(pages), "{err}");
    assert!(err.ends_with("unvote data fetch undl ga sc --approved-by-library\n"), "{err}");
    let address = "https://digitallibrary.un.org/record/4060887/files/2026_02_06_ga_voting.csv";
    assert!(fails(&mut fetch(folder.path(), &server, address), 2).contains(asks));
    let added = super::unvote(&format!("data add {address}")).output().unwrap();
    assert!(added.status.code() == Some(2) && text(&added.stderr).contains(asks), "{}", text(&added.stderr));
    assert!(server.asked().is_empty() && names(folder.path()).is_empty());
}

#[test]
fn a_source_is_found_by_its_other_names() {
    for (typed, asked) in [("harvard", "LEJUQZ"), ("dppa", "f67cf146"), ("SciencesPo", "Z0KECE")] {
        let (folder, server) = (tempfile::tempdir().unwrap(), all());
        succeeds(&mut fetch(folder.path(), &server, &format!("{typed} --accept-terms")));
        assert!(server.paths()[0].contains(asked), "{typed}: {:?}", server.paths());
    }
    let (folder, server) = (tempfile::tempdir().unwrap(), all());
    let err = fails(&mut fetch(folder.path(), &server, "vetoes council"), 2);
    assert!(err.contains("vetoes has no part 'council'; it has vetoes: fetch one source after the other"), "{err}");
}

#[test]
fn what_came_is_added_at_once_where_that_is_asked_for() {
    let (store, server) = (tempfile::tempdir().unwrap(), all());
    let run = |arguments: &str| {
        let mut command = super::unvote(arguments);
        command.env("UNVOTE_MIRROR", server.url()).env("NO_PROXY", "127.0.0.1").env("UNVOTE_STORE", store.path());
        text(&succeeds(&mut command).stdout)
    };
    let printed = run("data fetch vetoes --add --accept-terms");
    assert!(printed.contains("added  dppa-scvetoes_2026.csv") && printed.contains("1 source from "), "{printed}");
    let printed = run("data fetch council --add --accept-terms");
    assert!(printed.contains("added  UNSC_votes.csv") && printed.contains("2 sources from "), "{printed}");
    assert!(printed.contains("unvote list --limit 5"), "{printed}");
    let listed = run("data list --format csv --columns source");
    assert_eq!(listed, "source\ndppa-scvetoes_2026.csv\nUNSC_votes.csv\n");
    // Again, they are the same.
    let again = run("data fetch council --add");
    assert!(again.contains("replaced  UNSC_votes.csv") || again.contains("The store now answers"), "{again}");
    assert_eq!(run("data list --format csv --columns source"), listed);
}
