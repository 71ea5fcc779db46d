//! The JSON Schemas of the bodies of an API's errors by status: for a reference page, a client in another language, or a test of
//! a server.
//!
//! ```sh
//! cargo run -p errspec --example schemars --features schemars
//! ```

#[errspec::table("specs/frankieone.toml", schemars)]
pub enum FrankieOneError {}

fn main() -> Result<(), serde_json::Error> {
    for (status, schema) in errspec::schemars::responses::<FrankieOneError>() {
        println!("{status}: {}", serde_json::to_string_pretty(&schema)?);
    }
    Ok(())
}
