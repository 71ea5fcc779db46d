//! Warnings of tables, as cargo or another program shows them.

use std::io::Write as _;

use super::cargo::in_build_script;
use super::color::style_of_stderr;
use crate::diagnostics::Report;

/// Shows warnings: in a build script as those of cargo, which have one line each, and elsewhere as the compiler shows them.
pub(super) fn show(report: &Report) {
    if !in_build_script() {
        eprintln!("{}\n", report.render(style_of_stderr()));
        return;
    }
    let mut out = std::io::stdout().lock();
    for warning in report.diagnostics() {
        let (source, start) = (report.source(), warning.label.span.start);
        let (path, (line, column)) = (source.name_at(start), source.line_column(start));
        let text = format!("{path}:{line}:{column}: {} [{}]; {}", warning.title, warning.rule.id, warning.help);
        // If standard output is closed, nobody reads the instructions.
        let _ = writeln!(out, "cargo::warning={}", text.replace(['\n', '\r'], " "));
    }
}
