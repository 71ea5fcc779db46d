//! Enums of tables.

/// An enum with all options.
#[errspec::table("tables/lints.toml", actix_web, axum, jsonrpsee, miette, process, schemars, serde, tonic, utoipa)]
pub enum LintsError {}

/// An enum without constructors.
#[errspec::table("tables/lints.toml", no_constructors)]
pub(crate) enum Crate {}

/// A deprecated enum.
#[errspec::table("tables/lints.toml")]
#[deprecated]
pub enum Retired {}

mod private {
    //! An enum whose items are mostly unused.

    #[errspec::table("tables/lints.toml")]
    pub(super) enum Private {}
}

/// Uses one method of each enum.
#[must_use]
pub fn used() -> bool {
    let error = LintsError::failed("x");
    private::Private::Plain.status() == error.status() && Crate::Plain.is_unknown()
}
