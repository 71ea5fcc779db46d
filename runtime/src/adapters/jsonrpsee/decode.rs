//! Decoding: from an error object of JSON-RPC to a typed error.

use alloc::format;

use jsonrpsee_types::ErrorObject;

use crate::adapters::problem::decode_embedded;
use crate::decoded::Decoded;
use crate::spec::Decode;

/// Decodes the error object of a failed call. Never fails: an object that the table does not describe becomes the unknown error.
///
/// An object whose `data` is the problem document of an entry is that entry. Any other is read as the table says, in the response of
/// JSON-RPC that has the object as `error`. [`Decoded::body`] is the problem document, or else that response.
///
/// ```
/// use jsonrpsee_types::ErrorObject;
///
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// // In a client: `Err(ClientError::Call(object)) => errspec::jsonrpsee::decode::<FlanksError>(&object)`.
/// let object = ErrorObject::owned(-32601, "Method not found", None::<()>);
/// let decoded = errspec::jsonrpsee::decode::<FlanksError>(&object);
/// assert!(decoded.error().is_unknown());
/// assert_eq!(
///     decoded.body(),
///     br#"{"jsonrpc":"2.0","error":{"code":-32601,"message":"Method not found"}}"#,
/// );
/// ```
#[must_use]
pub fn decode<E: Decode>(object: &ErrorObject<'_>) -> Decoded<'static, E> {
    if let Some(decoded) = object.data().and_then(|data| decode_embedded::<E>(data.get().as_bytes())) {
        return decoded.into_owned();
    }
    // Texts and a value that was JSON before cannot fail to be written.
    let object = serde_json::to_string(object).unwrap_or_default();
    E::decode(None::<u16>, &format!(r#"{{"jsonrpc":"2.0","error":{object}}}"#)).into_owned()
}
