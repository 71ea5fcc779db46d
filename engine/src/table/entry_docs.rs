//! The parts of an entry for people: its wordings as the table writes them, and its documentation.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::entry::Entry;
use super::list::List;
use super::rows::{EntryRow, entry_flag as flag};
use crate::code::Code;
use crate::template::{Piece, pieces};

impl<'t> Entry<'t> {
    /// Returns the wordings of the message with `{parameters}`; the first is written. An entry that accepts any text has none.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        if self.accepts_any_text() {
            return Vec::new();
        }
        let written = self.written_number() as usize;
        let mut wordings: Vec<String> = self.wordings().map(|wording| self.source_of(wording)).collect();
        if written < wordings.len() {
            wordings.swap(0, written);
        }
        wordings
    }

    /// Returns a wording as the table writes it.
    fn source_of(&self, wording: &str) -> String {
        let mut out = String::new();
        for piece in pieces(wording) {
            match piece {
                Piece::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Parameter(number) => {
                    let field = self.carried().get(number as usize);
                    out.push('{');
                    out.push_str(field.map_or("_", |field| field.name()));
                    out.push('}');
                }
            }
        }
        out
    }

    /// Returns the summary: one sentence that describes the error.
    #[must_use]
    pub fn summary(&self) -> Option<&'t str> {
        self.text_if(flag::SUMMARY)
    }

    /// Returns the possible causes of the error.
    #[must_use]
    pub fn causes(&self) -> List<'t, &'t str> {
        List::new(self.of_table(), self.of_table().texts.span(self.list(EntryRow::causes(self.row()))))
    }

    /// Returns the action that the caller should take.
    #[must_use]
    pub fn action(&self) -> Option<&'t str> {
        self.text_if(flag::ACTION)
    }

    /// Returns further notes.
    #[must_use]
    pub fn notes(&self) -> List<'t, &'t str> {
        List::new(self.of_table(), self.of_table().texts.span(self.list(EntryRow::notes(self.row()))))
    }

    /// Returns the URL of the documentation of the entry.
    #[must_use]
    pub fn docs_url(&self) -> Option<String> {
        self.docs_url_of(self.code())
    }

    /// Returns the URL of the documentation of the entry for an error with this code.
    #[must_use]
    pub fn docs_url_of(&self, code: Option<Code<'_>>) -> Option<String> {
        let pattern = self.text_if(flag::DOCS).or(self.of_table().docs())?;
        let code = code.map(|code| code.to_string()).unwrap_or_default();
        Some(pattern.replace("{code}", &code).replace("{name}", self.name()))
    }

    /// Returns the version or the date of the API that introduced the entry.
    #[must_use]
    pub fn since(&self) -> Option<&'t str> {
        self.text_if(flag::SINCE)
    }

    /// Returns the replacement of a deprecated entry, which is empty if there is none; `None` if the entry is not deprecated.
    #[must_use]
    pub fn deprecated(&self) -> Option<&'t str> {
        self.text_if(flag::DEPRECATED)
    }
}
