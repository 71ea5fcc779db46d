//! A count of the bytes that a test visits, by which it sees that the work is linear. Programs do not count.

/// Takes note of bytes that are read.
#[inline(always)]
pub(crate) fn visit(bytes: usize) {
    #[cfg(test)]
    count::VISITED.with(|visited| visited.set(visited.get() + bytes));
    #[cfg(not(test))]
    let _ = bytes;
}

/// Returns the number of bytes that are read in a call.
#[cfg(test)]
pub(crate) fn visited_in(call: impl FnOnce()) -> usize {
    let before = count::VISITED.with(core::cell::Cell::get);
    call();
    count::VISITED.with(core::cell::Cell::get) - before
}

#[cfg(test)]
mod count {
    use core::cell::Cell;

    std::thread_local! {
        pub(super) static VISITED: Cell<usize> = const { Cell::new(0) };
    }
}
