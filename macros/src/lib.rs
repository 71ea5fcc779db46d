//! The macros of errspec. They find tables and the name of the runtime; all else is `errspec_codegen`.

mod path;

use errspec_codegen::macro_front_end;
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
/// A table of thousands of entries compiles in a little more than half the time with `no_constructors` among the arguments:
/// variants are then written as they are.
///
/// What is generated is described in the documentation of `errspec`; the format of a table in `specs/README.md`.
#[proc_macro_attribute]
pub fn table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    macro_front_end::attribute(arguments.into(), item.into(), &path::Compiler).into()
}

/// Ties a user's own error type to one or more tables.
///
/// ```ignore
/// #[derive(Debug, errspec::Error)]
/// #[errspec("specs/billing.toml")]
/// pub enum BillingError {
///     CardDeclined { reason: String },
///     #[errspec(entry = "INTERNAL")]
///     Storage(#[from] std::io::Error),
/// }
/// ```
///
/// A variant is the entry of its name, or the one that it names; its fields are the table's, by name, in a tuple by their order
/// where their types tell them apart. Every entry that is not deprecated must have its variant, and every variant its entry. A
/// field that a response need not have may be left out, and is an `Option` where it is read.
///
/// # On the type
///
/// | `#[errspec(..)]` | |
/// |---|---|
/// | `"specs/a.toml", "specs/b.toml"` | the tables; a path is relative to the folder of `Cargo.toml`, one that starts with `./` or `../` to the file in which it stands |
/// | `partial` | entries may be without a variant |
/// | `entry = "NAME"` | the entry that a struct is, where it is not the one of its name |
/// | `axum`, `miette`, … | what it implements for other crates, each a feature of `errspec` |
/// | `traits_only` | no inherent methods, only those of the traits: where you have methods of the same names |
/// | `own_display` | no `Display`, `Error` and `From`: where you, or another derive, implement them |
/// | `crate = other::errspec` | where errspec is reached by another name than that of the manifest |
///
/// # On a variant
///
/// | `#[errspec(..)]` | |
/// |---|---|
/// | `entry = "NAME"` | the entry that it is; `"table::NAME"` where two tables have one of this name |
/// | `also` | another variant is this entry, too, and is what a response is decoded to: several causes, one error to the outside |
/// | `transparent` | in all it is what the error in its one field is, which has a table, too |
/// | `unknown` | it keeps what the tables do not know, as `errspec::Unknown` |
///
/// # On a field
///
/// | | |
/// |---|---|
/// | `#[errspec(field = "name")]` | the field of the table that it is |
/// | `#[errspec(display)]` | it is written as `Display` writes it; for a text |
/// | `#[errspec(skip)]` | it is none of the table's; a decoded value has its `Default` there |
/// | `#[errspec(default)]` | it is written and not read: a decoded value has its `Default` there |
/// | `#[source]` | it is what caused the error; so is a field called `source`, where none is marked |
/// | `#[from]` | that, and the variant, which has no other field, is made from it by `From` |
///
/// The type of a field is any that implements `errspec::AsField` for the table's type: texts, numbers, lists, references and smart
/// pointers to them, and your own.
///
/// # What is implemented
///
/// `Display` (the message of the table), `Error` with its source, `From`, and the traits `errspec::Spec` and, for a type with a
/// variant for the unknown, `errspec::Decode`, their methods being inherent as well. `Display`, `Error` and `From` are left to
/// `thiserror::Error` where an attribute `#[error(..)]` says that it stands beside.
///
/// A type with one table that has a `[detail]` comes with a struct of it, called `<Type>Detail`; with several tables, details are
/// `errspec::Json`. Decoding makes no transparent variants.
#[proc_macro_derive(Error, attributes(errspec, source, from))]
pub fn derive_error(item: TokenStream) -> TokenStream {
    macro_front_end::derive(item.into(), &path::Compiler).into()
}
