//! The keys and the forms of values that the format allows at a path of a table.

use errspec_codegen::format::{FormatKey, Section, TextKind, ValueForm};

/// The most levels of lists that are looked into. A list of sources may be one of lists.
const MOST_LISTS: usize = 3;

/// The keys and the forms of values at a path.
#[derive(Debug, Default)]
pub(super) struct FormatLevel {
    /// The tables with keys of their own.
    pub(super) sections: Vec<Section>,
    /// The tables from names of a kind, with the forms of their values.
    pub(super) maps: Vec<(TextKind, &'static [ValueForm])>,
    /// The forms of the value that are neither a list nor a table.
    pub(super) values: Vec<ValueForm>,
    /// `true` if the value may be a list.
    pub(super) has_list: bool,
}

impl FormatLevel {
    /// Returns the level of a file.
    fn root() -> Self {
        Self { sections: vec![Section::File], ..Self::default() }
    }

    /// Returns the level to which keys lead.
    pub(super) fn at(path: &[&str]) -> Self {
        path.iter().fold(Self::root(), |level, key| level.below(key))
    }

    /// Returns the level of the value of a key.
    fn below(&self, name: &str) -> Self {
        let mut level = Self::default();
        for key in self.sections.iter().filter_map(|section| section.key(name)) {
            level.add(key.forms, 0);
        }
        for (_, forms) in &self.maps {
            level.add(forms, 0);
        }
        level
    }

    fn add(&mut self, forms: &'static [ValueForm], lists: usize) {
        for form in forms {
            match form {
                ValueForm::List(elements, _) => {
                    self.has_list = true;
                    if lists < MOST_LISTS {
                        self.add(elements, lists + 1);
                    }
                }
                ValueForm::Table(section) if self.sections.contains(section) => {}
                ValueForm::Table(section) => self.sections.push(*section),
                ValueForm::Map(kind, _) if self.maps.iter().any(|(own, _)| own == kind) => {}
                ValueForm::Map(kind, values) => self.maps.push((*kind, values)),
                value => self.values.push(*value),
            }
        }
    }

    /// Iterates over the keys, each with its section.
    pub(super) fn keys(&self) -> impl Iterator<Item = (Section, &'static FormatKey)> {
        self.sections.iter().flat_map(|section| section.keys().iter().map(|key| (*section, key)))
    }

    /// Returns a key with its section.
    pub(super) fn key(&self, name: &str) -> Option<(Section, &'static FormatKey)> {
        self.sections.iter().find_map(|section| Some((*section, section.key(name)?)))
    }
}

#[cfg(test)]
mod tests {
    use errspec_codegen::format::{Section, TextKind, ValueForm};

    use super::FormatLevel;

    #[test]
    fn a_path_leads_to_its_keys() {
        for (path, sections) in [
            (vec![], vec![Section::File]),
            (vec!["errors", "GONE"], vec![Section::Entry]),
            (vec!["errors", "GONE", "cases", "OLD"], vec![Section::Case]),
            (vec!["errors", "GONE", "fields", "x"], vec![Section::Source, Section::Field]),
            (vec!["envelope", "code"], vec![Section::Source]),
            (vec!["nothing", "x"], vec![]),
        ] {
            assert_eq!(FormatLevel::at(&path).sections, sections, "{path:?}");
        }
        assert_eq!(FormatLevel::at(&["errors"]).maps.first().map(|(kind, _)| *kind), Some(TextKind::EntryName));
    }

    #[test]
    fn a_path_leads_to_the_forms_of_its_value() {
        let values = FormatLevel::at(&["errors", "GONE", "retry"]).values;
        assert!(matches!(values.as_slice(), [ValueForm::Word(words)] if words.words().contains(&"never")));
        assert!(FormatLevel::at(&["table", "extends"]).has_list);
    }
}
