//! What a table does not know.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::said::Received;
use crate::{Code, Entry};

/// A response that is none of the table's entries: code, name, message and body, as they arrived.
///
/// It is opaque, so that nothing can be matched on what it holds: when a later table names the code, code that handled the
/// unknown by its accessors goes on to compile and to work.
#[derive(Clone)]
pub struct Unknown(Box<Inner>);

#[derive(Clone)]
struct Inner {
    code: Option<Received<'static>>,
    name: Option<String>,
    message: Option<String>,
    status: u16,
    body: Vec<u8>,
    entry: Option<Entry>,
}

/// What is known of the unknown.
pub(crate) struct Parts<'p> {
    pub(crate) code: Option<&'p Received<'p>>,
    pub(crate) name: Option<String>,
    pub(crate) message: Option<&'p str>,
    pub(crate) status: u16,
    pub(crate) body: &'p [u8],
    pub(crate) entry: Option<Entry>,
}

impl Unknown {
    pub(crate) fn new(parts: Parts<'_>) -> Self {
        let code = parts.code.map(|code| code.clone().into_owned());
        Self(Box::new(Inner {
            code,
            name: parts.name,
            message: parts.message.map(String::from),
            status: parts.status,
            body: parts.body.to_vec(),
            entry: parts.entry,
        }))
    }

    /// Nothing arrived.
    pub(crate) fn nothing() -> Self {
        Self::new(Parts { code: None, name: None, message: None, status: 0, body: &[], entry: None })
    }

    /// The code that arrived.
    #[must_use]
    pub fn code(&self) -> Option<Code<'_>> {
        self.0.code.as_ref().map(Received::code)
    }

    /// The name of the one entry that has the code, else the name that arrived.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.entry.map(|entry| entry.name()).or(self.0.name.as_deref())
    }

    /// The message that arrived.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The HTTP status that arrived; 0 where there was none.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The body that arrived.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }

    /// The one entry that has the code, where the response did not fit it otherwise.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        self.0.entry
    }
}

impl PartialEq for Unknown {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (&*self.0, &*other.0);
        (a.status, &a.code, &a.name, &a.message, &a.body) == (b.status, &b.code, &b.name, &b.message, &b.body)
    }
}

impl Eq for Unknown {}

impl core::hash::Hash for Unknown {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        (self.0.status, &self.0.code, &self.0.name, &self.0.message, &self.0.body).hash(state);
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unknown")
            .field("status", &self.status())
            .field("code", &self.code())
            .field("name", &self.name())
            .field("message", &self.message())
            .field("body", &String::from_utf8_lossy(self.body()))
            .finish()
    }
}

/// The message, or what there is instead of one.
impl fmt::Display for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(message) = self.message().filter(|message| !message.is_empty()) {
            return f.write_str(message);
        }
        f.write_str("unknown error")?;
        match (self.code(), self.status()) {
            (Some(code), 0) => write!(f, " (code {code})"),
            (Some(code), status) => write!(f, " (code {code}, status {status})"),
            (None, 0) => Ok(()),
            (None, status) => write!(f, " (status {status})"),
        }
    }
}
