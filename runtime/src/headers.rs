//! Headers, whoever holds them.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// The headers of a response.
///
/// Implemented for slices, arrays and vectors of pairs, for maps, and for `()`: no headers. A value that is not UTF-8
/// counts as absent.
///
/// ```
/// use errspec::Headers;
///
/// assert_eq!([("Retry-After", "30")].header("retry-after"), Some("30"));
/// ```
pub trait Headers {
    /// The first value of the header of this name; names are compared without regard to case.
    fn header(&self, name: &str) -> Option<&str>;
}

impl Headers for () {
    fn header(&self, _name: &str) -> Option<&str> {
        None
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for [(N, V)] {
    fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.iter().find(|(own, _)| own.as_ref().eq_ignore_ascii_case(name))?;
        core::str::from_utf8(value.as_ref()).ok()
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const L: usize> Headers for [(N, V); L] {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for Vec<(N, V)> {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for BTreeMap<N, V> {
    fn header(&self, name: &str) -> Option<&str> {
        let (_, value) = self.iter().find(|(own, _)| own.as_ref().eq_ignore_ascii_case(name))?;
        core::str::from_utf8(value.as_ref()).ok()
    }
}

impl<H: Headers + ?Sized> Headers for &H {
    fn header(&self, name: &str) -> Option<&str> {
        (**self).header(name)
    }
}
