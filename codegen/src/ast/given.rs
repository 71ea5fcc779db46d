//! Values of keys.

use crate::diagnostics::Checked;

/// The value of a key: present, absent, or present and invalid, which has been reported.
pub(crate) type Given<T> = Checked<Option<T>>;

/// Returns a reference to the value of a key, if it is present.
pub(crate) fn given<T>(value: &Given<T>) -> Checked<Option<&T>> {
    value.as_ref().map(Option::as_ref).map_err(|rejected| *rejected)
}
