//! The fields of a user's own error type: which Rust types can stand for which fields of a table.

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::str::FromStr;

use crate::{Json, Unknown, Value};

/// The types of a table's fields, as parameters of [`AsField`] and [`FromField`].
pub mod kind {
    /// `type = "string"`
    #[derive(Debug)]
    pub enum Text {}
    /// `type = "integer"`
    #[derive(Debug)]
    pub enum Integer {}
    /// `type = "number"`
    #[derive(Debug)]
    pub enum Number {}
    /// `type = "boolean"`
    #[derive(Debug)]
    pub enum Boolean {}
    /// `type = "list"`
    #[derive(Debug)]
    pub enum List {}
    /// `type = "json"`
    #[derive(Debug)]
    pub enum Json {}
    /// A field that a response need not have.
    #[derive(Debug)]
    pub struct Optional<K>(core::marker::PhantomData<K>);
}

/// What a field of a derived error writes. `K` is the [kind](kind) of field that the table has there.
///
/// It is there for texts, numbers, truth values, lists of texts, [`Json`], references and smart pointers to them, and `Option`
/// of them where the field is optional; a number or a truth value can stand for a text, too. Your own type does by an
/// implementation:
///
/// ```
/// use errspec::{AsField, Value, kind};
///
/// struct Iban([u8; 22]);
///
/// impl AsField<kind::Text> for Iban {
///     fn as_field(&self) -> Option<Value<'_>> {
///         core::str::from_utf8(&self.0).ok().map(Value::from)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand for a field of this kind: `{K}`",
    label = "the table has another type here",
    note = "implement `errspec::AsField<{K}>` for it, or mark the field `#[errspec(display)]` to write what `Display` gives"
)]
pub trait AsField<K> {
    /// The value; `None` where there is none.
    fn as_field(&self) -> Option<Value<'_>>;
}

/// What a field of a derived error is read from, for an error that is decoded.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response, from a field of this kind: `{K}`",
    label = "this keeps the error from being decoded",
    note = "an error that has a variant for the unknown is decoded, and so must be all of its fields",
    note = "implement `errspec::FromField<{K}>` for it, or mark the field `#[errspec(default)]`"
)]
pub trait FromField<K>: Sized {
    /// From the value in a response; `None` if it cannot be made of that.
    fn from_field(value: Option<Value<'_>>) -> Option<Self>;
}

impl<K, T: AsField<K>> AsField<kind::Optional<K>> for Option<T> {
    fn as_field(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(T::as_field)
    }
}

impl<K, T: FromField<K>> FromField<kind::Optional<K>> for Option<T> {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value {
            None => Some(None),
            present => T::from_field(present).map(Some),
        }
    }
}

macro_rules! pointers {
    ($($pointer:ty),*) => {$(
        impl<K, T: AsField<K> + ?Sized> AsField<K> for $pointer {
            fn as_field(&self) -> Option<Value<'_>> {
                (**self).as_field()
            }
        }
    )*};
}

pointers!(&T, Box<T>, Rc<T>, Arc<T>);

impl<K, T: AsField<K> + ToOwned + ?Sized> AsField<K> for Cow<'_, T> {
    fn as_field(&self) -> Option<Value<'_>> {
        (**self).as_field()
    }
}

impl AsField<kind::Text> for str {
    fn as_field(&self) -> Option<Value<'_>> {
        Some(Value::from(self))
    }
}

impl AsField<kind::Text> for String {
    fn as_field(&self) -> Option<Value<'_>> {
        Some(Value::from(self.as_str()))
    }
}

fn text(value: Option<Value<'_>>) -> Option<Cow<'_, str>> {
    match value? {
        Value::String(text) => Some(text),
        _ => None,
    }
}

macro_rules! from_text {
    ($($ty:ty),*) => {$(
        impl FromField<kind::Text> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                text(value).map(|text| text.into_owned().into())
            }
        }
    )*};
}

from_text!(String, Box<str>, Rc<str>, Arc<str>, Cow<'_, str>);

/// What stands in a text as `Display` writes it, and is read back by `FromStr`.
macro_rules! in_text {
    ($($ty:ty),*) => {$(
        impl AsField<kind::Text> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                Some(Value::String(Cow::Owned(self.to_string())))
            }
        }

        impl FromField<kind::Text> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                text(value).and_then(|text| Self::from_str(&text).ok())
            }
        }
    )*};
}

in_text!(char, bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64);

macro_rules! integers {
    ($($ty:ty),*) => {$(
        impl AsField<kind::Integer> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                // More than a table's integer can be is written digit by digit all the same.
                Some(match i64::try_from(*self) {
                    Ok(number) => Value::Integer(number),
                    Err(_) => Value::Json(Cow::Owned(Json::from_valid(self.to_string()))),
                })
            }
        }

        impl FromField<kind::Integer> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                match value? {
                    Value::Integer(number) => Self::try_from(number).ok(),
                    _ => None,
                }
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

macro_rules! numbers {
    ($($ty:ty),*) => {$(
        impl AsField<kind::Number> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                Some(Value::Number(f64::from(*self)))
            }
        }
    )*};
}

numbers!(i8, i16, i32, u8, u16, u32, f32, f64);

impl FromField<kind::Number> for f64 {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl AsField<kind::Boolean> for bool {
    fn as_field(&self) -> Option<Value<'_>> {
        Some(Value::Boolean(*self))
    }
}

impl FromField<kind::Boolean> for bool {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Boolean(flag) => Some(flag),
            _ => None,
        }
    }
}

impl<T: AsField<kind::Text>> AsField<kind::List> for [T] {
    fn as_field(&self) -> Option<Value<'_>> {
        let text = |item: &T| item.as_field().map(|value| value.to_string()).unwrap_or_default();
        Some(Value::List(Cow::Owned(self.iter().map(text).collect())))
    }
}

impl<T: AsField<kind::Text>> AsField<kind::List> for Vec<T> {
    fn as_field(&self) -> Option<Value<'_>> {
        self.as_slice().as_field()
    }
}

impl<T: AsField<kind::Text>, const N: usize> AsField<kind::List> for [T; N] {
    fn as_field(&self) -> Option<Value<'_>> {
        self.as_slice().as_field()
    }
}

fn items<T: FromField<kind::Text>>(value: Option<Value<'_>>) -> Option<Vec<T>> {
    let Value::List(items) = value? else { return None };
    items.iter().map(|item| T::from_field(Some(Value::from(item.as_str())))).collect()
}

impl<T: FromField<kind::Text>> FromField<kind::List> for Vec<T> {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        items(value)
    }
}

impl<T: FromField<kind::Text>> FromField<kind::List> for Box<[T]> {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        items(value).map(Vec::into_boxed_slice)
    }
}

impl AsField<kind::Json> for Json {
    fn as_field(&self) -> Option<Value<'_>> {
        Some(Value::Json(Cow::Borrowed(self)))
    }
}

impl FromField<kind::Json> for Json {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Json(json) => Some(json.into_owned()),
            _ => None,
        }
    }
}

/// The field's text as `Display` writes it: `#[errspec(display)]`.
pub fn displayed<T: core::fmt::Display + ?Sized>(field: &T) -> Option<Value<'_>> {
    Some(Value::String(Cow::Owned(field.to_string())))
}

/// What the variant for the unknown holds.
#[diagnostic::on_unimplemented(
    message = "a variant for the unknown keeps an `errspec::Unknown`, not a `{Self}`",
    label = "write `errspec::Unknown`"
)]
pub trait KeepsUnknown {
    /// What it keeps.
    fn unknown(&self) -> &Unknown;

    /// Keeps this.
    fn keep(unknown: Unknown) -> Self;
}

impl KeepsUnknown for Unknown {
    fn unknown(&self) -> &Unknown {
        self
    }

    fn keep(unknown: Unknown) -> Self {
        unknown
    }
}

/// A source of any kind as what `Error::source` gives, boxed ones included.
pub trait AsDynError<'a> {
    /// The error.
    fn as_dyn_error(&self) -> &(dyn core::error::Error + 'a);
}

impl<'a, T: core::error::Error + 'a> AsDynError<'a> for T {
    #[inline]
    fn as_dyn_error(&self) -> &(dyn core::error::Error + 'a) {
        self
    }
}

macro_rules! dyn_errors {
    ($($ty:ty),*) => {$(
        impl<'a> AsDynError<'a> for $ty {
            #[inline]
            fn as_dyn_error(&self) -> &(dyn core::error::Error + 'a) {
                self
            }
        }
    )*};
}

dyn_errors!(dyn core::error::Error + 'a, dyn core::error::Error + Send + 'a, dyn core::error::Error + Send + Sync + 'a);
