//! The charsets in which bodies are read.

use alloc::borrow::Cow;
use alloc::string::String;
#[cfg(feature = "xml")]
use core::iter;

#[cfg(feature = "xml")]
use super::mark::after_mark;

/// The charset of a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Charset {
    /// UTF-8.
    #[default]
    Utf8,
    /// windows-1252, which is also read for ISO-8859-1, as browsers do: the bytes in which the two differ are control characters there.
    Windows1252,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
}

/// The characters of windows-1252 from 0x80 to 0x9F. Five bytes have none and stay control characters.
const FROM_0X80: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

impl Charset {
    /// Returns bytes as text. What is not of the charset becomes U+FFFD.
    pub(crate) fn decode(self, raw: &[u8]) -> Cow<'_, str> {
        match self {
            Self::Windows1252 if !raw.is_ascii() => Cow::Owned(raw.iter().map(|byte| windows_1252(*byte)).collect()),
            Self::Utf16Le | Self::Utf16Be => {
                let units = raw.chunks(2).map(|pair| self.unit(pair));
                Cow::Owned(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
            }
            _ => String::from_utf8_lossy(raw),
        }
    }

    /// Returns the charset of a text that is not UTF-8: as its first bytes show, or else as its `content-type` says. `None` if that is UTF-8 or
    /// not known.
    pub(crate) fn of_text(body: &[u8], content_type: Option<&str>) -> Option<Self> {
        match body {
            [0xFF, 0xFE, _, _, ..] => return Some(Self::Utf16Le),
            [0xFE, 0xFF, _, _, ..] => return Some(Self::Utf16Be),
            _ => {}
        }
        let label = content_type.and_then(charset_parameter)?;
        let is = |own: &str| label.eq_ignore_ascii_case(own);
        match is_windows_1252(label) {
            true => Some(Self::Windows1252),
            false if is("utf-16le") => Some(Self::Utf16Le),
            false if is("utf-16be") || is("utf-16") => Some(Self::Utf16Be),
            false => None,
        }
    }

    /// Returns a code unit of UTF-16. Half a unit at the end of a text is none.
    fn unit(self, pair: &[u8]) -> u16 {
        match (pair, self) {
            ([high, low], Self::Utf16Be) => u16::from_be_bytes([*high, *low]),
            ([low, high], _) => u16::from_le_bytes([*low, *high]),
            // A surrogate alone is no character.
            _ => 0xD800,
        }
    }
}

#[cfg(feature = "xml")]
impl Charset {
    /// Returns the charset of an XML body: as its first bytes show, or else as its `content-type` or its declaration says.
    pub(crate) fn of_xml(body: &[u8], content_type: Option<&str>) -> Self {
        match body {
            [0xEF, 0xBB, 0xBF, ..] => Self::Utf8,
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Self::Utf16Le,
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Self::Utf16Be,
            _ => match content_type.and_then(charset_parameter).or_else(|| declared(body)) {
                Some(label) if is_windows_1252(label) => Self::Windows1252,
                // A text in UTF-16 is known by its first bytes.
                _ => Self::Utf8,
            },
        }
    }

    /// Returns the number of bytes of a code unit.
    pub(super) fn width(self) -> usize {
        if matches!(self, Self::Utf16Le | Self::Utf16Be) { 2 } else { 1 }
    }

    /// Returns the length of the byte order mark at the start of a body.
    pub(super) fn mark(self, body: &[u8]) -> usize {
        match (self, body) {
            (Self::Utf8, [0xEF, 0xBB, 0xBF, ..]) => 3,
            (Self::Utf16Le, [0xFF, 0xFE, ..]) | (Self::Utf16Be, [0xFE, 0xFF, ..]) => 2,
            _ => 0,
        }
    }

    /// Returns a text with one byte for each code unit, in which the markup is the same: other characters are masked by a letter. Text
    /// that is UTF-8 is returned as it is, unless it begins with a byte order mark.
    pub(super) fn masked(self, raw: &[u8]) -> Cow<'_, str> {
        const MASK: char = 'x';
        match self {
            Self::Utf16Le | Self::Utf16Be => {
                Cow::Owned(raw.chunks(2).map(|pair| self.masked_unit(pair, MASK)).collect())
            }
            Self::Utf8 => {
                // A reader of XML passes over a byte order mark without counting it. That of the body comes before `raw`, so this one is text.
                let text = after_mark(raw);
                let has_mark = text.len() < raw.len();
                if !has_mark && let Ok(text) = core::str::from_utf8(raw) {
                    return Cow::Borrowed(text);
                }
                let mut out = String::with_capacity(raw.len());
                out.extend(iter::repeat_n(MASK, raw.len() - text.len()));
                for chunk in text.utf8_chunks() {
                    out.push_str(chunk.valid());
                    out.extend(chunk.invalid().iter().map(|_| MASK));
                }
                Cow::Owned(out)
            }
            Self::Windows1252 => {
                Cow::Owned(raw.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { MASK }).collect())
            }
        }
    }

    /// Returns `true` for the code unit of `<`.
    pub(super) fn opens_tag(self, unit: &[u8]) -> bool {
        matches!((self, unit), (Self::Utf16Le, [b'<', 0]) | (Self::Utf16Be, [0, b'<']) | (_, [b'<']))
    }

    fn masked_unit(self, pair: &[u8], mask: char) -> char {
        u8::try_from(self.unit(pair)).ok().filter(u8::is_ascii).map_or(mask, char::from)
    }
}

fn windows_1252(byte: u8) -> char {
    let special = usize::from(byte).checked_sub(0x80).and_then(|place| FROM_0X80.get(place));
    special.copied().unwrap_or(char::from(byte))
}

fn is_windows_1252(label: &str) -> bool {
    let labels =
        ["iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252", "cp-1252"];
    labels.iter().any(|own| label.eq_ignore_ascii_case(own))
}

/// Returns the `charset` of a `content-type`.
fn charset_parameter(content_type: &str) -> Option<&str> {
    content_type.split(';').skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"'))
    })
}

/// Returns the `encoding` of an XML declaration.
#[cfg(feature = "xml")]
fn declared(body: &[u8]) -> Option<&str> {
    let rest = body.trim_ascii_start().strip_prefix(b"<?xml")?;
    // A declaration is short.
    let rest = rest.get(..rest.len().min(200))?;
    let end = rest.windows(2).position(|pair| pair == b"?>")?;
    let declaration = core::str::from_utf8(rest.get(..end)?).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    Some(value.get(1..)?.split_once(quote)?.0)
}

#[cfg(all(test, feature = "xml"))]
mod tests {
    use super::*;

    #[test]
    fn the_charset_is_as_the_bytes_show_or_the_labels_say() {
        let latin = |head: &str, content_type| Charset::of_xml(head.as_bytes(), content_type) == Charset::Windows1252;
        assert!(latin("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", None));
        assert!(latin("\n<?xml version=\"1.0\" encoding = \"latin1\" ?>", None));
        assert!(latin("<a/>", Some("text/xml; Charset=\"windows-1252\"")));
        assert!(!latin("<?xml version='1.0' encoding='ISO-8859-1'?>", Some("text/xml;charset=utf-8")));
        assert!(!latin("\u{feff}<?xml encoding='ISO-8859-1'?>", None));
        assert!(!latin("<a encoding='ISO-8859-1'/>", None));
        assert_eq!(Charset::of_xml(b"<\0a\0", None), Charset::Utf16Le);
        assert_eq!(Charset::of_xml(b"\xFE\xFF\0<", Some("text/xml; charset=utf-16")), Charset::Utf16Be);
        assert_eq!(Charset::of_xml(b"<?xml encoding='utf-16'?>", None), Charset::Utf8);
    }

    #[test]
    fn every_byte_has_one_place_in_the_masked_text() {
        assert_eq!(Charset::Utf8.masked(b"<a>\xff\xc3\xa9\xe9\x82</a>"), "<a>xéxx</a>");
        assert_eq!(Charset::Utf8.masked("\u{feff}é<a/>".as_bytes()), "xxxé<a/>");
        assert_eq!(Charset::Windows1252.masked(b"<a>\xe9</a>"), "<a>x</a>");
        assert_eq!(Charset::Windows1252.decode(b"\x80\xe9\x81"), "€é\u{81}");
        assert_eq!(Charset::Utf16Le.masked(b"<\0\x3d\xd8\x00\xdea\0b"), "<xxax");
        assert_eq!(Charset::Utf16Le.decode(b"<\0\x3d\xd8\x00\xdea\0b"), "<😀a\u{fffd}");
        assert_eq!(Charset::Utf16Be.decode(b"\0<\0\xe9"), "<é");
    }
}
