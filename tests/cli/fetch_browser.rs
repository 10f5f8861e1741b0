//! The library's files, taken from where a browser puts them: what is waited for, what is added, and what is only told.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::fetch::text;
use crate::server::ASSEMBLY;

/// A folder for the store and one for downloads.
fn folders() -> [tempfile::TempDir; 2] {
    [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()]
}

/// `unvote data fetch undl` with these arguments, a store and a folder for downloads.
fn waiting(store: &Path, downloads: &Path, arguments: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_unvote"));
    command.args(["data", "fetch", "undl"]).args(arguments.split_whitespace()).arg("--downloads").arg(downloads);
    command.env("UNVOTE_STORE", store).env("COLUMNS", "200").stdin(Stdio::null());
    command
}

/// Starts it, its standard error in a file beside the store, and waits until it waits.
fn started(store: &Path, downloads: &Path, arguments: &str) -> Child {
    let told = store.join("told");
    let mut command = waiting(store, downloads, arguments);
    let child = command.stdout(Stdio::piped()).stderr(fs::File::create(&told).unwrap()).spawn().unwrap();
    let began = Instant::now();
    while !fs::read_to_string(&told).unwrap().contains("Waiting up to") {
        assert!(began.elapsed() < Duration::from_secs(20), "{}", fs::read_to_string(&told).unwrap());
        sleep(Duration::from_millis(20));
    }
    child
}

fn ended(child: Child, store: &Path) -> (Option<i32>, String, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), text(&output.stdout), fs::read_to_string(store.join("told")).unwrap())
}

fn run(mut command: Command) -> (Option<i32>, String, String) {
    let output = command.output().unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn in_the_store(store: &Path) -> String {
    let list =
        super::unvote("data list --format csv --columns source,last").env("UNVOTE_STORE", store).output().unwrap();
    text(&list.stdout)
}

/// The Security Council's votes with one roll call.
fn council() -> String {
    let columns = "undl_id,ms_code,ms_name,ms_vote,permanent_member,date,description,agenda,subjects,modality,resolution,\
                   draft,meeting,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link";
    let row = |code: &str, name: &str, vote: &str| {
        format!(
            "4076672,{code},{name},{vote},True,2025-02-24,,Ukraine,,vote,S/RES/2774(2025),S/2025/112,S/PV.9866,,1,0,1,0,2,\n"
        )
    };
    format!("{columns}\n{}{}", row("USA", "UNITED STATES", "Y"), row("FRA", "FRANCE", "A"))
}

#[test]
fn a_renamed_file_is_known_by_its_content_and_a_half_downloaded_one_is_waited_for() {
    let [store, downloads] = folders();
    let put = |name: &str, text: &str| fs::write(downloads.path().join(name), text).unwrap();
    let child = started(store.path(), downloads.path(), "ga --wait 30");
    put("holiday.csv", "day,place\n1,Rome\n");
    put("votes.csv.crdownload", &ASSEMBLY[..600]);
    put("empty.csv", "");
    sleep(Duration::from_millis(2_500));
    assert_eq!(in_the_store(store.path()), "");
    put("votes.csv.crdownload", ASSEMBLY);
    fs::rename(downloads.path().join("votes.csv.crdownload"), downloads.path().join("mine (1).txt")).unwrap();
    let (code, printed, told) = ended(child, store.path());
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("holiday.csv is no table of the library\n") && !told.contains("empty.csv"), "{told}");
    assert!(told.contains("added mine (1).txt: ga to 24 February 2025, 1 roll call\n"), "{told}");
    assert!(printed.contains("to ") && printed.contains("unvote list --limit 5"), "{printed}");
    assert_eq!(in_the_store(store.path()), "source,last\nmine (1).txt,2025-02-24\n");
}

#[test]
fn the_terms_and_the_pages_are_told_and_nothing_that_came_is_no_success() {
    let [store, downloads] = folders();
    let (code, printed, told) = run(waiting(store.path(), downloads.path(), "--wait 0.1"));
    assert_eq!((code, printed.as_str()), (Some(1), ""));
    let pages = "not permitted without approval by the Library\".\nSo your browser downloads: on each of these pages the \
                 newest .csv.\n  https://digitallibrary.un.org/record/4060887\n  https://digitallibrary.un.org/record/4060945\
                 \n  https://digitallibrary.un.org/record/4055387\n";
    assert!(told.contains(pages), "{told}");
    let nothing = format!("error: nothing of ga, resolutions, sc came into {} in 0.1 s\n", downloads.path().display());
    assert!(told.contains(&nothing) && told.contains("unvote data add FILE"), "{told}");
}

#[test]
fn what_was_there_before_is_offered_and_added_where_every_answer_is_yes() {
    let [store, downloads] = folders();
    let file = downloads.path().join("a b.csv");
    fs::write(&file, ASSEMBLY).unwrap();
    let (code, _, told) = run(waiting(store.path(), downloads.path(), "ga --wait 0.1"));
    let offered = format!("{} was there before: ga to 24 February 2025, 1 roll call\n", file.display());
    assert!(code == Some(1) && told.contains(&offered), "{told}");
    assert!(told.contains(&format!("to add it: unvote data add '{}'\n", file.display())), "{told}");
    assert_eq!(in_the_store(store.path()), "");
    let (code, _, told) = run(waiting(store.path(), downloads.path(), "ga --wait 20 --yes"));
    assert!(code == Some(0) && told.contains("added a b.csv: ga to 24 February 2025"), "{told}");
    // It is not added again.
    let (code, _, told) = run(waiting(store.path(), downloads.path(), "ga --wait 0.1 --yes"));
    assert!(code == Some(1) && told.contains("was there before: the edition that the store has\n"), "{told}");
}

#[test]
fn an_older_edition_is_told_and_the_same_one_is_enough() {
    let [store, downloads] = folders();
    let add = |name: &str, text: &str| {
        fs::write(store.path().join(name), text).unwrap();
        let mut command = super::unvote("data add");
        command.arg(store.path().join(name)).env("UNVOTE_STORE", store.path());
        assert!(command.output().unwrap().status.success());
    };
    add("new.csv", ASSEMBLY);
    let older = ASSEMBLY.replace("2025-02-24", "2025-01-24");
    let child = started(store.path(), downloads.path(), "ga --wait 30");
    fs::write(downloads.path().join("older.csv"), &older).unwrap();
    sleep(Duration::from_secs(3));
    fs::write(downloads.path().join("same.csv"), ASSEMBLY).unwrap();
    let (code, printed, told) = ended(child, store.path());
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("older.csv is an older edition, ga to 24 January 2025, 1 roll call, where the store goes to 24 February 2025; --replace takes it\n"),
        "{told}"
    );
    assert!(told.contains("same.csv is the edition that the store has\n"), "{told}");
    assert!(printed.contains("The store now answers with"), "{printed}");
    assert_eq!(in_the_store(store.path()), "source,last\nnew.csv,2025-02-24\n");

    let child = started(store.path(), downloads.path(), "ga --wait 30 --replace");
    fs::write(downloads.path().join("again.csv"), &older).unwrap();
    let (code, _, told) = ended(child, store.path());
    assert!(code == Some(0) && told.contains("added again.csv: ga to 24 January 2025"), "{told}");
}

#[test]
fn of_two_editions_at_once_the_newer_one_is_added() {
    let [store, downloads] = folders();
    let child = started(store.path(), downloads.path(), "ga sc --wait 30");
    fs::write(downloads.path().join("a.csv"), ASSEMBLY.replace("2025-02-24", "2025-01-24")).unwrap();
    fs::write(downloads.path().join("b.csv"), ASSEMBLY).unwrap();
    fs::write(downloads.path().join("c.csv"), council()).unwrap();
    let (code, _, told) = ended(child, store.path());
    assert!(code == Some(0) && told.contains("a.csv is an older edition"), "{told}");
    assert_eq!(in_the_store(store.path()), "source,last\nb.csv,2025-02-24\nc.csv,2025-02-24\n");
}

#[test]
fn a_table_that_ends_within_a_line_is_not_added() {
    let [store, downloads] = folders();
    let child = started(store.path(), downloads.path(), "ga --wait 4");
    fs::write(downloads.path().join("cut.csv"), &ASSEMBLY[..ASSEMBLY.len() - 30]).unwrap();
    let (code, _, told) = ended(child, store.path());
    assert!(
        code == Some(1) && told.contains("cut.csv ends within a line, as if it were cut; if it is whole: "),
        "{told}"
    );
    assert_eq!(in_the_store(store.path()), "");
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_what_is_no_file_is_passed_over() {
    let [store, downloads] = folders();
    fs::write(store.path().join("elsewhere.csv"), council()).unwrap();
    fs::create_dir(downloads.path().join("folder.csv")).unwrap();
    let child = started(store.path(), downloads.path(), "sc --wait 30");
    std::os::unix::fs::symlink("nowhere", downloads.path().join("dangling.csv")).unwrap();
    std::os::unix::fs::symlink(store.path().join("elsewhere.csv"), downloads.path().join("link.csv")).unwrap();
    let (code, _, told) = ended(child, store.path());
    assert!(code == Some(0) && told.contains("added link.csv: sc to 24 February 2025, 1 roll call\n"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn the_pages_are_opened_where_that_is_asked_for_and_only_then() {
    use std::os::unix::fs::PermissionsExt as _;

    let [store, downloads] = folders();
    let (program, opened) = (store.path().join("xdg-open"), store.path().join("opened"));
    fs::write(&program, format!("#!/bin/sh\necho \"$1\" >> {}\n", opened.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", store.path().display(), std::env::var("PATH").unwrap());
    let with = |arguments: &str| {
        let mut command = waiting(store.path(), downloads.path(), arguments);
        command.env("PATH", &path);
        run(command)
    };
    with("sc --wait 0.5");
    assert!(!opened.exists());
    with("sc --wait 0.5 --open");
    let began = Instant::now();
    while !opened.exists() && began.elapsed() < Duration::from_secs(5) {
        sleep(Duration::from_millis(20));
    }
    sleep(Duration::from_millis(50));
    assert_eq!(fs::read_to_string(&opened).unwrap(), "https://digitallibrary.un.org/record/4055387\n");
}

#[test]
fn the_browser_s_folder_is_the_desktop_s_and_one_that_is_not_there_is_told() {
    let [home, _] = folders();
    let told = |desktop: &str| {
        fs::create_dir_all(home.path().join(".config")).unwrap();
        fs::write(home.path().join(".config/user-dirs.dirs"), desktop).unwrap();
        let mut command = super::unvote("data fetch undl --wait 0.1");
        command.env("HOME", home.path()).env("UNVOTE_STORE", home.path().join("store"));
        for variable in ["XDG_CONFIG_HOME", "XDG_DOWNLOAD_DIR"] {
            command.env_remove(variable);
        }
        let output = command.output().unwrap();
        (output.status.code(), text(&output.stderr))
    };
    let (code, none) = told("");
    let folder = home.path().join("Downloads").display().to_string();
    assert!(code == Some(3) && none.starts_with(&format!("error: {folder} cannot be read: ")), "{none}");
    assert!(none.ends_with("name the browser's folder: --downloads DIR\n"), "{none}");
    fs::create_dir(home.path().join("Téléchargements")).unwrap();
    let (code, there) = told("# of the desktop\nXDG_DOWNLOAD_DIR=\"$HOME/Téléchargements\"\n");
    assert!(code == Some(1) && there.contains("Téléchargements in 0.1 s\n"), "{there}");
}

#[test]
fn without_a_name_the_way_to_the_whole_record_is_told_in_commands() {
    insta::assert_snapshot!(super::stdout("data fetch"));
}

#[test]
fn what_does_not_go_together_is_refused() {
    for (arguments, told) in [
        ("vetoes --open", "--open is for what a browser downloads: `unvote data fetch undl --open`"),
        ("vetoes --replace", "--replace says what of --into or of the store may be replaced"),
        ("undl --wait 1 --into x", "--downloads names its folder"),
        ("undl votes --wait 1", "undl has no part 'votes'; it has ga, resolutions, sc, names"),
        ("undl --approved-by-library --open", "cannot be used with"),
    ] {
        let output = super::unvote(&format!("data fetch {arguments}")).output().unwrap();
        let err = text(&output.stderr);
        assert!(output.status.code() == Some(2) && err.contains(told), "{arguments}: {err}");
    }
}
