//! Classes of codes and of statuses.

use errspec_codegen::model::{Code, CodeClass, Entry, Status, StatusRange};

/// A class of codes, written as in `codes` of `[table]`.
#[derive(Debug, Clone)]
pub(super) struct CodePattern {
    text: String,
    form: Form,
}

#[derive(Debug, Clone)]
enum Form {
    /// `"40000..49999"`.
    Range(i64, i64),
    /// A text with a number of a range, which has at least so many digits.
    Numbered { before: String, first: u64, last: u64, digits: usize, after: String },
    /// A text with any other text in it.
    Any { before: String, after: String },
    /// One code.
    Literal,
}

impl CodePattern {
    /// Reads a class of codes. Returns `None` for a text that is none.
    pub(super) fn new(text: &str) -> Option<Self> {
        let form = match text.split_once('{') {
            Some((before, rest)) => {
                let (inner, after) = rest.split_once('}')?;
                let (before, after) = (before.to_owned(), after.to_owned());
                match inner.split_once("..") {
                    None if inner == "_" => Form::Any { before, after },
                    None => return None,
                    Some((first, last)) => {
                        let digits = if first.starts_with('0') { first.len() } else { 0 };
                        Form::Numbered { before, first: first.parse().ok()?, last: last.parse().ok()?, digits, after }
                    }
                }
            }
            None => match text.split_once("..") {
                Some((first, last)) => Form::Range(first.parse().ok()?, last.parse().ok()?),
                None => Form::Literal,
            },
        };
        let text = text.to_owned();
        (!text.is_empty()).then_some(Self { text, form })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns `true` for a code of this class.
    pub(super) fn contains(&self, code: &Code) -> bool {
        let text = code.to_string();
        let inner = |before: &str, after: &str| text.strip_prefix(before)?.strip_suffix(after).map(str::to_owned);
        match &self.form {
            Form::Range(first, last) => {
                matches!(code.key(), Code::Integer(number) if (*first..=*last).contains(&number))
            }
            Form::Literal => text == self.text,
            Form::Any { before, after } => inner(before, after).is_some_and(|text| !text.is_empty()),
            Form::Numbered { before, first, last, digits, after } => inner(before, after).is_some_and(|text| {
                let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                let is_as_long =
                    if *digits > 0 { text.len() == *digits } else { text.len() == 1 || !text.starts_with('0') };
                is_number && is_as_long && text.parse().is_ok_and(|number: u64| (*first..=*last).contains(&number))
            }),
        }
    }
}

/// Iterates over the codes of an entry that are written or kept: a range is its two ends. Aliases are how a code was written before.
pub(super) fn codes_of(entry: &Entry) -> impl Iterator<Item = Code> {
    let of_classes = entry.codes.iter().flat_map(|class| match class {
        CodeClass::Code(code) => vec![code.clone()],
        CodeClass::Range(first, last) => vec![Code::Integer(*first), Code::Integer(*last)],
        _ => Vec::new(),
    });
    entry.code.clone().into_iter().chain(of_classes)
}

/// Reads a status, `404`, or a class of statuses, `"4xx"`.
pub(super) fn statuses(text: &str) -> Option<StatusRange> {
    let (first, last) = match text.strip_suffix("xx") {
        Some(class) => (format!("{class}00"), format!("{class}99")),
        None => (text.to_owned(), text.to_owned()),
    };
    let status = |text: String| text.parse().ok().and_then(Status::new);
    StatusRange::new(status(first)?, status(last)?)
}

#[cfg(test)]
mod tests {
    use errspec_codegen::model::Code;

    use super::CodePattern;

    #[test]
    fn a_class_contains_its_codes() {
        let text = |text: &str| Code::String(text.to_owned());
        for (pattern, code, expected) in [
            ("1000..1999", Code::Integer(1000), true),
            ("1000..1999", text("1999"), true),
            ("1000..1999", Code::Integer(2000), false),
            ("ACME-{1000..1999}", text("ACME-1042"), true),
            ("ACME-{1000..1999}", text("ACME-01042"), false),
            ("E{0001..9999}", text("E0042"), true),
            ("E{0001..9999}", text("E42"), false),
            ("ACME-{_}", text("ACME-x"), true),
            ("ACME-{_}", text("ACME-"), false),
            ("one", text("one"), true),
        ] {
            assert_eq!(CodePattern::new(pattern).map(|it| it.contains(&code)), Some(expected), "{pattern} {code}");
        }
        for wrong in ["", "{x}", "1..b", "A{1..}", "A{"] {
            assert!(CodePattern::new(wrong).is_none(), "{wrong}");
        }
    }
}
