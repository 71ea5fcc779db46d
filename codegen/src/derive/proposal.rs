//! The entry that a variant without one could have, as it is written in a table.

use syn::ext::IdentExt;
use syn::{LitStr, Member, Type};

use super::input_field::InputField;
use super::input_variant::InputVariant;
use super::types::{behind_pointers, last_name, option_of};
use super::variant_attributes::OtherMessage;
use super::writer::{Placeholder, placeholders};
use crate::names;

/// Returns the help with the entry of a variant, ready to be pasted into the table; `None` if no entry can have the name.
pub(super) fn entry(variant: &InputVariant) -> Option<String> {
    let name = variant.ident.unraw().to_string();
    let entry = names::screaming(&name)?;
    let own_name = names::variant_of(&entry).is_ok_and(|variant| !variant.eq_ignore_ascii_case(&name));
    let more = own_name.then(|| format!("variant = \"{name}\""));
    Some(written(variant, &entry, more))
}

/// Returns the help with the entry that a variant names itself; `None` if no entry can have the name.
pub(super) fn named_entry(variant: &InputVariant, entry: &str) -> Option<String> {
    names::variant_of(entry).is_ok().then(|| written(variant, entry, None))
}

fn written(variant: &InputVariant, entry: &str, more: Option<String>) -> String {
    let mut lines = vec![format!("[errors.{entry}]"), "status = 500".to_owned()];
    lines.extend(more);
    let fields: Vec<ProposedField<'_>> = variant.fields.iter().filter_map(|field| propose(field, variant)).collect();
    let message = converted(variant, &fields).unwrap_or_else(|| ProposedMessage::of_name(entry, &fields));
    lines.push(format!("message = {}", quoted(&message.text)));
    for field in &fields {
        let is_text = field.ty == "string" || message.formatted.contains(&field.name);
        let in_message = message.parameters.contains(&field.name);
        let ty = if is_text { "string" } else { field.ty };
        match (is_text, in_message) {
            (true, true) => {}
            (false, true) => lines.push(format!("fields.{} = {{ type = \"{ty}\" }}", field.name)),
            (_, false) => lines.push(format!("fields.{0} = {{ type = \"{ty}\", at = \"/{0}\" }}", field.name)),
        }
    }
    format!("add the entry to the table:\n    {}", lines.join("\n    "))
}

/// A field that the entry would have.
struct ProposedField<'f> {
    name: String,
    /// The argument by which the message of another derive shows it.
    argument: String,
    ty: &'static str,
    field: &'f InputField,
}

/// Returns the field of the table for a field of the variant; `None` for one that is not sent.
fn propose<'f>(field: &'f InputField, variant: &InputVariant) -> Option<ProposedField<'f>> {
    let is_source = field.source || matches!(&field.member, Member::Named(name) if name == "source");
    let is_inner = variant.inner().is_some_and(|inner| std::ptr::eq(inner, field));
    if is_source || is_inner || field.skip.is_some() || field.details.is_some() || field.transparent.is_some() {
        return None;
    }
    let argument = names::unraw(&field.shown()).to_owned();
    let is_only = variant.fields.len() == 1;
    let name = match (&field.name, &field.member) {
        (Some(name), _) => LitStr::value(name),
        (None, Member::Named(_)) => argument.clone(),
        (None, Member::Unnamed(_)) if is_only => "value".to_owned(),
        (None, Member::Unnamed(_)) => format!("value{argument}"),
    };
    Some(ProposedField { name, argument, ty: table_type(&field.ty), field })
}

/// A message of the table.
struct ProposedMessage {
    text: String,
    /// The names of its parameters.
    parameters: Vec<String>,
    /// The parameters that are shown in a format, so that they are texts in the table.
    formatted: Vec<String>,
}

impl ProposedMessage {
    /// Makes a message of the name of an entry and its required fields.
    fn of_name(entry: &str, fields: &[ProposedField<'_>]) -> Self {
        let required = fields.iter().filter(|it| option_of(&it.field.ty).is_none());
        let parameters: Vec<String> = required.map(|it| it.name.clone()).collect();
        let mut text = entry.to_ascii_lowercase().replace('_', " ");
        for (number, name) in parameters.iter().enumerate() {
            text += if number == 0 { ": " } else { ", " };
            // The name of a field in a tuple says nothing.
            text += &if name.starts_with("value") { format!("{{{name}}}") } else { format!("{name} {{{name}}}") };
        }
        Self { text, parameters, formatted: Vec::new() }
    }
}

/// Converts the message of another derive. Returns `None` if it shows anything else than fields and the source.
fn converted(variant: &InputVariant, fields: &[ProposedField<'_>]) -> Option<ProposedMessage> {
    let Some(OtherMessage::Text(written)) = &variant.message else { return None };
    let shown = variant.formats.shown_fields();
    let is_known = shown.len() == placeholders(written).len();
    let written = without_source(written, variant);
    let (mut parameters, mut formatted) = (Vec::new(), Vec::new());
    for (number, Placeholder { argument, spec }) in placeholders(written).into_iter().enumerate() {
        // The argument is an expression such as `.path.display()`.
        let argument = match shown.get(number).filter(|_| is_known) {
            Some(field) => (*field)?.to_owned(),
            None => argument,
        };
        let name = match fields.iter().find(|field| field.argument == argument) {
            Some(field) => field.name.clone(),
            None if argument == "source" => argument,
            None => return None,
        };
        if !spec.is_empty() {
            formatted.push(name.clone());
        }
        parameters.push(name);
    }
    Some(ProposedMessage { text: with_parameters(written, &parameters)?, parameters, formatted })
}

/// Returns a message without the text of the source at its end, which is for the log: `cannot connect: {0}`.
fn without_source<'w>(written: &'w str, variant: &InputVariant) -> &'w str {
    let is_source = |argument: &str| variant.fields.iter().any(|it| it.source && it.shown() == argument);
    let split = written.rsplit_once(": {").filter(|(text, _)| !text.is_empty());
    match split.and_then(|(text, last)| Some((text, last.strip_suffix('}')?))) {
        Some((text, last)) if is_source(last) => text,
        _ => written,
    }
}

/// Returns the text with its placeholders replaced by parameters.
fn with_parameters(written: &str, names: &[String]) -> Option<String> {
    let mut out = String::new();
    let (mut rest, mut names) = (written, names.iter());
    while let Some((before, after)) = rest.split_once('{') {
        out += before;
        if let Some(escaped) = after.strip_prefix('{') {
            out += "{{";
            rest = escaped;
            continue;
        }
        out += &format!("{{{}}}", names.next()?);
        rest = after.split_once('}')?.1;
    }
    Some(out + rest)
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
