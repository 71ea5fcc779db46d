//! Properties of formatted texts, over all tables of the project.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::{Source, read};
use ignore::WalkBuilder;

use super::order::Kind;
use super::{format, is_table};

/// Returns all files with the extension of TOML in the repository, except those that git ignores.
fn files() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let files = WalkBuilder::new(root).hidden(false).build().map(|entry| entry.unwrap().into_path());
    files.filter(|path| path.extension().is_some_and(|it| it == "toml")).collect()
}

/// Returns the comments of a text in alphabetical order. Those in strings count, too.
fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> =
        text.lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end())).collect();
    comments.sort_unstable();
    comments
}

/// Returns the model of a table as text, without the lines of its entries.
fn model(path: &Path, text: &str) -> Option<String> {
    let mut model = read(&Source::new("table.toml", text).with_path(path)).ok()?;
    model.entries.iter_mut().for_each(|entry| entry.line = None);
    Some(format!("{model:?}"))
}

#[test]
fn a_formatted_text_says_the_same_and_is_formatted() {
    let (mut tables, mut valid) = (0, 0);
    for path in files() {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let Ok(formatted) = format(&text) else { continue };
        let at = path.display();
        assert_eq!(format(&formatted).unwrap(), formatted, "{at}: formatting again");
        assert_eq!(comments(&formatted), comments(&text), "{at}: comments");
        assert_eq!(formatted.starts_with('\u{feff}'), text.starts_with('\u{feff}'), "{at}: byte order mark");
        if formatted.contains("\r\n") {
            assert_eq!(formatted.matches("\r\n").count(), formatted.matches('\n').count(), "{at}: line ends");
        }
        tables += usize::from(is_table(&text));
        let (before, after) = (model(&path, &text), model(&path, &formatted));
        if before != after {
            panic!("{at}: the model differs\n{}\n{}", before.unwrap_or_default(), after.unwrap_or_default());
        }
        valid += usize::from(before.is_some());
    }
    assert!(tables > 400 && valid > 250, "only {tables} tables, {valid} of them valid");
}

#[test]
fn the_tables_of_the_documented_apis_are_formatted() {
    for name in ["flanks", "frankieone"] {
        let text =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../specs/{name}.toml"))).unwrap();
        assert_eq!(format(&text).unwrap(), text, "{name}");
    }
}

/// Returns the keys that the rows of a table below a heading of the reference begin with.
fn reference(heading: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs/README.md")).unwrap();
    let section = text.split(&format!("\n## {heading}\n")).nth(1).unwrap();
    let rows =
        section.split("\n| key | type |").nth(1).unwrap().lines().skip(2).take_while(|line| line.starts_with('|'));
    let first = rows.map(|row| row.split('|').nth(1).unwrap());
    first
        .flat_map(|cell| cell.split('`').skip(1).step_by(2).map(|key| key.split('.').next().unwrap().to_owned()))
        .collect()
}

#[test]
fn the_order_of_keys_is_that_of_the_reference() {
    let last = ["fields", "examples", "cases"];
    for (heading, kind) in [
        ("`[table]`", Kind::Table),
        ("`[envelope]`", Kind::Envelope),
        ("`[errors.NAME]`", Kind::Entry),
        ("`[success]`", Kind::Success),
    ] {
        let mut expected = reference(heading);
        if kind == Kind::Entry {
            expected.retain(|key| !last.contains(&key.as_str()));
            expected.extend(last.map(str::to_owned));
        }
        let own: Vec<&str> = kind.keys().iter().map(|(key, _)| *key).collect();
        assert_eq!(own, expected, "{heading}");
    }
    let mut expected = reference("`[fields]`");
    let mut own: Vec<&str> = Kind::Field.keys().iter().map(|(key, _)| *key).collect();
    expected.sort();
    own.sort_unstable();
    assert_eq!(own, expected, "`[fields]`");
}

/// Texts, each with its layout.
const CASES: &[(&str, &str, &str)] = &[
    (
        "sections and keys are in order, comments go with them",
        "# about the file\n\n# about E\n[errors.E]\nstatus=404 # s\n# the code\ncode  =  1\n\n\n[envelope]\ncode = '/c'\n[table]\nname='x'\nformat=1\n",
        "# about the file\n\n[table]\nformat = 1\nname   = 'x'\n\n[envelope]\ncode = '/c'\n\n# about E\n[errors.E]\n# the code\ncode   = 1\nstatus = 404 # s\n",
    ),
    (
        "entries and fields keep their order, and what belongs to them follows",
        "[errors.B]\n[errors.A]\n[errors.B.cases.Y]\n[[errors.B.examples]]\nbody = ''\nstatus = 1\n[errors.B.fields]\nz = '/z'\na = '/a'\n[errors.B.cases.X]",
        "[errors.B]\n\n[errors.B.fields]\nz = '/z'\na = '/a'\n\n[[errors.B.examples]]\nstatus = 1\nbody   = ''\n\n[errors.B.cases.Y]\n\n[errors.B.cases.X]\n\n[errors.A]\n",
    ),
    (
        "dotted keys are aligned by themselves",
        "[errors.A]\nfields.long_name = '/a'\nretry = 'never'\nfields.b = '/b'\ncode = 1",
        "[errors.A]\ncode  = 1\nretry = 'never'\nfields.long_name = '/a'\nfields.b         = '/b'\n",
    ),
    (
        "a comment right after a section belongs to it",
        "[errors.A]\ncode = 1\n# still A\n\n# of B\n[errors.B]\n# at the end\n",
        "[errors.A]\ncode = 1\n# still A\n\n# of B\n[errors.B]\n# at the end\n",
    ),
    (
        "texts of several lines stay as they are",
        "[errors.A]\naction = '''\n  a  \n\n\n# none\n[b]'''   \nsummary = \"\"\"a\\\n   b\"\"\"\n",
        "[errors.A]\nsummary = \"\"\"a\\\n   b\"\"\"\naction  = '''\n  a  \n\n\n# none\n[b]'''\n",
    ),
    (
        "the columns of comments stay",
        "[a]\nb = 1        # c\nlonger = 2   # d\nx = 3 # e\n",
        "[a]\nb      = 1   # c\nlonger = 2   # d\nx      = 3 # e\n",
    ),
    (
        "a much longer key is not aligned",
        "[fields]\na = '/a'\na_very_long_name_of_a_field = '/b'\n",
        "[fields]\na = '/a'\na_very_long_name_of_a_field = '/b'\n",
    ),
    ("groups of keys", "[fields]\n\n\na = '/a'\n\n\nlong = '/b'\n\n\n", "[fields]\na = '/a'\n\nlong = '/b'\n"),
    (
        "headers and indentation",
        "  [ table ] # t\n    format = 1\n  [ errors . \"A b\" ]\n",
        "[table] # t\nformat = 1\n\n[ errors . \"A b\" ]\n",
    ),
    (
        "keys before a header",
        "errors.A.status = 1\nerrors.A.code = 1\ntable.format = 1\n[envelope]\n",
        "table.format = 1\nerrors.A.code   = 1\nerrors.A.status = 1\n\n[envelope]\n",
    ),
    ("nothing", "", ""),
    ("comments alone", "\n\n# a\n\n\n# b\n\n", "# a\n\n# b\n"),
];

#[test]
fn texts_are_laid_out() {
    for (name, text, expected) in CASES {
        assert_eq!(format(text).unwrap(), *expected, "{name}");
        let crlf = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(format(&crlf(text)).unwrap(), crlf(expected), "{name}, with CRLF and a byte order mark");
    }
}

#[test]
fn an_order_that_matters_is_never_changed() {
    // `[errors]` would come first, and with it its entry C.
    let text = "[errors.A]\ncode = 1\n\n[errors]\nC = { code = 3 }\n";
    assert_eq!(format(text).unwrap(), text);
}

#[test]
fn a_faulty_text_is_reported() {
    assert!(format("[table]\nformat = \n").is_err());
}
