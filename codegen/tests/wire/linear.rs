//! The time that a body takes, which grows with its length, and not with the square of it.
//!
//! It is the time that the processor spends on the thread, which other processes do not lengthen.

use std::time::Duration;

use cpu_time::ThreadTime;

const LONG: usize = 6_000;

/// The number of short bodies that are as long as the long one.
const SHORT: usize = 8;

/// Between linear work, for which many short bodies take as long as the long one, and work that grows with the square, for which the long
/// one takes `SHORT` times as long.
const MOST: u32 = 3;

/// What else happens on the machine makes a measurement longer, never shorter.
const ATTEMPTS: usize = 40;

/// Checks that the time of reading grows with the body. `body` makes one from a function that repeats a piece up to a length.
pub(crate) fn assert_linear(body: impl Fn(&dyn Fn(&str) -> String) -> String, read: impl Fn(&str)) {
    let body = |length: usize| body(&|piece| piece.repeat(length / piece.len()));
    let (short, long) = (body(LONG / SHORT), body(LONG));
    let time = |body: &str, count: usize| {
        let begin = ThreadTime::now();
        (0..count).for_each(|_| read(body));
        begin.elapsed()
    };
    // Both take about as long, so that other processes slow both down alike.
    let mut least = (Duration::MAX, Duration::MAX);
    for _ in 0..ATTEMPTS {
        least = (least.0.min(time(&short, SHORT)), least.1.min(time(&long, 1)));
        if least.1 < least.0 * MOST {
            return;
        }
    }
    let (some, one) = least;
    panic!("{some:?} for {SHORT} bodies of {} bytes, {one:?} for {} bytes: {long:.80}", short.len(), long.len());
}
