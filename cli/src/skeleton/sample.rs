//! The first entry of a table, and its example.

use std::fmt::Write as _;

use errspec_codegen::Model;
use errspec_engine::encode::{EncodeRequest, Extras};
use errspec_engine::{FieldValues, Value};

use super::layout::{Codes, Layout};
use crate::example::Example;
use crate::failure::Failure;
use crate::publish::is_read;
use crate::response::Decision;

/// Further keys of an entry.
pub(super) const FURTHER_KEYS: &str = "\
# summary = \"…\"             # what happened, for people
# action  = \"…\"             # what the caller should do
# retry   = \"never\"         # or \"after\" a delay, or \"poll\"
";

/// The first entry of a table.
pub(crate) struct Sample {
    pub(crate) name: String,
    /// The code, as TOML.
    pub(crate) code: Option<String>,
    /// The status; 0 if there is no HTTP.
    pub(crate) status: u16,
    pub(crate) message: Option<String>,
    /// The recorded response from which it is.
    pub(crate) recorded: Option<Example>,
}

impl Sample {
    /// Returns an entry that many APIs have.
    pub(crate) fn new(codes: Codes) -> Self {
        let code = match codes {
            Codes::Integer => "1001".to_owned(),
            Codes::String => "\"not_found\"".to_owned(),
        };
        Self {
            name: "NOT_FOUND".to_owned(),
            code: Some(code),
            status: 404,
            message: Some("There is no such thing.".to_owned()),
            recorded: None,
        }
    }

    /// Returns the entry for a layout that may have no code.
    pub(crate) fn of(layout: &Layout, codes: Codes) -> Self {
        let sample = Self::new(codes);
        Self { code: sample.code.filter(|_| layout.has_code()), ..sample }
    }

    /// Returns the entry that a response is.
    pub(super) fn of_response(decision: &Decision) -> Self {
        let status = decision.status.unwrap_or_default();
        let name = decision.code.as_ref().and_then(|code| name_of(code.as_str()?));
        Self {
            name: name.unwrap_or_else(|| name_of_status(status).to_owned()),
            // Code and text in JSON are those in TOML.
            code: decision.code.as_ref().map(ToString::to_string),
            status,
            message: decision.message.clone(),
            recorded: None,
        }
    }

    /// Returns the text of the entry.
    pub(super) fn text(&self) -> String {
        let mut text = String::from(
            "\n# An entry for each error of the API. Its name becomes a variant of the enum. `errspec add` puts recorded responses below\n\
             # it as its examples.\n",
        );
        let _ = writeln!(text, "[errors.{}]", self.name);
        if let Some(code) = &self.code {
            let _ = writeln!(text, "code    = {code}");
        }
        if self.status != 0 {
            let _ = writeln!(text, "status  = {}", self.status);
        }
        if let Some(message) = &self.message {
            // A brace of the text is doubled in a template. A text in JSON is one in TOML.
            let template = message.replace('{', "{{").replace('}', "}}");
            let comment = "   # without it, any text fits; a part that varies is a `{parameter}`";
            let _ = writeln!(text, "message = {}{comment}", serde_json::Value::from(template));
        }
        text
    }
}

/// The values of an entry without fields.
struct NoFields;

impl FieldValues for NoFields {
    fn value(&self, _: usize) -> Option<Value<'_>> {
        None
    }
}

/// Returns the response that is written for an entry, as its example.
pub(super) fn written(model: &Model, name: &str) -> Result<Example, Failure> {
    let image = model.table();
    let entry =
        image.entry_by_name(name).ok_or_else(|| Failure::new(format!("the new table has no entry `{name}`")))?;
    let extras = Extras::default();
    let encoded = EncodeRequest { entry, values: &NoFields, extras: &extras }.encode();
    let headers = encoded.headers.iter().filter(|(name, _)| is_read(&image, name, &encoded.body));
    Ok(Example {
        status: encoded.status,
        headers: headers.map(|(name, value)| (name.clone(), vec![value.clone()])).collect(),
        body: encoded.body_text(),
    })
}

/// Returns the name of an entry for a code.
fn name_of(code: &str) -> Option<String> {
    let mut name = String::new();
    let mut was_small = false;
    for letter in code.chars() {
        if letter.is_ascii_alphanumeric() {
            if was_small && letter.is_ascii_uppercase() {
                name.push('_');
            }
            name.push(letter.to_ascii_uppercase());
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
        was_small = letter.is_ascii_lowercase();
    }
    let name = name.trim_matches('_').to_owned();
    (name.starts_with(|letter: char| letter.is_ascii_uppercase()) && name != "SELF" && name != "UNKNOWN")
        .then_some(name)
}

fn name_of_status(status: u16) -> &'static str {
    match status {
        400 => "BAD_REQUEST",
        401 => "NOT_AUTHENTICATED",
        403 => "FORBIDDEN",
        404 => "NOT_FOUND",
        409 => "CONFLICT",
        422 => "INVALID",
        429 => "RATE_LIMITED",
        500 => "INTERNAL_ERROR",
        503 => "UNAVAILABLE",
        _ => "FIRST_ERROR",
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_code_gives_its_entry_a_name() {
        assert_eq!(name_of("cardDeclined").as_deref(), Some("CARD_DECLINED"));
        assert_eq!(name_of("card.declined-now").as_deref(), Some("CARD_DECLINED_NOW"));
        assert_eq!(name_of("1001"), None);
    }
}
