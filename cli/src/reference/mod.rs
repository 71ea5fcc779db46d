//! The meanings of the keys of the format, read from the tables of the format reference.

mod rows;

use std::sync::OnceLock;

use errspec_codegen::format::Section;
use rows::Row;

/// The format reference, `specs/README.md`.
const TEXT: &str = include_str!("../../reference.md");

/// The description of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyDoc {
    /// The type of its value, such as `list of codes`. Empty if the reference has none.
    pub(crate) kind: String,
    /// Its default as the reference writes it, such as `` `false` `` or `none`. Empty if the reference has none.
    pub(crate) default: String,
    /// Its meaning, as Markdown without links.
    pub(crate) meaning: String,
    /// The heading of the reference below which it is described.
    heading: &'static str,
}

impl KeyDoc {
    /// Returns the address of the part of the reference that describes the key.
    pub(crate) fn link(&self) -> String {
        let is_kept = |letter: &char| letter.is_alphanumeric() || matches!(letter, ' ' | '-' | '_');
        let anchor: String = self.heading.to_lowercase().chars().filter(is_kept).collect();
        format!("{}/blob/main/specs/README.md#{}", env!("CARGO_PKG_REPOSITORY"), anchor.replace(' ', "-"))
    }

    /// Returns the first sentences of the meaning, at most two.
    pub(crate) fn summary(&self) -> &str {
        let ends = sentence_ends(&self.meaning);
        match ends.as_slice() {
            [first, second, ..] if *second <= LONGEST_SUMMARY || *first < SHORT_SENTENCE => {
                self.meaning.get(..*second).unwrap_or(&self.meaning)
            }
            [first, ..] => self.meaning.get(..*first).unwrap_or(&self.meaning),
            [] => &self.meaning,
        }
    }
}

/// The greatest length of a summary with two sentences.
const LONGEST_SUMMARY: usize = 240;

/// The length of a sentence that says little alone.
const SHORT_SENTENCE: usize = 25;

/// Returns what a key of a section is for.
pub(crate) fn key_doc(section: Section, key: &str) -> Option<KeyDoc> {
    let rows = || headings(section).iter().flat_map(|heading| rows_below(heading)).filter(|row| row.has(key));
    // A row for several keys refers to another one for each.
    let row = rows().find(|row| row.keys.len() == 1).or_else(|| rows().next())?;
    Some(KeyDoc {
        kind: row.kind.clone(),
        default: row.default.clone(),
        meaning: row.meaning.clone(),
        heading: row.heading,
    })
}

fn rows_below(heading: &str) -> impl Iterator<Item = &'static Row> {
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    ROWS.get_or_init(|| rows::read(TEXT)).iter().filter(move |row| row.heading == heading)
}

/// Returns the headings below which the keys of a section are described.
fn headings(section: Section) -> &'static [&'static str] {
    match section {
        Section::File => &["A first table"],
        Section::Header => &["`[table]`"],
        Section::Envelope => &["`[envelope]`"],
        Section::Retry => &["Retries"],
        Section::Entry | Section::Case | Section::EntryEnvelope => &["`[errors.NAME]`"],
        Section::Example => &["Examples"],
        Section::Field => &["`[fields]`", "Sources", "Restrictions"],
        Section::Source => &["Sources", "Restrictions"],
        Section::Parameter => &["Restrictions"],
        Section::Condition => &["Conditions"],
        Section::Success => &["`[success]`"],
        Section::Reserved => &["`[reserved]`"],
        _ => &[],
    }
}

/// Returns where the sentences of a text end.
fn sentence_ends(text: &str) -> Vec<usize> {
    let (mut ends, mut is_code, mut depth) = (Vec::new(), false, 0_usize);
    for (at, letter) in text.char_indices() {
        match letter {
            '`' => is_code = !is_code,
            '(' if !is_code => depth += 1,
            ')' if !is_code => depth = depth.saturating_sub(1),
            '.' if !is_code && depth == 0 => {
                let rest = text.get(at + 1..).unwrap_or_default();
                let begins = rest.trim_start().starts_with(|next: char| next.is_uppercase() || next == '`');
                if rest.is_empty() || (rest.starts_with(' ') && begins) {
                    ends.push(at + 1);
                }
            }
            _ => {}
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use errspec_codegen::format::Section;

    use super::key_doc;

    #[test]
    fn the_reference_says_what_each_key_is_for() {
        let mut missing = Vec::new();
        for section in Section::ALL {
            for key in section.keys() {
                match key_doc(*section, key.name) {
                    Some(doc) if doc.meaning.ends_with('.') && !doc.meaning.starts_with("See ") => {}
                    doc => missing.push(format!("{section:?}.{}: {doc:?}", key.name)),
                }
            }
        }
        assert!(missing.is_empty(), "keys that the tables of the reference do not describe: {missing:#?}");
    }

    #[test]
    fn the_reference_says_which_keys_are_required() {
        for section in Section::ALL {
            for key in section.keys() {
                let doc = key_doc(*section, key.name);
                let is_required = doc.is_some_and(|doc| doc.default == "required");
                assert_eq!(is_required, key.is_required, "{section:?}.{}", key.name);
            }
        }
    }

    #[test]
    fn a_summary_ends_with_a_sentence() {
        for section in Section::ALL {
            for key in section.keys() {
                let doc = key_doc(*section, key.name);
                let summary = doc.as_ref().map(|doc| doc.summary()).unwrap_or_default();
                assert!(summary.ends_with('.') && summary.len() < 500, "{section:?}.{}: {summary}", key.name);
            }
        }
    }
}
