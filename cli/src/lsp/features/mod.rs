//! What the server offers, one file for each request.

pub(super) mod definition;
pub(super) mod hover;
pub(super) mod quick_fixes;
pub(super) mod references;
pub(super) mod rename;
pub(super) mod symbols;
