//! An enum with large variants, as the error of a `Result`. `clippy::result_large_err` is one of the lints.

/// An enum whose large variants are boxed.
#[errspec::table(
    "tables/boxed.toml",
    actix_web,
    axum,
    boxed,
    jsonrpsee,
    miette,
    process,
    schemars,
    serde,
    tonic,
    utoipa
)]
pub enum BoxedError {}

/// Returns an error.
///
/// # Errors
///
/// Returns an error if `text` is empty.
pub fn fails(text: &str) -> Result<(), BoxedError> {
    if text.is_empty() { Err(BoxedError::bindings_1(text, text, text, text, text, text, text)) } else { Ok(()) }
}

const _: () = assert!(size_of::<BoxedError>() < 128);

mod private {
    //! An enum whose items are mostly unused.

    #[errspec::table("tables/boxed.toml", boxed)]
    pub(super) enum Private {}
}

/// Uses one method of the private enum.
#[must_use]
pub fn used() -> bool {
    private::Private::Plain.is_unknown()
}
