//! Pages of HTML, which proxies and servers send instead of an error of the API.

/// Returns `true` if a text is a page of HTML: its first tag is `<html>` or its first declaration `<!DOCTYPE html>`, in any case.
/// White space, a byte order mark, an XML declaration and comments may precede it.
///
/// The first byte decides for nearly every text.
#[inline(always)]
#[must_use]
pub fn is_page(text: &[u8]) -> bool {
    // `\xef` begins a byte order mark.
    matches!(text.first(), Some(b'<' | b' ' | b'\t' | b'\r' | b'\n' | b'\xef')) && begins_page(text)
}

#[cold]
fn begins_page(text: &[u8]) -> bool {
    let mut rest = text.trim_ascii_start();
    rest = rest.strip_prefix(b"\xef\xbb\xbf").unwrap_or(rest).trim_ascii_start();
    while let Some(after) = after_enclosed(rest, b"<!--", b"-->").or_else(|| after_enclosed(rest, b"<?", b"?>")) {
        rest = after.trim_ascii_start();
    }
    begins_with_word(rest, b"<html")
        || after_word(rest, b"<!doctype").is_some_and(|name| begins_with_word(name, b"html"))
}

/// Returns the text after one that stands between two marks.
fn after_enclosed<'t>(text: &'t [u8], begin: &[u8], end: &[u8]) -> Option<&'t [u8]> {
    let inside = text.strip_prefix(begin)?;
    let length = inside.windows(end.len()).position(|window| window == end)?;
    inside.get(length + end.len()..)
}

/// Returns the text after a word and white space.
fn after_word<'t>(text: &'t [u8], word: &[u8]) -> Option<&'t [u8]> {
    if !begins_with_word(text, word) {
        return None;
    }
    text.get(word.len()..).map(<[u8]>::trim_ascii_start)
}

/// Returns `true` if a text begins with a word, whatever its case, that ends there.
fn begins_with_word(text: &[u8], word: &[u8]) -> bool {
    let Some((begin, rest)) = text.split_at_checked(word.len()) else { return false };
    begin.eq_ignore_ascii_case(word) && !rest.first().is_some_and(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::is_page;

    #[test]
    fn pages_are_recognized_by_their_beginning() {
        for page in [
            "<html>",
            "<HTML lang=en>",
            "<html",
            "<!DOCTYPE html>",
            "<!doctype HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">",
            "\r\n\t <!DocType\n html>",
            "\u{feff}<html>",
            " \u{feff} <html>",
            "<?xml version=\"1.0\"?>\n<!-- a --> <!-- b --><!DOCTYPE html>",
        ] {
            assert!(is_page(page.as_bytes()), "{page}");
        }
    }

    #[test]
    fn other_texts_are_no_pages() {
        for text in [
            "",
            " ",
            "\u{feff}",
            "<",
            "<htm",
            "<htmlx>",
            "<html5-thing>x",
            "<!doctypehtml>",
            "<!DOCTYPE note>",
            "<!--",
            "<?xml?><error/>",
            "<b>html</b>",
            "no <html> here",
            "\u{ef}\u{bb}<html>",
        ] {
            assert!(!is_page(text.as_bytes()), "{text}");
        }
    }
}
