//! The fields of a user's own error type: which Rust types can stand for which fields of a table.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::num::NonZero;
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
    note = "a field that the table does not require may be an `Option`",
    note = "a type of your own implements `errspec::AsField<{K}>`, or, for a text, is marked `#[errspec(display)]`"
)]
pub trait AsField<K> {
    /// The value; `None` where there is none.
    fn as_field(&self) -> Option<Value<'_>>;
}

/// What a field of a derived error is read from, for an error that is decoded.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from a response, from a field of this kind: `{K}`",
    label = "this keeps the error from being decoded",
    note = "a field that the table does not require is an `Option`",
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
    /// A value that it cannot be counts as absent, as one of another type does.
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        Some(value.and_then(|value| T::from_field(Some(value))))
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

/// What a field is written as, also where the table does not require it.
macro_rules! writes {
    ($kind:ty: $($ty:ty),*; $this:ident => $value:expr) => {$(
        impl AsField<$kind> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                let $this = self;
                Some($value)
            }
        }

        impl AsField<kind::Optional<$kind>> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                AsField::<$kind>::as_field(self)
            }
        }
    )*};
}

writes!(kind::Text: str; this => Value::from(this));
writes!(kind::Text: String; this => Value::from(this.as_str()));
writes!(kind::Boolean: bool; this => Value::Boolean(*this));
writes!(kind::Json: Json; this => Value::Json(Cow::Borrowed(this)));
writes!(kind::Number: i8, i16, i32, u8, u16, u32, f32; this => Value::Number(f64::from(*this)));
writes!(kind::Number: f64; this => Value::Number(*this));
// A whole number that is too large for a float is written digit by digit.
writes!(kind::Number: i64, u64, isize, usize; this => Value::Json(Cow::Owned(Json::from_valid(this.to_string()))));

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
        writes!(kind::Text: $ty; this => Value::String(Cow::Owned(this.to_string())));

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
        // More than a table's integer can be is written digit by digit all the same.
        writes!(kind::Integer: $ty; this => match i64::try_from(*this) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Json(Cow::Owned(Json::from_valid(this.to_string()))),
        });

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

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

macro_rules! non_zero {
    ($($ty:ty),*) => {$(
        writes!(kind::Text: NonZero<$ty>; this => Value::String(Cow::Owned(this.to_string())));
        writes!(kind::Integer: NonZero<$ty>; this => match i64::try_from(this.get()) {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Json(Cow::Owned(Json::from_valid(this.to_string()))),
        });

        impl FromField<kind::Text> for NonZero<$ty> {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                <$ty as FromField<kind::Text>>::from_field(value).and_then(Self::new)
            }
        }

        impl FromField<kind::Integer> for NonZero<$ty> {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                <$ty as FromField<kind::Integer>>::from_field(value).and_then(Self::new)
            }
        }
    )*};
}

non_zero!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl FromField<kind::Number> for f32 {
    #[allow(clippy::cast_possible_truncation, reason = "what it is asked to be has no more places")]
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        <f64 as FromField<kind::Number>>::from_field(value).map(|number| number as Self)
    }
}

impl FromField<kind::Number> for f64 {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Number(number) => Some(number),
            _ => None,
        }
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

fn list<'i, T: AsField<kind::Text> + 'i>(items: impl IntoIterator<Item = &'i T>) -> Value<'static> {
    let text = |item: &T| item.as_field().map(|value| value.to_string()).unwrap_or_default();
    Value::List(Cow::Owned(items.into_iter().map(text).collect()))
}

macro_rules! lists {
    ($([$($generics:tt)*] $ty:ty),*) => {$(
        impl<$($generics)*> AsField<kind::List> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                Some(list(self))
            }
        }

        impl<$($generics)*> AsField<kind::Optional<kind::List>> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                Some(list(self))
            }
        }
    )*};
}

lists!(
    [T: AsField<kind::Text>] [T],
    [T: AsField<kind::Text>] Vec<T>,
    [T: AsField<kind::Text>] BTreeSet<T>,
    [T: AsField<kind::Text>, const N: usize] [T; N]
);

fn items<T: FromField<kind::Text>>(value: Option<Value<'_>>) -> Option<Vec<T>> {
    let Value::List(items) = value? else { return None };
    items.iter().map(|item| T::from_field(Some(Value::from(item.as_str())))).collect()
}

macro_rules! from_items {
    ($([$($generics:tt)*] $ty:ty),*) => {$(
        impl<$($generics)*> FromField<kind::List> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                items(value).map(|items| items.into_iter().collect())
            }
        }
    )*};
}

from_items!(
    [T: FromField<kind::Text>] Vec<T>,
    [T: FromField<kind::Text>] Box<[T]>,
    [T: FromField<kind::Text>] Rc<[T]>,
    [T: FromField<kind::Text>] Arc<[T]>,
    [T: FromField<kind::Text> + Ord] BTreeSet<T>
);

impl FromField<kind::Json> for Json {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Json(json) => Some(json.into_owned()),
            _ => None,
        }
    }
}

/// What `#[errspec(display)]` writes: the text that `Display` gives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `Display` for a field of this kind: `{K}`",
    label = "this cannot be written as `Display` writes it",
    note = "where the table does not require the field, it is an `Option` of what has `Display`"
)]
pub trait Displayed<K> {
    /// The text.
    fn displayed(&self) -> Option<Value<'_>>;
}

impl<T: core::fmt::Display + ?Sized> Displayed<kind::Text> for T {
    fn displayed(&self) -> Option<Value<'_>> {
        Some(Value::String(Cow::Owned(self.to_string())))
    }
}

impl<T: core::fmt::Display> Displayed<kind::Optional<kind::Text>> for Option<T> {
    fn displayed(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(Displayed::<kind::Text>::displayed)
    }
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

impl KeepsUnknown for Box<Unknown> {
    fn unknown(&self) -> &Unknown {
        self
    }

    fn keep(unknown: Unknown) -> Self {
        Self::new(unknown)
    }
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

dyn_errors!(
    dyn core::error::Error + 'a,
    dyn core::error::Error + Send + 'a,
    dyn core::error::Error + Send + Sync + 'a,
    dyn core::error::Error + Send + Sync + core::panic::UnwindSafe + 'a
);
