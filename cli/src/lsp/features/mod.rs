//! The features of the server, one file for each request.

pub(super) mod completion;
pub(super) mod definition;
pub(super) mod formatting;
pub(super) mod hover;
mod key_docs;
pub(super) mod quick_fixes;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod symbols;
