//! Errors as responses of axum: by errspec, and by an `IntoResponse` that is written by hand.

use std::hint::black_box;
use std::sync::Arc;

use axum_core::response::{IntoResponse, Response};
use serde::Serialize;

#[errspec::table("./answers.toml", axum)]
pub enum AnswerError {}

/// The same errors as a user writes them without errspec.
pub enum ByHand {
    Processing,
    NotFound { id: String },
    Limited { limit: u32 },
}

#[derive(Serialize)]
struct Body<'b> {
    code: i64,
    message: &'b str,
}

impl ByHand {
    fn response(&self) -> Response {
        let (status, code, message) = match self {
            Self::Processing => (400, 20002, "Retrieving user data. Please try again in a moment.".into()),
            Self::NotFound { id } => (404, 20004, format!("There is no order {id}.")),
            Self::Limited { limit } => (429, 20029, format!("The limit of {limit} requests is reached.")),
        };
        let body = serde_json::to_vec(&Body { code, message: &message }).expect("a body is JSON");
        let status = http::StatusCode::from_u16(status).expect("a status is valid");
        let mut response = (status, [(http::header::CONTENT_TYPE, "application/json")], body).into_response();
        if let Self::Limited { limit } = self {
            response.headers_mut().insert(http::header::RETRY_AFTER, http::HeaderValue::from_static("30"));
            response.headers_mut().insert("x-ratelimit-limit", (*limit).into());
        }
        response
    }
}

impl IntoResponse for ByHand {
    fn into_response(self) -> Response {
        self.response()
    }
}

/// The same errors with the error in the extensions of the response, for middleware, as those of errspec have it.
pub struct ByHandWithError(pub ByHand);

impl IntoResponse for ByHandWithError {
    fn into_response(self) -> Response {
        let error = Arc::new(self.0);
        let mut response = error.response();
        response.extensions_mut().insert(error);
        response
    }
}

/// An error, and the functions that make the response of it.
pub struct Answer {
    pub name: &'static str,
    pub errspec: fn() -> Response,
    pub by_hand: fn() -> Response,
    pub by_hand_with_error: fn() -> Response,
}

/// Returns the cases.
pub fn answers() -> [Answer; 3] {
    [
        Answer {
            name: "an answer, fixed message",
            errspec: || AnswerError::Processing.into_response(),
            by_hand: || ByHand::Processing.into_response(),
            by_hand_with_error: || ByHandWithError(ByHand::Processing).into_response(),
        },
        Answer {
            name: "an answer, a parameter",
            errspec: || AnswerError::NotFound { id: black_box("ord_4711").into() }.into_response(),
            by_hand: || ByHand::NotFound { id: black_box("ord_4711").into() }.into_response(),
            by_hand_with_error: || {
                ByHandWithError(ByHand::NotFound { id: black_box("ord_4711").into() }).into_response()
            },
        },
        Answer {
            name: "an answer with headers",
            errspec: || AnswerError::Limited { limit: black_box(100) }.into_response(),
            by_hand: || ByHand::Limited { limit: black_box(100) }.into_response(),
            by_hand_with_error: || ByHandWithError(ByHand::Limited { limit: black_box(100) }).into_response(),
        },
    ]
}
