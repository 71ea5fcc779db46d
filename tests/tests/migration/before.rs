//! The errors of a service that stores objects, before the migration.

use std::error::Error as StdError;
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use super::{State, StorageError};

#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    #[error("the store is read-only")]
    ReadOnly,
    #[error("the role {role} may not write")]
    Denied { role: String },
}

#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    #[error("object {key} was not found in {bucket}")]
    ObjectNotFound { bucket: String, key: String },
    #[error("the path {} is outside of the store", .path.display())]
    PathOutside { path: PathBuf },
    #[error("{0} is not a valid name")]
    InvalidName(String),
    #[error("version {found} is older than {expected}")]
    Outdated { found: u64, expected: u64 },
    #[error("checksum mismatch: expected {expected:#010x}, found {found:#010x}")]
    ChecksumMismatch { expected: u32, found: u32 },
    #[error("the quota is used to {ratio:.1} percent")]
    QuotaExceeded { ratio: f64 },
    #[error("{} objects in a request, at most {max} are allowed", .keys.len())]
    TooManyObjects { keys: Vec<String>, max: usize },
    #[error("the lock is held by {owner:?}")]
    Locked { owner: String },
    #[error("no answer within {0:?}")]
    Timeout(Duration),
    #[error("too many requests")]
    RateLimited { retry_after: Option<u32> },
    #[error("cannot read {name}")]
    Read {
        name: String,
        #[source]
        cause: io::Error,
    },
    #[error("storage failed: {0}")]
    Storage(#[from] StorageError),
    #[error("the manifest is not JSON")]
    Manifest(#[from] serde_json::Error),
    #[error("the peer at {addr} refused")]
    PeerRefused { addr: SocketAddr, source: Box<dyn StdError + Send + Sync> },
    #[error("replication failed: {source}")]
    Replication { source: anyhow::Error },
    #[error("an object that is {from} cannot become {to}")]
    InvalidTransition { from: State, to: State },
    #[error("{0} is not supported")]
    Unsupported(&'static str),
    #[error(transparent)]
    Policy(#[from] PolicyError),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
    #[error("internal error")]
    Internal,
}
