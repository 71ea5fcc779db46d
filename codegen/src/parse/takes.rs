//! The values that each key takes, as examples.

use super::expected::Expected;
use crate::format::{FormatKey, Section, TextKind, ValueForm};

/// Returns what a key takes, as an example.
pub(super) fn takes(key: &str, expected: Expected) -> String {
    let description = expected.description();
    let is_meant = |known: &&FormatKey| !known.example.is_empty() && takes_such(known, expected);
    let known = Section::ALL.iter().filter_map(|section| section.key(key));
    if let Some(known) = known.into_iter().find(is_meant) {
        return format!("`{key}` takes {}", known.example);
    }
    let value = match expected {
        Expected::Boolean => format!("`{key} = true` or `{key} = false`"),
        Expected::Integer => format!("an integer: `{key} = 1`"),
        Expected::Number => format!("a number: `{key} = 1`"),
        Expected::String => format!("a string: `{key} = \"…\"`"),
        Expected::IntegerOrString => format!("an integer or a string: `{key} = 1` or `{key} = \"…\"`"),
        Expected::Strings(_) => format!("{description}: `{key} = [\"…\", \"…\"]`"),
        Expected::List(_) => format!("{description}: `{key} = […]`"),
        Expected::Other(_) if is_location(description) => {
            format!("`{key} = \"/…\"`, a list `{key} = [\"/…\", \"/…\"]`, or a table `{key} = {{ at = \"/…\" }}`")
        }
        Expected::Other(_) => description.to_owned(),
    };
    format!("`{key}` takes {value}")
}

fn is_location(description: &str) -> bool {
    description.starts_with("a location")
}

/// Returns `true` for a key whose value, or an element of it, may be of the expected kind.
fn takes_such(key: &FormatKey, expected: Expected) -> bool {
    let is_status = |form: &ValueForm| matches!(form, ValueForm::Integer(..));
    let is_such = |form: &ValueForm| match (expected, form) {
        (Expected::Boolean, ValueForm::Boolean)
        | (Expected::Integer | Expected::IntegerOrString, ValueForm::Integer(..))
        | (Expected::Number, ValueForm::Number)
        | (Expected::String, ValueForm::Text(_))
        | (Expected::Strings(_) | Expected::List(_), ValueForm::List(..)) => true,
        (Expected::String | Expected::IntegerOrString, ValueForm::List(of, _)) => {
            // A location is no value: the `code` of an envelope is not that of an entry.
            of.iter().any(|form| matches!(form, ValueForm::Text(kind) if !matches!(kind, TextKind::Location)))
        }
        (Expected::STATUS, form) => is_status(form),
        (Expected::Other(description), ValueForm::Text(TextKind::Location)) => is_location(description),
        (Expected::Other(description), _) => !is_location(description),
        _ => false,
    };
    key.forms.iter().any(is_such)
}
