//! The headers of a response to send.

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// The name and the value of a header.
pub type HeaderText<'t> = (&'t str, Cow<'t, str>);

/// Adds a header. The last value of a name counts.
pub(super) fn push_header<'t>(headers: &mut Vec<HeaderText<'t>>, name: &'t str, text: Cow<'_, str>) {
    headers.retain(|(other, _)| *other != name);
    // A line break would start another header.
    let is_clean = !text.contains(char::is_control);
    headers.push((name, Cow::Owned(if is_clean { text.into_owned() } else { text.replace(char::is_control, " ") })));
}
