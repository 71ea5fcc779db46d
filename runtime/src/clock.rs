//! The system clock.

/// Returns the Unix time in seconds; `None` if there is no clock.
///
/// `wasm32-unknown-unknown` counts as a target without a clock, since the clock of its standard library panics.
pub(crate) fn now() -> Option<i64> {
    #[cfg(all(feature = "std", not(all(target_family = "wasm", target_os = "unknown"))))]
    {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(now.as_secs()).ok()
    }
    #[cfg(not(all(feature = "std", not(all(target_family = "wasm", target_os = "unknown")))))]
    None
}
