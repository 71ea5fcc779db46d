//! Records errors of an API in the spans of their calls and as events, and prints both.
//!
//! ```sh
//! cargo run -p errspec --example tracing --features tracing
//! ```

use errspec::tracing::{Traced, call_span};
use tracing::Level;
use tracing_subscriber::fmt::format::FmtSpan;

#[errspec::table("specs/frankieone.toml")]
pub enum FrankieOneError {}

const NOT_FOUND: &str = r#"{"errorCode": "VAL-0404", "errorMsg": "Entity not found", "requestId": "01GVEDZ0",
    "details": [{"issue": "The specified entity does not exist", "issueLocation": "body.party.entityId"}]}"#;

fn main() {
    tracing_subscriber::fmt().with_span_events(FmtSpan::CLOSE).with_ansi(false).without_time().init();
    for (status, body) in [(400, NOT_FOUND), (502, "<html>Bad Gateway</html>")] {
        let span = call_span!(Level::INFO, "get entity", http.request.method = "GET");
        let decoded = FrankieOneError::decode(status, body);
        decoded.record(&span);
        decoded.event(Level::WARN);
    }
}
