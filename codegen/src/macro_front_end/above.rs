//! The derives above the attribute. The compiler has expanded them before, for an enum without variants, and removed them.

use proc_macro2::Span;
use syn::Error;

use crate::generate::derive_conflict;
use crate::macro_input::{Environment, Errors};
use crate::suggest;

/// Reports the derives above the attribute that an enum of a table cannot have. The compiler would report each of them twice, and say of
/// neither that it is to be removed.
pub(super) fn report_derives(environment: &dyn Environment, errors: &mut Errors) {
    let Some(text) = environment.text_above() else { return };
    let names = conflicting(&text);
    if names.is_empty() {
        return;
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let listed = suggest::list(&names);
    let message = format!(
        "the derive of {listed} above this attribute conflicts with it\nhelp: remove {listed} from the derive; the enum of a table implements \
         `Debug`, `Display`, `Clone`, `PartialEq` and `Error` itself"
    );
    errors.report(Error::new(Span::call_site(), message));
}

/// Returns the derives in the attributes at the end of a text that an enum of a table cannot have.
fn conflicting(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text.trim_end();
    loop {
        if let Some(before) = without_line_comment(rest).or_else(|| without_block_comment(rest)) {
            rest = before.trim_end();
            continue;
        }
        let Some((before, attribute)) = split_attribute(rest) else { return found };
        found.splice(0..0, derived(attribute).filter(|path| is_conflict(path)).map(str::to_owned));
        rest = before.trim_end();
    }
}

/// Returns the text before the line comment at its end. Two slashes within a string follow neither an attribute nor a comment.
fn without_line_comment(text: &str) -> Option<&str> {
    let last_line = text.lines().next_back()?;
    let begins = |at: &usize| {
        let before = last_line.get(..*at).unwrap_or_default().trim_end();
        before.is_empty() || before.ends_with(']') || before.ends_with("*/")
    };
    let at = last_line.match_indices("//").map(|(at, _)| at).find(begins)?;
    text.get(..text.len() - last_line.len() + at)
}

/// Returns the text before the block comment at its end.
fn without_block_comment(text: &str) -> Option<&str> {
    let mut depth = 0_usize;
    for (at, pair) in text.as_bytes().windows(2).enumerate().rev() {
        match pair {
            b"*/" => depth += 1,
            b"/*" if depth == 1 => return text.get(..at),
            b"/*" => depth = depth.checked_sub(1)?,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Splits off the attribute at the end of a text.
fn split_attribute(text: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices().rev() {
        match character {
            ']' => depth += 1,
            '[' if depth == 1 => {
                let inside = text.get(at + 1..text.len() - 1)?;
                return text.get(..at)?.trim_end().strip_suffix('#').map(|before| (before, inside));
            }
            '[' => depth -= 1,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// Returns the paths in an attribute that is a derive, or adds one by a condition.
fn derived(attribute: &str) -> impl Iterator<Item = &str> {
    let list = attribute.split_once("derive(").and_then(|(_, after)| after.split_once(')'));
    list.map_or("", |(list, _)| list).split(',').map(str::trim)
}

fn is_conflict(path: &str) -> bool {
    let is_path = !path.is_empty() && path.chars().all(|it| it.is_alphanumeric() || it == '_' || it == ':');
    is_path && syn::parse_str(path).is_ok_and(|path| derive_conflict(&path).is_some())
}

#[cfg(test)]
mod tests {
    use super::conflicting;

    #[test]
    fn derives_right_above_are_found() {
        assert_eq!(conflicting("use a::B;\n\n#[derive(Debug, errspec::Error)]\n"), ["Debug", "errspec::Error"]);
        assert_eq!(
            conflicting("#[derive(Clone)]\n/// Errors [of] Acme.\n#[allow(x)] #[derive( Eq ,Other)]\n  "),
            ["Clone", "Eq"]
        );
        assert_eq!(conflicting("#[derive(Clone)]\n/* a /* b */ c */\n/** Errors. */ // d\n"), ["Clone"]);
        assert_eq!(conflicting("#[derive(Clone)] // e\n#[doc = \"https://f\"]\n"), ["Clone"]);
        assert_eq!(conflicting("#[cfg_attr(test, derive(PartialEq, serde::Serialize))]\n"), ["PartialEq"]);
    }

    #[test]
    fn other_derives_and_those_of_other_items_are_none() {
        for text in [
            "",
            "#[derive(Debug)]\nstruct A;\n",
            "#[derive(serde::Serialize)]\n",
            "let a = [1];\n",
            "]",
            "#[doc = \"derive(Debug\"]",
        ] {
            assert!(conflicting(text).is_empty(), "{text}");
        }
    }
}
