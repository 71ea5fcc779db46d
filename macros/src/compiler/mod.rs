//! The compiler that runs a macro: where it finds tables, what it tracks, and what it has reported.
//!
//! The path of a table is relative to the manifest or to the invoking file, or absolute.

mod above;
mod base;
mod repeated;
mod reported;
mod suggestion;

use std::path::{Path, PathBuf};

use errspec_codegen::macro_front_end::{Environment, FoundTable};
use errspec_codegen::{LoadError, LoadErrorKind, Source, crate_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Error, LitStr};

use self::base::{Base, manifest_folder, normal, relative};

/// The compiler that runs a macro.
pub(crate) struct Compiler;

impl Environment for Compiler {
    fn find(&self, path: &LitStr) -> syn::Result<FoundTable> {
        find(path)
    }

    fn tracked(&self, path: &Path) -> TokenStream {
        let package = manifest_folder();
        let below = package.and_then(|folder| path.strip_prefix(folder).ok()?.to_str());
        below.and_then(tracked_in_package).unwrap_or_else(|| tracked_anywhere(path))
    }

    /// Returns the runtime crate, by the name that the manifest gives it.
    fn krate(&self) -> TokenStream {
        let name = manifest_folder().map_or_else(|| "errspec".to_owned(), |folder| crate_name(&folder));
        let ident = Ident::new(&name, Span::call_site());
        quote!(::#ident)
    }

    fn text_above(&self) -> Option<String> {
        above::text_above()
    }

    fn text(&self) -> Option<String> {
        above::text()
    }

    fn is_second_derive(&self, item: &TokenStream) -> bool {
        repeated::is_second_derive(item)
    }

    fn is_unreported(&self, message: &str) -> bool {
        reported::is_unreported(message)
    }
}

/// Finds and reads the table.
fn find(literal: &LitStr) -> syn::Result<FoundTable> {
    let written = literal.value();
    if written.trim().is_empty() {
        let message = "the path of the table is empty\nhelp: write it relative to the folder of Cargo.toml: `\"specs/name.toml\"`";
        return Err(Error::new(literal.span(), message));
    }
    let base = Base::of(&written);
    let path = normal(&base.folder(literal)?.join(&written));
    let text = errspec_codegen::load(&path).map_err(|error| not_loaded(error, base, literal))?;
    let tracked = match base {
        Base::Manifest => tracked_in_package(&written),
        Base::File | Base::Absolute => None,
    };
    let tracked = tracked.unwrap_or_else(|| tracked_anywhere(&path));
    Ok(FoundTable::new(Source::new(shown(&path), text).with_path(path), tracked))
}

/// Returns the error about a file that is no text, with the path that was meant as it is written in the attribute.
fn not_loaded(error: LoadError, base: Base, literal: &LitStr) -> Error {
    let error = match manifest_folder() {
        Some(package) => error.or_elsewhere(&package),
        None => error,
    };
    let is_table = !matches!(error.kind(), LoadErrorKind::NotTable(_));
    let suggestion = is_table.then(|| suggestion::of(&error, base, literal)).flatten();
    let is_there = matches!(error.kind(), LoadErrorKind::NotUtf8 { .. } | LoadErrorKind::NotTable(_));
    let help = match suggestion {
        Some(suggestion) => Some(format!("did you mean `\"{}\"`?", suggestion.display())),
        None => error.help().filter(|_| is_there),
    };
    let mut message = error.with_paths(|path| PathBuf::from(shown(path))).to_string();
    if let Some(help) = help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    if literal.value().contains('*') {
        message.push_str("\nhelp: a path names one table; give each table a path of its own, with commas between them");
    }
    if base != Base::Absolute && !is_there {
        message.push_str(&format!("\n{RELATIVE}"));
    }
    Error::new(literal.span(), message)
}

/// Returns a path relative to the folder of the manifest as `include_bytes!` takes it: the generated code must not depend on the
/// place of the package.
fn tracked_in_package(below: &str) -> Option<TokenStream> {
    manifest_folder().map(|_| quote!(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", #below)))
}

/// Returns a path as `include_bytes!` takes it.
fn tracked_anywhere(path: &Path) -> TokenStream {
    let path = path.to_string_lossy();
    quote!(#path)
}

/// The note on how paths are resolved.
const RELATIVE: &str = "note: a path is relative to the folder of Cargo.toml, or to the file with the attribute if it \
                        starts with `./` or `../`";

/// Returns the path as reports show it: relative to the package, also if it is elsewhere in the workspace, which is the working
/// directory of the compiler.
fn shown(path: &Path) -> String {
    let package = manifest_folder().unwrap_or_default();
    let workspace = std::env::current_dir().unwrap_or_default();
    if let Ok(below) = path.strip_prefix(&package) {
        return below.display().to_string();
    }
    match path.strip_prefix(&workspace) {
        Ok(_) if package.starts_with(&workspace) => relative(path, &package).display().to_string(),
        below => below.unwrap_or(path).display().to_string(),
    }
}
