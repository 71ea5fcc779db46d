//! All line ends of a table are read as LF, because version control may change them.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::model::Entry;
use errspec_codegen::{Model, Source, read};

const HEAD: &str = "[table]\nformat = 1\nname = \"acme\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";

/// Returns the paths of all TOML files below a folder.
fn tables(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut folders = vec![folder];
    let mut tables = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                tables.push(path);
            }
        }
    }
    tables
}

/// Returns the model or the report of a table with these line ends.
fn outcome(text: &str, line_end: &str) -> Result<Model, String> {
    let text = text.replace("\r\n", "\n").replace('\n', line_end);
    read(&Source::new("table.toml", text)).map_err(|report| report.to_string().replace('\r', ""))
}

fn entry(text: &str) -> Entry {
    let model = read(&Source::new("table.toml", format!("{HEAD}{text}"))).unwrap_or_else(|report| panic!("{report}"));
    model.entries.into_iter().next().expect("it has an entry")
}

#[test]
fn every_table_means_the_same_with_other_line_ends() {
    let mut count = 0;
    for folder in ["../specs", "../tests/zoo", "tests/rules", "tests/generate"] {
        for path in tables(folder) {
            let text = fs::read_to_string(&path).expect("the table can be read");
            assert_eq!(outcome(&text, "\r\n"), outcome(&text, "\n"), "{}", path.display());
            count += 1;
        }
    }
    assert!(count > 100, "only {count} tables");
}

#[test]
fn every_kind_of_text_has_plain_line_ends() {
    let text = "[errors.A]\ncode = \"\"\"a\nb\"\"\"\naliases = ['''c\nd''']\nmessage = [\"\"\"\nx\ny {z}\"\"\"]\nsummary = '''\ns\nt'''\n\
                causes = [\"\"\"u\nv\"\"\"]\ndeprecated = \"\"\"w\nx\"\"\"\nwhen = { \"/k\" = \"\"\"l\nm\"\"\" }\n\
                [[errors.A.examples]]\nstatus = 400\nbody = '''\n{\n\"code\": \"a\\nb\", \"k\": \"l\\nm\", \"message\": \"x\\ny 1\"}\n'''\n";
    let (unix, windows) = (entry(text), entry(&text.replace('\n', "\r\n")));
    assert_eq!(windows, unix);
    assert!(!format!("{windows:?}").contains("\\r"), "{windows:#?}");
}

#[test]
fn an_escaped_line_end_is_kept() {
    let text = "[errors.A]\r\ncode = 1\r\nmessage = \"\"\"a\\r\\nb\r\nc \\\r\n  d\"\"\"\r\nsummary = \"e\\r\\nf\"\r\n";
    let entry = entry(text);
    let message = entry.message.templates().first().map(|template| format!("{:?}", template.parts));
    assert_eq!(message.as_deref(), Some("[Text(\"a\\r\\nb\\nc d\")]"));
    assert_eq!(entry.summary.as_deref(), Some("e\r\nf"));
}

#[test]
fn a_diagnostic_within_a_text_of_several_lines_is_at_its_place() {
    for text in [
        "[errors.A]\ncode = 1\nmessage = \"\"\"\nfirst\nsecond {a}{b} end\"\"\"\n",
        "[errors.A]\ncode = 1\nmessage = '''x\ny {a}{b}'''\n",
    ] {
        let source = Source::new("table.toml", format!("{HEAD}{text}").replace('\n', "\r\n"));
        let report = read(&source).map(|model| model.entries.len()).expect_err("two parameters touch");
        let [diagnostic] = report.diagnostics() else { panic!("{report}") };
        let span = diagnostic.label.span;
        assert_eq!(source.text().get(span.start..span.end), Some("{a}{b}"));
    }
}
