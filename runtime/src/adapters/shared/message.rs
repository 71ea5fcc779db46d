//! The message of an error, rendered by its table.

use alloc::string::{String, ToString};
use core::fmt;

use crate::instance::Instance;
use crate::std_impls::display;

/// Returns the message that `Display` writes, for an error whose type is not known.
pub(in crate::adapters) fn rendered(error: &dyn Instance) -> String {
    Rendered(error).to_string()
}

struct Rendered<'e>(&'e dyn Instance);

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        display(self.0, f)
    }
}
