//! Errors that are written in an envelope of the caller's choice.

#![allow(clippy::panic, clippy::unwrap_used)]
#![allow(missing_docs)]

use errspec::EnvelopeError;
use errspec::stream::{Events, StreamError};

mod generated {
    #[errspec::table("./tables/streamed.toml")]
    pub enum ApiError {}
}
use generated::ApiError;

#[test]
fn an_error_is_written_as_an_event() {
    let error = ApiError::too_long(None);
    let response = error.encoder().envelope("event").unwrap().response();
    assert_eq!(response.headers.first().map(|(_, value)| value.as_str()), Some("text/event-stream"));
    let mut events = Events::<ApiError>::event_stream();
    events.push(&response.body);
    match events.next() {
        Some(Err(StreamError::Api(read))) => assert_eq!(read.error(), &error),
        other => panic!("{other:?}"),
    }
    let plain = error.encoder().envelope("response").unwrap().response();
    assert_eq!(plain, error.encode_response());
}

#[test]
fn an_envelope_that_cannot_hold_the_error_is_refused() {
    let refused = |error: &ApiError, id: &str| error.encoder().envelope(id).err();
    let cannot_hold = |id: &str, entry| Some(EnvelopeError::CannotHold { id: id.into(), entry });
    // It has no location for the field.
    assert_eq!(refused(&ApiError::too_long(Some(7)), "event"), cannot_hold("event", "TOO_LONG"));
    // It has no location for the code.
    assert_eq!(refused(&ApiError::Overloaded, "plain"), cannot_hold("plain", "OVERLOADED"));
    // The entry is in one envelope alone.
    assert_eq!(refused(&ApiError::Forbidden, "event"), cannot_hold("event", "FORBIDDEN"));
    assert_eq!(refused(&ApiError::Forbidden, "response"), None);

    let missing = refused(&ApiError::Overloaded, "events").unwrap();
    assert_eq!(missing.to_string(), "the table has no envelope with `id = \"events\"`");
    let unknown = ApiError::decode(500, "oops").into_error();
    assert_eq!(refused(&unknown, "event"), Some(EnvelopeError::Unknown));
}
