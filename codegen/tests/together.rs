//! All errors of a table are reported at once, without mere consequences of others.

use errspec_codegen::{Source, read};

/// Returns the rules that a table breaks, and the lines where it does, after a valid head of six lines.
fn errors(entries: &str) -> Vec<(&'static str, usize)> {
    let head = "[table]\nformat = 1\nname = \"acme\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";
    let source = Source::new("table.toml", format!("{head}{entries}"));
    let report = read(&source).err();
    let diagnostics = report.iter().flat_map(|report| report.diagnostics());
    diagnostics.map(|it| (it.rule.id, source.line_column(it.label.span.start).0)).collect()
}

#[test]
fn every_entry_is_checked() {
    let found = errors(
        "[errors.A]\nmesage = \"a\"\n[errors.B]\ncode = 1\nstatus = 4\nmessage = \"{a}{b}\"\n[errors.c]\ncode = 2\nretry = 3\n",
    );
    assert_eq!(
        found,
        [("unknown-key", 8), ("bad-status", 11), ("touching-parameters", 12), ("bad-name", 13), ("wrong-type", 15)]
    );
}

#[test]
fn a_report_has_a_bounded_length() {
    let entries: String = (0..5_000).map(|number| format!("[errors.E{number}]\ncod = 1\n")).collect();
    let source = Source::new(
        "table.toml",
        format!("[table]\nformat = 1\nname = \"acme\"\n[envelope]\ncode = \"/c\"\n{entries}"),
    );
    let report = read(&source).err();
    let diagnostics = report.iter().flat_map(|report| report.diagnostics()).collect::<Vec<_>>();
    assert_eq!(diagnostics.len(), 200);
    let notes = diagnostics.last().map(|last| last.notes.as_slice()).unwrap_or_default();
    assert_eq!(notes, ["4800 more errors further down are not shown"]);
}

#[test]
fn a_mistake_of_toml_hides_nothing_else() {
    let found = errors("[errors.A]\ncode = oops\nmesage = \"a\"\n[errors.B]\ncode = 1\nmesage = \"a\"\n");
    assert_eq!(found, [("unquoted", 8), ("unknown-key", 9), ("unknown-key", 12)]);
}

#[test]
fn an_invalid_entry_is_not_compared() {
    assert_eq!(errors("[errors.A]\ncode = 1\nmessage = \"{\"\n[errors.B]\ncode = 1\n"), [("bad-template", 9)]);
}

#[test]
fn an_invalid_value_is_not_reported_as_missing() {
    assert_eq!(errors("[errors.A]\ncode = 1.5\n"), [("wrong-type", 8)]);
    assert_eq!(errors("[errors.A]\ncode = 1\n[errors.A.cases.B]\nwhen = 3\n"), [("wrong-type", 10)]);
    assert_eq!(errors("[errors.A]\ncode = 1\nmessage = \"{a\"\nfields.a = {}\n"), [("bad-template", 9)]);
}

#[test]
fn errors_are_in_the_order_of_the_file() {
    let found =
        errors("[errors.B]\ncode = 1\nx = 1\n[errors.A]\ncode = 2\nx = 1\n[errors.A.cases.C]\nx = 1\nstatus = 400\n");
    let lines: Vec<usize> = found.iter().map(|(_, line)| *line).collect();
    assert_eq!(lines, [9, 12, 14]);
}
