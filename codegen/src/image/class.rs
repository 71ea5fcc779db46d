//! The rows of classes of codes.

use errspec_engine::table::ImageWriter;
use errspec_engine::table::rows::{ClassRow, TextRef};

use super::lookup::candidates;
use super::template::compile;
use crate::model::{self, CodeClass};

/// Writes the classes in the order in which the engine tries them.
pub(super) fn write(classes: &[model::ClassRow], writer: &mut ImageWriter) {
    let rows: Vec<ClassRow> = classes.iter().map(|row| class(row, writer)).collect();
    writer.add_classes(&rows);
}

fn class(row: &model::ClassRow, writer: &mut ImageWriter) -> ClassRow {
    let (first, last, template) = match &row.class {
        CodeClass::Range(first, last) => (*first, *last, TextRef::NONE),
        CodeClass::Template(template) => (0, 0, writer.text(&compile(template, |_| None))),
        CodeClass::Code(_) => (0, -1, TextRef::NONE),
    };
    ClassRow {
        first: first.cast_unsigned(),
        last: last.cast_unsigned(),
        template,
        candidates: candidates(&row.candidates, row.owner, writer),
    }
}
