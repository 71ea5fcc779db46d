//! The model of a table: what it says once everything about it is known to be valid.
//!
//! Generators accept only this. Nothing in it can be wrong: every template parses, every location is well-formed,
//! every name is unique and a Rust identifier, no two entries can be meant by one response.

/// A valid table.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// `table.name`.
    pub name: String,
    /// `table.title`, or the name.
    pub title: String,
    /// `table.description`.
    pub description: Option<String>,
    /// `table.docs`, with `{code}` and `{name}` still in it.
    pub docs: Option<String>,
    /// The name of the variant that keeps what the table does not know.
    pub unknown: String,
    /// The envelopes in their order, presets merged in. At least one.
    pub envelopes: Vec<Envelope>,
    /// The values that any response may carry.
    pub fields: Vec<Field>,
    /// What one sub-error holds; `None` where it is any JSON.
    pub detail: Option<Vec<Field>>,
    /// What tells a response that is no error.
    pub success: Success,
    /// The entries in the order of the table, each followed by its cases.
    pub entries: Vec<Entry>,
    /// In which order entries are tried, per code.
    pub lookup: Lookup,
}

/// How an error is laid out in a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The name by which entries say that they are written in it.
    pub id: Option<String>,
    /// The kind of body.
    pub body: BodyKind,
    /// What must hold for a body to be of this layout.
    pub when: Vec<Condition>,
    /// Where the code stands.
    pub code: Source,
    /// Values that count as no code.
    pub no_code: Vec<Code>,
    /// Where the message stands.
    pub message: Source,
    /// Where a symbolic name stands.
    pub name: Source,
    /// Where the request id stands.
    pub request_id: Source,
    /// Where the HTTP status is repeated.
    pub status: Source,
    /// Whether the status is written as a string.
    pub status_as_string: bool,
    /// Where the delay before a retry stands.
    pub retry_after: Source,
    /// Where the sub-errors stand.
    pub details: Source,
    /// Whether an object at `details` is a map of sub-errors.
    pub details_map: bool,
    /// The list each of whose elements is an error.
    pub errors: Option<Location>,
    /// Whether a 2xx answer may carry this as an error.
    pub in_2xx: bool,
    /// The status with which an entry is sent that states none.
    pub default_status: Option<u16>,
    /// The `content-type` that is written.
    pub media_type: String,
}

/// The kind of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// JSON (RFC 8259).
    Json,
    /// Plain text.
    Text,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Lines of `KEY=VALUE`.
    Lines,
    /// XML.
    Xml,
}

/// Where a value is read from: the first of the alternatives that has one. Empty: nowhere.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// The alternatives in their order; the first is written.
    pub alternatives: Vec<Alternative>,
}

/// How a delay is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// In seconds.
    #[default]
    Seconds,
    /// In milliseconds.
    Milliseconds,
    /// As the moment at which it ends, in seconds since the beginning of 1970.
    Unix,
}

/// One alternative of a [`Source`].
#[derive(Debug, Clone, PartialEq)]
pub struct Alternative {
    /// One location, or several whose values are joined.
    pub locations: Vec<Location>,
    /// What stands between joined values.
    pub with: String,
    /// How the value stands in the text: parameter 0 is the value itself.
    pub templates: Vec<Template>,
    /// What the number there is, if it is a delay.
    pub unit: Unit,
    /// Whether nothing is written there.
    pub read_only: bool,
}

/// Where something stands in a response.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Location {
    /// In the body.
    Body {
        /// The segments of the pointer, unescaped.
        path: Vec<Segment>,
        /// Whether the name of the member is meant, not its value.
        name: bool,
    },
    /// In the header of this name (lower case).
    Header(String),
}

/// One segment of a pointer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// The member of this name, or the element of this index.
    Name(String),
    /// `*`: any.
    Any,
}

/// Text with parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Text and parameters in turn; never two texts or two parameters in a row.
    pub parts: Vec<Part>,
    /// The names of the parameters, each once, in the order of their indices. `_` is the name of what is not kept.
    pub parameters: Vec<String>,
}

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Fixed text, braces already plain. Never empty, holds no NUL.
    Text(String),
    /// The parameter with this index in [`Template::parameters`].
    Parameter(usize),
}

/// A value that is carried.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name in the table.
    pub name: String,
    /// The Rust identifier, raw (`r#type`) where it must be.
    pub ident: String,
    /// What it is.
    pub ty: Type,
    /// Where it stands beside the message; empty for one that stands in the message alone.
    pub source: Source,
    /// Whether it is a parameter of the entry's message.
    pub parameter: bool,
    /// Whether a response without it cannot be this entry.
    pub required: bool,
    /// What stands between the elements of a list that is one string.
    pub separator: Option<String>,
    /// The only values of a string; empty for any.
    pub values: Vec<String>,
    /// For the rustdoc.
    pub description: Option<String>,
}

/// The type of a [`Field`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Type {
    /// `String`
    String,
    /// `i64`
    Integer,
    /// `f64`
    Number,
    /// `bool`
    Boolean,
    /// `Vec<String>`
    List,
    /// `errspec::Json`
    Json,
}

/// What must stand at a location.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Where.
    pub location: Location,
    /// What.
    pub test: Test,
}

/// The test of a [`Condition`].
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// Any of these values; never empty.
    Is(Vec<Literal>),
    /// Whether something stands there.
    Present(bool),
}

/// A literal value of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// A string.
    String(String),
    /// An integer.
    Integer(i64),
    /// A boolean.
    Boolean(bool),
}

/// A code, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// An integer.
    Integer(i64),
    /// A string.
    String(String),
}

impl Code {
    /// The form in which codes are compared: a string that is an `i64` in its shortest form is that integer.
    #[must_use]
    pub fn key(&self) -> Self {
        match self {
            Self::String(text) => match text.parse::<i64>() {
                Ok(number) if number.to_string() == *text => Self::Integer(number),
                _ => self.clone(),
            },
            Self::Integer(_) => self.clone(),
        }
    }
}

/// A status or a class of them, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    /// The first.
    pub low: u16,
    /// The last.
    pub high: u16,
}

/// What a caller may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Not said.
    Unknown,
    /// Never.
    Never,
    /// After a delay.
    After,
    /// After polling.
    Poll,
}

/// Whether the failed call may have taken effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// It has not.
    No,
    /// It has.
    Yes,
    /// Nobody knows.
    Maybe,
}

/// A recorded response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The status; 0 where there is no HTTP.
    pub status: u16,
    /// The headers in the order of the table.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

/// What tells a response that is no error.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Success {
    /// Codes that mean success.
    pub codes: Vec<Code>,
    /// What a successful body holds.
    pub when: Vec<Condition>,
    /// Recorded responses that are no errors.
    pub examples: Vec<Example>,
}

/// An entry, or a case of one, with what it inherits filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The name, in `SCREAMING_SNAKE_CASE`.
    pub name: String,
    /// The variant, in `UpperCamelCase`.
    pub variant: String,
    /// For a case: the index of its entry.
    pub parent: Option<usize>,
    /// The code that is written.
    pub code: Option<Code>,
    /// Codes that are read and never written.
    pub aliases: Vec<Code>,
    /// The statuses; the first is written. Empty for any.
    pub statuses: Vec<Status>,
    /// Whether a response must have one of `statuses`. Those that a case inherits are not asked of it where its entry alone
    /// has the code.
    pub states_status: bool,
    /// Whether it is also found without its code; a case is, if its entry is.
    pub without_code: bool,
    /// For one without a code: whether it is also found by a code that no entry has; a case is, if its entry is.
    pub any_code: bool,
    /// The index of the envelope in which it is written.
    pub envelope: usize,
    /// The wordings, the most specific first, as specific ones in the order of the table. Every parameter but `_` is one of
    /// `fields`, by name.
    pub messages: Vec<Template>,
    /// Which of `messages` is written.
    pub written: usize,
    /// Whether the table gives no message: then any text fits. Where an envelope has a `message`, and not at the very place
    /// of its code, the only template is `{message}`, whose field keeps the text; else there is none.
    pub any_text: bool,
    /// What must hold for a response to be this entry; a case's includes its entry's. Only locations with `*` may stand in it
    /// several times: other elements may be those asked for.
    pub when: Vec<Condition>,
    /// What the variant carries: the parameters in the order of the written wording, then the rest in the table's order, then
    /// what a case inherits, then the kept text.
    pub fields: Vec<Field>,
    /// One sentence.
    pub summary: Option<String>,
    /// Why it happens.
    pub causes: Vec<String>,
    /// What to do.
    pub action: Option<String>,
    /// What else there is to know.
    pub notes: Vec<String>,
    /// What a caller may do.
    pub retry: Retry,
    /// Milliseconds to wait where the response does not say.
    pub retry_after: Option<u64>,
    /// Whether the failed call may have taken effect.
    pub applied: Applied,
    /// Address of the documentation, with `{code}` and `{name}` still in it; `None` for the table's.
    pub docs: Option<String>,
    /// Since when.
    pub since: Option<String>,
    /// Whether the API no longer sends it, and what takes its place.
    pub deprecated: Option<String>,
    /// Recorded responses.
    pub examples: Vec<Example>,
}

/// In which order entries are tried.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lookup {
    /// Per code, sorted by [`Code::key`]: first the integers, then the strings, each ascending.
    pub rows: Vec<Row>,
    /// What is found without a code, the most specific first: the entries that have none, and those with `without_code`.
    pub codeless: Vec<usize>,
    /// What is found by a code that no entry has, the most specific first: those of `codeless` with `any_code`.
    pub any_code: Vec<usize>,
}

/// The entries of one code.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The code's [key](Code::key).
    pub code: Code,
    /// Indices of entries and cases, the most specific first.
    pub candidates: Vec<usize>,
    /// The entry that alone has this code, and so is found by it alone.
    pub owner: Option<usize>,
}
