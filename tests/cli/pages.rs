//! Answers as pages.

use super::{printed, stderr, stdout, unvote};

/// Elements that have no end, and those whose end may be left out where the next one begins.
const VOID: [&str; 3] = ["meta", "br", "input"];
const OPEN_ENDED: [&str; 2] = ["tr", "li"];

/// What is wrong with the nesting of a page's elements, if anything is.
fn misnested(page: &str) -> Option<String> {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>\n")?;
    while let Some((_, tag)) = rest.split_once('<') {
        let (tag, behind) = tag.split_once('>')?;
        rest = behind;
        let name = tag.split([' ', '/', '\n']).next().unwrap_or_default();
        if let Some(name) = tag.strip_prefix('/') {
            while open.last() != Some(&name) && open.last().is_some_and(|last| OPEN_ENDED.contains(last)) {
                open.pop();
            }
            if open.pop() != Some(name) {
                return Some(format!("</{name}> behind {open:?}"));
            }
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            if OPEN_ENDED.contains(&name) && open.last() == Some(&name) {
                open.pop();
            }
            open.push(name);
        }
        if matches!(name, "style" | "script") {
            rest = &rest[rest.find("</")?..];
        }
    }
    (!open.is_empty()).then(|| format!("open at the end: {open:?}"))
}

#[test]
fn a_page_says_what_the_vote_says_and_leads_to_its_documents() {
    let page = stdout("tally ES-11/7 --format html");
    for said in [
        "<h1>Advancing a comprehensive, just and lasting peace in Ukraine</h1>",
        "<b>ADOPTED</b>: 83.8% of the 111 present and voting; two thirds were needed (74 votes), 19 to spare.",
        "<h2>Against (18)</h2>",
        "North\u{a0}Korea, Palau, Russia, Sudan, United\u{a0}States",
        r#"<i class="v no"></i>against</th><td class="n">18</td>"#,
        r#"<a href="https://docs.un.org/en/A/ES-11/L.10">A/ES-11/L.10</a>"#,
        r#"record <a href="https://digitallibrary.un.org/record/4076672">4076672</a>"#,
        "<p>Made by <code>unvote tally ES-11/7</code></p>",
        "<svg ",
    ] {
        assert!(page.contains(said), "{said}:\n{page}");
    }
    assert!(!page.contains("src=") && !page.contains("<link"), "it loads nothing");
    let map = stdout("tally ES-11/7 --picture map --format html");
    assert!(map.contains("<svg ") && map.len() < page.len(), "{} {}", map.len(), page.len());
}

#[test]
fn every_command_that_people_read_makes_a_page_whose_elements_are_closed() {
    for command in [
        "tally ES-11/7",
        "tally ES-11/6 ES-11/7",
        "against ES-11/8",
        "show ES-11/7",
        "grid ES-11/6 ES-11/7 ES-11/8 --members NATO",
        "list",
        "search Ukraine",
        "vetoes",
        "series 80/4",
        "shift ES-11/6 ES-11/7",
        "predict ES-11/7",
        "country UY",
        "compare US GB",
        "compare US GB --by topic --topic Ukraine",
        "shift 2023 2025",
        "compare US --across 'embargo Cuba'",
        "nearest UY --least 5",
        "matrix --members EU",
        "members",
        "groups EU",
        "cohesion EU",
        "blocs --least 5",
        "ideal --members US,RU --fit selection",
        "data",
        "data cite",
    ] {
        let page = stdout(&format!("{command} --format html"));
        assert_eq!(misnested(&page), None, "{command}");
        assert!(page.matches("<h1>").count() == 1 && page.contains("<main>"), "{command}");
        assert_eq!(page.matches("<title>").count(), 1 + titled(&page), "{command}");
    }
}

/// The marks of a page's drawings that say what they are.
fn titled(page: &str) -> usize {
    let drawn = page.split("<svg ").skip(1).map(|svg| svg.split("</svg>").next().unwrap_or_default());
    drawn.map(|svg| svg.matches("<title>").count()).sum()
}

#[test]
fn what_a_source_holds_is_text_on_a_page() {
    let hostile = "<script>alert(1)</script></style><img src=x onerror=alert(1)>";
    let rows: String = [("FRA", "Y"), ("RUS", "N"), ("USA", "A")]
        .map(|(code, vote)| {
            format!("1,{code},{hostile},{vote},2025-02-24,79,A/RES/79/1,\"{hostile}\",\"{hostile}\",\"{hostile}\"\n")
        })
        .concat();
    let votes = format!("undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,agenda_title,subjects\n{rows}");
    for command in ["list", "tally 79/1", "show 79/1", "data", "grid 79/1", "country FR", "search script"] {
        let output = unvote(&format!("{command} --data - --format html")).write_stdin(votes.clone()).output().unwrap();
        let page = String::from_utf8(output.stdout).unwrap();
        assert!(page.contains("</html>"), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!page.contains("<script>alert") && !page.contains("<img"), "{command}: {page}");
        assert_eq!(misnested(&page), None, "{command}");
    }
}

#[test]
fn a_page_obeys_the_options_of_output() {
    let page = stdout("list --columns symbol,yes --sort yes --limit 3 --format html");
    assert_eq!(
        (page.matches("<th scope=\"col\"").count(), page.matches("<th scope=\"row\"").count()),
        (2, 3),
        "{page}"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.HTM");
    printed(unvote("list --columns symbol,yes --sort yes --limit 3 -o").arg(&file));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), page);
    assert!(stderr("export votes --format html", 2).contains("a table of facts is exported as csv"));
}

#[test]
fn a_matrix_is_cut_into_blocks_each_with_the_codes_of_its_rows() {
    let page = stdout("matrix --members NATO --least 1 --format html");
    let blocks = page.matches("<table aria-label").count();
    assert!(blocks > 3 && page.contains("Agreement of 32 members"), "{blocks}");
    assert_eq!(page.matches("<th scope=\"row\">").count(), 32 * blocks);
    // A head for each member and none for the codes, a cell for each two and the diagonal, and the names once.
    let cells = page.matches("<td>").count();
    assert_eq!((page.matches("<th scope=\"col\">").count(), cells), (32, 32 * 32 + blocks));
    assert_eq!(page.matches("<td class=\"name\">").count(), 32 + 1);
    assert!(page.contains("part 1 of "), "{page}");
}
