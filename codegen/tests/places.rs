//! The places of errors: lines and columns count as rustc's do, in characters, and the report has the same ones.

#![allow(clippy::panic)]

use errspec_codegen::{Report, Source, read};

const HEAD: &str = "[table]\nformat = 1\nname = \"acme\"\n[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n";

fn report(text: &str) -> Report {
    let Err(report) = read(&Source::new("table.toml", text)) else { panic!("the table is accepted: {text}") };
    report
}

/// Returns the line and the column of the only error, if the report shows them too.
fn place(text: &str) -> Option<(usize, usize)> {
    let report = report(text);
    let [error] = report.diagnostics() else { panic!("{report}") };
    let (line, column) = report.source().line_column(error.label.span.start);
    report.to_string().contains(&format!("--> table.toml:{line}:{column}\n")).then_some((line, column))
}

#[test]
fn a_byte_order_mark_has_no_column() {
    let keys =
        "table = { format = 1, name = \"acme\", titel = \"A\" }\n[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n";
    let marked = |text: &str| format!("\u{feff}{text}");
    assert_eq!(place(keys), Some((1, 38)));
    assert_eq!(place(&marked(keys)), Some((1, 38)));
    assert_eq!(place(&marked(&keys.replace("titel", "= titel"))), place(&keys.replace("titel", "= titel")));
    assert_eq!(place(&marked(&format!("{HEAD}retry = \"nevr\"\n"))), Some((8, 9)));
    assert_eq!(place("\u{feff}[table\nformat = 1\nname = \"acme\"\n"), Some((1, 1)));
}

#[test]
fn a_column_counts_characters() {
    // Wide letters, an emoji, one of several characters, an accent of its own, a tab.
    for before in ["", "日本", "ａ", "🙂", "👩\u{200d}👧", "e\u{301}", "\t"] {
        let column = 15 + before.chars().count();
        for value in ["5", "never"] {
            let text = format!("{HEAD}causes = [\"{before}\", {value}]\n");
            assert_eq!(place(&text), Some((8, column)), "{before}");
        }
    }
}

#[test]
fn a_line_that_is_not_shown_as_a_whole_has_the_same_columns() {
    let many: Vec<String> = (0..3000).map(|number| format!("\"n{number}\"")).collect();
    let text = format!("{HEAD}{:1500}causes = [\"日本\", 5, {}]\n", "", many.join(", "));
    assert_eq!(place(&text), Some((8, 1517)));
}
