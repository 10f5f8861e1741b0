//! `unvote atlas`: a site whose pages lead to one another, whose files hold what the record says, and that is written again
//! only where it has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{stderr, unvote};

/// The files of a site of these roll calls, and what the program told.
fn site(folder: &Path, selection: &str) -> (BTreeMap<String, String>, String) {
    let output = unvote(&format!("atlas {selection} -o")).arg(folder).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && output.stdout.is_empty(), "{told}");
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    (files, told)
}

/// The addresses that a page leads to.
fn addresses(html: &str) -> Vec<String> {
    let after = html.split(" href=").skip(1);
    after.map(|rest| rest.trim_start_matches('"').split(['"', '>']).next().unwrap().to_owned()).collect()
}

#[test]
fn every_link_within_a_site_leads_to_a_file_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let (files, told) = site(folder.path(), "");
    assert!(told.contains("79 roll calls") && told.contains("index.html"), "{told}");
    let mut within = 0;
    for (name, html) in files.iter().filter(|(_, text)| text.starts_with("<!DOCTYPE html>")) {
        let mut here = Path::new(name).parent().unwrap().to_owned();
        here.extend(html.split("<base href=").nth(1).map(|rest| rest.split('>').next().unwrap()));
        for address in
            addresses(html).into_iter().filter(|address| !address.starts_with("https://") && address != "../who/")
        {
            let mut path = PathBuf::new();
            for part in here.join(&address).components() {
                match part.as_os_str().to_str().unwrap() {
                    ".." => assert!(path.pop(), "{name} leads out of the site: {address}"),
                    part => path.push(part),
                }
            }
            assert!(files.contains_key(&path.to_string_lossy().replace('\\', "/")), "{name} leads to {address}");
            within += 1;
        }
        assert!(html.len() <= 25_000 || !name.starts_with("vote/"), "{name}: {} bytes", html.len());
        assert!(!html.contains("<script>") && html.contains("Content-Security-Policy"), "{name}");
    }
    assert!(within > 10_000, "{within} links");
}

#[test]
fn a_roll_call_has_its_page_its_votes_and_its_place_in_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let (files, _) = site(folder.path(), "");
    let page = &files["vote/A-RES-ES-11-7.html"];
    assert!(page.contains("93 members voted in favour, 18 against, 65 abstained and 17 did not vote"), "{page}");
    assert!(page.contains("<a href=USA.html>") && page.contains(">A-RES-ES-11-7.csv</a>"));
    // 93, 18, 65 and 17 of 193 (UN Digital Library, record 4076672).
    let votes = &files["vote/A-RES-ES-11-7.csv"];
    let of = |vote: &str| votes.lines().filter(|line| line.ends_with(&format!(",{vote}"))).count();
    assert_eq!([of("yes"), of("no"), of("abstain"), of("non-voting")], [93, 18, 65, 17]);
    let index = files["search.html"].split("id=\"index\">").nth(1).unwrap().split("</script>").next().unwrap();
    let index: Vec<[String; 5]> = serde_json::from_str(index).unwrap();
    let one = index.iter().find(|one| one[0] == "vote/A-RES-ES-11-7.html").unwrap();
    assert_eq!(
        one[1..].join(" | "),
        "A/RES/ES-11/7 A/ES-11/L.10 | Advancing a comprehensive, just and lasting peace in Ukraine | 2025-02-24 | 93-18-65"
    );
    assert!(index.iter().any(|one| one[..3] == ["who/CUB.html", "member", "Cuba"]));
}

#[test]
fn what_has_not_changed_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let (first, told) = site(folder.path(), "--year 2025");
    assert!(told.contains("written"), "{told}");
    let (again, told) = site(folder.path(), "--year 2025");
    assert!(told.contains("nothing had changed") && first == again, "{told}");
    fs::write(folder.path().join("index.html"), "changed").unwrap();
    let (mended, told) = site(folder.path(), "--year 2025");
    assert!(told.contains("1 file written") && first == mended, "{told}");
    assert!(first.contains_key("year/2025.html") && !first.contains_key("year/2024.html"));
}

#[test]
fn a_title_of_a_file_is_text_in_every_page_and_in_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("votes.csv");
    let hostile = "</script><script>alert(1)</script> & more";
    let votes = format!(
        "title,symbol,date,member,vote\n{hostile},../../x,2024-10-01,USA,yes\n{hostile},../../x,2024-10-01,FRA,no\n"
    );
    fs::write(&data, votes).unwrap();
    let out = folder.path().join("site");
    unvote("atlas -q --data").arg(&data).arg("-o").arg(&out).assert().success();
    let (mut pages, mut folders) = (0, vec![out.clone()]);
    while let Some(one) = folders.pop() {
        for entry in fs::read_dir(one).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "html") {
                assert!(!fs::read_to_string(&path).unwrap().contains("<script>alert"), "{}", path.display());
                pages += 1;
            }
        }
    }
    assert!(pages >= 5, "{pages} pages");
    // Nothing was written beside the site.
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "{beside:?}");
}

#[test]
fn a_site_needs_a_folder() {
    assert!(stderr("atlas", 2).contains("name one with -o FOLDER"));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "kept").unwrap();
    let told = stderr(&format!("atlas -o {}", file.display()), 2);
    assert!(told.contains("it is a file"), "{told}");
    assert_eq!(fs::read_to_string(file).unwrap(), "kept");
}
