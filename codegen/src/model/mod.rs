//! The model of a table, as generators use it.
//!
//! It holds only what is valid: every template parses, every location is well-formed, every name is unique and a Rust
//! identifier, and no response fits two entries of which neither is more specific.

mod code;
mod condition;
mod entry;
mod envelope;
mod field;
mod grpc;
mod location;
mod lookup;
mod message;
mod restriction;
mod retry;
mod status;
mod template;

pub use code::{Code, CodeCase, CodeClass};
pub use condition::{Condition, JsonType, Literal, Test};
pub use entry::{Deprecation, Entry, EnvelopeChoice, Example, Reserved, SourceLine, Success};
pub use envelope::{DetailsShape, Envelope, RetryConditions, StatusForm};
pub use field::Field;
pub(crate) use field::rust_type;
pub use grpc::GrpcCode;
pub use location::{Location, Place, Segment, ValueSource};
pub use lookup::{ClassRow, EntryId, Lookup, Row};
pub use message::{Message, Wordings};
pub use restriction::Restriction;
pub use retry::Retry;
pub use status::{Status, StatusRange};
pub use template::{Part, Template};

pub use errspec_engine::Applied;
pub use errspec_engine::table::{BodyKind, Encoding, PartsKind, Type, Unit};

use std::path::PathBuf;

use errspec_engine::table::{Image, Table};

/// The name of the variant for unknown errors, unless the table states it.
pub(crate) const UNKNOWN: &str = "Unknown";

/// A valid table.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Model {
    /// `table.name`.
    pub name: String,
    /// `table.title`, or the name.
    pub title: String,
    /// `table.description`.
    pub description: Option<String>,
    /// `table.docs`, with its `{code}` and `{name}` not yet filled in.
    pub docs: Option<String>,
    /// `table.domain`, or the name. The first is written.
    pub domains: Vec<String>,
    /// The name of the variant for responses that no entry fits.
    pub unknown: String,
    /// The way in which codes are compared.
    pub case: CodeCase,
    /// The envelopes in the order of the table, with presets merged in. There is at least one.
    pub envelopes: Vec<Envelope>,
    /// The values that any response may carry.
    pub fields: Vec<Field>,
    /// The fields of one sub-error; `None` where a sub-error is any JSON.
    pub detail: Option<Vec<Field>>,
    /// The criteria for a response that is no error.
    pub success: Success,
    /// The entries in the order of the table, each followed by its cases.
    pub entries: Vec<Entry>,
    /// The names and codes that no entry may use.
    pub reserved: Reserved,
    /// The order in which entries are tried, per code.
    pub lookup: Lookup,
    /// The paths of the files that the table extends. What is generated depends on them, too.
    pub extended: Vec<PathBuf>,
    /// The image that the engine reads.
    pub(crate) image: Image,
}

impl Model {
    /// Returns the table as the engine reads it.
    ///
    /// ```
    /// use errspec_codegen::{Source, read};
    ///
    /// let text = "[table]\nformat = 1\nname = \"small\"\n[envelope]\ncode = \"/code\"\n[errors.GONE]\ncode = 7";
    /// let model = read(&Source::new("small.toml", text))?;
    /// assert_eq!(model.table().entries().count(), 1);
    /// # Ok::<(), errspec_codegen::Report>(())
    /// ```
    #[must_use]
    pub fn table(&self) -> Table<'_> {
        self.image.table()
    }

    /// Returns the entry with this id.
    #[must_use]
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.index())
    }
}
