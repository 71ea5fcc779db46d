//! Escapes in headers, and in bodies that are not JSON.

pub(crate) mod form;
pub(crate) mod lines;
pub(crate) mod parameters;
pub(crate) mod percent;
pub(crate) mod xml;
