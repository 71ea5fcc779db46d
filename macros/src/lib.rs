//! The macros of errspec. They find the tables and the runtime crate; everything else is in `errspec_codegen`.

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
/// A path is relative to the folder of `Cargo.toml`. A path that starts with `./` or `../` is relative to the file with the
/// attribute. The crate is built again when the table changes.
///
/// The enum keeps its attributes, documentation and visibility.
///
/// # Arguments
///
/// The path may be followed by:
///
/// - the crates whose traits the enum implements, each a feature of `errspec`: `#[errspec::table("…", axum, miette)]`; `process` stands
///   for those of `std::process`;
///   `utoipa = "PaymentError"` also names the schema of the enum;
/// - `crate = other::errspec`, if errspec is reached by another name than that in the manifest, for example because another crate
///   re-exports it;
/// - `boxed`, with which the fields of a large variant are in a box, so that the enum is smaller than 128 bytes. Clippy reports
///   functions that return a larger error (`result_large_err`);
/// - `no_constructors`, with which a table of thousands of entries compiles in little more than half the time. Variants are then
///   written out.
///
/// The documentation of `errspec` describes the generated code, and `specs/README.md` the format of a table.
#[proc_macro_attribute]
pub fn table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    macro_front_end::attribute(arguments.into(), item.into(), &path::Compiler).into()
}

/// Maps a user's own error type to one or more tables.
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
/// A variant is the entry of its name, or the one that it names. Its fields are the fields of the table: by name, or in a tuple by
/// their order, if the types leave no doubt. Every entry that is not deprecated must have a variant, and every variant an entry. A
/// field that a response need not have may be left out, and is an `Option` where it is read.
///
/// # Attributes of the type
///
/// | `#[errspec(..)]` | |
/// |---|---|
/// | `"specs/a.toml", "specs/b.toml"` | the tables; a path is relative to the folder of `Cargo.toml`, or to the file with the attribute if it starts with `./` or `../`. An enum whose variants are all transparent may be without one |
/// | `partial` | allows entries without a variant |
/// | `entry = "NAME"` | the entry of a struct, if it is not the one of its name |
/// | `axum`, `miette`, `process`, … | the crates whose traits it implements, each a feature of `errspec` |
/// | `utoipa = "PaymentError"` | implements the traits of `utoipa`, and names the schema of the type |
/// | `traits_only` | generates no inherent methods, for a type that has methods of the same names |
/// | `own_display` | generates no `Display`, `Error` and `From`, for a type that implements them itself or by another derive |
/// | `crate = other::errspec` | the path of errspec, if it is not the name in the manifest |
///
/// # Attributes of a variant
///
/// | `#[errspec(..)]` | |
/// |---|---|
/// | `entry = "NAME"` | the entry of the variant; `"table::NAME"` if two tables have an entry of this name |
/// | `also` | another variant has the same entry, and is the one that a response is decoded to: several causes are one error to callers |
/// | `transparent` | the variant is the error in its one field, which has a table itself. The entries of that error count as those of the type, unless its type depends on a type parameter. Two types cannot contain each other this way |
/// | `unknown` | the variant keeps errors that the tables do not name, as `errspec::Unknown` |
///
/// # Attributes of a field
///
/// | | |
/// |---|---|
/// | `#[errspec(field = "name")]` | the name of the field in the table |
/// | `#[errspec(display)]` | writes the field by its `Display`, for a text |
/// | `#[errspec(details)]` | the field carries the sub-errors: a collection such as `Vec<NameDetail>`, `Box<[NameDetail]>`, `Arc<[NameDetail]>` or an `Option` of one. They are written at the `details` of the envelope, and read from there |
/// | `#[errspec(skip)]` | the field is not in the table; a decoded value has its `Default` |
/// | `#[errspec(default)]` | the field is written and not read; a decoded value has its `Default` |
/// | `#[source]` | the cause of the error; a field named `source` is the cause if no other is marked. It can also fill a parameter of the message: `#[errspec(field = "name", display)]` |
/// | `#[from]` | the cause of the error, from which the variant is made by `From`; the variant has no other field |
///
/// The type of a field is any that implements `errspec::AsField` for the table's type: strings, numbers, lists, references and smart
/// pointers to them, and your own types.
///
/// # Generated code
///
/// The derive implements `Display` with the message of the table, `Error` with its source, `From`, and the traits `errspec::Spec`
/// and, for a type with a variant for unknown errors, `errspec::Decode`, whose methods are inherent as well. An attribute
/// `#[error(..)]` shows that `thiserror::Error` is derived, too, which then implements `Display`, `Error` and `From`.
///
/// A type with one table that has a `[detail]` comes with a struct for a sub-error, named `<Type>Detail`. With several tables, sub-errors
/// are `errspec::Json`. A variant carries them in a field that is marked `details`; `encoder().details(..)` adds others.
/// A response is never decoded to a transparent variant.
#[proc_macro_derive(Error, attributes(errspec, source, from))]
pub fn derive_error(item: TokenStream) -> TokenStream {
    macro_front_end::derive(item.into(), &path::Compiler).into()
}

/// Emits the code in an attribute. Generated code calls it where it uses deprecated variants.
#[doc(hidden)]
#[proc_macro_derive(DeprecatedUses, attributes(errspec_code))]
pub fn derive_deprecated_uses(item: TokenStream) -> TokenStream {
    macro_front_end::carried_code(item.into()).into()
}
