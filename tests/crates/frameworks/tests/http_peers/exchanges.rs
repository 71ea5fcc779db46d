//! The exchanges between a client and a server, with what is expected of each.

use errspec::problem;

use crate::orders::client::{OrderError, OrderErrorDetail};
use crate::orders::{Received, SECRET};

/// The greatest length of a body.
pub(crate) const LIMIT: usize = 1000;

#[derive(serde::Deserialize)]
pub(crate) struct Order {
    #[allow(dead_code)]
    items: Vec<u32>,
}

#[derive(serde::Deserialize)]
pub(crate) struct Page {
    #[allow(dead_code)]
    limit: u32,
}

/// The server of an exchange: the frameworks do not know the same of a rejection.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OfServer {
    Axum,
    ActixWeb,
}

/// A request, with the error that is expected; `None` for a success.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: String,
    pub(crate) chunked: bool,
    expected: Option<OrderError>,
}

impl Exchange {
    fn get(path: &'static str, expected: impl Into<Option<OrderError>>) -> Self {
        let (headers, body) = (Vec::new(), String::new());
        Self { method: "GET", path, headers, body, chunked: false, expected: expected.into() }
    }

    fn post(path: &'static str, media_type: &'static str, body: &str, expected: impl Into<Option<OrderError>>) -> Self {
        Self { method: "POST", body: body.to_owned(), ..Self::get(path, expected) }.header("content-type", media_type)
    }

    fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    fn sent(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| *own == name).map(|(_, value)| value.as_str())
    }
}

/// Returns the exchanges with every error of a handler and every rejection.
fn errors(server: OfServer) -> Vec<Exchange> {
    let json = "application/json";
    let form = "application/x-www-form-urlencoded";
    let known = |field: &str| (server == OfServer::Axum).then(|| field.to_owned());
    let long = format!("{{\"items\": [{}1]}}", "1,".repeat(LIMIT));
    let mut errors = vec![
        Exchange::get("/locked", OrderError::OrderLocked { order: "7".into() }),
        Exchange::get("/detailed", OrderError::InvalidBody { field: None }),
        Exchange::get("/storage", OrderError::Internal),
        Exchange::get("/panics", OrderError::Internal),
        Exchange::get("/hunter2", OrderError::NoRoute),
        Exchange::get("/orders", OrderError::MethodNotAllowed),
        Exchange::get("/pages/hunter2", OrderError::InvalidParameter { field: None }),
        Exchange::get("/list?limit=hunter2", OrderError::InvalidParameter { field: known("limit") }),
        Exchange::post("/orders", json, r#"{"items": hunter2"#, OrderError::InvalidBody { field: None }),
        Exchange::post(
            "/orders",
            json,
            r#"{"items": [1, "hunter2"]}"#,
            OrderError::InvalidBody { field: known("items[1]") },
        ),
        Exchange::post("/orders", json, &long, OrderError::TooLarge),
        Exchange::post("/orders", "text/plain", "hunter2", OrderError::UnsupportedMediaType),
        Exchange::post("/form", form, "limit=hunter2", OrderError::InvalidBody { field: known("limit") }),
    ];
    if server == OfServer::Axum {
        errors.push(Exchange::get("/hangs", OrderError::Timeout));
    }
    errors
}

/// Returns all exchanges: each error in both forms, whole and in chunks, compressed and not, with a request id.
pub(crate) fn all(server: OfServer) -> Vec<Exchange> {
    let mut all = vec![
        Exchange::get("/fine", None),
        Exchange::get("/fine", None).header("accept-encoding", "gzip"),
        Exchange::post("/orders", "application/json", r#"{"items": [1]}"#, None),
    ];
    for error in errors(server) {
        for accept in ["*/*", problem::MEDIA_TYPE] {
            for coding in ["identity", "gzip"] {
                let number = all.len();
                let wanted = error.clone().header("accept", accept).header("accept-encoding", coding);
                all.push(wanted.header("x-request-id", format!("req-{number}")));
            }
        }
        if error.method == "POST" {
            all.push(Exchange { chunked: true, ..error });
        }
    }
    // The responses after these are those of their requests only if no body was sent.
    all.push(Exchange { method: "HEAD", ..Exchange::get("/locked", OrderError::OrderLocked { order: "7".into() }) });
    all.push(Exchange { method: "HEAD", ..Exchange::get("/hunter2", OrderError::NoRoute) });
    all.push(Exchange::get("/fine", None));
    all
}

/// Checks all responses, which are in the order of the exchanges.
pub(crate) fn assert_all(exchanges: &[Exchange], received: &[Received]) {
    assert_eq!(exchanges.len(), received.len());
    for (exchange, received) in exchanges.iter().zip(received) {
        let shown = format!(
            "{} {} {:?}: {} {:?}",
            exchange.method,
            exchange.path,
            exchange.headers,
            received.status,
            received.text()
        );
        assert!(!received.text().contains(SECRET) && !format!("{:?}", received.headers).contains(SECRET), "{shown}");
        match &exchange.expected {
            None => assert_eq!(received.status, 200, "{shown}"),
            Some(expected) if exchange.method == "HEAD" => {
                assert_eq!((Some(received.status), received.text()), (expected.status(), ""), "{shown}");
            }
            Some(expected) => assert_error(exchange, received, expected, &shown),
        }
        let is_compressed = received.header("content-encoding") == Some("gzip");
        let wants_gzip = exchange.sent("accept-encoding") == Some("gzip");
        assert!(wants_gzip || !is_compressed, "{shown}");
        if exchange.path == "/fine" {
            assert!(received.text().is_empty() || received.text() == "fine".repeat(100), "{shown}");
            assert_eq!(wants_gzip, is_compressed, "{shown}");
        }
    }
}

fn assert_error(exchange: &Exchange, received: &Received, expected: &OrderError, shown: &str) {
    let (error, id, details) = if exchange.sent("accept") == Some(problem::MEDIA_TYPE) {
        assert_eq!(received.header("content-type"), Some(problem::MEDIA_TYPE), "{shown}");
        let problem = problem::decode_response::<OrderError>(received.status, &received.headers, &received.body);
        assert_eq!(problem.title().is_some(), problem.instance().is_none(), "{shown}");
        let (id, details) = (problem.request_id().map(ToOwned::to_owned), problem.details());
        (problem.into_error(), id, details)
    } else {
        let decoded = received.error();
        let (id, details) = (decoded.request_id().map(ToOwned::to_owned), decoded.details());
        (decoded.into_error(), id, details)
    };
    assert_eq!(&error, expected, "{shown}");
    // The framework answers a body that is JSON of another shape with a status of its own, which the entry lists, too.
    let is_unprocessable = matches!(expected, OrderError::InvalidBody { field: Some(_) }) && received.status == 422;
    assert!(is_unprocessable || Some(received.status) == expected.status(), "{shown}");
    assert_eq!(id.as_deref(), exchange.sent("x-request-id"), "{shown}");
    assert!(received.header("vary").is_some_and(|vary| vary.to_ascii_lowercase().contains("accept")), "{shown}");
    if exchange.path == "/detailed" {
        assert_eq!(details, [OrderErrorDetail::new("items", "missing")], "{shown}");
        assert_eq!(received.header("x-region"), Some("eu"), "{shown}");
    }
    if expected == &OrderError::MethodNotAllowed {
        assert!(received.header("allow").is_some_and(|allow| allow.contains("POST")), "{shown}");
    }
}
