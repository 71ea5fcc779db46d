//! Values of the TOML tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::expected::Expected;
use super::takes::takes;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Rejected, Suggestion};
use crate::model::Code;
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;
use crate::toml_text;

/// A value of the TOML tree, and its place.
#[derive(Clone, Copy)]
pub(crate) struct TomlNode<'a> {
    pub(crate) span: Span,
    pub(crate) value: &'a DeValue<'a>,
    pub(crate) origin: Origin,
}

/// The text that a TOML tree is parsed from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Origin {
    /// A file whose text begins at this offset of the source.
    File(usize),
    /// A preset, with the place in the table that names it.
    Preset(Span),
}

impl Origin {
    /// Returns the place in the source of a range of the text.
    pub(crate) fn span(self, range: impl Into<Span>) -> Span {
        match self {
            Self::File(start) => range.into().shift(start),
            Self::Preset(span) => span,
        }
    }
}

impl<'a> TomlNode<'a> {
    pub(crate) fn new(value: &'a Spanned<DeValue<'a>>, origin: Origin) -> Self {
        Self { span: origin.span(value.span()), value: value.get_ref(), origin }
    }

    /// Puts another value at this place.
    pub(crate) fn at<T>(self, value: T) -> At<T> {
        At { span: self.span, value }
    }

    /// Reports that the value is of another kind than expected.
    pub(crate) fn wrong_type(self, expected: Expected, sink: &mut Diagnostics<'_>) -> Rejected {
        self.wrong_form(expected, None, sink)
    }

    /// Reports that the value is of another kind than expected, with the form that is meant.
    pub(crate) fn wrong_form(
        self,
        expected: Expected,
        meant: Option<Suggestion>,
        sink: &mut Diagnostics<'_>,
    ) -> Rejected {
        let (found, description) = (kind(self.value), expected.description());
        let written = sink.text().get(self.span.start..self.span.end).unwrap_or_default();
        let title = format!("expected {description}, found {found}");
        let place = toml_text::last_of_header(sink.text(), self.span).unwrap_or(self.span);
        let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, place, title).label(format!("expected {description}"));
        let key = self.key(sink);
        let conversion = meant.or_else(|| {
            // Their elements are words, which have no commas.
            let has_words = matches!(key, Some("require" | "allow"));
            let conversion = expected.conversion(self.value, self.span, self.only_element(), written)?;
            Some(if has_words { conversion.certain() } else { conversion })
        });
        let key = key.map(|key| takes(key, expected));
        let is_sure = conversion.is_some();
        sink.report(diagnostic.suggest_some(conversion).help_or_hint(key.filter(|_| !is_sure)))
    }

    /// Returns the key of the value, or that of the list or the header in which it is.
    fn key<'s>(self, sink: &'s Diagnostics<'_>) -> Option<&'s str> {
        let text = sink.text();
        let own = toml_text::key_before(text, self.span);
        let own = own.or_else(|| toml_text::key_before(text, toml_text::list_around(text, self.span)?));
        match own {
            Some(key) => text.get(key.start..key.end).map(|key| key.trim_matches(['"', '\''])),
            None => {
                let header = text.get(..self.span.end)?.rsplit(['\n', '.', '[']).next()?;
                Some(header.trim_matches(['[', ']', ' ', '"', '\''])).filter(|key| !key.is_empty())
            }
        }
    }

    /// Returns the place of the element of a list that has one.
    fn only_element(self) -> Option<Span> {
        match self.value {
            DeValue::Array(array) if array.len() == 1 => array.iter().next().map(|it| self.origin.span(it.span())),
            _ => None,
        }
    }

    pub(crate) fn string(self, sink: &mut Diagnostics<'_>) -> Checked<At<String>> {
        match self.as_text(sink) {
            Some(text) => Ok(self.at(text)),
            None => Err(self.wrong_type(Expected::String, sink)),
        }
    }

    /// Returns the text, if the value is a string. A line end in the file is LF in the text, even where version control has made
    /// it CRLF; one that is written as an escape stays as it is.
    pub(crate) fn as_text(self, sink: &Diagnostics<'_>) -> Option<String> {
        let DeValue::String(text) = self.value else { return None };
        let written = sink.text().get(self.span.start..self.span.end).unwrap_or_default();
        let with_line_feeds =
            (text.contains("\r\n") && written.contains("\r\n")).then(|| parse_with_line_feeds(written));
        Some(with_line_feeds.flatten().unwrap_or_else(|| text.as_ref().to_owned()))
    }

    pub(crate) fn boolean(self, sink: &mut Diagnostics<'_>) -> Checked<At<bool>> {
        match self.value {
            DeValue::Boolean(value) => Ok(self.at(*value)),
            _ => Err(self.wrong_type(Expected::Boolean, sink)),
        }
    }

    pub(crate) fn integer(self, sink: &mut Diagnostics<'_>) -> Checked<At<i64>> {
        match self.as_integer() {
            Some(value) => Ok(self.at(value)),
            None => Err(self.wrong_type(Expected::Integer, sink)),
        }
    }

    pub(crate) fn number(self, sink: &mut Diagnostics<'_>) -> Checked<At<f64>> {
        match self.value {
            DeValue::Integer(_) | DeValue::Float(_) => {}
            _ => return Err(self.wrong_type(Expected::Number, sink)),
        }
        let parsed = match self.value {
            DeValue::Float(float) => float.as_str().parse().ok(),
            #[allow(clippy::cast_precision_loss, reason = "a delay of 2^53 seconds does not differ from the next")]
            _ => self.as_integer().map(|value| value as f64),
        };
        parsed.map(|value| self.at(value)).ok_or_else(|| self.wrong_type(Expected::Number, sink))
    }

    pub(crate) fn code(self, sink: &mut Diagnostics<'_>) -> Checked<At<Code>> {
        let code = self.as_text(sink).map(Code::String).or_else(|| self.as_integer().map(Code::Integer));
        match code {
            Some(code) => Ok(self.at(code)),
            None => Err(self.wrong_type(Expected::IntegerOrString, sink)),
        }
    }

    /// Returns the integer, if the value is one within 64 bits.
    pub(crate) fn as_integer(self) -> Option<i64> {
        match self.value {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
            _ => None,
        }
    }

    pub(crate) fn table(self, expected: Expected, sink: &mut Diagnostics<'_>) -> Checked<&'a DeTable<'a>> {
        match self.value {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.wrong_type(expected, sink)),
        }
    }

    pub(crate) fn is_table(self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    /// Returns the elements of an array.
    pub(crate) fn elements(self) -> Option<impl Iterator<Item = TomlNode<'a>>> {
        match self.value {
            DeValue::Array(array) => Some(array.iter().map(move |value| TomlNode::new(value, self.origin))),
            _ => None,
        }
    }

    /// Reads a list. All elements are read, even if one is invalid.
    pub(crate) fn list<T>(
        self,
        expected: Expected,
        sink: &mut Diagnostics<'_>,
        mut read: impl FnMut(TomlNode<'a>, &mut Diagnostics<'_>) -> Checked<T>,
    ) -> Checked<Vec<T>> {
        let Some(elements) = self.elements() else { return Err(self.wrong_type(expected, sink)) };
        let read: Vec<Checked<T>> = elements.map(|element| read(element, sink)).collect();
        read.into_iter().collect()
    }

    /// Reads a list, or one element in the place of a list.
    pub(crate) fn one_or_many<T>(
        self,
        sink: &mut Diagnostics<'_>,
        mut read: impl FnMut(TomlNode<'a>, &mut Diagnostics<'_>) -> Checked<T>,
    ) -> Checked<Vec<T>> {
        match self.value {
            DeValue::Array(_) => self.list(Expected::List("a list"), sink, read),
            _ => Ok(vec![read(self, sink)?]),
        }
    }

    pub(crate) fn strings(self, sink: &mut Diagnostics<'_>) -> Checked<Vec<At<String>>> {
        self.list(Expected::Strings("a list of strings"), sink, TomlNode::string)
    }

    pub(crate) fn codes(self, sink: &mut Diagnostics<'_>) -> Checked<Vec<At<Code>>> {
        self.list(Expected::List("a list of codes"), sink, TomlNode::code)
    }

    /// Reads one of a few words.
    pub(crate) fn word<T: Copy>(self, words: &[(&str, T)], sink: &mut Diagnostics<'_>) -> Checked<At<T>> {
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let Some(text) = self.as_text(sink) else { return Err(self.no_word(&known, sink)) };
        let text = self.at(text);
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Ok(self.at(*value));
        }
        let title = format!("unknown value `{}`", text.value);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_VALUE, self.span, title);
        Err(sink.report(diagnostic.suggest_word(&text, &known)))
    }

    /// Reports a value of another kind than a word.
    fn no_word(self, known: &[&str], sink: &mut Diagnostics<'_>) -> Rejected {
        let written = sink.text().get(self.span.start..self.span.end).unwrap_or_default().trim();
        let meant = suggest::meant(written, known).map(|word| {
            let suggestion = Suggestion::replace("write {}", self.span, &format!("\"{word}\""));
            // Not every call that fails is worth another one.
            let is_doubtful = matches!((written, word), ("true", "after") | ("no", _));
            if is_doubtful { suggestion.maybe_incorrect() } else { suggestion }
        });
        let meant = match self.value {
            DeValue::Array(_) => Expected::String.conversion(self.value, self.span, self.only_element(), written),
            _ => meant,
        };
        let expected = suggest::expected(known);
        let title = format!("expected a string, found {}", kind(self.value));
        let place = toml_text::last_of_header(sink.text(), self.span).unwrap_or(self.span);
        let label = if meant.is_some() { expected.clone() } else { "expected a string".to_owned() };
        let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, place, title).label(label);
        sink.report(diagnostic.help(expected).suggest_some(meant))
    }
}

/// Parses a string again, with LF for every CRLF.
fn parse_with_line_feeds(written: &str) -> Option<String> {
    let document = format!("text = {}", written.replace("\r\n", "\n"));
    let table = DeTable::parse(&document).ok()?;
    table.get_ref().get("text")?.get_ref().as_str().map(str::to_owned)
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(integer) if i64::from_str_radix(integer.as_str(), integer.radix()).is_err() => {
            "an integer beyond 64 bits"
        }
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a float",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
