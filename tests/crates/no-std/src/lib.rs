//! A crate without the standard library that uses a table.

#![no_std]
#![deny(warnings)]

extern crate alloc;

/// The errors of the Flanks API.
#[errspec::table("../../../../specs/flanks.toml")]
pub enum FlanksError {}

/// The errors of a program that reads numbers, of its own type.
#[derive(Debug, errspec::Error)]
#[errspec("../../../../specs/tally.toml", partial, decoded = TallyResponse)]
pub enum TallyError<'t> {
    /// A file that cannot be read.
    FileUnreadable {
        /// The path of the file.
        path: &'t str,
        /// The reason for which it cannot be read.
        source: core::str::Utf8Error,
    },
    /// A line that is no number.
    NotANumber {
        /// The line, from 1 on.
        line: u32,
        /// The content.
        text: alloc::string::String,
    },
}

/// Returns `true` if a response allows a retry.
#[must_use]
pub fn is_retryable(status: u16, body: &[u8]) -> bool {
    FlanksError::decode(status, body).error().retry().is_retryable()
}

/// The retries of all calls.
pub static BUDGET: errspec::RetryBudget = errspec::RetryBudget::new();

/// Returns the delay before the first retry.
#[must_use]
pub fn delay(error: &FlanksError) -> Option<core::time::Duration> {
    errspec::RetryPolicy::new().attempts_within(&BUDGET).next(error)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_budget_works_without_the_standard_library() {
        assert_eq!(super::delay(&super::FlanksError::Processing), Some(core::time::Duration::from_millis(500)));
        assert_eq!(super::BUDGET.available(), 495);
    }

    #[test]
    fn a_table_works_without_the_standard_library() {
        let body = br#"{"error": "Retrieving user data. Please try again in a moment.", "error_code": 20002}"#;
        assert!(super::is_retryable(400, body));
    }

    #[test]
    fn a_derived_type_works_without_the_standard_library() {
        use alloc::string::ToString;
        use core::error::Error;

        let source = core::str::from_utf8(&[0xff, b'a'][..]).unwrap_err();
        let error = super::TallyError::FileUnreadable { path: "numbers.txt", source };
        assert_eq!(error.to_string(), "cannot read `numbers.txt`");
        assert_eq!(error.source().map(ToString::to_string), Some(source.to_string()));

        let error = super::TallyError::NotANumber { line: 2, text: "two".into() };
        let body = error.encode();
        let decoded = super::TallyResponse::decode(0, &body);
        assert_eq!(decoded.error(), &super::TallyResponse::not_a_number(2_u32, "two"));
    }

    #[test]
    fn a_date_is_relative_to_the_date_of_the_response() {
        let until = ("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT");
        let delay = |headers: &[(&str, &str)]| super::FlanksError::decode_response(503, headers, "").retry_after();
        let sent = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(delay(&[until, sent]), Some(core::time::Duration::from_secs(60)));
        // Another crate of the build may enable `std`: by the clock, the delay is zero.
        assert!(delay(&[until]).is_none_or(|delay| delay.is_zero()));
    }
}
