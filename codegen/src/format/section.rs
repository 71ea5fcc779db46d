//! The tables of the format.

/// A table of the format: one that has keys of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Section {
    /// The file.
    File,
    /// `[table]`.
    Header,
    /// `[envelope]`.
    Envelope,
    /// `[envelope.retry]`.
    Retry,
    /// `[errors.NAME]`.
    Entry,
    /// `[errors.NAME.cases.CASE]`.
    Case,
    /// `envelope = { id = "…" }` of an entry.
    EntryEnvelope,
    /// An element of `examples`.
    Example,
    /// A field of `[fields]`, `[detail]` or an entry, if it is a table.
    Field,
    /// A source that is a table.
    Source,
    /// A parameter of a source.
    Parameter,
    /// A condition that is a table.
    Condition,
    /// `[success]`.
    Success,
    /// `[reserved]`.
    Reserved,
}

impl Section {
    /// All sections.
    pub const ALL: &'static [Self] = &[
        Self::File,
        Self::Header,
        Self::Envelope,
        Self::Retry,
        Self::Entry,
        Self::Case,
        Self::EntryEnvelope,
        Self::Example,
        Self::Field,
        Self::Source,
        Self::Parameter,
        Self::Condition,
        Self::Success,
        Self::Reserved,
    ];

    /// Returns the section as messages name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "the table",
            Self::Header => "`[table]`",
            Self::Envelope => "`[envelope]`",
            Self::Retry => "`retry`",
            Self::Entry => "an entry",
            Self::Case => "a case",
            Self::EntryEnvelope => "the envelope of an entry",
            Self::Example => "an example",
            Self::Field => "a field",
            Self::Source => "a source",
            Self::Parameter => "a parameter",
            Self::Condition => "a condition",
            Self::Success => "`[success]`",
            Self::Reserved => "`[reserved]`",
        }
    }
}
