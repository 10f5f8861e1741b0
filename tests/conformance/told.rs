//! What is told at once, on the whole record: every sentence and figure was counted apart from the program, from the rows of
//! the Library's files, by a script that knows no more of groups than the lists of their members that are named here.

use assert_cmd::Command;

use super::NEWEST;

/// What the program prints on the whole record, in lines of 200 columns.
fn told(arguments: &str) -> String {
    let mut command = Command::cargo_bin("unvote").expect("the program");
    command.args(arguments.split(' ')).env("COLUMNS", "200").env("UNVOTE_STORE", NEWEST.folder.path().join("none"));
    NEWEST.paths().iter().for_each(|path| _ = command.arg("--data").arg(path));
    let output = command.output().expect("an answer");
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// Holds that each of these stands in what is printed: a line as it is, or a sentence wherever it is wrapped.
fn hold(arguments: &str, expected: &[&str]) {
    let text = told(arguments);
    let words: Vec<&str> = text.split_whitespace().collect();
    let sentences = words.join(" ");
    for sentence in expected {
        assert!(text.contains(sentence) || sentences.contains(sentence), "{arguments}: {sentence}\n{text}");
    }
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_embargo_of_2025_is_the_least_supported_since_1999_and_the_most_opposed_of_all() {
    // The rows of A/RES/80/4: 165 Y, 7 N, 12 A, 9 X. Of the 33 resolutions with "embargo" and "Cuba" in their titles: 155 in
    // favour in 1999 and 167 and more since; at most 4 against; 12 abstaining in 1998. Of the 187 in favour of A/RES/79/7 4
    // voted N, 11 A and 7 X.
    hold(
        "tally 80/4",
        &[
            "ADOPTED: 95.9% of the 172 present and voting; a majority was needed (87 votes), 78 to spare.",
            "The fewest in favour on this question since 1999 (155), the most abstaining since 1998 (12), the most against in its \
             33 votes since 1992.",
            "Against (7) Argentina, Hungary, Israel, North Macedonia, Paraguay, Ukraine, United States",
            "Compared with 79/7 (30 October 2024, 187-2-1): 4 went from yes to no, 11 from yes to abstaining; nobody toward yes.",
            "unvote shift 79/7 80/4",
        ],
    );
    // 74/7 in 2019: 187-3-2; nothing was unusual about it.
    let text = told("tally 74/7");
    assert!(!text.contains("fewest") && !text.contains("most "), "{text}");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn es_11_7_is_told_beside_es_11_6() {
    // Of the 193 rows of each: 7 from Y to N, 33 from Y to A, 3 from A to N, 1 from N to A.
    hold(
        "tally ES-11/7",
        &[
            "ADOPTED: 83.8% of the 111 present and voting; two thirds were needed (74 votes), 19 to spare.",
            "Compared with ES-11/6 (23 February 2023, 141-7-32): 7 went from yes to no, 33 from yes to abstaining, 3 from \
             abstaining to no; 1 from no to abstaining.",
            "unvote shift ES-11/6 ES-11/7",
        ],
    );
    let text = told("tally ES-11/7");
    assert!(!text.contains("fewest") && !text.contains(" most "), "{text}");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn what_is_unusual_among_all_that_was_adopted_is_so() {
    // The last resolution before it with at least 56 N: A/RES/75/181 (56); with at least 80 A: A/RES/77/229 (80); with at most
    // 51 Y: A/RES/64/296 (50); of the Council with at most 9 Y, or at least 6 A: S/RES/2428 (9-0-6).
    for (symbol, told) in [
        (
            "A/RES/80/209",
            "Of the resolutions that the General Assembly has adopted by a vote, it has the most against since 75/181 (16 December \
             2020, 56).",
        ),
        ("A/RES/79/184", "the most abstaining since 77/229 (15 December 2022, 80)."),
        ("A/RES/77/13", "the fewest in favour since 64/296 (7 September 2010, 50)."),
        (
            "S/RES/2731",
            "it had the fewest in favour since S/RES/2428(2018) (13 July 2018, 9) and the most abstaining since S/RES/2428(2018) \
             (13 July 2018, 6).",
        ),
    ] {
        hold(&format!("tally {symbol}"), &[told]);
    }
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn uruguay_with_the_united_states_the_european_union_and_china() {
    // Identical votes of those of both; for the Union (28 members to 31 January 2020, then 27) the mean over its members with
    // at least half of Uruguay's votes in common.
    hold(
        "country UY --with US,EU,CN --from 2015",
        &[
            "Voted in 1104 of 1110 roll calls, 99.5%",
            "With the majority of the others: 1035 of 1103 votes, 93.8%",
            "United States, identical: 229 of 1102 votes, 20.8%",
            "European Union, with most of its members: 673 of 1098 votes, 61.3%",
            "China, identical: 803 of 1093 votes, 73.5%",
            "  year  votes  United States  European Union  China",
            "  2015     78          20.5%           54.0%  77.9%",
            "  2016     80          23.8%           61.0%  73.4%",
            "  2017     92          15.2%           59.1%  80.4%",
            "  2018    106          15.1%           64.1%  77.9%",
            "  2019    100          17.0%           55.3%  78.6%",
            "  2020    100          18.0%           61.3%  68.4%",
            "  2021     86          25.9%           53.9%  67.4%",
            "  2022     89          38.2%           59.6%  58.0%",
            "  2023     88          35.2%           59.6%  60.9%",
            "  2024     95          34.0%           56.6%  62.8%",
            "  2025    190           5.3%           77.5%  86.8%",
        ],
    );
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn uruguay_apart_from_its_group() {
    // The plurality of the votes of the 32 others of the group on each day; one tie in 648 votes.
    let expected = [
        "  2020    100                 11",
        "  2021     86                 11",
        "  2022     89                 15",
        "  2023     88                  9",
        "  2024     95                 11",
        "  2025    190                  0",
        "Apart from the plurality of GRULAC, the latest first (57 of 647",
        "1 vote had none",
        "2024-12-19  A/RES/79/232    abstain  25-2-1",
        "2024-12-17  A/RES/79/170    abstain  27-1-3",
        "2024-12-04  A/RES/79/90     abstain  23-0-6",
        "2024-12-02  A/RES/79/80     yes      13-1-15",
        "2024-05-23  A/RES/78/282    yes      6-5-18",
    ];
    hold("country UY --apart GRULAC --from 2020", &expected);
    let own = told("country UY --apart group --from 2020 --format csv --table apart");
    let listed = told("country UY --apart GRULAC --from 2020 --format csv --table apart");
    assert_eq!((own.lines().count(), listed.lines().count()), (58, 58));
    assert_eq!(own.replace(",GRULAC,", ",,"), listed);
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_human_rights_of_iran_come_back_closest() {
    // A/RES/80/222: 78-27, 53 of 105 needed; A/RES/58/195: 68-54, 62 of 122 needed. A/RES/80/209: 122-56, 90 of 178.
    let text = told("series --close --format csv");
    let first = text.lines().nth(1).expect("a question");
    assert!(first.starts_with("A/RES/80/222,,2025-12-18,GA,A/80,whole text,"), "{first}");
    assert!(first.contains(",78,27,64,24,25,A/RES/58/195,2003-12-22,6,"), "{first}");
    assert!(text.lines().any(|line| line.starts_with("A/RES/80/209,") && line.contains(",122,56,0,15,32,")), "{text}");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn both_holders_of_chinas_seat_have_their_own_number_in_1971() {
    // Correlates of War: 713 is Taiwan, 710 China.
    let text = told("export ideal --members CHN,ROC --session 26");
    let numbers: Vec<_> =
        text.lines().skip(1).filter_map(|row| row.split_once(",156,").or(row.split_once(",,"))).collect();
    assert_eq!(numbers.iter().map(|(codes, _)| *codes).collect::<Vec<_>>(), ["CHN,710", "ROC,713"], "{text}");
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_year_of_uruguay_is_told_in_sentences() {
    // Of the 192 roll calls of 2025 its rows are 190 Y and 2 X; rows with Y, N or A of both, and those with the same: China 165
    // of 190, France and Russia 141, the United Kingdom 140, the United States 10; Cabo Verde 182 of 182, Israel 20 of 143,
    // Argentina 42 of 153, Paraguay 113 of 189, South Sudan 36 of 55.
    hold(
        "brief --country UY --year 2025",
        &[
            "Uruguay voted yes, no or abstained in 190 of 192 votes (99.0%): 190 in favour, 2 not voting.",
            "China (86.8% of 190), France (74.2% of 190), Russia (74.2% of 190), the United Kingdom (73.7% of 190), the United \
             States (5.3% of 190).",
            "like Cabo Verde (100.0% of 182), Barbados (100.0% of 143), Suriname (99.5% of 189), Jamaica (99.5% of 186) and",
            "like the United States (5.3% of 190), Israel (14.0% of 143), Argentina (27.5% of 153), Paraguay (59.8% of 189) and",
        ],
    );
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn the_eightieth_session_is_told_in_sentences() {
    // Its 159 roll calls to 18 December 2025: 3 without an N; 33 with one N, 28 of these of the United States, 2 of Russia.
    hold(
        "brief --session 80",
        &[
            "Nobody was against in 3 of the 159 votes whose numbers are known.",
            "In 33 votes a single member was against: the United States in 28, Russia in 2, Canada in 1, India in 1 and Türkiye in 1.",
            "The United States: 7 in favour, 145 against, 7 abstaining.",
            "France: 113 in favour, 25 against, 21 abstaining.",
        ],
    );
}
