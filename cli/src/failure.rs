//! The reason for which a command could not do its work.

use std::fmt;
use std::io;

/// An error that ends a command with the status 2.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The reader of standard output has closed it.
    ClosedPipe,
    /// Anything else, in words.
    Message(Message),
}

/// An error in words.
#[derive(Debug)]
pub(crate) struct Message {
    /// The error in one line.
    title: String,
    /// The fix.
    help: Option<String>,
}

impl Failure {
    pub(crate) fn new(title: impl Into<String>) -> Self {
        Self::Message(Message { title: title.into(), help: None })
    }

    /// Adds how to fix the error.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        if let Self::Message(message) = &mut self {
            message.help = Some(help.into());
        }
        self
    }

    /// Returns how to fix the error.
    pub(crate) fn advice(&self) -> Option<&str> {
        match self {
            Self::Message(message) => message.help.as_deref(),
            Self::ClosedPipe => None,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ClosedPipe => f.write_str("standard output is closed"),
            Self::Message(message) => f.write_str(&message.title),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::new(error.to_string()),
        }
    }
}

impl From<errspec_codegen::LoadError> for Failure {
    fn from(error: errspec_codegen::LoadError) -> Self {
        let failure = Self::new(error.to_string());
        match error.help() {
            Some(help) => failure.help(help),
            None => failure,
        }
    }
}
