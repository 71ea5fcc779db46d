//! Labels for metrics.

use crate::decoded::Decoded;
use crate::spec::{Decode, Spec};

/// The labels of a failure for metrics. There are few values, and all are known before the program runs, so that no server can make more.
///
/// ```
/// use errspec::Labelled;
///
/// # mod demo { #[errspec::table("specs/flanks.toml")] pub enum FlanksError {} }
/// # use demo::FlanksError;
/// let labels = FlanksError::decode(401, r#"{"error": "Not authenticated"}"#).labels();
/// assert_eq!(labels.error_type(), "INVALID_CREDENTIALS");
/// assert_eq!(labels.status_class(), Some("4xx"));
/// assert_eq!(
///     labels.pairs(),
///     [("error.type", "INVALID_CREDENTIALS"), ("errspec.table", "flanks"), ("errspec.status_class", "4xx")],
/// );
///
/// // What the table does not know has one value.
/// let labels = FlanksError::decode(502, r#"{"error_code": 123456, "error": "new"}"#).labels();
/// assert_eq!((labels.error_type(), labels.status_class()), ("_OTHER", Some("5xx")));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Labels {
    error_type: &'static str,
    table: Option<&'static str>,
    status: Option<u16>,
}

/// The value of an error that the table does not know, by the conventions of OpenTelemetry.
pub(crate) const OTHER: &str = "_OTHER";

impl Labels {
    /// Creates the labels of a failure without a table, such as one of the transport. `error_type` is one of a few words: `timeout`.
    #[must_use]
    pub const fn new(error_type: &'static str) -> Self {
        Self { error_type, table: None, status: None }
    }

    /// Sets the status of the response. It is kept as its class.
    #[must_use]
    pub const fn status(self, status: u16) -> Self {
        Self { status: Some(status), ..self }
    }

    /// Returns OpenTelemetry's [`error.type`]: the name of the entry, or `_OTHER` for an unknown error; without a response, the word for what
    /// failed.
    ///
    /// [`error.type`]: https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/
    #[must_use]
    pub const fn error_type(&self) -> &'static str {
        self.error_type
    }

    /// Returns the name of the table.
    #[must_use]
    pub const fn table(&self) -> Option<&'static str> {
        self.table
    }

    /// Returns the class of the status, `1xx` to `5xx`; `None` without a status in one of them.
    #[must_use]
    pub const fn status_class(&self) -> Option<&'static str> {
        match self.status {
            Some(100..=199) => Some("1xx"),
            Some(200..=299) => Some("2xx"),
            Some(300..=399) => Some("3xx"),
            Some(400..=499) => Some("4xx"),
            Some(500..=599) => Some("5xx"),
            _ => None,
        }
    }

    /// Returns the labels with their names, for any library of metrics. What is absent is `none`, so that all failures have the same labels.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, &'static str); 3] {
        [
            ("error.type", self.error_type),
            ("errspec.table", self.table.unwrap_or("none")),
            ("errspec.status_class", self.status_class().unwrap_or("none")),
        ]
    }

    /// Returns `true` if the type of the error is `_OTHER`.
    #[cfg(feature = "tracing")]
    pub(crate) fn is_other(&self) -> bool {
        self.error_type == OTHER
    }

    /// Returns the labels of an error with a table.
    fn of<E: Spec>(error: &E, table: &'static str, status: Option<u16>) -> Self {
        // An unknown error may have the name of the only entry with its code, but is none of its kind.
        let entry = if error.is_unknown() { None } else { error.entry() };
        Self { error_type: entry.map_or(OTHER, |entry| entry.name()), table: Some(table), status }
    }
}

/// A failure that has labels for metrics. Implement the trait for your own error that contains an error with a table.
///
/// ```
/// use errspec::{Labelled, Labels};
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// enum Failure {
///     Unreachable,
///     Api(FlanksError),
/// }
///
/// impl Labelled for Failure {
///     fn labels(&self) -> Labels {
///         match self {
///             Self::Unreachable => Labels::new("connect"),
///             Self::Api(error) => error.labels(),
///         }
///     }
/// }
/// # assert_eq!(Failure::Api(FlanksError::Processing).labels().error_type(), "PROCESSING");
/// # assert_eq!(Failure::Unreachable.labels().pairs()[1], ("errspec.table", "none"));
/// ```
pub trait Labelled {
    /// Returns the labels.
    fn labels(&self) -> Labels;
}

/// Returns the labels of an error, with the status with which it is sent.
impl<E: Spec> Labelled for E {
    fn labels(&self) -> Labels {
        Labels::of(self, self.table().name(), self.status())
    }
}

/// Returns the labels of an error, with the status that arrived.
impl<E: Decode> Labelled for Decoded<'_, E> {
    fn labels(&self) -> Labels {
        let table = self.own_table().unwrap_or_else(|| self.error().table());
        Labels::of(self.error(), table.name(), self.status())
    }
}
