//! The arguments of generated constructors.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::time::Duration;

use crate::json::Json;
use crate::timestamp::Timestamp;

/// An argument of a generated constructor for a field of type `T`.
///
/// | field | argument |
/// |---|---|
/// | `String` | `&str`, `&String`, `String`, `char`, `Cow<str>` or `Box<str>` |
/// | `i64` | any integer type that converts to `i64` without loss |
/// | `f64` | `f32`, `f64`, `i32` or `u32` |
/// | `Vec<String>` | an array, a slice or a vector of strings |
/// | `Vec<i64>`, `Vec<f64>` | an array, a slice or a vector of numbers |
/// | `bool`, `Json`, `Duration`, `Timestamp` | the same type |
/// | `Option<T>` | an argument for `T`, or an `Option<T>` |
///
/// For a field of type `Option<String>`, pass `"x"` instead of `Some("x")`, and `text.map(str::to_owned)` for an `Option<&str>`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be converted to a field of type `{T}`",
    note = "a `String` takes a string, an `i64` an integer, a `Vec<String>` an array or a vector of strings, and an `Option<T>` a value without `Some`, or an `Option<T>`"
)]
pub trait IntoField<T> {
    /// Converts the argument to the value of the field.
    fn into_field(self) -> T;
}

macro_rules! into_field {
    ($([$($generic:tt)*] $from:ty => $to:ty, $this:ident => $convert:expr;)*) => {$(
        impl<$($generic)*> IntoField<$to> for $from {
            fn into_field(self) -> $to {
                let $this = self;
                $convert
            }
        }

        impl<$($generic)*> IntoField<Option<$to>> for $from {
            fn into_field(self) -> Option<$to> {
                Some(IntoField::<$to>::into_field(self))
            }
        }
    )*};
}

into_field! {
    [] &str => String, this => this.to_owned();
    [] &String => String, this => this.clone();
    [] String => String, this => this;
    [] char => String, this => this.to_string();
    [] Cow<'_, str> => String, this => this.into_owned();
    [] alloc::boxed::Box<str> => String, this => this.into_string();
    [] i8 => i64, this => this.into();
    [] i16 => i64, this => this.into();
    [] i32 => i64, this => this.into();
    [] i64 => i64, this => this;
    [] u8 => i64, this => this.into();
    [] u16 => i64, this => this.into();
    [] u32 => i64, this => this.into();
    [] f32 => f64, this => this.into();
    [] f64 => f64, this => this;
    [] i32 => f64, this => this.into();
    [] u32 => f64, this => this.into();
    [] bool => bool, this => this;
    [] Json => Json, this => this;
    [] Duration => Duration, this => this;
    [] Timestamp => Timestamp, this => this;
    [S: Into<String>] Vec<S> => Vec<String>, this => this.into_iter().map(Into::into).collect();
    [S: Into<String>, const N: usize] [S; N] => Vec<String>, this => this.into_iter().map(Into::into).collect();
    [S: Clone + Into<String>] &[S] => Vec<String>, this => this.iter().cloned().map(Into::into).collect();
    [N: Into<i64>] Vec<N> => Vec<i64>, this => this.into_iter().map(Into::into).collect();
    [N: Into<i64>, const L: usize] [N; L] => Vec<i64>, this => this.into_iter().map(Into::into).collect();
    [N: Copy + Into<i64>] &[N] => Vec<i64>, this => this.iter().copied().map(Into::into).collect();
    [N: Into<f64>] Vec<N> => Vec<f64>, this => this.into_iter().map(Into::into).collect();
    [N: Into<f64>, const L: usize] [N; L] => Vec<f64>, this => this.into_iter().map(Into::into).collect();
    [N: Copy + Into<f64>] &[N] => Vec<f64>, this => this.iter().copied().map(Into::into).collect();
}

// Only for an option of the same type, so that the type of a bare `None` can be inferred.
macro_rules! optional_field {
    ($($to:ty)*) => {$(
        impl IntoField<Option<$to>> for Option<$to> {
            fn into_field(self) -> Option<$to> {
                self
            }
        }
    )*};
}

optional_field! { String i64 f64 bool Json Vec<String> Vec<i64> Vec<f64> Duration Timestamp }
