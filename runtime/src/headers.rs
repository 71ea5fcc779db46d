//! Headers.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::table::ExampleHeaders;

/// The headers of a response.
///
/// The trait is implemented for slices, arrays and vectors of pairs, for `BTreeMap`, and for `()`, which has no headers. A value that is
/// not UTF-8 is decoded as ISO-8859-1.
///
/// ```
/// use errspec::Headers;
///
/// assert_eq!([("Retry-After", "30")].header("retry-after"), Some("30"));
/// ```
pub trait Headers {
    /// Returns the first value of the header with this name. Names are compared without regard to case (RFC 9110, section 5.1).
    fn header(&self, name: &str) -> Option<&str>;

    /// Returns the first value of the header with this name as bytes. A value that is not UTF-8 is decoded as ISO-8859-1.
    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        self.header(name).map(str::as_bytes)
    }
}

/// Returns the text of a header: UTF-8, or else ISO-8859-1, whose bytes are the first code points of Unicode.
pub(crate) fn header_text(value: &[u8]) -> String {
    match core::str::from_utf8(value) {
        Ok(text) => text.into(),
        Err(_) => value.iter().copied().map(char::from).collect(),
    }
}

impl Headers for () {
    fn header(&self, _name: &str) -> Option<&str> {
        None
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for [(N, V)] {
    fn header(&self, name: &str) -> Option<&str> {
        core::str::from_utf8(self.header_bytes(name)?).ok()
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        let (_, value) = self.iter().find(|(own, _)| own.as_ref().eq_ignore_ascii_case(name))?;
        Some(value.as_ref())
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const L: usize> Headers for [(N, V); L] {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        self.as_slice().header_bytes(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for Vec<(N, V)> {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        self.as_slice().header_bytes(name)
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for BTreeMap<N, V> {
    fn header(&self, name: &str) -> Option<&str> {
        core::str::from_utf8(self.header_bytes(name)?).ok()
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        let (_, value) = self.iter().find(|(own, _)| own.as_ref().eq_ignore_ascii_case(name))?;
        Some(value.as_ref())
    }
}

/// The headers of a recorded response.
impl Headers for ExampleHeaders<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        self.get(name)
    }
}

impl<H: Headers + ?Sized> Headers for &H {
    fn header(&self, name: &str) -> Option<&str> {
        (**self).header(name)
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        (**self).header_bytes(name)
    }
}
