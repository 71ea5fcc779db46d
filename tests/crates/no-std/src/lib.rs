//! Tables work without the standard library.

#![no_std]
#![deny(warnings)]

/// The errors of the Flanks API.
#[errspec::table("../../../specs/flanks.toml")]
pub enum FlanksError {}

/// Whether a response says to come back.
#[must_use]
pub fn come_back(status: u16, body: &[u8]) -> bool {
    FlanksError::decode(status, body).error().retry().is_retryable()
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_table_works_without_the_standard_library() {
        let body = br#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
        assert!(super::come_back(400, body));
    }
}
