//! Unknown errors.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use errspec_engine::decode::ResponseParts;
use errspec_engine::{Code, Excerpt};

use crate::entries::Entry;
use crate::owned_code::OwnedCode;
use crate::shown_code::ShownCode;

/// An unknown error: a response that matches no entry of the table. It keeps the code, the name, the message and the body as received.
///
/// The type is opaque, so that a pattern cannot match on its contents. Code that uses the accessors still compiles and works when a
/// later version of the table has an entry for the code.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Unknown(Box<UnknownParts>);

#[derive(Clone, PartialEq, Eq, Hash)]
struct UnknownParts {
    code: Option<OwnedCode>,
    name: Option<String>,
    message: Option<String>,
    status: Option<u16>,
    /// The code of gRPC, several of which have one status.
    #[cfg(feature = "tonic")]
    grpc: Option<i32>,
    body: Vec<u8>,
    entry: KnownEntry,
}

/// The entry that has the code. It follows from the other fields, so it is ignored by comparisons.
#[derive(Clone, Copy)]
struct KnownEntry(Option<Entry>);

impl PartialEq for KnownEntry {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for KnownEntry {}

impl core::hash::Hash for KnownEntry {
    fn hash<H: core::hash::Hasher>(&self, _: &mut H) {}
}

impl Unknown {
    /// Creates the unknown error of a response; `entry` is the only entry with its code.
    #[cold]
    pub(crate) fn new(parts: &ResponseParts<'_, '_>, name: Option<&str>, entry: Option<Entry>) -> Self {
        let code = parts.code().map(OwnedCode::from);
        Self(Box::new(UnknownParts {
            code,
            name: name.map(String::from),
            message: parts.message().map(String::from),
            status: parts.status(),
            #[cfg(feature = "tonic")]
            grpc: None,
            body: parts.received_body().to_vec(),
            entry: KnownEntry(entry),
        }))
    }

    /// Creates the unknown error of an empty response.
    pub(crate) fn empty() -> Self {
        let empty = errspec_engine::decode::Decoded::new(&[]);
        Self::new(&empty.parts, None, None)
    }

    /// Sets the gRPC code as received.
    #[cfg(feature = "tonic")]
    pub(crate) fn with_grpc(mut self, code: Option<i32>) -> Self {
        self.0.grpc = code;
        self
    }

    /// Returns the gRPC code as received.
    #[cfg(feature = "tonic")]
    pub(crate) fn grpc(&self) -> Option<i32> {
        self.0.grpc
    }

    /// Returns the code as received.
    #[must_use]
    pub fn code(&self) -> Option<Code<'_>> {
        self.0.code.as_ref().map(OwnedCode::as_code)
    }

    /// Returns the name of the only entry with the code, or else the name as received.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.entry.0.map(|entry| entry.name()).or(self.0.name.as_deref())
    }

    /// Returns the message as received.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// Returns the HTTP status as received.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns the body as received.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// Returns the only entry with the code, which the response does not match otherwise.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        self.0.entry.0
    }
}

/// Writes up to 500 characters of each part, followed by its length if it is cut.
impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unknown")
            .field("status", &self.status())
            .field("code", &self.code().map(ShownCode))
            .field("name", &self.name().map(Excerpt::new))
            .field("message", &self.message().map(Excerpt::new))
            .field("body", &Excerpt::new(self.body()))
            .finish()
    }
}

/// Writes the message, or the code and the status if there is no message.
///
/// Writes up to 500 characters of the message, followed by its length if it is cut. Control characters are escaped.
/// [`message`](Self::message) and [`body`](Self::body) are always whole.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let page = format!("upstream said:\n{}", "<p>".repeat(1000));
/// let error = FlanksError::decode(502, &format!(r#"{{"error": {page:?}}}"#)).into_error();
/// let text = error.to_string();
/// assert!(text.starts_with(r"upstream said:\n<p>") && text.ends_with("<p… (3015 bytes)"));
/// assert_eq!(error.unknown().unwrap().message(), Some(page.as_str()));
/// ```
impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(message) = self.message().filter(|message| !message.is_empty()) {
            return Excerpt::new(message).fmt(f);
        }
        f.write_str("unknown error")?;
        match (self.code().map(ShownCode), self.status()) {
            (Some(code), None) => write!(f, " (code {code})"),
            (Some(code), Some(status)) => write!(f, " (code {code}, status {status})"),
            (None, None) => Ok(()),
            (None, Some(status)) => write!(f, " (status {status})"),
        }
    }
}
