//! The errors of a planner before the migration: with a type parameter, tuples, and boxed and shared sources.

use std::{
    error::Error as StdError,
    fmt::{Debug, Display},
    io,
    num::ParseIntError,
    path::PathBuf,
    string::FromUtf8Error,
    sync::Arc,
};

use super::{Phase, RowId};
pub type BoxError = Box<dyn StdError + Send + Sync>;

#[derive(Debug, thiserror::Error)]
#[error("parse error at {line}:{column}")]
pub struct ParseError {
    pub line: u32,
    pub column: u32,
    #[source]
    pub cause: Option<ParseIntError>,
}

#[derive(Debug, thiserror::Error)]
pub enum PlanError<K: Debug + Display> {
    #[error("the key {0} is missing")]
    MissingKey(K),
    #[error("row {0} of {1} is locked")]
    Locked(RowId, String),
    #[error("{name}: expected {expected}, found {found}")]
    Type { name: &'static str, expected: String, found: String },
    #[error("{key} appears {count} times")]
    Duplicate { key: K, count: usize },
    #[error("cannot open {}", path.display())]
    Open {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("i/o error")]
    Io(#[from] io::Error),
    #[error(transparent)]
    Parse(#[from] ParseError),
    #[error("not UTF-8: {0}")]
    Utf8(#[from] FromUtf8Error),
    #[error("the batch {0} failed")]
    Batch(u32, #[source] Box<ParseError>),
    #[error("shared failure")]
    Shared(#[source] Arc<io::Error>),
    #[error("backend: {0}")]
    Backend(BoxError),
    #[error("plugin {plugin} failed")]
    Plugin {
        plugin: String,
        #[source]
        cause: anyhow::Error,
    },
    #[error("in phase {phase:?}")]
    Phase { phase: Phase },
    #[error("steps of {total} failed: {}", .failed.join(", "))]
    Steps { failed: Vec<String>, total: usize },
    #[error("progress {0:.1}% of {1}")]
    Stalled(f64, String),
    #[error("timeout after {} ms", .0.as_millis())]
    Timeout(std::time::Duration),
    #[error("limit {limit:?} exceeded")]
    Limit { limit: Option<u64> },
    #[error("{}", hint.as_deref().unwrap_or("no hint"))]
    Hint { hint: Option<String> },
    #[error("cancelled")]
    Cancelled,
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}
