//! Panics of handlers as values.

use alloc::boxed::Box;
use core::any::Any;
use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::rejection::Rejection;

/// The value with which a panic was started.
pub(in crate::adapters) type Panic = Box<dyn Any + Send>;

/// Returns the rejection of a request whose handler panicked. The panic hook has written the message of the panic already.
pub(in crate::adapters) fn of_panic() -> Rejection {
    Rejection::of_status(500).with_text("a handler panicked")
}

/// Calls a function, and returns a panic in it as an error.
pub(in crate::adapters) fn caught<R>(call: impl FnOnce() -> R) -> Result<R, Panic> {
    // Whoever handles the panic drops what the function used, so nothing observes a value that it left inconsistent.
    catch_unwind(AssertUnwindSafe(call))
}

/// Polls a future, and returns a panic in it as an error. The future must not be polled again then.
pub(in crate::adapters) fn poll_caught<F: Future>(
    future: Pin<&mut F>,
    context: &mut Context<'_>,
) -> Poll<Result<F::Output, Panic>> {
    match caught(|| future.poll(context)) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    }
}
