//! The errors with the derive alone: the messages are those of the table.

use std::error::Error as StdError;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use super::{State, StorageError};

#[derive(Debug, errspec::Error)]
#[errspec("./sync.toml", partial)]
pub enum PolicyError {
    ReadOnly,
    Denied { role: String },
}

#[derive(Debug, errspec::Error)]
#[errspec("./sync.toml", decoded = SyncResponse)]
pub enum SyncError {
    ObjectNotFound {
        bucket: String,
        key: String,
    },
    PathOutside {
        path: PathBuf,
    },
    InvalidName(String),
    Outdated {
        found: u64,
        expected: u64,
    },
    ChecksumMismatch {
        #[errspec(format = "{:#010x}")]
        expected: u32,
        #[errspec(format = "{:#010x}")]
        found: u32,
    },
    QuotaExceeded {
        #[errspec(format = "{:.1}")]
        ratio: f64,
    },
    TooManyObjects {
        #[errspec(field = "count", with = "Vec::len")]
        keys: Vec<String>,
        max: usize,
    },
    Locked {
        #[errspec(debug)]
        owner: String,
    },
    Timeout(#[errspec(debug)] Duration),
    RateLimited {
        retry_after: Option<u32>,
    },
    Read {
        name: String,
        #[source]
        cause: io::Error,
    },
    Storage(
        #[from]
        #[errspec(field = "reason")]
        StorageError,
    ),
    Manifest(#[from] serde_json::Error),
    PeerRefused {
        addr: SocketAddr,
        source: Box<dyn StdError + Send + Sync>,
    },
    Replication {
        source: anyhow::Error,
    },
    InvalidTransition {
        #[errspec(display)]
        from: State,
        #[errspec(display)]
        to: State,
    },
    Unsupported(&'static str),
    #[errspec(transparent)]
    Policy(#[from] PolicyError),
    #[errspec(entry = "INTERNAL", transparent, also)]
    Other(#[from] anyhow::Error),
    Internal,
}
