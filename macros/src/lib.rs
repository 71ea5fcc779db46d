//! The macros of errspec. They find the tables and the runtime crate; everything else is in `errspec_codegen`.

mod compiler;

use errspec_codegen::macro_front_end;
use proc_macro::TokenStream;

/// Turns an empty enum into the errors of a table, or of several tables.
///
/// ```ignore
/// #[errspec::table("specs/flanks.toml")]
/// pub enum FlanksError {}
///
/// #[errspec::table("specs/billing.toml", "specs/orders.toml")]
/// pub enum ShopError {}
/// ```
///
/// A path is relative to the folder of `Cargo.toml`. A path that starts with `./` or `../` is relative to the file with the
/// attribute. The crate is built again when the table changes.
///
/// The enum keeps its attributes, documentation and visibility.
///
/// # Arguments
///
/// The paths may be followed by:
///
/// - the crates whose traits the enum implements, each a feature of `errspec`: `#[errspec::table("…", axum, miette)]`; `process` stands
///   for those of `std::process`;
///   `utoipa = "PaymentError"` also names the schema of the enum;
/// - `crate = other::errspec`, if errspec is reached by another name than that in the manifest, for example because another crate
///   re-exports it;
/// - `boxed`, with which the fields of a large variant are in a box, so that the enum is smaller than 128 bytes. Clippy reports
///   functions that return a larger error (`result_large_err`);
/// - `no_constructors`, with which a table of thousands of entries is checked in four fifths of the time. Variants are then
///   written out.
///
/// # Warnings
///
/// A possible mistake in a table is shown as the use of a deprecated constant, at the path of the table. `allow` in the `[table]` says that
/// it is meant; `#[allow(deprecated)]` on the enum hides it.
///
/// # Several tables
///
/// The enum has a variant for each entry of all tables, and one for unknown errors, whose name a table may state as `unknown`. A variant
/// knows its table, which writes it. A response is decoded by the table that matches it best:
///
/// 1. one with an entry that has its code, and its status and message;
/// 2. one with an entry that has its code;
/// 3. one with an entry without a code in an envelope that fits, or else by the status alone;
/// 4. one that has entries of the code, or else an envelope that fits. The error is unknown.
///
/// The first of two that match equally is taken. So the same code in two tables is no error, and the order of the tables decides if
/// nothing else does. A 2xx response is an error if it is one by any of the tables.
///
/// An entry that two tables have in common, such as that of a file that both extend, is one variant, which the first of them writes. Other
/// entries of one name are an error (rule `clashing-tables`): give one of them a `variant` of its own in its table. The tables have
/// different names.
///
/// A sub-error is a struct, `ShopErrorDetail`, if all tables that list sub-errors have the same `[detail]`: the same fields in the same
/// order. If they differ, `ShopErrorDetail` is an enum with a variant for each of these tables, such as
/// `ShopErrorDetail::Billing(ShopErrorBillingDetail)`, or `ShopErrorDetail::Orders(errspec::Json)` for one without `[detail]`.
///
/// The documentation of `errspec` describes the generated code, and `specs/README.md` the format of a table.
#[proc_macro_attribute]
pub fn table(arguments: TokenStream, item: TokenStream) -> TokenStream {
    macro_front_end::attribute(arguments.into(), item.into(), &compiler::Compiler).into()
}

/// Tells that the attribute is [`macro@table`].
#[doc(hidden)]
#[proc_macro_attribute]
pub fn tables(arguments: TokenStream, item: TokenStream) -> TokenStream {
    macro_front_end::misspelt_attribute(arguments.into(), item.into(), &compiler::Compiler).into()
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
/// A variant is the entry of its name, by its words or else by its letters (`InvalidRPOrigin` is `INVALID_RP_ORIGIN`), or the one
/// that it names. Its fields are the fields of the table: by name, or in a tuple by
/// their order, if the types leave no doubt. Every entry that is not deprecated must have a variant, and every variant an entry. A
/// field that a response need not have may be left out, and is an `Option` where it is read.
///
/// # Attributes of the type
///
/// | `#[errspec(..)]` | |
/// |---|---|
/// | `"specs/a.toml", "specs/b.toml"` | the tables; a path is relative to the folder of `Cargo.toml`, or to the file with the attribute if it starts with `./` or `../`. An enum whose variants are all transparent may be without one |
/// | `partial` | allows entries without a variant |
/// | `optional("NAME", "OTHER")` | allows these entries to be without a variant, such as one that a `#[cfg]` removes |
/// | `entry = "NAME"` | the entry of a struct, if it is not the one of its name |
/// | `transparent` | a struct is the error in its one field, as a [transparent variant](#transparent-errors) is |
/// | `message_from_display` | for a type with a `Display` of its own: an entry that has no message in the table is sent with the text of `Display` |
/// | `decoded = Name` | generates the enum `Name` from the table, to which [responses are decoded](#decoding) |
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
/// | `transparent` | the variant is the error in its one field, see [transparent errors](#transparent-errors) |
/// | `unknown` | the variant keeps errors that the tables do not name, as `errspec::Unknown` |
///
/// # Attributes of a field
///
/// | | |
/// |---|---|
/// | `#[errspec(field = "name")]` | the name of the field in the table |
/// | `#[errspec(display)]` | writes the field by its `Display`, for a string of the table |
/// | `#[errspec(debug)]` | writes it by its `Debug` |
/// | `#[errspec(format = "{:#010x}")]` | writes it by a format string |
/// | `#[errspec(with = "function")]` | writes what a function returns that takes a reference to the field: a path (`"Vec::len"`, `"Path::display"`) or a closure, with or without quotes. The result is of a type that a field of the table's type can have, or an `Option` of it if the field is optional in the table |
/// | `#[errspec(plain)]` | writes it as its type is written, although the message of another derive shows it in another format |
/// | `#[errspec(parse)]` | beside one of them, such as `display, parse`: reads the text by `FromStr`. What is written by an attribute cannot be read back otherwise |
/// | `#[errspec(details)]` | the field carries the sub-errors: a collection such as `Vec<NameDetail>`, `Box<[NameDetail]>`, `Arc<[NameDetail]>` or an `Option` of one. They are written at the `details` of the envelope, and read from there |
/// | `#[errspec(transparent)]` | the error inside, in a variant or a struct that has other fields, too |
/// | `#[errspec(skip)]` | the field is not in the table; a decoded value has its `Default` |
/// | `#[errspec(default)]` | the field is written and not read; a decoded value has its `Default` |
/// | `#[source]` | the cause of the error; a field named `source` is the cause if no other is marked, unless its type is plainly no error, such as `String`. An error, a `Box<dyn Error>`, `Arc<dyn Error>`, `anyhow::Error` and an `Option` of them can be a cause. It also fills the field of the table with its name, or that of `#[errspec(field = "name")]`, by its `Display` |
/// | `#[from]` | the cause of the error, from which the variant is made by `From`; the variant has no other field |
///
/// The type of a field is any that implements `errspec::AsField` for the table's type: strings, numbers, lists, durations, addresses of
/// `core::net`, paths (with the feature `std`), references and smart pointers to them, and your own types. Integers of 64 and 128 bits are
/// written and read without loss. Any other type, such as `Url`, `Uuid` or an enum of your own, is a string of the table by
/// `#[errspec(display)]`, which a type with `FromStr` reads by `#[errspec(display, parse)]`:
///
/// ```ignore
/// #[derive(Debug, errspec::Error)]
/// #[errspec("specs/device.toml")]
/// pub enum DeviceError {
///     // "storage failed: {source}"
///     Storage { source: std::io::Error },
///     // "the relay failed: {reason}"
///     Relay(#[from] #[errspec(field = "reason")] RelayError),
///     // "mask {mask} at {level}"
///     Masked { #[errspec(format = "{:#010x}")] mask: u32, #[errspec(display, parse)] level: Level },
///     // "{count} items", where `count` is an integer
///     TooMany { #[errspec(field = "count", with = "Vec::len")] items: Vec<Item> },
///     // "cannot read {names}"
///     Unreadable { #[errspec(with = |names| names.join(", "))] names: Vec<String> },
/// }
/// ```
///
/// # Transparent errors
///
/// A transparent variant or struct displays as the error inside and has its source. What is sent depends on that error:
///
/// - It has a table itself. Then the type is this error in every respect, and needs no table. The entries of that error count as those of
///   the type, unless its type depends on a type parameter. Two types cannot contain each other this way.
/// - It is any other error, such as `std::io::Error`, `anyhow::Error` or `Box<dyn Error>`. Then `entry` names what callers see, and the
///   text of the error inside stays in the logs.
///
/// ```ignore
/// #[derive(Debug, errspec::Error)]
/// #[errspec("specs/billing.toml", partial)]
/// enum ServiceError {
///     #[errspec(transparent)]
///     Billing(#[from] BillingError),
///     #[errspec(entry = "INTERNAL", transparent)]
///     Other(#[from] anyhow::Error),
/// }
/// ```
///
/// The attribute is on the field if the error inside is not the only one. The other fields are not sent; one that is marked
/// `#[source]` or is named `source` is the source.
///
/// # Decoding
///
/// A response contains neither a source nor what is marked `skip`. For a type that has such fields, `decoded = Name` generates a second
/// enum from the table, as [`table`] does, with a variant for unknown errors. `Name::from(error)` is the error as a client decodes it.
/// A type whose fields are all in the table can be decoded itself: it needs a variant that is marked `unknown`.
///
/// # Generated code
///
/// The derive implements `Display` with the message of the table, `Error` with its source, `From`, and the traits `errspec::Spec`
/// and, for a type with a variant for unknown errors, `errspec::Decode`, whose methods are inherent as well. An attribute
/// `#[error(..)]` or `#[snafu(..)]` shows that `thiserror::Error` or `snafu::Snafu` is derived, too, which then implements `Display`, `Error`
/// and `From`.
///
/// The text of a field in the response is then that of the log: if the other derive shows a parameter of the table's message by a format
/// (`#[error("mask {mask:#010x}")]`, also in `#[snafu(display(..))]` and `#[display(..)]`), the field must say how it is written, by `format`,
/// `debug` or `with`, or by `plain` if the texts are meant to differ.
///
/// A type with a table that has a `[detail]` comes with a type for a sub-error, named `<Type>Detail`: a struct, or with several tables that
/// differ in it, an enum, as [`table`](macro@table) describes. A variant carries them in a field that is marked `details`; `encoder().details(..)` adds others.
/// A response is never decoded to a transparent variant.
// `error`, `snafu` and `display` are attributes of other derives. Where such a derive is missing, the error that tells it is the only one.
#[proc_macro_derive(Error, attributes(errspec, source, from, error, snafu, display))]
pub fn derive_error(item: TokenStream) -> TokenStream {
    macro_front_end::derive(item.into(), &compiler::Compiler).into()
}

/// Emits the code in an attribute. Generated code calls it where it uses deprecated variants.
#[doc(hidden)]
#[proc_macro_derive(DeprecatedUses, attributes(errspec_code))]
pub fn derive_deprecated_uses(item: TokenStream) -> TokenStream {
    macro_front_end::carried_code(item.into()).into()
}
