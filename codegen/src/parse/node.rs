//! A value of the TOML tree, and what is read from it.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::fault::{Checked, Fault, Faults, Rejected};
use crate::model::Code;
use crate::rules;
use crate::source::{At, Span};
use crate::suggest;

/// A value and its place.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    pub(crate) span: Span,
    pub(crate) value: &'a DeValue<'a>,
    /// For what is read from a preset: the place in the table that names it.
    pub(crate) origin: Option<Span>,
}

impl<'a> Node<'a> {
    pub(crate) fn new(value: &'a Spanned<DeValue<'a>>, origin: Option<Span>) -> Self {
        Self { span: origin.unwrap_or_else(|| value.span().into()), value: value.get_ref(), origin }
    }

    pub(crate) fn at<T>(self, value: T) -> At<T> {
        At { span: self.span, value }
    }

    /// Reports that the value is not what it should be.
    pub(crate) fn wrong_type(self, expected: &str, faults: &mut Faults<'_>) -> Rejected {
        let found = kind(self.value);
        let written = faults.text().get(self.span.start..self.span.end).unwrap_or_default();
        let fault = Fault::new(&rules::WRONG_TYPE, self.span, format!("this must be {expected}, not {found}"))
            .label(format!("expected {expected}"))
            .maybe_help(convert(self.value, written, expected));
        faults.report(fault)
    }

    pub(crate) fn string(self, faults: &mut Faults<'_>) -> Checked<At<String>> {
        match self.value {
            DeValue::String(text) => Ok(self.at(text.as_ref().to_owned())),
            _ => Err(self.wrong_type("a string", faults)),
        }
    }

    pub(crate) fn boolean(self, faults: &mut Faults<'_>) -> Checked<At<bool>> {
        match self.value {
            DeValue::Boolean(value) => Ok(self.at(*value)),
            _ => Err(self.wrong_type("`true` or `false`", faults)),
        }
    }

    pub(crate) fn integer(self, faults: &mut Faults<'_>) -> Checked<At<i64>> {
        match self.as_integer() {
            Some(value) => Ok(self.at(value)),
            None => Err(self.wrong_type("an integer", faults)),
        }
    }

    pub(crate) fn number(self, faults: &mut Faults<'_>) -> Checked<At<f64>> {
        match self.value {
            DeValue::Integer(_) | DeValue::Float(_) => {}
            _ => return Err(self.wrong_type("a number", faults)),
        }
        let parsed = match self.value {
            DeValue::Float(float) => float.as_str().parse().ok(),
            #[allow(clippy::cast_precision_loss, reason = "a delay of 2^53 seconds is not told from the next")]
            _ => self.as_integer().map(|value| value as f64),
        };
        parsed.map(|value| self.at(value)).ok_or_else(|| self.wrong_type("a number", faults))
    }

    pub(crate) fn code(self, faults: &mut Faults<'_>) -> Checked<At<Code>> {
        match self.value {
            DeValue::String(text) => Ok(self.at(Code::String(text.as_ref().to_owned()))),
            _ => match self.as_integer() {
                Some(value) => Ok(self.at(Code::Integer(value))),
                None => Err(self.wrong_type("an integer or a string", faults)),
            },
        }
    }

    /// The integer, if it is one and within 64 bits.
    pub(crate) fn as_integer(self) -> Option<i64> {
        match self.value {
            DeValue::Integer(integer) => i64::from_str_radix(integer.as_str(), integer.radix()).ok(),
            _ => None,
        }
    }

    pub(crate) fn table(self, expected: &str, faults: &mut Faults<'_>) -> Checked<&'a DeTable<'a>> {
        match self.value {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.wrong_type(expected, faults)),
        }
    }

    /// The elements of an array.
    pub(crate) fn elements(self) -> Option<impl Iterator<Item = Node<'a>>> {
        match self.value {
            DeValue::Array(array) => Some(array.iter().map(move |value| Node::new(value, self.origin))),
            _ => None,
        }
    }

    /// A list, every element read by `read`. All elements are read even if one is wrong.
    pub(crate) fn list<T>(
        self,
        expected: &str,
        faults: &mut Faults<'_>,
        mut read: impl FnMut(Node<'a>, &mut Faults<'_>) -> Checked<T>,
    ) -> Checked<Vec<T>> {
        let Some(elements) = self.elements() else { return Err(self.wrong_type(expected, faults)) };
        let read: Vec<Checked<T>> = elements.map(|element| read(element, faults)).collect();
        read.into_iter().collect()
    }

    /// A list, or one element that stands for a list of one.
    pub(crate) fn one_or_many<T>(
        self,
        faults: &mut Faults<'_>,
        mut read: impl FnMut(Node<'a>, &mut Faults<'_>) -> Checked<T>,
    ) -> Checked<Vec<T>> {
        match self.value {
            DeValue::Array(_) => self.list("", faults, read),
            _ => Ok(vec![read(self, faults)?]),
        }
    }

    pub(crate) fn strings(self, faults: &mut Faults<'_>) -> Checked<Vec<At<String>>> {
        self.list("a list of strings", faults, Node::string)
    }

    pub(crate) fn codes(self, faults: &mut Faults<'_>) -> Checked<Vec<At<Code>>> {
        self.list("a list of codes", faults, Node::code)
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(self, words: &[(&str, T)], faults: &mut Faults<'_>) -> Checked<At<T>> {
        let text = self.string(faults)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text.value) {
            return Ok(self.at(*value));
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let fault = Fault::new(&rules::UNKNOWN_VALUE, self.span, format!("`{}` is not known here", text.value))
            .help(suggest::help(&text.value, &known));
        Err(faults.report(fault))
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(integer) if i64::from_str_radix(integer.as_str(), integer.radix()).is_err() => {
            "an integer beyond 64 bits"
        }
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// How to turn the value into what is expected, where that is plain.
fn convert(value: &DeValue<'_>, written: &str, expected: &str) -> Option<String> {
    let scalar = !matches!(value, DeValue::Array(_) | DeValue::Table(_)) && !written.contains('\n');
    match value {
        DeValue::String(text) => {
            let bare = text.trim();
            let fits = match expected {
                "an integer" => bare.parse::<i64>().is_ok(),
                "a number" => bare.parse::<f64>().is_ok(),
                "`true` or `false`" => matches!(bare, "true" | "false"),
                _ => false,
            };
            if fits {
                return Some(format!("write it without quotes: `{bare}`"));
            }
            expected.starts_with("a list of").then(|| format!("put it in brackets: `[{written}]`"))
        }
        DeValue::Float(_) if expected == "an integer or a string" && !written.contains('.') => {
            Some("write an integer or a string".to_owned())
        }
        _ if expected.ends_with("string") && scalar => Some(format!("put it in quotes: `\"{}\"`", written.trim())),
        _ if expected.starts_with("a list of strings") && scalar => {
            Some(format!("put it in quotes and brackets: `[\"{}\"]`", written.trim()))
        }
        _ if expected.starts_with("a list of") && scalar => Some(format!("put it in brackets: `[{written}]`")),
        DeValue::Array(array) if array.len() == 1 => Some("write the one value without brackets".to_owned()),
        _ => None,
    }
}
