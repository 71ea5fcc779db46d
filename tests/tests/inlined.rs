//! Generated code is compiled where it is used: no function of it is one that a library contains whether or not somebody calls it.

#![allow(clippy::panic, clippy::expect_used)]

use std::fs;
use std::path::Path;

use syn::{Attribute, FnArg, ImplItem, ImplItemFn, Item, Type};

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn is_inline(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("inline"))
}

/// Returns `true` for a function that is compiled for each use, because it is generic.
fn is_generic(function: &ImplItemFn) -> bool {
    let takes_any = |input: &FnArg| matches!(input, FnArg::Typed(input) if matches!(&*input.ty, Type::ImplTrait(_)));
    function.sig.generics.type_params().next().is_some() || function.sig.inputs.iter().any(takes_any)
}

/// Returns the names of the methods that are neither inline nor generic, and the number of all methods.
fn compiled_always(items: &[&Item]) -> (Vec<String>, usize) {
    let (mut names, mut count) = (Vec::new(), 0);
    for item in items {
        match item {
            Item::Impl(implementation) => {
                for item in &implementation.items {
                    let ImplItem::Fn(function) = item else { continue };
                    count += 1;
                    if !is_inline(&function.attrs) && !is_generic(function) {
                        names.push(function.sig.ident.to_string());
                    }
                }
            }
            Item::Const(constant) => {
                let syn::Expr::Block(block) = &*constant.expr else { continue };
                let items = block.block.stmts.iter().filter_map(|statement| match statement {
                    syn::Stmt::Item(item) => Some(item),
                    _ => None,
                });
                let (inner, inner_count) = compiled_always(&items.collect::<Vec<_>>());
                names.extend(inner);
                count += inner_count;
            }
            _ => {}
        }
    }
    (names, count)
}

#[test]
fn methods_of_generated_types_are_compiled_where_they_are_used() {
    for path in ["codegen/tests/generate/small.rs", "tests/crates/build-script/src/errors/ledger.rs"] {
        let file = syn::parse_file(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        let (names, count) = compiled_always(&file.items.iter().collect::<Vec<_>>());
        assert_eq!(names, Vec::<String>::new(), "{path}");
        assert!(count > 15, "{path} has {count} methods");
    }
}

#[test]
fn inherent_methods_are_compiled_where_they_are_used() {
    let text = read("runtime/src/methods.rs");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut count = 0;
    for (number, line) in lines.iter().enumerate() {
        // A function with type parameters is compiled for each use.
        let name = line.strip_prefix("$vis fn ").and_then(|rest| rest.split('(').next());
        let Some(name) = name.filter(|name| !name.contains('<')) else { continue };
        let attributes = lines.iter().take(number).rev().take_while(|line| line.starts_with("#["));
        assert!(attributes.into_iter().any(|line| *line == "#[inline]"), "{name}");
        count += 1;
    }
    assert!(count > 15, "{count} methods");
}
