//! Small reports, and what each format makes of them, written by hand.

use serde_json::{Value as Json, json};

use crate::report::{Audience, Block, Kind, Layout, Look, Named, Names, Report, Section, Spec, Table, Tone, Value};

/// A report, and what each format makes of it.
pub(super) struct Case {
    pub name: &'static str,
    pub report: Report<'static>,
    pub width: usize,
    pub table: &'static str,
    pub csv: &'static str,
    pub tsv: &'static str,
    /// The tables of the JSON; the first one's rows are the NDJSON.
    pub json: Json,
    pub markdown: &'static str,
}

/// A row as it is written.
pub(super) type Row = Vec<Value<'static>>;

/// A column of these rows: key, label, kind, look and for whom.
pub(super) type Declared = (&'static str, &'static str, Kind, Look, Audience);

pub(super) const fn column(key: &'static str, label: &'static str, kind: Kind) -> Declared {
    (key, label, kind, Look::Plain, Audience::All)
}

/// Columns of one kind under their keys.
pub(super) fn columns(kind: Kind, keys: &[&'static str]) -> Vec<Declared> {
    keys.iter().map(|key| column(key, key, kind)).collect()
}

pub(super) fn table(name: &'static str, columns: Vec<Declared>, rows: Vec<Row>) -> Table<'static> {
    let mut layout = Layout::new(name, "a row");
    for (at, (key, label, kind, look, audience)) in columns.into_iter().enumerate() {
        let cell = move |row: &Row| row[at].clone();
        layout = match audience {
            Audience::All => layout.column(Spec::new(key, kind, "", ""), label, move |row, _| cell(row)),
            Audience::People => layout.people(key, kind, label, move |row, _| cell(row)),
            Audience::Machines | Audience::Json => {
                layout.machines(Spec::new(key, kind, "", ""), move |row, _| cell(row))
            }
        };
        layout = layout.look(look);
    }
    layout.held(Names::without_record(), rows)
}

pub(super) fn report(title: &str, blocks: Vec<Block<'static>>) -> Report<'static> {
    Report::of(Section { title: title.to_owned(), lines: Vec::new(), blocks })
}

pub(super) fn named(code: &'static str, name: &'static str) -> Named {
    Named { code, name }
}

pub(super) fn text(text: &'static str) -> Value<'static> {
    Value::Text(text.into())
}

/// Every kind of value and block, columns for people and for machines.
pub(super) fn whole() -> Report<'static> {
    let columns = vec![
        ("symbol", "symbol", Kind::Code, Look::Plain, Audience::Machines),
        column("date", "date", Kind::Day),
        column("yes", "yes", Kind::Number),
        ("margin", "margin", Kind::Number, Look::Signed, Audience::All),
        column("share", "of voting", Kind::Share),
        column("important", "important", Kind::Flag),
        column("vetoed_by", "vetoed by", Kind::Members),
        ("bar", "", Kind::Share, Look::Bar, Audience::People),
    ];
    let row = vec![
        text("S/2025/112"),
        Value::Day(jiff::civil::date(2025, 2, 24)),
        Value::Number(9),
        Value::Number(3),
        Value::Real(0.1),
        Value::Flag(true),
        vec![named("GBR", "United Kingdom"), named("USA", "United States")].into(),
        Value::Real(1.0),
    ];
    let mut numbers = table("numbers", columns_of_numbers(), vec![vec![Value::Number(1)], vec![Value::Number(2)]]);
    numbers.audience = Audience::Machines;
    let section = Section {
        title: "The path to peace".to_owned(),
        lines: vec!["A/RES/ES-11/8".to_owned(), "24 February 2025".to_owned()],
        blocks: vec![
            Block::Table(table("votes", columns, vec![row])),
            Block::Verdict(Tone::Good, "ADOPTED: 9 in favour".to_owned()),
            Block::Members("Against (1)".to_owned(), vec![named("SDN", "Sudan")]),
            Block::Table(numbers),
            Block::Text("Nothing else.".to_owned()),
        ],
    };
    Report {
        sections: vec![section],
        notes: vec!["As announced.".to_owned()],
        next: vec!["unvote show ES-11/8".to_owned()],
        sources: vec!["record 4076673".to_owned()],
        ..Report::default()
    }
}

fn columns_of_numbers() -> Vec<Declared> {
    columns(Kind::Number, &["n"])
}

/// Tables of one name in two sections, with values that are missing.
fn missing() -> Report<'static> {
    let part = |row| {
        let columns = vec![
            column("symbol", "symbol", Kind::Code),
            column("yes", "yes", Kind::Number),
            ("title", "title", Kind::Text, Look::Brief, Audience::All),
        ];
        Section { blocks: vec![Block::Table(table("votes", columns, vec![row]))], ..Section::default() }
    };
    let first = vec![text("ES-11/7"), Value::Number(93), Value::Missing];
    let second = vec!["".into(), None::<i64>.into(), text("Peace")];
    Report { sections: vec![part(first), part(second)], ..Report::default() }
}

/// What breaks tables: delimiters, quotes, line breaks, pipes.
fn awkward() -> Report<'static> {
    let columns = vec![column("a", "a|b", Kind::Text), column("b", "b", Kind::Text)];
    let rows = vec![
        vec![text("one, two"), text("say \"no\"")],
        vec![text("two\nlines"), text("a|b*c")],
        vec![text("a\ttab"), text("back\\slash")],
    ];
    report("", vec![Block::Table(table("awkward", columns, rows))])
}

/// What would steer a terminal: escapes, a C1 control, and a turn of the direction of writing.
fn hostile() -> Report<'static> {
    let rows = vec![vec![text("a\u{1b}[2Jb"), text("c\u{9b}1md\u{202e}e")]];
    let columns = columns(Kind::Text, &["a", "b"]);
    let mut report = report(
        "title\u{1b}]0;x\u{7}",
        vec![
            Block::Table(table("hostile", columns, rows)),
            Block::Text("text\u{8}\r\nmore".to_owned()),
            Block::Members("label\u{1b}".to_owned(), vec![named("A\u{1b}", "name\u{1b}[0m")]),
        ],
    );
    report.notes.push("note\u{7f}".to_owned());
    report
}

/// Characters that take two columns, and one that takes none.
fn wide() -> Report<'static> {
    let columns = vec![column("name", "name", Kind::Text), column("n", "n", Kind::Number)];
    let row = |name: &'static str, n| vec![text(name), Value::Number(n)];
    report("", vec![Block::Table(table("wide", columns, vec![row("日本", 1), row("Co\u{302}te", 10)]))])
}

/// More columns than a narrow terminal has: the title stands below.
fn narrow() -> Report<'static> {
    let columns = vec![
        column("symbol", "symbol", Kind::Code),
        column("yes", "yes", Kind::Number),
        column("outcome", "", Kind::Code),
        ("title", "title", Kind::Text, Look::Brief, Audience::All),
    ];
    let row = |symbol, yes, title| vec![text(symbol), Value::Number(yes), text("adopted"), text(title)];
    let long = "Necessity of ending the economic, commercial and financial embargo imposed by the United States";
    let rows = vec![row("A/RES/80/4", 165, long), row("A/RES/ES-11/8", 93, "The path to peace")];
    report("", vec![Block::Table(table("narrow", columns, rows))])
}

/// All cases.
pub(super) fn cases() -> Vec<Case> {
    vec![
        every_kind_of_value(),
        missing_values(),
        delimiters(),
        control_characters(),
        wide_characters(),
        too_little_width(),
    ]
}

fn every_kind_of_value() -> Case {
    Case {
        name: "every kind of value",
        report: whole(),
        width: 80,
        table: "\
The path to peace
A/RES/ES-11/8
24 February 2025

  date        yes  margin  of voting  important  vetoed by
  2025-02-24    9      +3      10.0%  yes        United Kingdom,  ████████
                                                 United States

ADOPTED: 9 in favour

Against (1)
  Sudan

Nothing else.

Note: As announced.

  unvote show ES-11/8

Source: record 4076673
",
        csv: "\
symbol,date,yes,margin,share,important,vetoed_by
S/2025/112,2025-02-24,9,3,0.1,true,GBR USA
",
        tsv: "\
symbol\tdate\tyes\tmargin\tshare\timportant\tvetoed_by
S/2025/112\t2025-02-24\t9\t3\t0.1\ttrue\tGBR USA
",
        json: json!({
            "votes": [{
                "symbol": "S/2025/112", "date": "2025-02-24", "yes": 9, "margin": 3, "share": 0.1,
                "important": true, "vetoed_by": ["GBR", "USA"],
            }],
            "numbers": [{"n": 1}, {"n": 2}],
        }),
        markdown: "\
## The path to peace

A/RES/ES-11/8  
24 February 2025

| date | yes | margin | of voting | important | vetoed by |  |
| --- | --: | --: | --: | --- | --- | --- |
| 2025-02-24 | 9 | +3 | 10.0% | yes | United Kingdom, United States | ████████████████ |

**ADOPTED: 9 in favour**

**Against (1)**: Sudan

Nothing else.

> As announced.

*Source: record 4076673*

",
    }
}

fn missing_values() -> Case {
    Case {
        name: "missing values, tables of one name",
        report: missing(),
        width: 80,
        table: "  symbol   yes  title\n  ES-11/7   93  -\n\n  symbol  yes  title\n  -       -    Peace\n",
        csv: "symbol,yes,title\nES-11/7,93,\n,,Peace\n",
        tsv: "symbol\tyes\ttitle\nES-11/7\t93\t\n\t\tPeace\n",
        json: json!({"votes": [
            {"symbol": "ES-11/7", "yes": 93, "title": null},
            {"symbol": null, "yes": null, "title": "Peace"},
        ]}),
        markdown: "\
| symbol | yes | title |
| --- | --: | --- |
| ES-11/7 | 93 | - |

| symbol | yes | title |
| --- | --- | --- |
| - | - | Peace |

",
    }
}

fn delimiters() -> Case {
    Case {
        name: "delimiters, quotes and line breaks",
        report: awkward(),
        width: 80,
        table: "  a|b        b\n  one, two   say \"no\"\n  two lines  a|b*c\n  a tab      back\\slash\n",
        csv: "a,b\n\"one, two\",\"say \"\"no\"\"\"\n\"two\nlines\",a|b*c\na\ttab,back\\slash\n",
        tsv: "a\tb\none, two\tsay \"no\"\ntwo lines\ta|b*c\na tab\tback\\slash\n",
        json: json!({"awkward": [
            {"a": "one, two", "b": "say \"no\""},
            {"a": "two\nlines", "b": "a|b*c"},
            {"a": "a\ttab", "b": "back\\slash"},
        ]}),
        markdown: "\
| a\\|b | b |
| --- | --- |
| one, two | say \"no\" |
| two lines | a\\|b\\*c |
| a tab | back\\\\slash |

",
    }
}

fn control_characters() -> Case {
    Case {
        name: "control characters",
        report: hostile(),
        width: 80,
        table: "\
title\u{fffd}]0;x\u{fffd}

  a       b
  a\u{fffd}[2Jb  c\u{fffd}1md\u{fffd}e

text\u{fffd}  more

label\u{fffd}
  name\u{fffd}[0m

Note: note\u{fffd}
",
        // Values of machine formats are as they were read; JSON escapes them.
        csv: "a,b\na\u{1b}[2Jb,c\u{9b}1md\u{202e}e\n",
        tsv: "a\tb\na\u{1b}[2Jb\tc\u{9b}1md\u{202e}e\n",
        json: json!({"hostile": [{"a": "a\u{1b}[2Jb", "b": "c\u{9b}1md\u{202e}e"}]}),
        markdown: "\
## title\u{fffd}\\]0;x\u{fffd}

| a | b |
| --- | --- |
| a\u{fffd}\\[2Jb | c\u{fffd}1md\u{fffd}e |

text\u{fffd}  more

**label\u{fffd}**: name\u{fffd}\\[0m

> note\u{fffd}

",
    }
}

fn wide_characters() -> Case {
    Case {
        name: "wide characters",
        report: wide(),
        width: 40,
        table: "  name   n\n  日本   1\n  Co\u{302}te  10\n",
        csv: "name,n\n日本,1\nCo\u{302}te,10\n",
        tsv: "name\tn\n日本\t1\nCo\u{302}te\t10\n",
        json: json!({"wide": [{"name": "日本", "n": 1}, {"name": "Co\u{302}te", "n": 10}]}),
        markdown: "| name | n |\n| --- | --: |\n| 日本 | 1 |\n| Co\u{302}te | 10 |\n\n",
    }
}

fn too_little_width() -> Case {
    Case {
            name: "too many columns for the width",
            report: narrow(),
            width: 40,
            table: "  symbol         yes
  A/RES/80/4     165  adopted
    Necessity of ending the economic,
    commercial and financial embargo…
  A/RES/ES-11/8   93  adopted
    The path to peace
",
            csv: "\
symbol,yes,outcome,title
A/RES/80/4,165,adopted,\"Necessity of ending the economic, commercial and financial embargo imposed by the United States\"
A/RES/ES-11/8,93,adopted,The path to peace
",
            tsv: "\
symbol\tyes\toutcome\ttitle
A/RES/80/4\t165\tadopted\tNecessity of ending the economic, commercial and financial embargo imposed by the United States
A/RES/ES-11/8\t93\tadopted\tThe path to peace
",
            json: json!({"narrow": [
                {
                    "symbol": "A/RES/80/4", "yes": 165, "outcome": "adopted",
                    "title": "Necessity of ending the economic, commercial and financial embargo imposed by the United States",
                },
                {"symbol": "A/RES/ES-11/8", "yes": 93, "outcome": "adopted", "title": "The path to peace"},
            ]}),
            markdown: "\
| symbol | yes |  | title |
| --- | --: | --- | --- |
| A/RES/80/4 | 165 | adopted | Necessity of ending the economic, commercial and financial embargo imposed by the United States |
| A/RES/ES-11/8 | 93 | adopted | The path to peace |

",
    }
}
