//! The store: what is added answers every command, and no fault of the disk or of another process loses it.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use tempfile::TempDir;

/// A vote of 1981 that no other source has, in the layout of the Digital Library.
const VOTES: &str = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_ms
901,FRA,FRANCE,Y,1981-11-27,36,A/RES/36/190,A title,2.0
901,USA,UNITED STATES,N,1981-11-27,36,A/RES/36/190,A title,2.0
";
/// Its next edition: France's vote was mended, and there is one roll call more.
const NEWER: &str = "\
undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_ms
901,FRA,FRANCE,A,1981-11-27,36,A/RES/36/190,A title,2.0
901,USA,UNITED STATES,N,1981-11-27,36,A/RES/36/190,A title,2.0
902,FRA,FRANCE,Y,1982-11-12,37,A/RES/37/190,A title,1.0
";

/// A folder with both editions and a store to come.
struct Shelf(TempDir);

impl Shelf {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("votes.csv"), VOTES).unwrap();
        fs::write(folder.path().join("newer.csv"), NEWER).unwrap();
        Self(folder)
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("unvote"));
        command.current_dir(&self.0).args(arguments.split(' '));
        command.env("UNVOTE_STORE", "store").env("COLUMNS", "80").env_remove("NO_COLOR");
        command
    }

    /// Exit code, standard output, standard error.
    fn run(&self, arguments: &str) -> (i32, String, String) {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
    }

    fn printed(&self, arguments: &str) -> String {
        let (code, out, err) = self.run(arguments);
        assert!(code == 0 && err.is_empty(), "{arguments}: {code}, {err}");
        out
    }

    fn file(&self) -> std::path::PathBuf {
        self.0.path().join("store/record.unvote")
    }

    /// What is in the folder of the store.
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path().join("store")).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn what_was_added_answers_with_its_edition_and_the_embedded_record_is_not_lost() {
    let shelf = Shelf::new();
    let added = shelf.printed("data add votes.csv");
    assert!(added.contains("votes.csv") && added.contains("The store now answers with 80 roll calls"), "{added}");
    let tally = shelf.printed("tally 36/190");
    assert!(tally.contains("(in votes.csv)"), "{tally}");
    assert!(shelf.printed("tally A/ES-11/L.10").contains("(in the embedded record)"));
    // What a file answers, the store answers.
    for question in
        ["against 36/190", "list --year 1981 --format csv", "show 36/190 --format json", "country France --year 1981"]
    {
        assert_eq!(shelf.printed(question), shelf.printed(&format!("{question} --data votes.csv")), "{question}");
    }
    // A file that is named goes before the store.
    assert_eq!(shelf.run("tally A/ES-11/L.10 --data votes.csv").0, 1);
    assert_eq!(shelf.names(), ["lock", "record.unvote"]);
}

#[test]
fn a_newer_edition_takes_the_place_of_the_older_one_and_not_the_other_way_round() {
    let shelf = Shelf::new();
    shelf.printed("data add votes.csv");
    let added = shelf.printed("data add newer.csv");
    assert!(added.contains("newer.csv took the place of votes.csv"), "{added}");
    let words = added.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("1 new roll call, 0 vanished, 1 changed (votes of members: 1), 0 as before."), "{words}");
    assert!(added.contains("unvote data diff "), "{added}");
    assert!(shelf.printed("against 36/190 --vote abstain").starts_with("FRA"));
    let list = shelf.printed("data list --format csv");
    assert_eq!(list.lines().count(), 2, "{list}");
    assert!(list.lines().nth(1).unwrap().starts_with("newer.csv,"), "{list}");

    let (code, _, err) = shelf.run("data add votes.csv");
    assert_eq!(code, 3);
    assert!(
        err.contains("votes.csv is an edition of newer.csv, which is in the store, and lacks 1 of its 2 roll"),
        "{err}"
    );
    assert!(err.contains("--replace"), "{err}");
    // A part of the publication does not take the place of more of it, though it ends on the same day.
    let part: Vec<&str> = NEWER.lines().filter(|line| !line.starts_with("901")).collect();
    fs::write(shelf.0.path().join("part.csv"), part.join("\n")).unwrap();
    let (code, _, err) = shelf.run("data add part.csv");
    assert_eq!(code, 3);
    assert!(err.contains("part.csv is an edition of newer.csv"), "{err}");
    shelf.printed("data add votes.csv --replace");
    assert_eq!(shelf.run("tally 37/190").0, 1);
}

#[test]
fn sources_are_taken_out_by_name_and_the_rest_stays() {
    let shelf = Shelf::new();
    let long = "resolution,date,member,vote\nA/RES/60/1,2005-09-16,France,yes\n";
    fs::write(shelf.0.path().join("long.csv"), long).unwrap();
    shelf.printed("data add votes.csv long.csv");
    assert_eq!(shelf.printed("data list --format csv").lines().count(), 3);
    shelf.printed("data remove votes.csv");
    assert_eq!((shelf.run("tally 36/190").0, shelf.run("tally 60/1").0), (1, 0));
    let (code, _, err) = shelf.run("data remove votes.csv");
    assert_eq!(code, 3);
    assert!(err.contains("has no source called 'votes.csv'; it has long.csv"), "{err}");
    shelf.printed("data remove --all");
    assert_eq!(shelf.names(), ["lock"]);
    let (code, _, err) = shelf.run("data list");
    assert_eq!(code, 1);
    assert!(err.contains("`unvote data add FILE` makes one"), "{err}");
    assert!(shelf.printed("tally A/ES-11/L.10").contains("(in the embedded record)"));
}

#[test]
fn a_damaged_store_is_named_by_every_command_and_can_be_removed() {
    let shelf = Shelf::new();
    shelf.printed("data add votes.csv");
    let whole = fs::read(shelf.file()).unwrap();
    assert!(shelf.printed("data check").contains("are as they were written"));
    let faults: [(&str, Vec<u8>); 6] = [
        ("was cut short", whole[..whole.len() / 2].to_vec()),
        ("was cut short", Vec::new()),
        ("is not a store of this program", b"PK\x03\x04".repeat(40)),
        ("has version 99", [&whole[..8], &99_u32.to_le_bytes(), &whole[12..]].concat()),
        ("is damaged", flipped(&whole, 20)),
        ("is damaged", flipped(&whole, 580)),
    ];
    for (expected, bytes) in faults {
        fs::write(shelf.file(), &bytes).unwrap();
        for command in ["tally 36/190", "data", "data list", "data check", "export votes", "data add newer.csv"] {
            let (code, out, err) = shelf.run(command);
            // The list of sources stands in a part of its own, and may be whole where others are not.
            if command == "data list" && code == 0 {
                continue;
            }
            assert_eq!((code, out.as_str()), (3, ""), "{command}: {err}");
            assert!(err.contains(expected) && err.contains("record.unvote"), "{command}: {err}");
        }
        assert_eq!(fs::read(shelf.file()).unwrap(), bytes, "nothing changed it");
        assert_eq!(shelf.run("tally 36/190 --data votes.csv").0, 0, "files are read without it");
    }
    shelf.printed("data remove --all");
    shelf.printed("data add votes.csv");
    assert_eq!(fs::read(shelf.file()).unwrap().len(), whole.len());
}

/// The same bytes but for one bit.
fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at] ^= 8;
    bytes
}

#[test]
fn where_only_the_merged_record_is_damaged_its_sources_make_it_anew() {
    let shelf = Shelf::new();
    shelf.printed("data add votes.csv");
    let whole = fs::read(shelf.file()).unwrap();
    fs::write(shelf.file(), flipped(&whole, whole.len() - 9)).unwrap();
    let (code, out, err) = shelf.run("tally 36/190");
    assert_eq!((code, out.as_str()), (3, ""));
    assert!(err.contains("is damaged: its links between roll calls cannot be trusted"), "{err}");
    shelf.printed("data add newer.csv");
    shelf.printed("data check");
    assert!(shelf.printed("tally 37/190").contains("newer.csv"));
}

#[test]
fn a_writer_that_is_killed_leaves_the_store_as_it_was() {
    let shelf = Shelf::new();
    shelf.printed("data add votes.csv");
    for wait in 0..12 {
        let mut writer = shelf.command("data add newer.csv --replace").stdout(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(wait * 3));
        // It may be through already.
        drop(writer.kill());
        writer.wait().unwrap();
        shelf.printed("data check");
        assert!(
            shelf.printed("tally 36/190").contains("votes.csv") || shelf.printed("tally 36/190").contains("newer.csv")
        );
    }
    // The next writer removes what they left.
    shelf.printed("data add newer.csv --replace");
    assert_eq!(shelf.names(), ["lock", "record.unvote"]);
}

#[test]
fn ten_writers_at_once_lose_nothing_and_readers_do_not_wait() {
    let shelf = Shelf::new();
    for number in 0..10 {
        let text = format!("resolution,date,member,vote\nA/RES/40/{},1985-09-16,France,yes\n", number + 1);
        fs::write(shelf.0.path().join(format!("long{number}.csv")), text).unwrap();
    }
    shelf.printed("data add votes.csv");
    let add = |number: i32| shelf.command(&format!("data add long{number}.csv")).stdout(Stdio::null()).spawn().unwrap();
    let writers: Vec<_> = (0..10).map(add).collect();
    for _ in 0..10 {
        assert!(shelf.printed("tally 36/190").contains("(in votes.csv)"));
    }
    for mut writer in writers {
        assert!(writer.wait().unwrap().success());
    }
    shelf.printed("data check");
    assert_eq!(shelf.printed("list --year 1985 --format csv").lines().count(), 11);
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_store_as_it_was() {
    let shelf = Shelf::new();
    shelf.printed("data add votes.csv");
    let before = fs::read(shelf.file()).unwrap();
    // No file of more than 512 bytes can be written, and the program is told so instead of being ended.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 1; exec '{}' data add newer.csv",
        assert_cmd::cargo::cargo_bin("unvote").display()
    );
    let mut command = Command::new("sh");
    command.current_dir(&shelf.0).env("UNVOTE_STORE", "store").args(["-c", &limited]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(5), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot be written"));
    assert_eq!(fs::read(shelf.file()).unwrap(), before);
    assert_eq!(shelf.names(), ["lock", "record.unvote"]);
}

#[test]
fn the_place_of_the_store_is_told_whether_it_is_there_or_not() {
    let shelf = Shelf::new();
    assert!(shelf.printed("data where").contains("There is no store yet"));
    assert!(!Path::new(&shelf.file()).exists());
    shelf.printed("data add votes.csv");
    let place = shelf.printed("data where --format csv");
    let size = fs::metadata(shelf.file()).unwrap().len();
    assert!(place.lines().nth(1).unwrap().ends_with(&format!("record.unvote,{size}")), "{place}");
    // Another folder has another store.
    let (code, out, _) = shelf.run("data where --store elsewhere --format csv");
    assert!(code == 0 && out.contains("elsewhere"), "{out}");
}

#[test]
fn the_tables_have_the_columns_that_the_page_describes() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/store.md")).unwrap();
    let described = |heading: &str| {
        let table = page.split("\n### ").find(|section| section.starts_with(heading)).unwrap();
        let names = table.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        names.collect::<Vec<_>>().join(",")
    };
    let shelf = Shelf::new();
    let header =
        |arguments: &str| shelf.printed(&format!("{arguments} --format csv")).lines().next().unwrap().to_owned();
    let sources = described("`sources` of `data list`");
    assert_eq!(header("data add votes.csv"), format!("{},{sources}", described("`added`")));
    assert_eq!(header("data list"), sources);
    assert_eq!(header("data check"), sources);
    assert_eq!(header("data where"), described("`store`"));
    assert_eq!(header("data remove votes.csv"), sources);
}
