//! One error in its table's own form and as a problem document (RFC 9457): the `Accept` header decides, and the document is
//! decoded.
//!
//! ```sh
//! cargo run -p errspec --example problem --features problem
//! ```

use errspec::Headers;
use errspec::problem::{self, Accepts};

#[errspec::table("specs/frankieone.toml")]
pub enum FrankieOneError {}

fn main() {
    let detail = FrankieOneErrorDetail {
        issue: "The specified entity does not exist".to_owned(),
        location: "body.party.entityId".to_owned(),
        kind: None,
    };
    let encoder = FrankieOneError::EntityNotFound.encoder().request_id("01GVEDZ0").details([detail]);

    for accept in ["application/json", "application/json, application/problem+json", "text/html"] {
        let response = encoder.negotiated(&Accepts::new(accept));
        println!("accept: {accept}");
        println!("  {} {}", response.status, response.header("content-type").unwrap_or("-"));
        println!("  {}", String::from_utf8_lossy(&response.body));
        if response.header("content-type") == Some(problem::MEDIA_TYPE) {
            let problem = problem::decode::<FrankieOneError>(response.status, &response.body);
            println!("  decoded: {:?} {:?}", problem.error(), problem.details());
        }
    }
}
