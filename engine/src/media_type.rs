//! Media types of binary bodies, whatever the features.

/// Returns the feature without which a body of this media type can be neither read nor written; `None` if it needs none.
///
/// The parameters of the media type are ignored.
#[must_use]
pub fn feature_of_media_type(value: &str) -> Option<&'static str> {
    let essence = value.split(';').next().unwrap_or_default().trim();
    let is = |names: &[&str], suffix: &str| {
        let end = essence.len().checked_sub(suffix.len()).and_then(|at| essence.get(at..));
        names.iter().any(|name| essence.eq_ignore_ascii_case(name))
            || end.is_some_and(|end| end.eq_ignore_ascii_case(suffix))
    };
    if is(&["application/cbor"], "+cbor") {
        return Some("cbor");
    }
    let names = ["application/msgpack", "application/x-msgpack", "application/vnd.msgpack"];
    is(&names, "+msgpack").then_some("msgpack")
}

/// Checks that bodies in CBOR can be written.
///
/// # Panics
///
/// Panics without the feature `cbor`. The code that is generated for a table with such bodies calls the function in a constant, so the
/// panic is a compile error.
#[allow(clippy::assertions_on_constants, reason = "the features of a build are constant")]
pub const fn check_cbor() {
    assert!(
        cfg!(feature = "cbor"),
        "the table has an envelope with a `media_type` of CBOR, which needs the feature `cbor`: \
         add `features = [\"cbor\"]` to the dependency on errspec"
    );
}

/// Checks that bodies in MessagePack can be written.
///
/// # Panics
///
/// Panics without the feature `msgpack`, as [`check_cbor`] does.
#[allow(clippy::assertions_on_constants, reason = "the features of a build are constant")]
pub const fn check_msgpack() {
    assert!(
        cfg!(feature = "msgpack"),
        "the table has an envelope with a `media_type` of MessagePack, which needs the feature `msgpack`: \
         add `features = [\"msgpack\"]` to the dependency on errspec"
    );
}
