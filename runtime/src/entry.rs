//! What a table says of an entry, for whoever shows it to people.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use crate::code::Code;
use crate::retry::{Applied, Retry};
use crate::table::{self, NONE, Table};
use crate::template::{Piece, pieces};

/// One entry of a table, or a case of one.
///
/// ```
/// # fn show(entry: errspec::Entry) {
/// println!("{} {:?}: {}", entry.name(), entry.code(), entry.action().unwrap_or("-"));
/// # }
/// ```
#[derive(Clone, Copy)]
pub struct Entry {
    pub(crate) table: &'static Table,
    pub(crate) data: &'static table::Entry,
}

impl Entry {
    /// The name, in `SCREAMING_SNAKE_CASE`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.data.name
    }

    /// The variant, in `UpperCamelCase`.
    #[must_use]
    pub fn variant(&self) -> &'static str {
        self.data.variant
    }

    /// The entry of which this is a case.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        if self.data.parent == NONE {
            return None;
        }
        crate::find::entry(self.table, self.data.parent).map(|data| Self { table: self.table, data })
    }

    /// The code that is written; `None` where only status and message tell.
    #[must_use]
    pub fn code(&self) -> Option<Code<'static>> {
        self.data.code
    }

    /// Other spellings of the code, which are read and never written.
    #[must_use]
    pub fn aliases(&self) -> &'static [Code<'static>] {
        self.data.aliases
    }

    /// The statuses, as first and last of a range; the first is written.
    #[must_use]
    pub fn statuses(&self) -> &'static [(u16, u16)] {
        self.data.statuses
    }

    /// The wordings of the message with `{parameters}`; the first is written. Empty where any text fits.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        if self.data.any_text {
            return Vec::new();
        }
        let written = usize::from(self.data.written);
        let mut wordings: Vec<String> = self.data.messages.iter().map(|wording| self.source_of(wording)).collect();
        if written < wordings.len() {
            wordings.swap(0, written);
        }
        wordings
    }

    fn source_of(&self, wording: &str) -> String {
        let mut out = String::new();
        for piece in pieces(wording) {
            match piece {
                Piece::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
                Piece::Parameter(number) => {
                    let field = usize::try_from(number).ok().and_then(|number| self.data.fields.get(number));
                    out.push_str(&format!("{{{}}}", field.map_or("_", |field| field.name)));
                }
            }
        }
        out
    }

    /// The names of the fields that the variant carries.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.data.fields.iter().map(|field| field.name)
    }

    /// One sentence: what happened.
    #[must_use]
    pub fn summary(&self) -> Option<&'static str> {
        self.data.summary
    }

    /// Why it happens.
    #[must_use]
    pub fn causes(&self) -> &'static [&'static str] {
        self.data.causes
    }

    /// What to do.
    #[must_use]
    pub fn action(&self) -> Option<&'static str> {
        self.data.action
    }

    /// What else there is to know.
    #[must_use]
    pub fn notes(&self) -> &'static [&'static str] {
        self.data.notes
    }

    /// Whether a caller may try again.
    #[must_use]
    pub fn retry(&self) -> Retry {
        self.data.retry
    }

    /// How long to wait where the response does not say.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.data.retry_after.map(Duration::from_millis)
    }

    /// Whether the failed call may have taken effect.
    #[must_use]
    pub fn applied(&self) -> Applied {
        self.data.applied
    }

    /// The address of its documentation.
    #[must_use]
    pub fn docs_url(&self) -> Option<String> {
        let pattern = self.data.docs.or(self.table.docs)?;
        let code = self.data.code.map(|code| code.to_string()).unwrap_or_default();
        Some(pattern.replace("{code}", &code).replace("{name}", self.data.name))
    }

    /// The version or date in which the API introduced it.
    #[must_use]
    pub fn since(&self) -> Option<&'static str> {
        self.data.since
    }

    /// What takes its place, if the API no longer sends it; empty where nothing does.
    #[must_use]
    pub fn deprecated(&self) -> Option<&'static str> {
        self.data.deprecated
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self.data, other.data)
    }
}

impl Eq for Entry {}

impl core::fmt::Debug for Entry {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Entry").field("name", &self.name()).field("code", &self.code()).finish_non_exhaustive()
    }
}
