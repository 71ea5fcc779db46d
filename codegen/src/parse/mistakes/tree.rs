//! A value of another language, and the same value in TOML.

use crate::toml_text::{key, quoted};

/// A value of another language.
pub(super) enum Tree {
    /// A text, a number or a boolean, as TOML writes it.
    Scalar(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// Returns the scalar that is written without quotes; `None` for no value.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        let is_number = |text: &str| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
            let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_digits(whole) && is_digits(fraction) && (whole == "0" || !whole.starts_with('0'))
        };
        match word {
            "null" | "~" | "Null" | "NULL" => None,
            "true" | "True" => Some(Self::Scalar("true".to_owned())),
            "false" | "False" => Some(Self::Scalar("false".to_owned())),
            _ if is_number(word) => Some(Self::Scalar(word.to_owned())),
            _ => Some(Self::text(word)),
        }
    }

    /// Returns a text.
    pub(super) fn text(text: &str) -> Self {
        Self::Scalar(quoted(text))
    }

    /// Returns the value in one line; a text over several lines keeps them.
    pub(super) fn inline(&self) -> String {
        match self {
            Self::Scalar(written) => written.clone(),
            Self::List(list) => {
                let elements: Vec<String> = list.iter().map(Self::inline).collect();
                format!("[{}]", elements.join(", "))
            }
            Self::Map(members) if members.is_empty() => "{}".to_owned(),
            Self::Map(members) => {
                let members: Vec<String> = members.iter().map(|(name, value)| assignment(name, value)).collect();
                format!("{{ {} }}", members.join(", "))
            }
        }
    }

    /// Returns the member of a map.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            Self::Scalar(_) | Self::List(_) => None,
        }
    }

    /// Returns the sections of a table of errors.
    pub(super) fn document(&self) -> Option<String> {
        let Self::Map(sections) = self else { return None };
        let mut text = String::new();
        for (name, section) in sections {
            match (name.as_str(), section) {
                ("errors", Self::Map(entries)) => {
                    for (entry, value) in entries {
                        write_section(&format!("errors.{}", key(entry)), "[", value, &mut text)?;
                    }
                }
                (_, Self::Map(_)) => write_section(&key(name), "[", section, &mut text)?,
                (_, Self::List(list)) => {
                    list.iter().try_for_each(|it| write_section(&key(name), "[[", it, &mut text))?;
                }
                (_, Self::Scalar(_)) => return None,
            }
        }
        Some(text)
    }
}

fn assignment(name: &str, value: &Tree) -> String {
    format!("{} = {}", key(name), value.inline())
}

/// Writes a section with its keys, and a section for each of its cases below it.
fn write_section(path: &str, bracket: &str, value: &Tree, into: &mut String) -> Option<()> {
    let Tree::Map(members) = value else { return None };
    if !into.is_empty() {
        into.push('\n');
    }
    into.push_str(&format!("{bracket}{path}{}\n", "]".repeat(bracket.len())));
    for (name, value) in members.iter().filter(|(name, _)| name != "cases") {
        into.push_str(&assignment(name, value));
        into.push('\n');
    }
    if let Some(Tree::Map(cases)) = value.get("cases") {
        for (name, case) in cases {
            write_section(&format!("{path}.cases.{}", key(name)), "[", case, into)?;
        }
    }
    Some(())
}
