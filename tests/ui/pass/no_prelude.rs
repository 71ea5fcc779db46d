//! Nothing of what is generated needs a prelude, or names that the user did not change.
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unused_qualifications)]
#![allow(non_camel_case_types)]

/// Names that stand in the way.
pub mod traps {
    #[allow(missing_docs)]
    pub struct String;
    #[allow(missing_docs)]
    pub struct Option;
    #[allow(missing_docs)]
    pub struct u32;

    /// Its documentation.
    #[::errspec::table("../tables/small.toml")]
    pub enum Error {}
}

fn main() {
    let error = traps::Error::missing_fields(["a", "b"]);
    ::std::assert_eq!(::std::string::ToString::to_string(&error), "Missing fields: a, b");
    let _ = (traps::String, traps::Option, traps::u32);
}
