//! The two documented APIs.

/// The errors of the Flanks API.
#[errspec::table("../../specs/flanks.toml")]
pub enum FlanksError {}

/// The errors of the FrankieOne API.
#[errspec::table("../../specs/frankieone.toml")]
pub enum FrankieOneError {}
