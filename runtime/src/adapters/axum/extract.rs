//! An extractor that keeps the reason of a rejection.

use alloc::string::{String, ToString};
use core::error::Error;
use core::fmt::Display;

use axum::extract::path::ErrorKind;
use axum::extract::rejection::{
    BytesRejection, FailedToBufferBody, FormRejection, JsonRejection, PathRejection, QueryRejection, StringRejection,
};
use axum_core::extract::{FromRequest, FromRequestParts, Request};
use axum_core::response::{IntoResponse, Response};
use http::StatusCode;
use http::request::Parts;

use crate::adapters::server::rejection::{Rejection, RejectionKind};

/// An extractor that keeps the reason for which another one rejects a request, so that the error of the table can name the field.
///
/// [`ErrorLayer::rejections`](super::ErrorLayer::rejections) converts the [`Rejection`] that it leaves in the response. Without this
/// extractor, the layer knows the status and the text of the rejection only.
///
/// ```
/// use axum::Json;
/// use errspec::axum::Extract;
///
/// #[derive(serde::Deserialize)]
/// struct Order {
///     items: Vec<String>,
/// }
///
/// async fn order(Extract(Json(order)): Extract<Json<Order>>) -> String {
///     format!("{} items", order.items.len())
/// }
/// # let _: axum::Router = axum::Router::new().route("/", axum::routing::post(order));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extract<X>(pub X);

impl<X, S> FromRequestParts<S> for Extract<X>
where
    X: FromRequestParts<S, Rejection: Into<Rejection>>,
    S: Send + Sync,
{
    type Rejection = Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Rejection> {
        X::from_request_parts(parts, state).await.map(Self).map_err(Into::into)
    }
}

impl<X, S> FromRequest<S> for Extract<X>
where
    X: FromRequest<S, Rejection: Into<Rejection>>,
    S: Send + Sync,
{
    type Rejection = Rejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, Rejection> {
        X::from_request(request, state).await.map(Self).map_err(Into::into)
    }
}

/// Sends the reason as text, for a server without [`ErrorLayer::rejections`](super::ErrorLayer::rejections), which sends the error of a
/// table instead.
impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = (status, self.to_string()).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

impl From<JsonRejection> for Rejection {
    fn from(rejection: JsonRejection) -> Self {
        let kind = match &rejection {
            JsonRejection::JsonDataError(_) => RejectionKind::Data,
            JsonRejection::MissingJsonContentType(_) => RejectionKind::MediaType,
            JsonRejection::BytesRejection(bytes) => kind_of_bytes(bytes),
            _ => RejectionKind::Syntax,
        };
        let field = field_in::<serde_json::Error>(&rejection).filter(|_| kind == RejectionKind::Data);
        rejection_of(kind, rejection.status(), &rejection.body_text(), field)
    }
}

impl From<FormRejection> for Rejection {
    fn from(rejection: FormRejection) -> Self {
        let kind = match &rejection {
            FormRejection::InvalidFormContentType(_) => RejectionKind::MediaType,
            // The form of a request without a body is its query.
            FormRejection::FailedToDeserializeForm(_) => RejectionKind::Query,
            FormRejection::BytesRejection(bytes) => kind_of_bytes(bytes),
            _ => RejectionKind::Data,
        };
        let field = field_in::<serde::de::value::Error>(&rejection);
        rejection_of(kind, rejection.status(), &rejection.body_text(), field)
    }
}

impl From<QueryRejection> for Rejection {
    fn from(rejection: QueryRejection) -> Self {
        let field = field_in::<serde::de::value::Error>(&rejection);
        rejection_of(RejectionKind::Query, rejection.status(), &rejection.body_text(), field)
    }
}

impl From<PathRejection> for Rejection {
    fn from(rejection: PathRejection) -> Self {
        let field = match &rejection {
            PathRejection::FailedToDeserializePathParams(error) => field_of_path(error.kind()),
            _ => None,
        };
        let kind = if rejection.status().is_server_error() { RejectionKind::Internal } else { RejectionKind::Path };
        rejection_of(kind, rejection.status(), &rejection.body_text(), field)
    }
}

impl From<BytesRejection> for Rejection {
    fn from(rejection: BytesRejection) -> Self {
        rejection_of(kind_of_bytes(&rejection), rejection.status(), &rejection.body_text(), None)
    }
}

impl From<StringRejection> for Rejection {
    fn from(rejection: StringRejection) -> Self {
        let kind = match &rejection {
            StringRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => RejectionKind::TooLarge,
            _ => RejectionKind::Syntax,
        };
        rejection_of(kind, rejection.status(), &rejection.body_text(), None)
    }
}

fn rejection_of(kind: RejectionKind, status: StatusCode, text: &str, field: Option<String>) -> Rejection {
    let rejection = Rejection::new(kind, status.as_u16()).with_text(text);
    match field {
        Some(field) => rejection.with_field(field),
        None => rejection,
    }
}

fn kind_of_bytes(rejection: &BytesRejection) -> RejectionKind {
    match rejection {
        BytesRejection::FailedToBufferBody(FailedToBufferBody::LengthLimitError(_)) => RejectionKind::TooLarge,
        _ => RejectionKind::Syntax,
    }
}

/// Returns the parameter of the path that has the wrong content.
fn field_of_path(kind: &ErrorKind) -> Option<String> {
    match kind {
        ErrorKind::ParseErrorAtKey { key, .. }
        | ErrorKind::InvalidUtf8InPathParam { key }
        | ErrorKind::DeserializeError { key, .. } => Some(key.clone()),
        ErrorKind::ParseErrorAtIndex { index, .. } => Some(index.to_string()),
        _ => None,
    }
}

/// Returns the path of the field at which deserialization failed; `None` for the whole value.
fn field_in<D: Error + 'static>(rejection: &(dyn Error + 'static)) -> Option<String> {
    let mut error = Some(rejection);
    while let Some(current) = error {
        if let Some(found) = current.downcast_ref::<serde_path_to_error::Error<D>>() {
            return Some(path(found.path())).filter(|path| path != ".");
        }
        error = current.source();
    }
    None
}

fn path(path: &impl Display) -> String {
    path.to_string()
}
