// A warning of a table is the use of something deprecated, so that the lint decides what it is.
#![deny(deprecated)]

#[errspec::table("../tables/patterns.toml")]
pub enum PatternsError {}

// Another type of the same table does not repeat its warnings.
#[derive(Debug, errspec::Error)]
#[errspec("../tables/patterns.toml")]
pub enum Own {
    Lost,
    Late,
}

// These warnings are allowed in the table.
#[errspec::table("../tables/quiet.toml")]
pub enum QuietError {}

// These warnings are allowed for the type.
#[errspec::table("../tables/lenient.toml")]
#[allow(deprecated)]
pub enum LenientError {}

fn main() {}
