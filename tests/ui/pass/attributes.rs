//! The user's attributes and documentation are kept.
#![deny(warnings, missing_docs)]

/// Documentation by the user.
#[errspec::table("../tables/small.toml")]
#[repr(u16)]
#[non_exhaustive]
pub enum Small {}

#[cfg(any())]
#[errspec::table("../tables/small.toml")]
enum Before {}

#[errspec::table("../tables/small.toml")]
#[cfg(any())]
enum After {}

fn main() {
    assert_eq!(Small::missing_fields(["a"]).to_string(), "Missing fields: a");
}
