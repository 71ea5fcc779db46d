//! The kinds of values that keys take.

use toml::de::DeValue;

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

    /// Returns how to turn a value of another kind into this one, where that is plain. `written` is the value as it is written.
    pub(crate) fn conversion(self, value: &DeValue<'_>, written: &str) -> Option<String> {
        let written = written.trim();
        let scalar = !matches!(value, DeValue::Array(_) | DeValue::Table(_)) && !written.contains('\n');
        match (self, value) {
            (Self::Boolean | Self::Integer | Self::Number, DeValue::String(text)) => self.without_quotes(text.trim()),
            (Self::Strings(_) | Self::List(_), DeValue::String(_)) => {
                Some(format!("put it in brackets: `[{written}]`"))
            }
            (Self::IntegerOrString, DeValue::Float(_)) if !written.contains('.') => {
                Some("write an integer or a string".to_owned())
            }
            (Self::String | Self::IntegerOrString, _) if scalar => Some(format!("put it in quotes: `\"{written}\"`")),
            (Self::Strings(_), _) if scalar => Some(format!("put it in quotes and brackets: `[\"{written}\"]`")),
            (Self::List(_), _) if scalar => Some(format!("put it in brackets: `[{written}]`")),
            (_, DeValue::Array(array)) if array.len() == 1 => Some("write the one value without brackets".to_owned()),
            _ => None,
        }
    }

    fn without_quotes(self, text: &str) -> Option<String> {
        let fits = match self {
            Self::Boolean => matches!(text, "true" | "false"),
            Self::Integer => text.parse::<i64>().is_ok(),
            Self::Number => text.parse::<f64>().is_ok(),
            _ => false,
        };
        fits.then(|| format!("write it without quotes: `{text}`"))
    }
}
