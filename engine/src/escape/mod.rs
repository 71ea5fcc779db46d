//! Escapes in headers, and in bodies that are not JSON.

pub(crate) mod form;
pub(crate) mod percent;
pub(crate) mod xml;
