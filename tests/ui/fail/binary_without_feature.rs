//! A media type whose bodies need a feature that is not enabled.

#[errspec::table("../tables/binary.toml")]
pub enum ApiError {}

fn main() {}
