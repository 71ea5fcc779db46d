//! The retry policy: the failures that are retried, and the delays.

use std::time::Duration;

use errspec::{Advice, Advise, Applied, Retry, RetryPolicy};
use errspec_tests::apis::FlanksError;

const SECOND: Duration = Duration::from_secs(1);

const CLASSES: [Retry; 4] = [Retry::Unknown, Retry::Never, Retry::After, Retry::Poll];
const APPLIED: [Applied; 3] = [Applied::No, Applied::Maybe, Applied::Yes];

#[test]
fn a_call_that_may_have_been_applied_is_retried_only_if_it_is_idempotent() {
    for applied in APPLIED {
        let advice = Advice::new(Retry::After, applied);
        assert!(RetryPolicy::idempotent().allows(&advice), "{applied:?}");
        assert_eq!(RetryPolicy::new().allows(&advice), applied == Applied::No, "{applied:?}");
        assert_eq!(RetryPolicy::default().next(&advice, 1).is_some(), applied == Applied::No, "{applied:?}");
    }
}

#[test]
fn never_overrides_a_delay_and_a_status_of_the_response() {
    for applied in APPLIED {
        let advice = Advice::new(Retry::Never, applied).retry_after(SECOND).status(503);
        assert_eq!(RetryPolicy::idempotent().next(&advice, 1), None);
    }
}

#[test]
fn an_unknown_retry_is_decided_by_the_http_status_or_a_delay() {
    let unknown = Advice::new(Retry::Unknown, Applied::No);
    assert!(!RetryPolicy::idempotent().allows(&unknown));
    assert!(RetryPolicy::idempotent().allows(&unknown.retry_after(SECOND)));
    let allowed: Vec<u16> =
        (0..=999).filter(|status| RetryPolicy::idempotent().allows(&unknown.status(*status))).collect();
    assert_eq!(allowed, [408, 425, 429, 502, 503, 504]);
    assert!(!RetryPolicy::new().allows(&Advice::new(Retry::Unknown, Applied::Maybe).status(503)));
}

#[test]
fn poll_repeats_the_call_unless_the_caller_polls_elsewhere() {
    for class in CLASSES {
        let advice = Advice::new(class, Applied::No).status(503);
        let policy = RetryPolicy::idempotent();
        assert_eq!(policy.allows(&advice), class != Retry::Never, "{class:?}");
        assert_eq!(policy.polls(false).allows(&advice), !matches!(class, Retry::Never | Retry::Poll), "{class:?}");
    }
}

#[test]
fn the_delay_doubles_up_to_the_longest_until_no_retry_is_left() {
    let advice = Advice::new(Retry::After, Applied::No);
    let policy = RetryPolicy::new().first_delay(SECOND).longest_delay(5 * SECOND).retries(5);
    let delays: Vec<Option<u64>> =
        (1..=6).map(|failed| policy.next(&advice, failed).map(|delay| delay.as_secs())).collect();
    assert_eq!(delays, [Some(1), Some(2), Some(4), Some(5), Some(5), None]);
    assert_eq!(policy.retries(0).next(&advice, 1), None);
    assert_eq!(policy.retries(u32::MAX).next(&advice, u32::MAX), Some(5 * SECOND));
    assert_eq!(policy.next(&advice, 0), Some(SECOND));
}

#[test]
fn a_requested_delay_is_used_and_stops_the_retries_beyond_the_longest() {
    let asked = |delay| Advice::new(Retry::After, Applied::No).retry_after(delay);
    let policy = RetryPolicy::new().longest_delay(10 * SECOND);
    assert_eq!(policy.next(&asked(10 * SECOND), 3), Some(10 * SECOND));
    // A shorter delay than the policy's own does not count.
    assert_eq!(policy.next(&asked(Duration::ZERO), 3), Some(2 * SECOND));
    assert_eq!(policy.next(&asked(3 * SECOND), 3), Some(3 * SECOND));
    assert_eq!(policy.next(&asked(11 * SECOND), 1), None);
    assert!(!policy.allows(&asked(Duration::MAX)));
}

#[test]
fn the_advice_of_an_error_is_from_its_table_and_of_a_response_has_its_delay() {
    let body = r#"{"error": "User data not available. Please try again later.", "error_code": 20001}"#;
    let decoded = FlanksError::decode_response(400, &[("retry-after", "7")], body);
    let expected = Advice::new(Retry::After, Applied::No).status(400);
    assert_eq!(decoded.advice(), expected.retry_after(7 * SECOND));
    assert_eq!(decoded.error().advice(), expected);
    let day = FlanksError::security_checks(24, 48).advice();
    assert_eq!(day.retry_after, Some(Duration::from_secs(86_400)));
    assert!(!RetryPolicy::new().allows(&day));
    assert_eq!(FlanksError::decode(0, "nothing").advice(), Advice::default());
}
