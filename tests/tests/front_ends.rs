//! The macro and the build script generate the same code for a valid table, token for token, and report the same errors for an
//! invalid one.
//!
//! A macro cannot be called outside the compiler, so the tests call its parts: `errspec_codegen::macro_front_end`, and the module
//! in `macros/src` that finds a table, which is included here.

#![allow(clippy::panic, clippy::expect_used)]

// The compiler has it for a crate with macros.
extern crate proc_macro;

#[path = "../../macros/src/compiler/mod.rs"]
mod compiler;

use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::build::Table;
use errspec_codegen::{Build, macro_front_end};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use syn::LitStr;

/// Returns the tables of a folder, whose path is relative to this package.
fn tables(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).canonicalize().expect("the folder is there");
    let entries = fs::read_dir(&folder).expect("the folder can be read").flatten();
    let mut tables: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|it| it == "toml")).collect();
    tables.retain(|path| !path.ends_with("Cargo.toml"));
    tables.sort();
    assert!(!tables.is_empty(), "{}", folder.display());
    tables
}

/// Expands the macro on an item, with the path of a table and more arguments.
fn expand_macro(table: &Path, more: &TokenStream, item: TokenStream) -> TokenStream {
    let path = table.to_str().expect("the path is text");
    macro_front_end::attribute(quote!(#path #more), item, &compiler::Compiler)
}

/// Returns the code that the build script writes for one table.
fn build(table: Table, stem: &str, build: Build) -> TokenStream {
    // Tests run in parallel, so each has its own folder.
    let test = std::thread::current().name().unwrap_or_default().to_owned();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    build.table(table).out_dir(&folder).run().unwrap_or_else(|error| panic!("{error}"));
    let text = fs::read_to_string(folder.join(stem).with_extension("rs")).expect("the file is written");
    text.parse().expect("the file is Rust")
}

/// Returns the code without the parts that may differ between front ends: the constants that track the files, the folder of a table as
/// the compiler or the build script shows it, the layout of the code, the number of attributes for documentation, the lints that a file
/// allows, and the macro by which the macro uses deprecated variants.
fn comparable(code: TokenStream) -> String {
    let file = syn::parse2(normalize(untracked(code))).expect("it is Rust");
    let code = prettyplease::unparse(&file);
    let lines = code.lines().map(|line| match line.split_once("Table: `") {
        Some((before, path)) => format!("{before}Table: `{}", path.rsplit('/').next().unwrap_or(path)),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the code without `const _: … = include_bytes!(…);`, and without the path of a macro that only the compiler needs.
fn untracked(code: TokenStream) -> TokenStream {
    let mut text = code.to_string().replace(":: errspec :: __private0_1 :: using_deprecated", "using_deprecated");
    while let Some(at) = text.find("include_bytes") {
        let start = text.get(..at).and_then(|before| before.rfind("const _")).expect("it is a constant");
        let length = text.get(start..).and_then(|after| after.find(';')).expect("it has an end");
        text.replace_range(start..=start + length, "");
    }
    text.parse().expect("the rest is Rust")
}

/// Returns the code with adjacent documentation joined to one attribute, and without the lints of files.
fn normalize(code: TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    let mut docs: Vec<String> = Vec::new();
    let mut tokens = code.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let (TokenTree::Punct(punct), Some(TokenTree::Group(next))) = (&token, tokens.peek())
            && punct.as_char() == '#'
        {
            let doc = doc(next);
            if doc.is_some() || next.to_string().contains("clippy :: use_self") {
                docs.extend(doc);
                tokens.next();
                continue;
            }
        }
        if matches!(&token, TokenTree::Ident(name) if name == "using_deprecated") {
            // Skips the `!`.
            if let Some(TokenTree::Group(call)) = tokens.nth(1) {
                out.extend(normalize(carried(call.stream())));
            }
            continue;
        }
        if !docs.is_empty() {
            let text = std::mem::take(&mut docs).join("\n");
            let text = text.trim_matches('\n');
            out.extend(quote!(#[doc = #text]));
        }
        out.extend([match token {
            TokenTree::Group(group) => Group::new(group.delimiter(), normalize(group.stream())).into(),
            token => token,
        }]);
    }
    out
}

/// Returns the code in `[…]`, and what follows it. A derive emits it, because the compiler does not report deprecated variants in
/// the output of a derive.
fn carried(call: TokenStream) -> TokenStream {
    let mut tokens = call.into_iter();
    let code = match tokens.next() {
        Some(TokenTree::Group(code)) => code.stream(),
        other => panic!("no code in brackets: {other:?}"),
    };
    code.into_iter().chain(tokens).collect()
}

/// Returns the text of `[doc = "…"]`, without the space before its lines.
fn doc(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    let (name, _, text) = (tokens.next()?, tokens.next()?, tokens.next()?);
    if attribute.delimiter() != Delimiter::Bracket || name.to_string() != "doc" {
        return None;
    }
    let text = syn::parse2::<LitStr>(text.into()).ok()?.value();
    let spaced = text.lines().all(|line| line.is_empty() || line.starts_with(' '));
    let line = |line: &str| if spaced { line.strip_prefix(' ').unwrap_or(line).to_owned() } else { line.to_owned() };
    Some(text.split('\n').map(line).collect::<Vec<_>>().join("\n"))
}

fn assert_same(table: &Path, from_macro: TokenStream, from_build: TokenStream) {
    let (from_macro, from_build) = (comparable(from_macro), comparable(from_build));
    if from_macro != from_build {
        let differs = from_macro.lines().zip(from_build.lines()).find(|(one, other)| one != other);
        panic!("{}: macro and build script differ: {differs:#?}", table.display());
    }
}

#[test]
fn both_generate_the_same_code_for_every_table() {
    for table in ["../specs", "zoo", "tests/tables", "crates/lints/tables"].into_iter().flat_map(tables) {
        let stem = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let from_macro = expand_macro(
            &table,
            &quote!(),
            quote!(
                pub enum Error {}
            ),
        );
        let from_build = build(Table::new(&table).name("Error"), &stem, Build::new());
        assert_same(&table, from_macro, from_build);
    }
}

#[test]
fn both_generate_the_same_code_for_the_same_options() {
    for table in tables("../specs") {
        let stem = table.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let item = quote! {
            /// The errors of the API.
            ///
            /// A second paragraph.
            #[cfg(all())]
            #[allow(dead_code)]
            #[non_exhaustive]
            pub(crate) enum Failure {}
        };
        let from_macro =
            expand_macro(&table, &quote!(, axum, boxed, crate = other::errspec, no_constructors, serde), item);
        let attributes = "/// The errors of the API.\n///\n/// A second paragraph.\n#[cfg(all())]";
        let table_with_options = Table::new(&table)
            .name("Failure")
            .attributes("#[allow(dead_code)]\n#[non_exhaustive]")
            .implement(["serde"]);
        let options = Build::new()
            .attributes(attributes)
            .visibility("pub(crate)")
            .errspec("other::errspec")
            .implement(["axum"])
            .boxed()
            .no_constructors();
        let from_build = build(table_with_options, &stem, options);
        assert_same(&table, from_macro, from_build);
    }
}

#[test]
fn both_report_the_same_errors_for_every_invalid_table() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/rules").canonicalize();
    let cases = fs::read_dir(rules.expect("the cases are there")).expect("they can be read").flatten();
    let mut invalid = 0;
    for folder in cases.map(|entry| entry.path()).filter(|path| path.is_dir()) {
        let table = folder.join("table.toml");
        let from_macro = expand_macro(
            &table,
            &quote!(),
            quote!(
                pub enum Error {}
            ),
        );
        let messages: Vec<String> = messages(from_macro).iter().map(|message| as_reported(message, &table)).collect();
        let result = Build::new().root(&folder).table("table.toml").out_dir("/nowhere").run();
        // Some tables are invalid only with a repeated line, and only `codegen/tests/rules.rs` repeats it.
        match result {
            Err(report) if !messages.is_empty() => {
                invalid += 1;
                let report = report.to_string();
                let (errors, _summary) = report.rsplit_once("\n\n").expect("a summary is at the end");
                assert_eq!(errors, messages.join("\n\n"), "{}", table.display());
            }
            _ => assert!(messages.is_empty(), "{}: only the macro reports {messages:#?}", table.display()),
        }
    }
    assert!(invalid > 50, "only {invalid} tables are invalid");
}

#[test]
fn the_macro_adds_the_warnings_to_the_same_code() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/rules");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("warned");
    fs::create_dir_all(&folder).expect("a folder can be made");
    for rule in ["literal-pattern", "star-in-object", "shared-location"] {
        // Each warning is shown once in a process, and another test has the tables themselves.
        let stem = rule.replace('-', "_");
        let table = folder.join(&stem).with_extension("toml");
        fs::copy(rules.join(rule).join("table.toml"), &table).expect("the table is there");
        let item = quote!(
            pub enum Error {}
        );
        let (from_macro, warnings) = without_warnings(expand_macro(&table, &quote!(), item.clone()));
        assert!(warnings > 0, "{rule}");
        assert_eq!(without_warnings(expand_macro(&table, &quote!(), item)).1, 0, "{rule} is shown again");
        let from_build = build(Table::new(&table).name("Error"), &stem, Build::new());
        assert_same(&table, from_macro, from_build);
    }
}

/// Returns the code without the constants that show warnings, and the number of these.
fn without_warnings(code: TokenStream) -> (TokenStream, usize) {
    let file: syn::File = syn::parse2(code).expect("it is Rust");
    let (warnings, others): (Vec<_>, Vec<_>) =
        file.items.into_iter().partition(|item| quote!(#item).to_string().contains("table_warning"));
    (quote!(#(#others)*), warnings.len())
}

/// Returns the texts of all `compile_error!`.
fn messages(code: TokenStream) -> Vec<String> {
    let mut messages = Vec::new();
    let mut tokens = code.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(name) = token else { continue };
        if name != "compile_error" {
            continue;
        }
        let group = tokens.nth(1).expect("a macro has arguments");
        let TokenTree::Group(group) = group else { panic!("a macro has arguments") };
        messages.push(syn::parse2::<LitStr>(group.stream()).expect("its argument is a text").value());
    }
    messages
}

/// Converts a message of the macro to the form of the build script. The compiler writes `error` itself, and has longer paths.
fn as_reported(message: &str, table: &Path) -> String {
    let (title, rest) = message.split_once('\n').unwrap_or((message, ""));
    let (title, rule) = title.rsplit_once(" [").expect("the rule is after the title");
    let folder = table.parent().expect("it is in a folder");
    format!("error[{rule}: {title}\n{rest}").replace(&format!("{}/", folder.display()), "")
}

#[test]
fn the_macros_know_the_names_of_all_methods_that_a_type_gets() {
    let read = |path: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let runtime = read("runtime/src/methods.rs");
    let mut generated: Vec<&str> = runtime
        .split("$vis fn ")
        .skip(1)
        .filter_map(|rest| rest.split(|letter: char| letter != '_' && !letter.is_alphanumeric()).next())
        .collect();
    let emitter = read("codegen/src/emit/methods.rs");
    let lists = emitter.split("impl Shape").next().unwrap_or_default();
    let lists = lists.split("const ").skip(1).filter_map(|list| list.split(';').next());
    let mut known: Vec<&str> = lists.flat_map(|list| list.split('"').skip(1).step_by(2)).collect();
    generated.sort_unstable();
    known.sort_unstable();
    assert!(generated.len() > 20, "{generated:?}");
    assert_eq!(known, generated);
}
