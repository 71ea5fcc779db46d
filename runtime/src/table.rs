//! What a table is at run time: static data that the macro writes and the decoder, the renderer and the encoder read.
//!
//! The fields are public because generated code fills them in. They are no part of the API: generated code and this crate
//! have the same version.

use crate::Code;
use crate::packed::Packed;

/// The whole of a table.
#[derive(Debug)]
pub struct Table {
    /// `table.name`
    pub name: &'static str,
    /// `table.title`
    pub title: &'static str,
    /// `table.docs`
    pub docs: Option<&'static str>,
    /// What of the body is read.
    pub body: Layout,
    /// The headers that are read, in lower case. Their slots follow those of the body.
    pub headers: &'static [&'static str],
    /// The envelopes in their order.
    pub envelopes: &'static [Envelope],
    /// What any response may carry.
    pub fields: &'static [Field],
    /// What one sub-error holds; its fields' slots are those of the [`Layout`] beside them.
    pub detail: Option<(Layout, &'static [Field])>,
    /// Codes that mean success.
    pub success_codes: &'static [Code<'static>],
    /// What a successful body holds.
    pub success_when: &'static [Condition],
    /// The entries and the ways to them.
    pub packed: Packed,
    /// The recorded responses.
    pub examples: &'static [Example],
}

/// Which values of a JSON text are read, as a tree: one node per prefix of a location, node 0 the whole text.
///
/// A location with `*` is merged into its named siblings, so that every text has one way down the tree.
#[derive(Debug)]
pub struct Layout {
    /// The nodes.
    pub nodes: &'static [Node],
    /// The location of every slot, as the table writes it.
    pub locations: &'static [&'static str],
    /// The slots below a `*` that keep not just the first value that stands there, ascending by slot.
    pub filters: &'static [Filter],
}

/// Which values a slot keeps.
#[derive(Debug)]
pub struct Filter {
    /// The slot.
    pub slot: u16,
    /// The values.
    pub keep: Keep,
}

/// The values that a [`Filter`] lets through.
#[derive(Debug)]
pub enum Keep {
    /// Only these: a condition holds if any value below the `*` is one of them.
    Only(&'static [Literal]),
    /// All but these, which are codes that say nothing.
    Not(&'static [Code<'static>]),
}

/// A node of a [`Layout`].
#[derive(Debug)]
pub struct Node {
    /// The members that lead on, by name.
    pub members: &'static [(&'static str, u16)],
    /// The elements that lead on, by index.
    pub elements: &'static [(u32, u16)],
    /// Where every other member or element leads; [`NOWHERE`] if nowhere.
    pub any: u16,
    /// The slots that keep the value that stands here.
    pub values: &'static [u16],
    /// The slots that keep the name under which it stands.
    pub names: &'static [u16],
}

/// Leads nowhere.
pub const NOWHERE: u16 = u16::MAX;

/// Has no number.
pub const NONE: u32 = u32::MAX;

/// How an error is laid out in a body.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Envelope {
    pub body: BodyKind,
    pub when: &'static [Condition],
    pub code: Source,
    pub no_code: &'static [Code<'static>],
    pub message: Source,
    pub name: Source,
    pub request_id: Source,
    pub status: Source,
    pub status_as_string: bool,
    pub retry_after: Source,
    pub details: Source,
    pub details_map: bool,
    /// The slot of the list of errors and the node of its first element; [`NOWHERE`] if there is none.
    pub errors: (u16, u16),
    pub in_2xx: bool,
    /// The status with which an entry is sent that states none.
    pub default_status: Option<u16>,
    pub media_type: &'static str,
}

/// The kind of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum BodyKind {
    Json,
    Text,
    Form,
    Lines,
    Xml,
}

/// Where a value is read from: the first alternative that has one.
pub type Source = &'static [Alternative];

/// One place of a value.
#[derive(Debug)]
pub struct Alternative {
    /// The slot, or the slots whose values are joined.
    pub slots: &'static [u16],
    /// What stands between joined values.
    pub with: &'static str,
    /// How the value stands in the text; parameter 0 is the value.
    pub templates: &'static [Template],
    /// The template that is written.
    pub written: u16,
    /// The names of the templates' parameters by number.
    pub names: &'static [&'static str],
    /// What the number there is, if it is a delay.
    pub unit: Unit,
    /// Whether nothing is written there.
    pub read_only: bool,
}

/// How a delay is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unit {
    Seconds,
    Milliseconds,
    /// As the moment at which it ends, in seconds since the beginning of 1970.
    Unix,
}

/// A template, compiled: its text, in which a NUL and the character with number `n + 1` stand for parameter `n`. Number
/// [`IGNORED`] is matched and not kept.
pub type Template = &'static str;

/// The number of a parameter that is matched and not kept; a template has fewer parameters than this.
pub const IGNORED: u32 = 126;

/// What must stand in a slot.
#[derive(Debug)]
pub struct Condition {
    /// The slot.
    pub slot: u16,
    /// What must stand there.
    pub test: Test,
}

/// The test of a [`Condition`].
#[derive(Debug)]
pub enum Test {
    /// Any of these.
    Is(&'static [Literal]),
    /// Something, or nothing.
    Present(bool),
}

/// A value that a condition asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Literal {
    String(&'static str),
    Integer(i64),
    Boolean(bool),
}

/// A value that a variant, a detail or a response carries.
#[derive(Debug)]
pub struct Field {
    /// Its name in the table.
    pub name: &'static str,
    /// Its name in Rust, without `r#`.
    pub ident: &'static str,
    /// What it is.
    pub ty: Type,
    /// Where it stands beside the message.
    pub source: Source,
    /// Whether it is a parameter of the entry's message.
    pub parameter: bool,
    /// Whether a response without it cannot be this entry.
    pub required: bool,
    /// What stands between the elements of a list that is one string.
    pub separator: Option<&'static str>,
    /// The only values; empty for any.
    pub values: &'static [&'static str],
}

/// The type of a [`Field`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Type {
    String,
    Integer,
    Number,
    Boolean,
    List,
    Json,
}

/// A recorded response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// The name of the entry that it must decode to; `None` for a response that is no error.
    pub entry: Option<&'static str>,
    /// The status; 0 where there is no HTTP.
    pub status: u16,
    /// The headers.
    pub headers: &'static [(&'static str, &'static str)],
    /// The body.
    pub body: &'static str,
}
