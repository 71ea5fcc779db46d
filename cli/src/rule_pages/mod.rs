//! The pages of rules: what is wrong, the smallest table that is rejected, and the fix.
//!
//! A page is Markdown in `rules/`, so that it is read in the repository, too. A test of `errspec-codegen` tries its tables. The pages of
//! changes stand beside their rules.

mod terminal;

use errspec_codegen::RULES;

pub(crate) use self::terminal::for_terminal;
use crate::changes::CHANGE_RULES;
use crate::house::{LINTS, SETTINGS_LINT};

/// The page of a rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RulePage {
    pub(crate) id: &'static str,
    /// The subject of the rule, in one line.
    pub(crate) purpose: &'static str,
    /// The page, as Markdown.
    pub(crate) page: &'static str,
}

/// Returns the page of a rule of tables or of a house, or of a kind of changes.
pub(crate) fn named(id: &str) -> Option<RulePage> {
    of_tables().chain(of_the_house()).chain(of_changes()).find(|rule| rule.id == id)
}

/// Returns the address of the page of a rule of tables.
pub(crate) fn address(id: &str) -> Option<String> {
    PAGES.iter().find(|(own, _)| *own == id).map(|(id, _)| format!("{REPOSITORY}/blob/main/cli/rules/{id}.md"))
}

/// Iterates over the ids of all rules.
pub(crate) fn ids() -> impl Iterator<Item = String> {
    of_tables().chain(of_the_house()).chain(of_changes()).map(|rule| rule.id.to_owned())
}

/// Returns `true` for a house rule.
pub(crate) fn is_of_the_house(id: &str) -> bool {
    of_the_house().any(|rule| rule.id == id)
}

fn of_the_house() -> impl Iterator<Item = RulePage> {
    LINTS.iter().chain([&SETTINGS_LINT]).map(|lint| RulePage {
        id: lint.id(),
        purpose: lint.purpose(),
        page: lint.page,
    })
}

fn of_tables() -> impl Iterator<Item = RulePage> {
    let page = |id: &str| PAGES.iter().find(|(own, _)| *own == id).map(|(_, page)| *page);
    RULES.iter().map(move |rule| RulePage {
        id: rule.id,
        purpose: rule.purpose,
        page: page(rule.id).unwrap_or(rule.hint),
    })
}

fn of_changes() -> impl Iterator<Item = RulePage> {
    CHANGE_RULES.iter().map(|rule| RulePage { id: rule.id, purpose: rule.title, page: rule.page })
}

/// The repository with the pages.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

macro_rules! pages {
    ($($id:literal,)*) => {
        &[$(($id, include_str!(concat!("../../rules/", $id, ".md")))),*]
    };
}

/// The rules and their pages.
static PAGES: &[(&str, &str)] = pages![
    "syntax",
    "unclosed",
    "unquoted",
    "bad-escape",
    "duplicate-key",
    "odd-character",
    "foreign-syntax",
    "unknown-key",
    "missing-key",
    "wrong-type",
    "unknown-value",
    "misplaced-key",
    "format-version",
    "bad-name",
    "bad-domain",
    "duplicate-variant",
    "clashing-tables",
    "duplicate-field",
    "bad-location",
    "bad-header",
    "empty-source",
    "bad-template",
    "touching-parameters",
    "touching-digit",
    "unclear-end",
    "unnamed-parameter",
    "unknown-parameter",
    "template-without-value",
    "corrupt-message",
    "empty-text",
    "page-message",
    "bad-status",
    "status-2xx",
    "bad-exit",
    "nothing-to-tell",
    "case-key",
    "case-without-difference",
    "contradiction",
    "bad-condition",
    "field-without-source",
    "bad-separator",
    "bad-values",
    "bad-unit",
    "bad-chars",
    "bad-parameter",
    "at-and-join",
    "required-parameter",
    "no-wording",
    "retry-after",
    "delay-unit",
    "bad-preset",
    "bad-extends",
    "empty-envelope",
    "duplicate-envelope",
    "code-without-location",
    "required-key",
    "reserved",
    "foreign-code",
    "empty-code",
    "empty-range",
    "duplicate-code",
    "code-means-success",
    "ambiguous",
    "never-read-back",
    "stray-example",
    "too-many-fields",
    "too-many-locations",
    "literal-pattern",
    "star-in-object",
    "shared-location",
    "example-status",
    "unknown-replacement",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use errspec_codegen::RULES;

    use super::PAGES;

    #[test]
    fn every_rule_has_a_page() {
        let pages: BTreeSet<&str> = PAGES.iter().map(|(id, _)| *id).collect();
        let rules: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(pages.symmetric_difference(&rules).collect::<Vec<_>>(), Vec::<&&str>::new());
    }
}
