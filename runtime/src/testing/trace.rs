//! The trace of a response: the reasons for which it is the error that it is.

use alloc::vec::Vec;
use core::fmt;

use errspec_engine::trace::{Trace as EngineTrace, TraceOutcome, trace as trace_by};

use crate::decode::incoming;
use crate::headers::Headers;
use crate::spec::Decode;
use crate::status::IntoStatus;

/// The trace of a response: why it is the error that it is. [`trace`] returns it.
///
/// `Display` writes a tree with the envelopes, where their locations lead, and the entries that the response could be, the nearest first,
/// each with what it demands. `Debug` writes the same, so that an assertion shows it. The text is for people and may change.
#[derive(Clone)]
pub struct Trace {
    /// A trace for each table of the type.
    tables: Vec<(&'static str, EngineTrace<'static>)>,
}

impl Trace {
    /// Returns the name of the entry that the first table with one finds; `None` for an unknown error, or for no error.
    #[must_use]
    pub fn entry(&self) -> Option<&'static str> {
        self.tables.iter().find_map(|(_, trace)| match trace.outcome {
            TraceOutcome::Entry(entry) => Some(entry.name()),
            _ => None,
        })
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (table, trace)) in self.tables.iter().enumerate() {
            if self.tables.len() > 1 {
                let before = if number > 0 { "\n" } else { "" };
                writeln!(f, "{before}table `{table}`:")?;
            }
            trace.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Traces a response through the tables of a type: which envelopes fit and why, where each location leads, and at what each entry fails.
///
/// It is for a response that is not decoded as you think. The command `cargo errspec why` shows the same for a file.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let body = r#"{"error": "Missing field: secret", "error_code": 40001}"#;
/// let trace = errspec::testing::trace::<FlanksError, _, _>(400, &[("content-type", "application/json")], body);
/// assert_eq!(trace.entry(), Some("CONFIGURATION_ERROR"));
/// assert!(trace.to_string().contains(r#"but goes on with ": secret" after "Missing field""#));
/// ```
pub fn trace<E, H, B>(status: impl IntoStatus, headers: &H, body: &B) -> Trace
where
    E: Decode,
    H: Headers + ?Sized,
    B: AsRef<[u8]> + ?Sized,
{
    incoming(status.into_status(), Some(&headers), body.as_ref(), |response| Trace {
        tables: E::tables().iter().map(|table| (table.name(), trace_by(table, response))).collect(),
    })
}
