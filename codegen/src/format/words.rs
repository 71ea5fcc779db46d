//! The words that keys take, each with its meaning.

use crate::ast::RetryWord;
use crate::model::{Applied, BodyKind, Encoding, GrpcCode, JsonType, PartsKind, Type, Unit};
use crate::presets::PRESETS;
use crate::rules::{RULES, Severity};

/// A closed set of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum WordSet {
    /// The kinds of bodies.
    Body,
    /// The kinds of parts of a body.
    Parts,
    /// The names of presets.
    Preset,
    /// The kinds of retries.
    Retry,
    /// The possible effects of a failed call.
    Applied,
    /// The codes of gRPC.
    Grpc,
    /// The types of fields.
    FieldType,
    /// The types of the elements of a list.
    ElementType,
    /// The types of the value of a source.
    SourceType,
    /// The types of a parameter.
    ParameterType,
    /// The encodings of a text.
    Encoding,
    /// The units of delays, durations and points in time.
    Unit,
    /// The types of JSON values, for conditions.
    JsonType,
    /// The classes of statuses.
    StatusClass,
    /// The keys that a table can require.
    Requirable,
    /// The warnings that a table can allow.
    Warning,
}

impl WordSet {
    /// Returns the words, in the order in which messages list them.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Body => names(BODIES),
            Self::Parts => PartsKind::ALL.iter().map(|kind| kind.name()).collect(),
            Self::Preset => names(PRESETS),
            Self::Retry => names(RETRIES),
            Self::Applied => names(APPLIED),
            Self::Grpc => names(GrpcCode::ALL),
            Self::FieldType => names(TYPES),
            Self::ElementType => names(ELEMENTS),
            Self::SourceType => names(SOURCE_TYPES),
            Self::ParameterType => names(PARAMETER_TYPES),
            Self::Encoding => names(ENCODINGS),
            Self::Unit => names(UNITS),
            Self::JsonType => names(JSON_TYPES),
            Self::StatusClass => STATUS_CLASSES.to_vec(),
            Self::Requirable => REQUIRABLE.to_vec(),
            Self::Warning => {
                RULES.iter().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.id).collect()
            }
        }
    }
}

fn names<T>(words: &[(&'static str, T)]) -> Vec<&'static str> {
    words.iter().map(|(word, _)| *word).collect()
}

pub(crate) const BODIES: &[(&str, BodyKind)] = &[
    ("json", BodyKind::Json),
    ("text", BodyKind::Text),
    ("form", BodyKind::Form),
    ("lines", BodyKind::Lines),
    ("xml", BodyKind::Xml),
];

pub(crate) const RETRIES: &[(&str, RetryWord)] = &[
    ("never", RetryWord::Never),
    ("after", RetryWord::After),
    ("poll", RetryWord::Poll),
    ("unknown", RetryWord::Unknown),
];

pub(crate) const APPLIED: &[(&str, Applied)] = &[("no", Applied::No), ("yes", Applied::Yes), ("maybe", Applied::Maybe)];

pub(crate) const TYPES: &[(&str, Type)] = &[
    ("string", Type::String),
    ("integer", Type::Integer),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("list", Type::List),
    ("json", Type::Json),
    ("duration", Type::Duration),
    ("time", Type::Time),
];

/// The types of the elements of a list.
pub(crate) const ELEMENTS: &[(&str, Type)] =
    &[("string", Type::String), ("integer", Type::Integer), ("number", Type::Number)];

/// The types of texts that a parameter can match.
pub(crate) const PARAMETER_TYPES: &[(&str, Type)] =
    &[("string", Type::String), ("integer", Type::Integer), ("number", Type::Number), ("boolean", Type::Boolean)];

/// The type of the value of a source.
#[derive(Clone, Copy)]
pub(crate) enum SourceType {
    Text(Type),
    Phrase,
}

/// The types of the value of a source: those of a parameter, and that of a status with its phrase.
pub(crate) const SOURCE_TYPES: &[(&str, SourceType)] = &[
    ("string", SourceType::Text(Type::String)),
    ("integer", SourceType::Text(Type::Integer)),
    ("number", SourceType::Text(Type::Number)),
    ("boolean", SourceType::Text(Type::Boolean)),
    ("phrase", SourceType::Phrase),
];

pub(crate) const ENCODINGS: &[(&str, Encoding)] =
    &[("percent", Encoding::Percent), ("rfc8187", Encoding::Rfc8187), ("iso-8859-1", Encoding::Latin1)];

pub(crate) const UNITS: &[(&str, Unit)] = &[
    ("s", Unit::Seconds),
    ("ms", Unit::Milliseconds),
    ("iso8601", Unit::Iso8601),
    ("unix", Unit::Unix),
    ("unix_ms", Unit::UnixMilliseconds),
    ("http_date", Unit::HttpDate),
];

/// The types of JSON values by their names.
pub(crate) const JSON_TYPES: &[(&str, JsonType)] = &[
    ("string", JsonType::String),
    ("number", JsonType::Number),
    ("boolean", JsonType::Boolean),
    ("list", JsonType::List),
    ("object", JsonType::Object),
];

/// The classes of statuses, in the order of their first digits, from 1.
pub(crate) const STATUS_CLASSES: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// The keys that a table can require.
pub(crate) const REQUIRABLE: &[&str] =
    &["code", "status", "exit", "message", "summary", "causes", "action", "retry", "docs", "since", "examples"];
