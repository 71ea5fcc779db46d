//! Escapes in bodies that are not JSON.

pub(crate) mod form;
pub(crate) mod xml;
