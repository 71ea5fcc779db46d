//! Errors in the records of a job queue: serialized as the body of their table, and deserialized to the same values.
//!
//! ```sh
//! cargo run -p errspec --example serde --features serde
//! ```

use serde::{Deserialize, Serialize};

#[errspec::table("specs/flanks.toml", serde)]
pub enum FlanksError {}

#[derive(Debug, Serialize, Deserialize)]
struct Attempt {
    number: u32,
    error: FlanksError,
}

#[derive(Debug, Serialize, Deserialize)]
struct Job {
    id: String,
    attempts: Vec<Attempt>,
}

fn main() -> Result<(), serde_json::Error> {
    let job = Job {
        id: "portfolio-7".to_owned(),
        attempts: vec![
            Attempt { number: 1, error: FlanksError::Processing },
            Attempt { number: 2, error: FlanksError::missing_fields(["client_id", "secret"]) },
        ],
    };
    let json = serde_json::to_string_pretty(&job)?;
    println!("{json}\n");
    for attempt in serde_json::from_str::<Job>(&json)?.attempts {
        println!("{}: {:?}, {:?}", attempt.number, attempt.error, attempt.error.retry());
    }
    Ok(())
}
