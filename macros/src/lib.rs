//! The attribute macro of errspec. It finds the table and the name of the runtime; all else is `errspec_codegen`.

mod arguments;
mod expand;
mod faults;
mod item;
mod path;

use proc_macro::TokenStream;

/// Turns an empty enum into the errors of a table.
///
/// ```ignore
/// #[errspec::table("specs/flanks.toml")]
/// pub enum FlanksError {}
/// ```
///
/// A path is relative to the folder of `Cargo.toml`; one that starts with `./` or `../` to the file in which the attribute
/// stands. The crate is built again when the table changes.
///
/// The enum keeps its attributes, documentation and visibility. Where errspec is reached by another name than that of the
/// manifest, for instance because another crate re-exports it, say so: `#[errspec::table("…", crate = other::errspec)]`.
///
/// Behind the path stand the crates for which the enum implements what they ask of an error, each a feature of `errspec`:
/// `#[errspec::table("…", axum, miette)]`.
///
/// What is generated is described in the documentation of `errspec`; the format of a table in `specs/README.md`.
#[proc_macro_attribute]
pub fn table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(arguments.into(), item.into()).into()
}
