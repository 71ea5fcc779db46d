//! The field types of derived errors: which Rust types can hold which fields of a table.

use alloc::borrow::{Cow, ToOwned};
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use core::num::NonZero;
use core::str::FromStr;

use crate::json::Json;
use crate::unknown::Unknown;
use crate::value::Value;

/// The types of fields in a table, as type parameters of [`AsField`] and [`FromField`].
pub mod kind {
    /// A field with `type = "string"`.
    #[derive(Debug)]
    pub enum Text {}
    /// A field with `type = "integer"`.
    #[derive(Debug)]
    pub enum Integer {}
    /// A field with `type = "number"`.
    #[derive(Debug)]
    pub enum Number {}
    /// A field with `type = "boolean"`.
    #[derive(Debug)]
    pub enum Boolean {}
    /// A field with `type = "list"`.
    #[derive(Debug)]
    pub enum List {}
    /// A field with `type = "list"` and `of = "integer"`.
    #[derive(Debug)]
    pub enum Integers {}
    /// A field with `type = "list"` and `of = "number"`.
    #[derive(Debug)]
    pub enum Numbers {}
    /// A field with `type = "json"`.
    #[derive(Debug)]
    pub enum Json {}
    /// A field with `type = "duration"`.
    #[derive(Debug)]
    pub enum Duration {}
    /// A field with `type = "time"`.
    #[derive(Debug)]
    pub enum Time {}
    /// An optional field.
    #[derive(Debug)]
    pub struct Optional<K>(core::marker::PhantomData<K>);
}

/// A type whose values can be encoded as a field of a derived error. `K` is the [kind] of the field in the table.
///
/// The trait is implemented for strings, numbers, booleans, lists of strings and of numbers, [`Json`],
/// [`Duration`](core::time::Duration), [`Timestamp`](crate::Timestamp) (with the feature `std` also `SystemTime`), references and smart
/// pointers to them, and for an `Option` of them if the field is optional. Numbers, booleans, the addresses of [`core::net`] and, with the
/// feature `std`, paths can be encoded as strings, too. Implement the trait for your own type, or mark its fields `#[errspec(display)]`:
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
    message = "`{Self}` cannot be used for a field of type `{K}`",
    label = "the table declares another type",
    note = "an optional field of the table can be an `Option`",
    note = "a string of the table holds any type: mark the field `#[errspec(display)]` or `#[errspec(debug)]`",
    note = "`#[errspec(with = \"path::of::function\")]` writes what a function makes of the field",
    note = "in a tuple, `#[errspec(field = \"name\")]` says which field of the table it is",
    note = "otherwise implement `errspec::AsField<{K}>` for the type"
)]
#[cfg_attr(
    not(feature = "std"),
    diagnostic::on_unimplemented(
        note = "a path or a `SystemTime` can be such a field with the feature `std` of `errspec`"
    )
)]
pub trait AsField<K> {
    /// Returns the value of the field; `None` if the field has no value.
    fn as_field(&self) -> Option<Value<'_>>;
}

/// A type that can be decoded from a field. All fields of a derived error that can be decoded implement it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded from a field of type `{K}`",
    label = "the error cannot be decoded with this field",
    note = "an optional field of the table is an `Option`",
    note = "an error with a variant for unknown errors can be decoded, so all of its fields must be decodable",
    note = "implement `errspec::FromField<{K}>` for the type, mark the field `#[errspec(default)]`, or, if `FromStr` reads what \
            `Display` writes, `#[errspec(display, parse)]`"
)]
pub trait FromField<K>: Sized {
    /// Converts the value in a response; `None` if the type cannot hold the value.
    fn from_field(value: Option<Value<'_>>) -> Option<Self>;
}

impl<K, T: AsField<K>> AsField<kind::Optional<K>> for Option<T> {
    fn as_field(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(T::as_field)
    }
}

impl<K, T: FromField<K>> FromField<kind::Optional<K>> for Option<T> {
    /// Converts the value in a response. A value that the type cannot hold counts as absent, like a value of another JSON type.
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        Some(value.and_then(|value| T::from_field(Some(value))))
    }
}

macro_rules! field_pointers {
    ($($pointer:ty),*) => {$(
        impl<K, T: AsField<K> + ?Sized> AsField<K> for $pointer {
            fn as_field(&self) -> Option<Value<'_>> {
                (**self).as_field()
            }
        }
    )*};
}

field_pointers!(&T, Box<T>, Rc<T>, Arc<T>);

impl<K, T: AsField<K> + ToOwned + ?Sized> AsField<K> for Cow<'_, T> {
    fn as_field(&self) -> Option<Value<'_>> {
        (**self).as_field()
    }
}

/// Implements `AsField` for a type and a kind of field, both required and optional.
macro_rules! as_field {
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

as_field!(kind::Text: str; this => Value::from(this));
as_field!(kind::Text: String; this => Value::from(this.as_str()));
as_field!(kind::Boolean: bool; this => Value::Boolean(*this));
as_field!(kind::Json: Json; this => Value::Json(Cow::Borrowed(this)));
as_field!(kind::Number: i8, i16, i32, u8, u16, u32; this => Value::Number(f64::from(*this)));
as_field!(kind::Number: f64; this => Value::Number(*this));
// The shortest digits of an `f32` are fewer than those of the equal `f64`: `0.1`, and not `0.10000000149011612`.
as_field!(kind::Number: f32; this => Value::Number(this.to_string().parse().unwrap_or(f64::from(*this))));
// An integer may not fit an `f64` exactly, so it is written as JSON digits.
as_field!(
    kind::Number: i64, i128, isize, u64, u128, usize;
    this => Value::Json(Cow::Owned(Json::from_valid(this.to_string())))
);

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

/// Implements the traits for types that a string holds in the form of `Display` and `FromStr`.
macro_rules! text_fields {
    ($($ty:ty),*) => {$(
        as_field!(kind::Text: $ty; this => Value::String(Cow::Owned(this.to_string())));

        impl FromField<kind::Text> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                text(value).and_then(|text| Self::from_str(&text).ok())
            }
        }
    )*};
}

text_fields!(char, bool, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize, f32, f64);
text_fields!(IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6);

/// Implements the traits for the integers of a table. An integer beyond `i64` is written as JSON digits, and read from them.
macro_rules! integers {
    ($($ty:ty),*) => {$(
        as_field!(kind::Integer: $ty; this => Value::from(*this));

        impl FromField<kind::Integer> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                match value? {
                    Value::Integer(number) => Self::try_from(number).ok(),
                    Value::Json(digits) => digits.as_str().parse().ok(),
                    _ => None,
                }
            }
        }

        as_field!(kind::Text: NonZero<$ty>; this => Value::String(Cow::Owned(this.to_string())));
        as_field!(kind::Integer: NonZero<$ty>; this => Value::from(this.get()));

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

integers!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);

impl FromField<kind::Number> for f32 {
    #[allow(clippy::cast_possible_truncation, reason = "the type of the field has this precision")]
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

impl FromField<kind::Json> for Json {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Json(json) => Some(json.into_owned()),
            _ => None,
        }
    }
}

/// The content of the variant for unknown errors.
#[diagnostic::on_unimplemented(
    message = "a variant for unknown errors holds an `errspec::Unknown`, not a `{Self}`",
    label = "expected `errspec::Unknown`"
)]
pub trait KeepsUnknown {
    /// Returns the unknown error.
    fn unknown(&self) -> &Unknown;

    /// Wraps an unknown error.
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
