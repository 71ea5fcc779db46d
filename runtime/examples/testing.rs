//! The assertions of a test suite about a table, and the contract that it keeps in a file.
//!
//! ```sh
//! cargo run -p errspec --example testing --features testing
//! ```

use errspec::testing;

#[errspec::table("specs/frankieone.toml")]
pub enum FrankieOneError {}

fn main() -> Result<(), testing::CheckError> {
    testing::check::<FrankieOneError>()?;
    assert!(testing::uncovered::<FrankieOneError>().is_empty());
    print!("{}", testing::contract::<FrankieOneError>());
    Ok(())
}
