//! Headers.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;

use errspec_engine::response::HeaderLines;
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
///
/// let mut challenges = Vec::new();
/// let headers = [("WWW-Authenticate", "Basic"), ("WWW-Authenticate", "Bearer")];
/// headers.each_line("www-authenticate", &mut |value| challenges.push(value.to_vec()));
/// assert_eq!(challenges, [b"Basic".to_vec(), b"Bearer".to_vec()]);
/// ```
pub trait Headers {
    /// Returns the first value of the header with this name. Names are compared without regard to case (RFC 9110, section 5.1).
    fn header(&self, name: &str) -> Option<&str>;

    /// Returns the first value of the header with this name as bytes. A value that is not UTF-8 is decoded as ISO-8859-1.
    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        self.header(name).map(str::as_bytes)
    }

    /// Calls `take` with the value of each line of the header with this name, in their order. A header may be repeated (RFC 9110, section
    /// 5.3), as `WWW-Authenticate` often is. Without an own implementation, only the first line is read.
    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        if let Some(value) = self.header_bytes(name) {
            take(value);
        }
    }
}

/// The lines of headers as the engine reads them.
pub(crate) struct Lines<'h>(pub(crate) &'h dyn Headers);

impl HeaderLines for Lines<'_> {
    fn each_line(&self, name: &str, take: &mut dyn FnMut(Arc<str>)) {
        self.0.each_line(name, &mut |value| take(header_text(value)));
    }
}

/// Returns the text of a header: UTF-8, or else ISO-8859-1, whose bytes are the first code points of Unicode.
pub(crate) fn header_text(value: &[u8]) -> Arc<str> {
    match core::str::from_utf8(value) {
        Ok(text) => text.into(),
        Err(_) => value.iter().copied().map(char::from).collect::<String>().into(),
    }
}

/// Returns a value in ISO-8859-1; `None` if it is read back in UTF-8 alone, since it has other characters or its bytes are UTF-8, too.
pub(crate) fn latin1(value: &str) -> Option<Vec<u8>> {
    let bytes: Vec<u8> = value.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect::<Option<_>>()?;
    core::str::from_utf8(&bytes).is_err().then_some(bytes)
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

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        let lines = self.iter().filter(|(own, _)| own.as_ref().eq_ignore_ascii_case(name));
        lines.for_each(|(_, value)| take(value.as_ref()));
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>, const L: usize> Headers for [(N, V); L] {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        self.as_slice().header_bytes(name)
    }

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        self.as_slice().each_line(name, take);
    }
}

impl<N: AsRef<str>, V: AsRef<[u8]>> Headers for Vec<(N, V)> {
    fn header(&self, name: &str) -> Option<&str> {
        self.as_slice().header(name)
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        self.as_slice().header_bytes(name)
    }

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        self.as_slice().each_line(name, take);
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

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        let lines = self.iter().filter(|(own, _)| own.as_ref().eq_ignore_ascii_case(name));
        lines.for_each(|(_, value)| take(value.as_ref()));
    }
}

/// The headers of a recorded response.
impl Headers for ExampleHeaders<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        self.get(name)
    }

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        let lines = self.iter().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        lines.for_each(|(_, value)| take(value.as_bytes()));
    }
}

impl<H: Headers + ?Sized> Headers for &H {
    fn header(&self, name: &str) -> Option<&str> {
        (**self).header(name)
    }

    fn header_bytes(&self, name: &str) -> Option<&[u8]> {
        (**self).header_bytes(name)
    }

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        (**self).each_line(name, take);
    }
}
