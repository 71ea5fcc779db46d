//! The path of a table: relative to the manifest or to the invoking file, or absolute.

use std::path::{Component, Path, PathBuf};

use errspec_codegen::macro_front_end::{Environment, FoundTable};
use errspec_codegen::{Source, crate_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{Error, LitStr};

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
}

/// Returns the folder of the manifest.
fn manifest_folder() -> Option<PathBuf> {
    std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from)
}

/// Finds and reads the table.
fn find(literal: &LitStr) -> syn::Result<FoundTable> {
    let written = literal.value();
    if written.trim().is_empty() {
        return Err(Error::new(literal.span(), "the path of the table is empty"));
    }
    let base = Base::of(&written);
    let path = normal(&base.folder(literal)?.join(&written));
    let text = errspec_codegen::load(&path).map_err(|error| {
        let mut message = error.to_string();
        if let Some(help) = error.help() {
            message.push_str(&format!("\nhelp: {help}"));
        }
        if base != Base::Absolute {
            message.push_str(&format!("\n{RELATIVE}{}", other_base(base, literal, &written)));
        }
        Error::new(literal.span(), message)
    })?;
    let tracked = match base {
        Base::Manifest => tracked_in_package(&written),
        Base::File | Base::Absolute => None,
    };
    let tracked = tracked.unwrap_or_else(|| tracked_anywhere(&path));
    Ok(FoundTable::new(Source::new(shown(&path), text).with_path(path), tracked))
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

/// The base of a path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    Manifest,
    File,
    Absolute,
}

impl Base {
    fn of(written: &str) -> Self {
        let path = Path::new(written);
        match path.components().next() {
            _ if path.is_absolute() => Self::Absolute,
            Some(Component::CurDir | Component::ParentDir) => Self::File,
            _ => Self::Manifest,
        }
    }

    fn folder(self, literal: &LitStr) -> syn::Result<PathBuf> {
        match self {
            Self::Absolute => Ok(PathBuf::new()),
            Self::Manifest => Ok(manifest_folder().or_else(|| std::env::current_dir().ok()).unwrap_or_default()),
            Self::File => invoking_folder(literal).ok_or_else(|| {
                let message = "the file with this path is unknown; write the path without `./`, relative to the folder of \
                               Cargo.toml";
                Error::new(literal.span(), message)
            }),
        }
    }
}

/// Returns the folder of the file in which the path is written.
fn invoking_folder(literal: &LitStr) -> Option<PathBuf> {
    let span = literal.span().unwrap();
    let file = span.local_file().or_else(|| Some(PathBuf::from(span.file())).filter(|file| file.is_file()))?;
    let file = std::path::absolute(file).ok()?;
    file.parent().map(Path::to_path_buf)
}

/// Returns a help if the table is where the other kind of path would look for it.
fn other_base(base: Base, literal: &LitStr, written: &str) -> String {
    let (Some(here), Some(package)) = (invoking_folder(literal), manifest_folder()) else { return String::new() };
    let found = normal(&if base == Base::File { package.join(written) } else { here.join(written) });
    if !found.is_file() {
        return String::new();
    }
    let meant = match found.strip_prefix(&package) {
        Ok(below) if base == Base::File => below.to_path_buf(),
        _ => relative(&found, &here),
    };
    format!("\nhelp: did you mean `{}`?", meant.display())
}

/// Returns the path of a file as it is written in a file of this folder.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let up = folder.ancestors().position(|above| path.starts_with(above)).unwrap_or_default();
    let above = folder.ancestors().nth(up).unwrap_or(folder);
    let below = path.strip_prefix(above).unwrap_or(path);
    match up {
        0 => Path::new(".").join(below),
        _ => std::iter::repeat_n("..", up).collect::<PathBuf>().join(below),
    }
}

/// Returns the path without `.` and, where no symbolic link is involved, without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) && !out.is_symlink() =>
            {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// Returns the path as reports show it: relative to the working directory of the compiler, as in its own reports.
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here).unwrap_or(path).display().to_string()
}
