//! HTTP status arguments.

/// An HTTP status, or `None` for a transport without HTTP.
///
/// The trait is implemented for `u16`, `Option<u16>` and, with the feature `http`, `http::StatusCode`. A status of 0 counts as `None`.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let body = r#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
/// assert_eq!(FlanksError::decode(400, body).status(), Some(400));
/// // A message from a queue has no HTTP status.
/// assert_eq!(FlanksError::decode(None, body).status(), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an HTTP status",
    note = "a status is a `u16`, an `Option<u16>` or, with the feature `http`, an `http::StatusCode`"
)]
pub trait IntoStatus: sealed::IntoStatus {
    /// Returns the status.
    fn into_status(self) -> Option<u16>;
}

mod sealed {
    pub trait IntoStatus {}

    impl IntoStatus for u16 {}
    impl IntoStatus for Option<u16> {}
    #[cfg(feature = "http")]
    impl IntoStatus for ::http::StatusCode {}
}

impl IntoStatus for u16 {
    fn into_status(self) -> Option<u16> {
        Some(self).filter(|status| *status != 0)
    }
}

impl IntoStatus for Option<u16> {
    fn into_status(self) -> Option<u16> {
        self.and_then(u16::into_status)
    }
}

#[cfg(feature = "http")]
impl IntoStatus for ::http::StatusCode {
    fn into_status(self) -> Option<u16> {
        Some(self.as_u16())
    }
}
