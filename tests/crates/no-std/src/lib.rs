//! Tables work without the standard library.

#![no_std]
#![deny(warnings)]

/// The errors of the Flanks API.
#[errspec::table("../../../../specs/flanks.toml")]
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

    #[test]
    fn a_date_counts_from_the_date_of_the_response() {
        let until = ("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT");
        let delay = |headers: &[(&str, &str)]| super::FlanksError::decode_response(503, headers, "").retry_after();
        let sent = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(delay(&[until, sent]), Some(core::time::Duration::from_secs(60)));
        // Nothing is left of it by a clock, where another crate of the build has one.
        assert!(delay(&[until]).is_none_or(|delay| delay.is_zero()));
    }
}
