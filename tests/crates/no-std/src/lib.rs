//! A crate without the standard library that uses a table.

#![no_std]
#![deny(warnings)]

/// The errors of the Flanks API.
#[errspec::table("../../../../specs/flanks.toml")]
pub enum FlanksError {}

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
    fn a_date_is_relative_to_the_date_of_the_response() {
        let until = ("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT");
        let delay = |headers: &[(&str, &str)]| super::FlanksError::decode_response(503, headers, "").retry_after();
        let sent = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(delay(&[until, sent]), Some(core::time::Duration::from_secs(60)));
        // Another crate of the build may enable `std`: by the clock, the delay is zero.
        assert!(delay(&[until]).is_none_or(|delay| delay.is_zero()));
    }
}
