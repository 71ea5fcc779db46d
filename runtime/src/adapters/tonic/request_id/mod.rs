//! Request ids for all statuses of a server.

mod future;
mod headers;
mod layer;

pub use self::future::{RequestIdBody, RequestIdFuture};
pub use self::layer::{RequestIdLayer, RequestIdService};
