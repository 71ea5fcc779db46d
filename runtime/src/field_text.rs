//! Fields whose value is a text or the result of a function, as attributes of the derive ask for.

use alloc::borrow::Cow;
use alloc::string::ToString;
use core::fmt;
use core::str::FromStr;

use crate::field::{AsField, kind};
use crate::value::Value;

/// A field that is marked `#[errspec(display)]`, or a source in the table. Its value is the output of `Display`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Display` for a field of type `{K}`",
    label = "this field cannot be formatted with `Display`",
    note = "an optional field of the table is an `Option` of a type that implements `Display`",
    note = "`#[errspec(debug)]` writes the output of `Debug`, `#[errspec(with = \"path::of::function\")]` what a function makes of the field"
)]
pub trait Displayed<K> {
    /// Returns the text.
    fn displayed(&self) -> Option<Value<'_>>;
}

impl<T: fmt::Display + ?Sized> Displayed<kind::Text> for T {
    fn displayed(&self) -> Option<Value<'_>> {
        Some(Value::String(Cow::Owned(self.to_string())))
    }
}

impl<T: fmt::Display> Displayed<kind::Optional<kind::Text>> for Option<T> {
    fn displayed(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(Displayed::<kind::Text>::displayed)
    }
}

/// Returns the text of a whole error as the value of its message.
pub fn displayed_message<T: fmt::Display + ?Sized>(error: &T) -> Option<Value<'_>> {
    Displayed::<kind::Text>::displayed(error)
}

/// A field that is marked `#[errspec(debug)]`. Its value is the output of `Debug`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `Debug` for a field of type `{K}`",
    label = "this field cannot be formatted with `Debug`",
    note = "add `#[derive(Debug)]` to the type, or write `#[errspec(with = \"path::of::function\")]`"
)]
pub trait Debugged<K> {
    /// Returns the text.
    fn debugged(&self) -> Option<Value<'_>>;
}

impl<T: fmt::Debug + ?Sized> Debugged<kind::Text> for T {
    fn debugged(&self) -> Option<Value<'_>> {
        formatted(format_args!("{self:?}"))
    }
}

impl<T: fmt::Debug> Debugged<kind::Optional<kind::Text>> for Option<T> {
    fn debugged(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(Debugged::<kind::Text>::debugged)
    }
}

/// A field that is marked `#[errspec(parse)]`. `FromStr` reads its text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `FromStr` for a field of type `{K}`",
    label = "this field cannot be read from a text",
    note = "an optional field of the table is an `Option` of a type that implements `FromStr`",
    note = "to give the field its default value in a decoded error, write `default` instead of `parse`"
)]
pub trait Parsed<K>: Sized {
    /// Parses the text of a response; `None` if the type cannot hold it.
    fn parsed(value: Option<Value<'_>>) -> Option<Self>;
}

impl<T: FromStr> Parsed<kind::Text> for T {
    fn parsed(value: Option<Value<'_>>) -> Option<Self> {
        value?.as_str()?.parse().ok()
    }
}

impl<T: FromStr> Parsed<kind::Optional<kind::Text>> for Option<T> {
    /// Parses the text of a response. One that the type cannot hold counts as absent.
    fn parsed(value: Option<Value<'_>>) -> Option<Self> {
        Some(<T as Parsed<kind::Text>>::parsed(value))
    }
}

/// Returns the value of a field that is marked `#[errspec(format = "…")]`.
#[must_use]
pub fn formatted(text: fmt::Arguments<'_>) -> Option<Value<'static>> {
    Some(Value::String(Cow::Owned(text.to_string())))
}

/// Returns the value of a field that is marked `#[errspec(with = "…")]`, from what the function returned.
#[must_use]
pub fn computed<K, T: AsField<K>>(value: T) -> Option<Value<'static>> {
    value.as_field().map(Value::into_owned)
}

/// Calls a closure with a field, whose type becomes that of the closure's argument.
pub fn apply<'f, F: ?Sized, T>(field: &'f F, function: impl FnOnce(&'f F) -> T) -> T {
    function(field)
}
