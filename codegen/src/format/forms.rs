//! The keys of a table, and the forms of their values.

use super::section::Section;
use super::words::WordSet;

/// A key of a table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FormatKey {
    /// The name of the key.
    pub name: &'static str,
    /// The forms of its value. Every value of one of them has the right type.
    pub forms: &'static [ValueForm],
    /// `true` if the table must have it. A file that others extend needs no `name` and no `envelope`.
    pub is_required: bool,
    /// The values that it takes, as an example for messages. Empty if the form of the value says it.
    pub example: &'static str,
}

/// A form of a value.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum ValueForm {
    /// A string.
    Text(TextKind),
    /// A string that is one of a few words.
    Word(WordSet),
    /// `true` or `false`.
    Boolean,
    /// An integer of this range, both ends included.
    Integer(i64, i64),
    /// An integer or a float, which is not negative.
    Number,
    /// A list of at least so many elements, of these forms.
    List(&'static [ValueForm], usize),
    /// A table with the keys of a section.
    Table(Section),
    /// A table from names of a kind to values of these forms. The names are the user's own.
    Map(TextKind, &'static [ValueForm]),
}

/// A kind of string that is no word of the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextKind {
    /// Any text.
    Any,
    /// A text that is not empty.
    NotEmpty,
    /// A text for people, which is not blank.
    Shown,
    /// A name in `kebab-case`.
    TableName,
    /// A name in `SCREAMING_SNAKE_CASE`.
    EntryName,
    /// The name of a variant, in `UpperCamelCase`.
    VariantName,
    /// The name of a field.
    FieldName,
    /// The `id` of an envelope.
    EnvelopeId,
    /// A location.
    Location,
    /// The name of a header.
    HeaderName,
    /// A template with `{parameters}`.
    Template,
    /// The name of a parameter of a template.
    ParameterName,
    /// A code.
    Code,
    /// A code that belongs to no entry, which may be empty.
    ListedCode,
    /// A code or a range of codes.
    ReservedCode,
    /// A code, a range of codes, or a template of codes.
    CodeClass,
    /// A range of codes, or a template of codes with ranges within it.
    CodePattern,
    /// The domain of a service.
    Domain,
    /// The path of a file, relative to that of the table.
    Path,
    /// The address of a page.
    Address,
    /// A media type.
    MediaType,
    /// The recorded body of a response.
    Body,
}
