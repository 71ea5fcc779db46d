//! The errors of a shop, as its server defines them, and what a client reads.

use std::io;

use errspec::Headers as _;
use errspec::tower::{Rejection, RejectionKind};

/// The words that no client may see.
pub(crate) const SECRET: &str = "hunter2";

/// The errors of the server.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/orders.toml", actix_web, axum)]
pub(crate) enum OrderError {
    OrderLocked {
        order: u32,
    },
    InvalidBody {
        field: Option<String>,
    },
    InvalidParameter {
        field: Option<String>,
    },
    UnsupportedMediaType,
    TooLarge,
    NoRoute,
    MethodNotAllowed,
    Timeout,
    TooManyRequests,
    Busy,
    Internal,
    #[errspec(entry = "INTERNAL", also)]
    Storage(#[from] io::Error),
    #[errspec(entry = "INTERNAL", also)]
    Other(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<Rejection> for OrderError {
    fn from(rejection: Rejection) -> Self {
        let field = rejection.field().map(ToOwned::to_owned);
        match rejection.kind() {
            RejectionKind::Syntax | RejectionKind::Data => Self::InvalidBody { field },
            RejectionKind::Path | RejectionKind::Query => Self::InvalidParameter { field },
            RejectionKind::MediaType => Self::UnsupportedMediaType,
            RejectionKind::TooLarge => Self::TooLarge,
            RejectionKind::NotFound => Self::NoRoute,
            RejectionKind::MethodNotAllowed => Self::MethodNotAllowed,
            RejectionKind::Timeout => Self::Timeout,
            RejectionKind::TooManyRequests => Self::TooManyRequests,
            RejectionKind::Unavailable => Self::Busy,
            _ => Self::Internal,
        }
    }
}

/// The errors as a client of the shop knows them.
pub(crate) mod client {
    #[errspec::table("../../tables/orders.toml")]
    pub(crate) enum OrderError {}
}

/// A response as it arrived.
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Received {
    pub(crate) async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into()));
        let (status, headers) = (response.status().as_u16(), headers.collect());
        Self { status, headers, body: response.bytes().await.unwrap().to_vec() }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.header(name)
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The error in the form of the table, which must be exactly as the table describes.
    pub(crate) fn error(&self) -> errspec::Decoded<'_, client::OrderError> {
        client::OrderError::try_decode_response(self.status, &self.headers, &self.body).unwrap()
    }

    /// The members of the problem document.
    pub(crate) fn problem(&self) -> serde_json::Value {
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        serde_json::from_slice(&self.body).unwrap()
    }
}
