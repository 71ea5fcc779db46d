//! Unknown arguments, with what was most likely meant.

use proc_macro2::{Ident, TokenStream};
use syn::Error;
use syn::ext::IdentExt;

use super::argument_list;
use super::attribute_kind::AttributeKind;
use crate::{integrations, suggest};

/// Returns `true` if this may be meant to name the path of a table, which has no name.
pub(super) fn is_path_name(word: &str) -> bool {
    ["path", "paths", "file", "files", "spec", "specs", "table", "tables", "src", "source", "toml"].contains(&word)
}

/// Returns the error for an unknown argument. `written` is its value or list; a single word has none.
pub(super) fn unknown_argument(name: &Ident, written: Option<&TokenStream>, attribute: AttributeKind) -> Error {
    let word = name.unraw().to_string();
    if word == "utoipa" && written.is_some() {
        let message = "the name of the schema follows `utoipa =`\nhelp: write `utoipa = \"Name\"`, or `utoipa` alone for the name of the type";
        return Error::new(name.span(), message);
    }
    if attribute.has_flag(&word) {
        return Error::new(name.span(), format!("`{word}` takes no value\nhelp: write `{word}` alone"));
    }
    if let Some(error) = of_other_attribute(&word, attribute) {
        return Error::new(name.span(), error);
    }
    if attribute.values().contains(&word.as_str()) {
        // The value is in parentheses.
        let value = written.map(ToString::to_string).unwrap_or_default();
        let value = if word == "entry" { value } else { value.replace('"', "") };
        return Error::new(name.span(), format!("`{word}` takes its value after `=`\nhelp: write `{word} = {value}`"));
    }
    let values = written.map(argument_list::words).unwrap_or_default();
    let help = match word.as_str() {
        word if is_path_name(word) && written.is_some() => {
            format!("the path is written without a name; {}", attribute.usage())
        }
        "krate" | "crates" | "cate" | "crate_path" | "crate_name" | "create" => "did you mean `crate`?".to_owned(),
        word if attribute == AttributeKind::Table && implemented(word).is_some() => {
            format!("the enum implements `{}` without it\nhelp: remove it", implemented(word).unwrap_or_default())
        }
        "doc" | "docs" | "description" if written.is_some() => {
            "the type is documented by `/// …` above it, and the table by its own texts".to_owned()
        }
        "skip" | "ignore" | "exclude" | "except" | "without" | "missing"
            if attribute == AttributeKind::Enum && !values.is_empty() =>
        {
            format!("did you mean `optional(\"{}\")`?", values.join("\", \""))
        }
        "derive" | "derives" => "a derive is an attribute of its own: `#[derive(..)]`".to_owned(),
        _ if !values.is_empty() && values.iter().all(|value| attribute.has_flag(value)) => {
            format!("write the words alone: `{}`", values.join(", "))
        }
        word => integrations::help_for_other(word)
            .or_else(|| of_other_macros(word, attribute))
            .unwrap_or_else(|| similar(word, written.is_some(), attribute)),
    };
    Error::new(name.span(), format!("unknown argument `{word}`; {help}"))
}

/// The attributes of fields that are no arguments by another name.
const OF_FIELDS: [&str; 8] = ["field", "debug", "format", "with", "plain", "parse", "details", "default"];

/// Returns the trait that the enum of a table implements, if the word is its name.
fn implemented(word: &str) -> Option<&'static str> {
    const TRAITS: [&str; 5] = ["Debug", "Clone", "PartialEq", "Display", "Error"];
    TRAITS.into_iter().find(|name| name.eq_ignore_ascii_case(word))
}

/// Returns the help for an argument that macros for similar purposes have.
fn of_other_macros(word: &str, attribute: AttributeKind) -> Option<String> {
    let help = match (word, attribute) {
        ("non_exhaustive", AttributeKind::Table) => {
            "every enum of a table is `#[non_exhaustive]` without it\nhelp: remove it"
        }
        ("name" | "ident" | "rename" | "enum_name" | "type_name", AttributeKind::Table) => {
            "the enum has the name that is written after `enum`\nhelp: remove it"
        }
        ("non_exhaustive", _) => "it is an attribute of its own\nhelp: write `#[non_exhaustive]` above the type",
        ("transparent", AttributeKind::Enum) => {
            "a variant can be transparent, and a struct\nhelp: write `#[errspec(transparent)]` above each variant with such an error inside"
        }
        ("name" | "rename", AttributeKind::Struct) => "did you mean `entry`?",
        ("rename_all" | "rename_all_fields" | "case", AttributeKind::Table) => {
            "a variant has the name of its entry in UpperCamelCase\nhelp: for another name, write `variant = \"Name\"` in the entry"
        }
        ("rename_all" | "rename_all_fields" | "case", _) => {
            "`NotFound` is the entry `NOT_FOUND` without it\nhelp: remove it; `#[errspec(entry = \"NAME\")]` on a variant names another entry"
        }
        _ => return None,
    };
    Some(help.to_owned())
}

/// Returns a help with the most similar argument, or with all of them.
fn similar(word: &str, has_value: bool, attribute: AttributeKind) -> String {
    let values = if has_value { attribute.values() } else { &[] };
    let known: Vec<&str> = values.iter().chain(attribute.flags()).chain(integrations::NAMES).copied().collect();
    suggest::help(word, &known)
}

/// Returns the error about an argument that another attribute has.
fn of_other_attribute(word: &str, attribute: AttributeKind) -> Option<String> {
    let has =
        |other: AttributeKind| other.flags().contains(&word) || other.values().contains(&word) || word == "optional";
    match attribute {
        AttributeKind::Table if has(AttributeKind::Enum) || has(AttributeKind::Struct) => Some(format!(
            "`{word}` is an argument of the derive `errspec::Error`, not of `#[errspec::table(..)]`, which writes a variant for each \
             entry\nhelp: remove it"
        )),
        AttributeKind::Struct if ["partial", "optional", "unknown"].contains(&word) => {
            Some(format!("`{word}` is for enums; a struct is one entry\nhelp: remove `{word}`"))
        }
        AttributeKind::Enum if ["entry", "also", "unknown"].contains(&word) => Some(format!(
            "`{word}` belongs on a variant, not on the enum\nhelp: write `#[errspec({})]` above the variant",
            if word == "entry" { "entry = \"NAME\"" } else { word }
        )),
        AttributeKind::Enum | AttributeKind::Struct if OF_FIELDS.contains(&word) => {
            Some(format!("`{word}` belongs on a field, not on the type\nhelp: write it above the field"))
        }
        AttributeKind::Enum | AttributeKind::Struct if AttributeKind::Table.flags().contains(&word) => Some(format!(
            "`{word}` is an argument of `#[errspec::table(..)]`, which writes the enum itself\nhelp: remove it"
        )),
        _ => None,
    }
}
