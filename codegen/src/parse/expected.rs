//! The kinds of values that keys take.

use toml::de::{DeArray, DeValue};

use crate::diagnostics::{Edit, Suggestion};
use crate::source::Span;

/// The kind of value that a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Expected {
    Boolean,
    Integer,
    Number,
    String,
    IntegerOrString,
    /// A list of strings, described.
    Strings(&'static str),
    /// Another list, described.
    List(&'static str),
    /// Another value, described.
    Other(&'static str),
}

impl Expected {
    /// A TOML table.
    pub(crate) const TABLE: Self = Self::Other("a table");
    pub(crate) const STATUS: Self = Self::Other("a status such as `404` or a class such as `\"4xx\"`");

    /// Returns the kind as messages name it.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Boolean => "`true` or `false`",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::IntegerOrString => "an integer or a string",
            Self::Strings(description) | Self::List(description) | Self::Other(description) => description,
        }
    }

    /// Returns how to turn a value of another kind into this one, where that is plain. `written` is the value as it is written, and
    /// `element` the place of the only element of a list.
    pub(crate) fn conversion(
        self,
        value: &DeValue<'_>,
        span: Span,
        element: Option<Span>,
        written: &str,
    ) -> Option<Suggestion> {
        let written = written.trim();
        let scalar = !matches!(value, DeValue::Array(_) | DeValue::Table(_)) && !written.contains('\n');
        let replace = |message: &str, replacement: String| Some(Suggestion::replace(message, span, &replacement));
        match (self, value) {
            (Self::Boolean | Self::Integer | Self::Number, DeValue::String(text)) if self.is_written(text.trim()) => {
                Some(Suggestion::replace("write it without quotes: {}", span, text.trim()))
            }
            (Self::Boolean, DeValue::String(text)) if boolean(text).is_some() => {
                Some(Suggestion::replace("write {}", span, boolean(text)?))
            }
            (Self::Integer | Self::IntegerOrString | Self::STATUS, DeValue::Float(_))
                if written.strip_suffix(".0").is_some_and(|whole| whole.parse::<i64>().is_ok()) =>
            {
                replace("write {}", written.trim_end_matches(".0").to_owned())
            }
            (Self::Strings(_) | Self::List(_), DeValue::String(text)) if words(text).len() > 1 => {
                let words: Vec<String> = words(text).into_iter().map(|word| format!("\"{word}\"")).collect();
                let listed =
                    Suggestion::replace("write each one in quotes: {}", span, &format!("[{}]", words.join(", ")));
                Some(listed.maybe_incorrect())
            }
            (Self::Strings(_) | Self::List(_), DeValue::String(_)) => {
                replace("put it in brackets: {}", format!("[{written}]"))
            }
            (Self::String | Self::IntegerOrString, _) if scalar => {
                replace("put it in quotes: {}", format!("\"{written}\""))
            }
            (Self::Strings(_), _) if scalar => replace("put it in quotes and brackets: {}", format!("[\"{written}\"]")),
            (Self::List(_), _) if scalar => replace("put it in brackets: {}", format!("[{written}]")),
            (_, DeValue::Array(array)) => self.only_element(array, span, element?),
            _ => None,
        }
    }

    /// Takes the only element of a list out of its brackets, if it is of this kind.
    fn only_element(self, array: &DeArray<'_>, list: Span, element: Span) -> Option<Suggestion> {
        let fits = matches!(
            (self, array.iter().next()?.get_ref()),
            (Self::Boolean, DeValue::Boolean(_))
                | (Self::Integer, DeValue::Integer(_))
                | (Self::Number, DeValue::Integer(_) | DeValue::Float(_))
                | (Self::String, DeValue::String(_))
                | (Self::IntegerOrString, DeValue::Integer(_) | DeValue::String(_))
        );
        let edits = vec![
            Edit::remove(Span { start: list.start, end: element.start }),
            Edit::remove(Span { start: element.end, end: list.end }),
        ];
        fits.then(|| Suggestion::new("write the one value without brackets", edits).without_lines())
    }

    fn is_written(self, text: &str) -> bool {
        match self {
            Self::Boolean => matches!(text, "true" | "false"),
            Self::Integer => text.parse::<i64>().is_ok(),
            Self::Number => text.parse::<f64>().is_ok_and(f64::is_finite),
            _ => false,
        }
    }
}

/// Returns the boolean that a word of other languages stands for.
fn boolean(word: &str) -> Option<&'static str> {
    match word.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "on" => Some("true"),
        "false" | "no" | "n" | "off" => Some("false"),
        _ => None,
    }
}

/// Returns the words of a text with commas between them; none if it is another text.
fn words(text: &str) -> Vec<&str> {
    let words: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_word = |word: &&str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
    };
    if words.iter().all(is_word) { words } else { Vec::new() }
}
