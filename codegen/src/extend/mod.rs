//! Extension: the files that a table names in `extends`, read and merged into it.
//!
//! ```text
//! table ── extends ─▶ file ── extends ─▶ file
//!   merged ◀───────── merged ◀──────────┘
//! ```

mod merge;
mod path;

use crate::ast::AstTable;
use crate::check::check_format;
use crate::diagnostics::{Diagnostic, Diagnostics, Rejected};
use crate::locate::load;
use crate::parse::{no_envelope, parse_extended, parse_table};
use crate::preset::apply_presets;
use crate::rules;
use crate::source::{At, Source};
use path::FilePath;

/// Reads a table and all files that it extends, with their presets.
pub(crate) fn read_files(source: &Source, sink: &mut Diagnostics<'_>) -> AstTable {
    let table = apply_presets(parse_table(source.table_text(), sink), sink);
    let mut reader = Reader { open: Vec::new(), closed: Vec::new() };
    let mut table = reader.extend(table, FilePath::of(source.table()), sink);
    if matches!(&table.envelopes, Ok(list) if list.is_empty()) {
        let missing = no_envelope(table.span);
        table.envelopes = Err(table.complete.err().unwrap_or_else(|| sink.report(missing)));
    }
    table
}

/// The files that have been read.
struct Reader {
    /// The files from the table to the one that is being read, each extending the next.
    open: Vec<FilePath>,
    /// The files that are merged. Each is merged once, however many extend it.
    closed: Vec<FilePath>,
}

impl Reader {
    /// Adds the parts of all files that a table extends.
    fn extend(&mut self, mut table: AstTable, file: Option<FilePath>, sink: &mut Diagnostics<'_>) -> AstTable {
        let extends = match std::mem::replace(&mut table.header.extends, Ok(None)) {
            Ok(extends) => extends.unwrap_or_default(),
            Err(rejected) => return table.incomplete(rejected),
        };
        if extends.is_empty() {
            self.closed.extend(file);
            return table;
        }
        let Some(file) = file else { return table.incomplete(report_unknown_folder(&extends, sink)) };
        self.open.push(file);
        let mut bases: Vec<AstTable> = Vec::new();
        for written in &extends {
            match self.read(written, sink) {
                Ok(base) => bases.extend(base),
                Err(rejected) => table = table.incomplete(rejected),
            }
        }
        self.closed.extend(self.open.pop());
        // Of two files, the later one has priority, so it is merged first.
        bases.into_iter().rev().fold(table, |table, base| merge::merge(table, base, sink))
    }

    /// Reads one file with all that it extends; `None` if it has been read before.
    fn read(&mut self, written: &At<String>, sink: &mut Diagnostics<'_>) -> Result<Option<AstTable>, Rejected> {
        let Some(from) = self.open.last() else { return Ok(None) };
        let file = from.join(written, sink)?;
        if let Some(first) = self.open.iter().position(|open| *open == file) {
            let cycle = self.open.iter().skip(first).chain([&file]);
            return Err(sink.report(circular(written, cycle)));
        }
        if self.closed.contains(&file) {
            return Ok(None);
        }
        let text = match sink.source().unsaved(file.identity()) {
            Some(text) => text,
            None => load(&file.path).map_err(|error| sink.report(file.not_loaded(written, error, from)))?.into(),
        };
        let start = sink.add_file(file.name.clone(), file.path.clone(), &text);
        let table = apply_presets(parse_extended(&text, start, sink), sink);
        // The format of the table itself is checked with the rest of it. An error here is reported, and no reason to stop.
        let _ = check_format(&table.header, sink);
        Ok(Some(self.extend(table, Some(file), sink)))
    }
}

/// Reports the `extends` of a table whose folder is not known.
fn report_unknown_folder(extends: &[At<String>], sink: &mut Diagnostics<'_>) -> Rejected {
    let span = extends.first().map(|written| written.span).unwrap_or_default();
    let title = "the folder of this table is unknown, so what it extends cannot be found";
    sink.report(Diagnostic::new(&rules::BAD_EXTENDS, span, title).help("set the path with `Source::with_path`"))
}

fn circular<'a>(written: &At<String>, cycle: impl Iterator<Item = &'a FilePath>) -> Diagnostic {
    let names: Vec<String> = cycle.map(|file| format!("`{}`", file.name)).collect();
    let title = match names.as_slice() {
        [name, _] => format!("{name} extends itself"),
        _ => "tables extend each other in a cycle".to_owned(),
    };
    let diagnostic = Diagnostic::new(&rules::BAD_EXTENDS, written.span, title).help("remove one of the `extends`");
    match names.len() {
        2 => diagnostic,
        _ => diagnostic.note(format!("each of these extends the next: {}", names.join(", "))),
    }
}
