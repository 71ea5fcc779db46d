//! The words in which axum rejects a request, which are for the log. The only test of its program: whether an event is enabled is cached
//! for all threads.

#![allow(clippy::indexing_slicing, clippy::unwrap_used)]

use std::io;
use std::sync::{Arc, Mutex};

use axum::routing::post;
use axum::{Json, Router};
use errspec::axum::{ErrorLayer, Extract, Rejection};

#[errspec::table("tables/billing.toml", axum)]
enum BillingError {}

impl From<Rejection> for BillingError {
    fn from(_: Rejection) -> Self {
        Self::Broken
    }
}

/// The log as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_words_of_the_framework_are_logged_and_not_sent() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false);
    let guard = tracing::subscriber::set_default(subscriber.with_writer(move || writer.clone()).finish());
    let app = Router::new()
        .route("/extracted", post(async |Extract(Json(_)): Extract<Json<Vec<u32>>>| ""))
        .route("/plain", post(async |Json(_): Json<Vec<u32>>| ""))
        .layer(ErrorLayer::new().rejections::<BillingError>());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async { axum::serve(listener, app).await.unwrap() });
    for path in ["extracted", "plain"] {
        let request = reqwest::Client::new().post(format!("http://{address}/{path}"));
        let request = request.header("content-type", "application/json").body(r#"[1, "hunter2"]"#);
        let body = request.send().await.unwrap().text().await.unwrap();
        assert_eq!(body, r#"{"error":{"message":"Broken","code":"broken"}}"#);
    }
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let lines: Vec<_> = log.lines().filter(|line| line.contains("errspec::rejection")).collect();
    assert_eq!(lines.len(), 2, "{log}");
    // The extractor knows the reason and the field, the layer alone the words.
    assert!(lines.iter().all(|line| line.contains("hunter2")), "{log}");
    assert!(lines[0].contains("the body has a wrong value at `[1]`"), "{log}");
}
