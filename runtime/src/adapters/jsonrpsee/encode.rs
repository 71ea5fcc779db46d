//! Encoding: an error as an error object of JSON-RPC.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::string::String;

use errspec_engine::Code;
use jsonrpsee_types::ErrorObjectOwned;
use jsonrpsee_types::error::CALL_EXECUTION_FAILED_CODE;
use serde_json::value::RawValue;

use crate::adapters::shared::message::rendered;
use crate::adapters::shared::summary::Summary;
use crate::encoder::{Encoder, Request};
use crate::instance::Generated;

type DataMembers = BTreeMap<String, Box<RawValue>>;

/// Converts the error with the request id and details that the encoder was given.
///
/// ```
/// use jsonrpsee_types::ErrorObjectOwned;
///
/// # #[errspec::table("specs/frankieone.toml")] pub enum FrankieOneError {}
/// let object = ErrorObjectOwned::from(FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0"));
/// let decoded = errspec::jsonrpsee::decode::<FrankieOneError>(&object);
/// assert_eq!((decoded.error(), decoded.request_id()), (&FrankieOneError::EntityNotFound, Some("01GVEDZ0")));
/// ```
impl<E: Generated> From<Encoder<'_, E>> for ErrorObjectOwned {
    fn from(encoder: Encoder<'_, E>) -> Self {
        let request = encoder.request();
        let message = || rendered(request.error);
        of_body(&request.response().body, &message).unwrap_or_else(|| with_problem(&request, &message))
    }
}

/// Returns the error object in a body that is a response of JSON-RPC; `None` if the body has values elsewhere.
fn of_body(body: &[u8], rendered: &dyn Fn() -> String) -> Option<ErrorObjectOwned> {
    let mut response: DataMembers = serde_json::from_slice(body).ok()?;
    let mut object: DataMembers = serde_json::from_str(response.remove("error")?.get()).ok()?;
    let code = serde_json::from_str(object.remove("code")?.get()).ok()?;
    let message = match object.remove("message") {
        Some(message) => serde_json::from_str(message.get()).ok()?,
        None => rendered(),
    };
    let data = object.remove("data");
    let is_whole = object.is_empty() && response.keys().all(|name| ["jsonrpc", "id"].contains(&name.as_str()));
    is_whole.then(|| ErrorObjectOwned::owned(code, message, data))
}

/// Returns the error object whose data is the problem document of the error.
fn with_problem(request: &Request<'_>, rendered: &dyn Fn() -> String) -> ErrorObjectOwned {
    let summary = Summary::new(request);
    let code = match summary.code {
        Some(Code::Integer(code)) => i32::try_from(code).ok(),
        _ => None,
    };
    let document: Option<Box<RawValue>> = serde_json::from_slice(&request.problem().body).ok();
    let message = summary.message.unwrap_or_else(rendered);
    ErrorObjectOwned::owned(code.unwrap_or(CALL_EXECUTION_FAILED_CODE), message, document)
}
