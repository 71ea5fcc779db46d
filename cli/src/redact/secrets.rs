//! The values of JSON members whose names tell that they are secrets or ids.

use serde_json::Value;

use super::patterns::shape;
use super::replaced::Replaced;

/// The words by which the name of a member tells that its value is secret.
const WORDS: [&str; 16] = [
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "apikey",
    "accesskey",
    "privatekey",
    "authorization",
    "cookie",
    "session",
    "signature",
    "credential",
    "otp",
    "cvv",
    "iban",
];

/// The words of names whose values tell about a secret, but are none.
const OTHERS: [&str; 4] = ["type", "expires", "expiry", "count"];

/// The ends of the names of ids.
const ID_ENDS: [&str; 5] = ["id", "ids", "identifier", "uuid", "accountnumber"];

/// The least length of an id. A shorter one tells little, and its text stands elsewhere, too.
const LEAST_ID: usize = 6;

/// Returns the values of the members of a JSON text that are replaced; none for another text.
pub(super) fn secret_values(text: &str) -> Vec<Replaced> {
    let mut found = Vec::new();
    if let Ok(json) = serde_json::from_str::<Value>(text) {
        add("", &json, &mut found);
    }
    found
}

/// Adds the values of a member with a name, or of its members.
fn add(name: &str, json: &Value, found: &mut Vec<Replaced>) {
    let mut replace = |what, before: String, after| found.push(Replaced { what, before, after });
    match json {
        Value::Array(elements) => elements.iter().for_each(|element| add(name, element, found)),
        Value::Object(members) => members.iter().for_each(|(name, value)| add(name, value, found)),
        Value::String(text) if is_secret(name) => replace("a secret", text.clone(), placeholder(name)),
        Value::String(text) if is_id(name, text) => replace("an id", text.clone(), text.chars().map(shape).collect()),
        Value::Number(number) if is_id(name, &number.to_string()) => {
            let digits = number.to_string();
            let after = format!("1{}", "0".repeat(digits.len() - 1));
            replace("an id", digits, after);
        }
        _ => {}
    }
}

/// Returns `true` for the value of a member that is an id by its name, and by its digits.
fn is_id(name: &str, value: &str) -> bool {
    let name = name.to_lowercase();
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let is_token = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    ID_ENDS.iter().any(|end| name.ends_with(end)) && value.len() >= LEAST_ID && digits >= 3 && is_token
}

fn is_secret(name: &str) -> bool {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    WORDS.iter().any(|word| name.contains(word)) && !OTHERS.iter().any(|word| name.contains(word))
}

/// Returns the placeholder for the value of a member, in the form that documentation uses: `<ACCESS_TOKEN>`.
fn placeholder(name: &str) -> String {
    let mut out = String::from("<");
    let mut was_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && was_lower {
            out.push('_');
        }
        was_lower = c.is_lowercase() || c.is_ascii_digit();
        out.extend(if c.is_alphanumeric() { c.to_ascii_uppercase() } else { '_' }.to_uppercase());
    }
    out.push('>');
    out
}
