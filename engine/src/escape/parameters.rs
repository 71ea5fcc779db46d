//! Parameters of a header (RFC 9110, section 5.6.6), and those of challenges (section 11): `Bearer realm="a", error="b"`.

use alloc::string::String;

use super::form;

/// Returns parameters as a form. The text before the first one, such as a scheme, has the empty name. Names are in lower case.
///
/// Any text is read. What is neither a parameter nor before the first one, such as the scheme of a second challenge, is left out.
pub(crate) fn as_form(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    let mut is_first = true;
    while let Some(item) = HeaderPart::read(&mut rest) {
        match item {
            HeaderPart::Bare(value) if is_first => push_pair("", &value, &mut out),
            HeaderPart::Bare(_) => {}
            HeaderPart::Parameter(name, value) => push_pair(&name.to_ascii_lowercase(), &value, &mut out),
        }
        is_first = false;
    }
    out
}

fn push_pair(name: &str, value: &str, out: &mut String) {
    if !out.is_empty() {
        out.push('&');
    }
    form::escape(name, out);
    out.push('=');
    form::escape(value, out);
}

/// Appends a quoted string.
pub(crate) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for char in text.chars() {
        if matches!(char, '"' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
    out.push('"');
}

/// A part of a header with parameters.
enum HeaderPart<'x> {
    /// A scheme or another value without a name.
    Bare(String),
    Parameter(&'x str, String),
}

impl<'x> HeaderPart<'x> {
    /// Reads the next part.
    fn read(rest: &mut &'x str) -> Option<Self> {
        *rest = rest.trim_start_matches(|char: char| char.is_ascii_whitespace() || matches!(char, ',' | ';' | '='));
        if rest.is_empty() {
            return None;
        }
        if let Some(value) = quoted(rest) {
            return Some(Self::Bare(value));
        }
        let (name, after) = word(rest);
        match after.trim_ascii_start().strip_prefix('=') {
            Some(after) => {
                *rest = after.trim_ascii_start();
                let value = quoted(rest).unwrap_or_else(|| unquoted(rest));
                Some(Self::Parameter(name, value))
            }
            None => {
                // A quote within a word belongs to nothing.
                *rest = after.strip_prefix('"').unwrap_or(after);
                Some(Self::Bare(name.into()))
            }
        }
    }
}

/// Splits a text after its first word.
fn word(text: &str) -> (&str, &str) {
    let ends = |char: char| char.is_ascii_whitespace() || matches!(char, ',' | ';' | '=' | '"');
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

/// Reads a quoted string. A backslash takes the meaning of the character after it. A string that is cut off ends with the text.
fn quoted(rest: &mut &str) -> Option<String> {
    let inside = rest.strip_prefix('"')?;
    let mut out = String::new();
    let mut chars = inside.chars();
    while let Some(char) = chars.next() {
        match char {
            '"' => break,
            '\\' => out.extend(chars.next()),
            char => out.push(char),
        }
    }
    *rest = chars.as_str();
    Some(out)
}

/// Reads a value without quotes. It ends before a comma or semicolon, and before the name of a parameter from which it is only separated by a
/// blank.
fn unquoted(rest: &mut &str) -> String {
    let text = *rest;
    let is_blank = |char: char| char.is_ascii_whitespace();
    let mut at = 0;
    loop {
        let word_and_rest = text.get(at..).unwrap_or_default();
        let length = word_and_rest.find(|char| is_blank(char) || matches!(char, ',' | ';'));
        let end = at + length.unwrap_or(word_and_rest.len());
        let next = text.get(end..).unwrap_or_default().trim_ascii_start();
        let (name, behind) = word(next);
        let is_parameter = !name.is_empty() && behind.trim_ascii_start().starts_with('=');
        if next.is_empty() || next.starts_with([',', ';']) || is_parameter {
            *rest = next;
            return text.get(..end).unwrap_or_default().into();
        }
        at = text.len() - next.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_a_form() {
        for (text, form) in [
            (r#"Bearer realm="a b", error="invalid_token""#, "=Bearer&realm=a+b&error=invalid_token"),
            (
                r#"Bearer error = "x" ,error_description="say \"no\" \\ \a""#,
                "=Bearer&error=x&error_description=say+%22no%22+%5C+a",
            ),
            (r#"Basic realm="a, error=no", Bearer Error=x"#, "=Basic&realm=a%2C+error%3Dno&error=x"),
            (
                "Bearer error=x error_description=two words; scope=a b",
                "=Bearer&error=x&error_description=two+words&scope=a+b",
            ),
            (
                r#"attachment; filename="a;b.txt"; filename*=UTF-8''%e2"#,
                "=attachment&filename=a%3Bb.txt&filename*=UTF-8%27%27%25e2",
            ),
            (r#""default";r=50;t=30"#, "=default&r=50&t=30"),
            ("limit=100, remaining=0", "limit=100&remaining=0"),
            (r#"Bearer realm=x"error="y""#, "=Bearer&realm=x%22error%3D%22y%22"),
            (r#"a="cut \"#, "a=cut+"),
            ("Negotiate", "=Negotiate"),
            ("", ""),
            (" ,;= ", ""),
            ("a=", "a="),
            ("a=,b=\u{e4} \u{e4}", "a=&b=%C3%A4+%C3%A4"),
        ] {
            assert_eq!(as_form(text), form, "{text}");
        }
    }

    #[test]
    fn many_parameters_are_read() {
        for piece in ["a=b ", "a=b,", "a ", "a= ", "a=\"b\" ", "= ", "\"", "a=\"b\\"] {
            let form = as_form(&piece.repeat(5_000));
            assert!(form.len() <= 30_000, "{piece}");
        }
        assert_eq!(as_form(&"a=b ".repeat(5_000)).split('&').count(), 5_000);
    }

    #[test]
    fn quoted_texts_are_read_back() {
        for text in ["", "a", "\"\\", "a\\", "\u{e4}\"b\""] {
            let mut out = String::new();
            quote(text, &mut out);
            assert_eq!(quoted(&mut out.as_str()).as_deref(), Some(text));
        }
    }
}
