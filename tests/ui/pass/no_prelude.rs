//! Generated code needs no prelude, and no names that the user may redefine.
#![no_implicit_prelude]
#![deny(warnings, missing_docs, unused_qualifications)]
#![allow(non_camel_case_types)]

/// Names that generated code could use.
pub mod traps {
    #[allow(missing_docs)]
    pub struct String;
    #[allow(missing_docs)]
    pub struct Option;
    #[allow(missing_docs)]
    pub struct u32;

    /// Documentation by the user.
    #[::errspec::table("../tables/small.toml")]
    pub enum Error {}
}

fn main() {
    let error = traps::Error::missing_fields(["a", "b"]);
    ::std::assert_eq!(::std::string::ToString::to_string(&error), "Missing fields: a, b");
    let _ = (traps::String, traps::Option, traps::u32);
}
