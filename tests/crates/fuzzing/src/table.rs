//! The target `table`: any text is read to its end, and what is wrong with it is reported at a place in it.

use errspec_codegen::{Model, Report, Source, Span, Target, fallback, generate, read_with_warnings};
use quote::format_ident;

/// Reads any text as a table.
pub fn check_table(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    // One file of another must not be read.
    if !text.contains("extends") {
        check_table_text(&Source::new("any.toml", text));
    }
}

/// Checks that a text is read to its end: either to code that parses, or to errors that are at places in it.
pub fn check_table_text(source: &Source) {
    let target = Target::new(format_ident!("AnyError"));
    let tokens = match check_table_report(source) {
        Some(model) => generate(&model, &target),
        None => fallback(source, &target),
    };
    let parsed = syn::parse2::<syn::File>(tokens);
    assert!(parsed.is_ok(), "{:?}\n{}", parsed.err(), source.text());
}

/// Checks that all errors or warnings of a text are at places in it. Returns its model if it is valid.
pub fn check_table_report(source: &Source) -> Option<Model> {
    let (model, report) = match read_with_warnings(source) {
        Ok(table) => (Some(table.model), table.warnings),
        Err(report) => (None, Some(report)),
    };
    if let Some(report) = report {
        check_report(source, &report);
    }
    model
}

fn check_report(source: &Source, report: &Report) {
    assert!(!report.diagnostics().is_empty());
    // The text of the report is that of the table, followed by those of the files that it extends.
    let text = report.source().text();
    assert!(text.starts_with(source.text()));
    for diagnostic in report.diagnostics() {
        let labels = std::iter::once(&diagnostic.label).chain(&diagnostic.related).map(|label| label.span);
        let edits = diagnostic.suggestions.iter().flat_map(|it| &it.edits).map(|edit| edit.span);
        for span in labels.chain(edits) {
            assert!(text.get(span.start..span.end).is_some(), "{} at {span:?} in\n{text}", diagnostic.rule.id);
        }
        for suggestion in &diagnostic.suggestions {
            assert!(report.apply([suggestion]).is_ok(), "{} overlaps itself in\n{text}", suggestion.message);
        }
    }
    let shown = report.to_string();
    let file_of = |span: Span| report.source().name_at(span.start);
    let mut files = report.diagnostics().iter().map(|diagnostic| file_of(diagnostic.label.span));
    assert!(files.all(|file| shown.contains(file)), "a report names the files");
}
