//! The generated code, formatted. `ERRSPEC_BLESS=1 cargo test -p errspec-codegen --test generate` updates the snapshot.

use std::error::Error;
use std::path::Path;

use errspec_codegen::{Source, Target, generate, read};
use quote::{format_ident, quote};

type Outcome = Result<(), Box<dyn Error>>;

fn target() -> Target {
    Target::new(format_ident!("SmallError"))
        .attributes(quote!(#[doc = " Documentation by the user."]))
        .tracked(quote!("small.toml"))
}

fn formatted(source: &Source, target: &Target) -> Result<String, Box<dyn Error>> {
    let model = read(source)?;
    let formatted = prettyplease::unparse(&syn::parse2(generate(&model, target))?);
    // Parsing finds a text that ends its literal or comment too early.
    syn::parse_file(&formatted)?;
    Ok(formatted)
}

#[test]
fn the_generated_code_matches_the_snapshot() -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/generate");
    let source = Source::new("small.toml", std::fs::read_to_string(folder.join("small.toml"))?);
    let generated = formatted(&source, &target())?;
    let snapshot = folder.join("small.rs");
    if std::env::var_os("ERRSPEC_BLESS").is_some() {
        std::fs::write(&snapshot, &generated)?;
    }
    let expected = std::fs::read_to_string(&snapshot)?;
    assert!(
        generated == expected,
        "the generated code has changed; `ERRSPEC_BLESS=1 cargo test -p errspec-codegen --test generate` updates the snapshot"
    );
    Ok(())
}

#[test]
fn the_templates_of_a_source_have_as_many_parameters_as_there_are_numbers() -> Outcome {
    let table = |count: usize| {
        let template = |letter: char, value: &str| {
            let parameters: String = (0..count).map(|number| format!("{{{letter}{number}}} ")).collect();
            format!("{parameters}{value} {{x}}")
        };
        let text = format!(
            "[table]\nformat = 1\nname = \"wide\"\n[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n\
             fields.x = [\"/y\", {{ at = \"/x\", template = [\"{}\", \"{}\"] }}]\n",
            template('a', "t"),
            template('b', "u"),
        );
        Source::new("wide.toml", text)
    };
    formatted(&table(59), &target())?;
    assert!(formatted(&table(70), &target()).is_err());
    Ok(())
}

#[test]
fn an_enum_opens_with_an_index_of_its_codes() -> Outcome {
    let head = "[table]\nformat = 1\nname = \"it\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n";
    let entries = "[errors.A]\ncode = \"a|b\"\naliases = [\"it's\", 7, \" c\"]\nstatus = [400, \"5xx\"]\nexit = 65\n\
                   [errors.B]\nmessage = \"b\"\nstatus = 404\n[errors.C]\ncodes = [\"x.{_}\", 8]\n[errors.D]\ncode = \"D\"\n";
    let generated = formatted(&Source::new("it.toml", format!("{head}{entries}")), &target())?;
    for expected in [
        "| Code | Status | Exit status | Variant |\n|---|---|---|---|\n",
        "| `a\\|b`, `it's`, `7`, `c` | `400`, `5xx` | `65` | [`A`](Self::A) |\n|  | `404` |  | [`B`](Self::B) |\n",
        "| `x.{_}`, `8` |  |  | [`C`](Self::C) |\n",
        "#[doc(alias(\"a|b\", \"7\"))]\n    A",
        "#[doc(alias = \"8\")]\n    C",
    ] {
        assert!(generated.contains(expected), "{expected} is missing in\n{generated}");
    }
    // An alias that is the name of its item is an error of rustdoc.
    assert!(!generated.contains("alias = \"D\""));
    Ok(())
}

/// Nobody reads an index of thousands of lines, and each alias costs the compiler.
#[test]
fn a_large_table_has_no_index_and_no_aliases() -> Outcome {
    let table = |count: usize| {
        let entries: String = (0..count).map(|number| format!("[errors.E{number}]\ncode = {number}\n")).collect();
        format!("[table]\nformat = 1\nname = \"many\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n{entries}")
    };
    for (count, is_indexed) in [(1, false), (1000, true), (1001, false)] {
        let generated = generate(&read(&Source::new("many.toml", table(count)))?, &target()).to_string();
        assert_eq!(generated.contains("| Code |"), is_indexed, "{count}");
        assert_eq!(generated.contains("alias = \"0\""), count <= 1000, "{count}");
    }
    Ok(())
}

#[test]
fn a_variant_names_the_line_of_its_entry() -> Outcome {
    let text = "[table]\nformat = 1\nname = \"it\"\n[envelope]\ncode = \"/code\"\n\n[errors.A]\ncode = 1\n";
    let generated = formatted(&Source::new("specs/it.toml", text), &target().with_lines())?;
    assert!(generated.contains("Table: `specs/it.toml`, line 7"), "{generated}");
    // The folders of a machine are nobody else's.
    let generated = formatted(&Source::new("/home/me/it.toml", text), &target().with_lines())?;
    assert!(generated.contains("Table: `it.toml`, line 7"), "{generated}");
    // In code that is checked in, a line that is added would change all variants below it.
    assert!(!formatted(&Source::new("specs/it.toml", text), &target())?.contains("line 7"));
    Ok(())
}

#[test]
fn hostile_texts_become_valid_rust() -> Outcome {
    let text = r##"
[table]
format = 1
name = "hostile"
title = "\"quoted\" \\ and */ */ */"
description = "```\nfn main() { panic!() }\n```"

[envelope]
code = "/a~1b/\"~0\\"
message = "/{m}"

[errors.MATCH]
code = "\"; panic!(); \""
message = "{{}} \" \\ \n {type} {{type}} \u0001 \u202e"
summary = "*/ */ ` \" # \\"
causes = ["`", "'", "\"#"]

[errors.DECODE]
code = -9223372036854775808
message = "{self} {crate}"
"##;
    let generated = formatted(&Source::new("hostile.toml", text), &target())?;
    for expected in ["pub fn r#match(", "pub fn decode_error(", "r#type:", "self_:", "crate_:"] {
        assert!(generated.contains(expected), "{expected} is missing in\n{generated}");
    }
    Ok(())
}

#[test]
fn generated_functions_have_a_bounded_number_of_arms() -> Outcome {
    let mut text =
        "[table]\nformat = 1\nname = \"many\"\n[envelope]\ncode = \"/code\"\nmessage = \"/message\"\n".to_owned();
    for number in 0..300 {
        text.push_str(&format!("[errors.E{number}]\ncode = {number}\nmessage = \"{number} {{a}}\"\n"));
    }
    let generated = formatted(&Source::new("many.toml", text), &target())?;
    for function in ["__index_2", "__build_0_2", "__field_0_2"] {
        assert!(generated.contains(&format!("fn {function}(")), "{function}");
    }
    assert!(!generated.contains("__index_3"));
    assert_eq!(generated.matches("{ a: __field }").count(), 300);
    Ok(())
}

/// Locations with `*` multiply: a few of them can need more numbers than exist.
#[test]
fn too_many_values_are_reported() -> Outcome {
    const DEPTH: usize = 17;
    let mut text =
        "[table]\nformat = 1\nname = \"wide\"\n[envelope]\ncode = \"/code\"\n[errors.A]\ncode = 1\n".to_owned();
    for own in 0..DEPTH {
        let path: String = (0..DEPTH).map(|at| if at == own { "/a" } else { "/*" }).collect();
        text.push_str(&format!("fields.f{own} = {{ at = \"{path}\" }}\n"));
    }
    let source = Source::new("wide.toml", text);
    let report = read(&source).err().ok_or("the table does not fit")?;
    let rules: Vec<&str> = report.diagnostics().iter().map(|diagnostic| diagnostic.rule.id).collect();
    assert_eq!(rules, ["too-many-locations"]);
    Ok(())
}

#[test]
fn an_invalid_table_has_an_enum_with_its_variants() -> Outcome {
    let text = "[table]\nname = \"x\"\n[errors.A_B]\ncode = 1\nmessage = \"{a\"\n[errors.C]\ncode = 2\nmessage = \"{c}\"\n[errors.c]";
    let tokens = errspec_codegen::fallback(&Source::new("invalid.toml", text), &target());
    let generated = prettyplease::unparse(&syn::parse2(tokens)?);
    assert!(generated.contains("    AB,\n"), "{generated}");
    let tokens = errspec_codegen::fallback(&Source::new("empty.toml", "\u{0}[["), &target());
    assert!(prettyplease::unparse(&syn::parse2(tokens)?).contains("TableNotRead"));
    Ok(())
}
