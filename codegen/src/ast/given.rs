//! Values of keys.

use crate::diagnostics::Checked;

/// The value of a key: present, absent, or present and invalid, which has been reported.
pub(crate) type Given<T> = Checked<Option<T>>;
