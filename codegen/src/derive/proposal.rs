//! The entry that a variant without one could have, as it is written in a table.

use syn::ext::IdentExt;
use syn::{Member, Type};

use super::input_field::InputField;
use super::input_variant::InputVariant;
use super::types::{behind_pointers, last_name, option_of};
use crate::names;

/// Returns the help with the entry of a variant, as a further line that ends with what can be pasted into the table.
pub(super) fn entry(variant: &InputVariant) -> String {
    let name = variant.ident.unraw().to_string();
    let Some(entry) = names::screaming(&name) else { return String::new() };
    let fields = || variant.fields.iter().filter(|field| is_carried(field));
    let mut lines = vec![format!("[errors.{entry}]"), "status = 500".to_owned()];
    if names::variant_of(&entry).is_ok_and(|variant| !variant.eq_ignore_ascii_case(&name)) {
        lines.push(format!("variant = \"{name}\""));
    }
    lines.push(format!("message = {}", quoted(&message(variant, &entry, fields()))));
    for field in fields() {
        let declaration = match (table_type(&field.ty), option_of(&field.ty)) {
            ("string", None) => continue,
            (ty, None) => format!("{{ type = \"{ty}\" }}"),
            (ty, Some(_)) => format!("{{ type = \"{ty}\", at = \"/{}\" }}", shown(field)),
        };
        lines.push(format!("fields.{} = {declaration}", shown(field)));
    }
    format!("\nhelp: or add the entry to the table:\n    {}", lines.join("\n    "))
}

/// Returns `true` for a field that the entry would have: the source and what is kept from the response are not in the table.
fn is_carried(field: &InputField) -> bool {
    let is_source = field.source || matches!(&field.member, Member::Named(name) if name == "source");
    !(is_source || field.skip || field.details.is_some() || field.transparent.is_some())
}

/// Returns the name of a field in the table.
fn shown(field: &InputField) -> String {
    let name = field.name.as_ref().map_or_else(|| field.shown(), syn::LitStr::value);
    match name.parse::<usize>() {
        Ok(number) => format!("value{number}"),
        Err(_) => names::unraw(&name).to_owned(),
    }
}

/// Returns the message: the name of the entry as a sentence, with its required fields.
fn message<'f>(variant: &InputVariant, entry: &str, fields: impl Iterator<Item = &'f InputField>) -> String {
    let required: Vec<String> = fields.filter(|field| option_of(&field.ty).is_none()).map(shown).collect();
    // The text of `thiserror` is that of the table if it has the same parameters.
    if let Some(text) = &variant.message
        && parameters(text).is_some_and(|found| found == required)
    {
        return text.clone();
    }
    let sentence = entry.to_ascii_lowercase().replace('_', " ");
    let parameters: Vec<String> = required.iter().map(|name| format!("{name} {{{name}}}")).collect();
    if parameters.is_empty() { sentence } else { format!("{sentence}: {}", parameters.join(", ")) }
}

/// Returns the parameters of a text; `None` if one is not a plain name.
fn parameters(text: &str) -> Option<Vec<String>> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('{') {
        if let Some(escaped) = after.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let (name, after) = after.split_once('}')?;
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if !is_name || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
            return None;
        }
        names.push(name.to_owned());
        rest = after;
    }
    Some(names)
}

/// Returns the type of the table that holds values of a Rust type, which is identified by its name.
fn table_type(ty: &Type) -> &'static str {
    let ty = behind_pointers(option_of(ty).unwrap_or(ty));
    match last_name(ty).as_deref() {
        Some("i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize") => {
            "integer"
        }
        Some("f32" | "f64") => "number",
        Some("bool") => "boolean",
        Some("Duration") => "duration",
        Some("SystemTime" | "Timestamp") => "time",
        Some("Vec") => "list",
        Some("Json") => "json",
        _ => "string",
    }
}

/// Returns a TOML string.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' => "\\\"".to_owned(),
            '\\' => "\\\\".to_owned(),
            '\n' => "\\n".to_owned(),
            c if c.is_control() => format!("\\u{:04X}", u32::from(c)),
            c => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}
