//! The house rules by their names.

use errspec_codegen::{Rule, Severity};

/// A house rule.
#[derive(Debug)]
pub(crate) struct Lint {
    /// The rule where the file says `warn`.
    pub(super) warning: Rule,
    /// The rule where the file says `deny`.
    pub(super) error: Rule,
    pub(super) check: LintKind,
    /// The options that the rule has, besides `level` and `except`.
    pub(super) options: &'static [&'static str],
    /// The option without which the rule says nothing.
    pub(super) required: Option<&'static str>,
    /// The keys that are looked at, unless the option `keys` says others.
    pub(super) keys: &'static [&'static str],
    /// The page, as Markdown.
    pub(crate) page: &'static str,
}

/// The subject of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LintKind {
    MissingText,
    EntryName,
    VariantName,
    CodeForm,
    StatusOfCode,
    Capital,
    FullStop,
    NoFullStop,
    TextLength,
    UndocumentedRetry,
}

impl Lint {
    pub(crate) fn id(&self) -> &'static str {
        self.error.id
    }

    pub(crate) fn purpose(&self) -> &'static str {
        self.error.purpose
    }
}

/// The rule of `errspec.toml` itself.
pub(crate) static SETTINGS_LINT: Lint = Lint {
    page: include_str!("../../lints/house-rules.md"),
    ..lint(
        LintKind::MissingText,
        "house-rules",
        "`errspec.toml` names rules that exist, with the options that they have.",
        "see `errspec explain house-rules`",
    )
};

const fn lint(check: LintKind, id: &'static str, purpose: &'static str, hint: &'static str) -> Lint {
    Lint {
        warning: Rule::new(id, Severity::Warning, purpose, hint),
        error: Rule::new(id, Severity::Error, purpose, hint),
        check,
        options: &[],
        required: None,
        keys: &[],
        page: "",
    }
}

macro_rules! page {
    ($id:literal) => {
        include_str!(concat!("../../lints/", $id, ".md"))
    };
}

/// All house rules.
pub(crate) static LINTS: &[Lint] = &[
    Lint {
        options: &["keys"],
        keys: &["summary", "action"],
        page: page!("missing-text"),
        ..lint(
            LintKind::MissingText,
            "missing-text",
            "Every entry has the keys that the house asks for.",
            "add the key",
        )
    },
    Lint {
        options: &["names"],
        required: Some("names"),
        page: page!("entry-name"),
        ..lint(
            LintKind::EntryName,
            "entry-name",
            "The names of entries have the form of the house.",
            "rename the entry",
        )
    },
    Lint {
        options: &["names"],
        required: Some("names"),
        page: page!("variant-name"),
        ..lint(
            LintKind::VariantName,
            "variant-name",
            "The names of variants have the form of the house.",
            "set `variant`",
        )
    },
    Lint {
        options: &["codes"],
        required: Some("codes"),
        page: page!("code-form"),
        ..lint(
            LintKind::CodeForm,
            "code-form",
            "The codes of entries have the form of the house.",
            "give the entry another code",
        )
    },
    Lint {
        options: &["statuses"],
        required: Some("statuses"),
        page: page!("status-of-code"),
        ..lint(
            LintKind::StatusOfCode,
            "status-of-code",
            "A class of codes has its statuses.",
            "correct the status or the code",
        )
    },
    Lint {
        options: &["keys"],
        keys: &["message", "summary", "action"],
        page: page!("capital"),
        ..lint(LintKind::Capital, "capital", "Texts begin with a capital letter.", "begin with a capital letter")
    },
    Lint {
        options: &["keys"],
        keys: &["summary", "action"],
        page: page!("full-stop"),
        ..lint(
            LintKind::FullStop,
            "full-stop",
            "Texts are sentences: they end with `.`, `!` or `?`.",
            "end with a full stop",
        )
    },
    Lint {
        options: &["keys"],
        keys: &["message"],
        page: page!("no-full-stop"),
        ..lint(LintKind::NoFullStop, "no-full-stop", "Texts do not end with a full stop.", "remove the full stop")
    },
    Lint {
        options: &["keys", "most"],
        keys: &["message", "summary"],
        required: Some("most"),
        page: page!("text-length"),
        ..lint(LintKind::TextLength, "text-length", "Texts have at most so many characters.", "shorten the text")
    },
    Lint {
        page: page!("undocumented-retry"),
        ..lint(
            LintKind::UndocumentedRetry,
            "undocumented-retry",
            "Every entry says whether the caller may try again.",
            "add `retry`: `\"never\"`, `\"after\"` or `\"poll\"`",
        )
    },
];
