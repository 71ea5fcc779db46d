//! Values that arrived, as texts.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

use crate::excerpt::Excerpt;
use crate::kind::Kind;
use crate::response::Values;

/// The most characters of a text that are shown.
const MOST: usize = 80;

/// Returns a text in quotes, cut if it is long.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{:?}…", Excerpt::new(text.get(..end).unwrap_or(text))),
        None => format!("{:?}", Excerpt::new(text)),
    }
}

/// Returns the value in a slot as a text; `None` if it has none.
pub(super) fn value_in(values: &Values<'_, '_, '_>, slot: u32) -> Option<String> {
    let own = values.slot(slot);
    match own.kind {
        Kind::Absent => values.header(slot).map(|text| quoted(&text)),
        Kind::Array => Some("a list".into()),
        Kind::Object => Some("an object".into()),
        Kind::Elements => Some("nested elements".into()),
        Kind::Number | Kind::True | Kind::False | Kind::Index => own.text(values.body).map(Cow::into_owned),
        _ => own.text(values.body).map(|text| quoted(&text)),
    }
}
