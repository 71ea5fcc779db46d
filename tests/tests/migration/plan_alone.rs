//! The errors of a planner with the derive alone.

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

#[derive(Debug, errspec::Error)]
#[errspec("./plan.toml")]
pub struct ParseError {
    pub line: u32,
    pub column: u32,
    #[source]
    pub cause: Option<ParseIntError>,
}

#[derive(Debug, errspec::Error)]
#[errspec("./plan.toml")]
pub enum PlanError<K: Debug + Display> {
    MissingKey(#[errspec(display)] K),
    Locked(#[errspec(field = "value0", display)] RowId, #[errspec(field = "value1")] String),
    Type {
        name: &'static str,
        expected: String,
        found: String,
    },
    Duplicate {
        #[errspec(display)]
        key: K,
        count: usize,
    },
    Open {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    Io(#[from] io::Error),
    #[errspec(transparent)]
    Parse(#[from] ParseError),
    Utf8(
        #[from]
        #[errspec(field = "value")]
        FromUtf8Error,
    ),
    Batch(u32, #[source] Box<ParseError>),
    Shared(#[source] Arc<io::Error>),
    Backend(#[errspec(display)] BoxError),
    Plugin {
        plugin: String,
        #[source]
        cause: anyhow::Error,
    },
    Phase {
        #[errspec(debug)]
        phase: Phase,
    },
    Steps {
        #[errspec(with = |it| it.join(", "))]
        failed: Vec<String>,
        total: usize,
    },
    Stalled(#[errspec(field = "value0", format = "{:.1}")] f64, #[errspec(field = "value1")] String),
    Timeout(#[errspec(with = |it| it.as_millis().to_string())] std::time::Duration),
    Limit {
        #[errspec(debug)]
        limit: Option<u64>,
    },
    Hint {
        #[errspec(with = |it| it.as_deref().unwrap_or("no hint"))]
        hint: Option<String>,
    },
    Cancelled,
    #[errspec(entry = "INTERNAL", transparent)]
    Other(#[from] anyhow::Error),
}
