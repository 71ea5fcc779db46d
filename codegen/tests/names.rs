//! Names in a table become Rust identifiers, or a diagnostic at the name.

#![allow(clippy::panic, clippy::expect_used)]

use errspec_codegen::{Source, Target, fallback, generate, read};
use quote::format_ident;

/// Names that are keywords in some form, or no identifiers at all.
const NAMES: &[&str] = &[
    "SELF", "self", "Self", "CRATE", "crate", "SUPER", "super", "SELF_", "_SELF", "_", "__", "", " ", "a b", "é",
    "ÉTÉ", "0", "3DS", "type", "TYPE", "r#type", "union", "async", "gen", "A", "a-b", "\\u0000", "'a", "\u{202e}",
];

/// The places at which a table has a name, with `%` for the name.
const TABLES: &[&str] = &[
    "[errors.\"%\"]\ncode = 1\n",
    "[errors.\"%\"]\ncode = 1\nmessage = \"{a}\"\n",
    "[errors.A1]\ncode = 1\n[errors.A1.cases.\"%\"]\nstatus = 400\n",
    "[errors.A1]\ncode = 1\nvariant = \"%\"\n",
    "[errors.SELF]\ncode = 1\nvariant = \"%\"\n",
    "[errors.A1]\ncode = 1\nfields.\"%\" = \"/x\"\n",
    "[errors.A1]\ncode = 1\nmessage = \"a {%} b\"\n",
    "fields.\"%\" = \"/x\"\n[errors.A1]\ncode = 1\n",
    "detail.\"%\" = \"/x\"\n[errors.A1]\ncode = 1\n",
];

fn table(unknown: &str, rest: &str) -> Source {
    let (top, errors) = rest.split_at(rest.find("[errors").unwrap_or_default());
    let head = format!("[table]\nformat = 1\nname = \"acme\"\nunknown = \"{unknown}\"\n");
    let envelope = "[envelope]\ncode = \"/code\"\nmessage = \"/message\"\ndetails = \"/details\"\n";
    Source::new("table.toml", format!("{top}{head}{envelope}{errors}"))
}

/// Checks that the code for a table is Rust, whether the table is valid or not.
fn assert_rust(source: &Source) {
    let target = Target::new(format_ident!("AcmeError"));
    let code = match read(source) {
        Ok(model) => generate(&model, &target),
        Err(report) => {
            let labels = report.diagnostics().iter().map(|diagnostic| diagnostic.label.span);
            assert!(labels.into_iter().all(|span| span.end > 0), "{report}");
            fallback(source, &target)
        }
    };
    let parsed = syn::parse2::<syn::File>(code.clone());
    assert!(parsed.is_ok(), "{:?} of\n{}\n{code}", parsed.err(), source.text());
}

#[test]
fn any_name_in_a_table_gives_valid_rust() {
    for name in NAMES {
        for rest in TABLES {
            assert_rust(&table("Unknown", &rest.replace('%', name)));
        }
        assert_rust(&table(name, "[errors.A1]\ncode = 1\n"));
    }
}

#[test]
fn an_entry_whose_variant_would_be_a_keyword_is_reported_at_its_name() {
    let source = table("Unknown", "[errors.A1]\ncode = 1\n[errors.SELF]\ncode = 2\n");
    let report = read(&source).map(|model| model.entries.len()).expect_err("`Self` cannot be a variant");
    let [diagnostic] = report.diagnostics() else { panic!("{report}") };
    let span = diagnostic.label.span;
    assert_eq!((diagnostic.rule.id, source.text().get(span.start..span.end)), ("bad-name", Some("SELF")));
    assert_eq!(diagnostic.help, "name the variant: `variant = \"SelfError\"`");
}

#[test]
fn an_entry_with_a_variant_of_its_own_may_be_named_like_a_keyword() {
    let model = read(&table("Unknown", "[errors.SELF]\ncode = 1\nvariant = \"SelfError\"\n"));
    assert_eq!(model.map(|model| model.entries.len()), Ok(1));
}

#[test]
fn a_parameter_without_a_field_name_is_reported() {
    let source = table("Unknown", "[errors.A1]\ncode = 1\nmessage = \"a {__} b\"\n");
    let report = read(&source).map(|model| model.entries.len()).expect_err("`__` makes no field");
    let rules: Vec<&str> = report.diagnostics().iter().map(|diagnostic| diagnostic.rule.id).collect();
    assert_eq!(rules, ["bad-template"]);
}
