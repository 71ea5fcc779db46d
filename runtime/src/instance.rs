//! The traits that generated code implements, and the functions that it calls.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::time::Duration;

use errspec_engine::encode::DetailTree;
use errspec_engine::table::Table;
use errspec_engine::{Code, FieldValues, Fields, Value as EngineValue};

use crate::coverage::Covers;
use crate::entries::Entry;
use crate::field::FromField;
use crate::field_list::number_texts;
use crate::field_text::Parsed;
use crate::json::Json;
use crate::timestamp::Timestamp;
use crate::unknown::Unknown;
use crate::value::Value;

/// A value of a generated or derived error type.
///
/// The accessors, the renderer and the encoder use `dyn Instance`, so that they are compiled only once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an error with a table",
    label = "a transparent variant holds an error type of `errspec::table` or `errspec::Error`",
    note = "for another error, name the entry that callers see: write `#[errspec(entry = \"NAME\", transparent)]` on the variant \
            to display the error, or `#[errspec(entry = \"NAME\")]` with `#[source]` or `#[from]` on the field"
)]
pub trait Instance {
    /// Returns the table of the entry.
    fn table(&self) -> &'static Table<'static>;

    /// Returns the number of the entry in the table; `None` for an unknown error.
    fn index(&self) -> Option<u32>;

    /// Returns the value of a field; `None` if the field does not exist or has no value.
    fn field(&self, number: usize) -> Option<Value<'_>>;

    /// Returns the unknown error; `None` for an entry of the table.
    fn as_unknown(&self) -> Option<&Unknown>;

    /// Returns the sub-errors that the variant carries, as the encoder writes them.
    fn details(&self) -> Vec<DetailTree> {
        Vec::new()
    }
}

macro_rules! instance_pointers {
    ($($pointer:ty),*) => {$(
        impl<T: Instance + ?Sized> Instance for $pointer {
            fn table(&self) -> &'static Table<'static> {
                (**self).table()
            }

            fn index(&self) -> Option<u32> {
                (**self).index()
            }

            fn field(&self, number: usize) -> Option<Value<'_>> {
                (**self).field(number)
            }

            fn as_unknown(&self) -> Option<&Unknown> {
                (**self).as_unknown()
            }

            fn details(&self) -> Vec<DetailTree> {
                (**self).details()
            }
        }
    )*};
}

instance_pointers!(&T, Box<T>, Rc<T>, Arc<T>);

/// Returns the entry of an error; `None` for an unknown error.
#[inline]
pub(crate) fn entry_of(error: &dyn Instance) -> Option<Entry> {
    error.table().entry(error.index()?)
}

/// Returns the number of an error's table among those of its type; 0 for an error in a transparent variant, which has another table.
#[inline]
pub(crate) fn table_number<E: Generated>(error: &E) -> usize {
    let table = error.table();
    E::tables().iter().position(|own| core::ptr::eq(*own, table)).unwrap_or_default()
}

/// Returns the code of an error: that of its entry, or the one of several that it keeps; `None` for an unknown error.
pub(crate) fn code_of(error: &dyn Instance) -> Option<Code<'_>> {
    let entry = entry_of(error)?;
    let Some((number, _)) = entry.code_field() else { return entry.code() };
    match error.field(number)? {
        Value::Integer(code) => Some(Code::Integer(code)),
        Value::String(Cow::Borrowed(code)) => Some(Code::String(code)),
        _ => None,
    }
}

/// Returns the value of a field by its name in the table.
pub(crate) fn field_by_name<'e>(error: &'e dyn Instance, name: &str) -> Option<Value<'e>> {
    let mut fields = entry_of(error)?.fields();
    error.field(fields.position(|field| field == name)?)
}

/// Returns the field values of an error to the engine.
impl FieldValues for &dyn Instance {
    fn value(&self, number: usize) -> Option<EngineValue<'_>> {
        (**self).field(number).map(Value::into_engine)
    }
}

/// A check of the round trips through a type. It calls its argument with the subject and the reason of each failure.
pub type RoundTrips = fn(&mut dyn FnMut(String, String));

/// A generated or derived error type.
pub trait Generated: Instance + Covers + Sized {
    /// The type of a sub-error.
    type Detail: Record;

    /// The check of the round trips through the type; `None` if responses cannot be decoded to it.
    const ROUND_TRIPS: Option<RoundTrips> = None;

    /// Returns the tables of the type itself; most types have one.
    fn tables() -> &'static [&'static Table<'static>];

    /// Returns `true` if the type itself has a variant for an entry of one of its tables.
    fn covers(table: usize, index: u32) -> bool {
        Self::COVERAGE.has_own(table, index)
    }
}

/// A generated or derived error type to which a response can be decoded.
pub trait Built: Generated {
    /// Builds the variant of entry `index` of a table from its field values; `None` if there is no such variant.
    fn build(table: usize, index: u32, fields: &mut Fields<'_>) -> Option<Self>;

    /// Builds the variant of an unknown error.
    fn from_unknown(unknown: Unknown) -> Self;

    /// Sets the sub-errors of the response, if the variant carries them.
    #[inline]
    fn set_details(&mut self, _details: &mut dyn FnMut() -> Vec<Self::Detail>) {}
}

/// A type of sub-errors. Tables are those of the error type, by their numbers.
pub trait Record: Sized + Clone + core::fmt::Debug + PartialEq {
    /// Returns `true` if a sub-error of the table has the fields of its `[detail]`; `false` if it is one JSON value.
    fn is_typed(table: usize) -> bool;

    /// Builds a sub-error of a table from its field values.
    fn build(table: usize, fields: &mut Fields<'_>) -> Self;

    /// Returns the table whose sub-error this is; `None` if the tables have the same sub-errors.
    fn table(&self) -> Option<usize> {
        None
    }

    /// Returns the value of a field.
    fn field(&self, number: usize) -> Option<Value<'_>>;
}

/// Takes the next value as the type of a generated field.
///
/// If a required value is missing, the default replaces it, and the fields are no longer [complete](Fields::is_complete). The caller
/// checks that once, because a check in the generated code of every field would dominate the compile time.
pub fn take<T: FromValue + Default>(fields: &mut Fields<'_>) -> T {
    T::from_value(fields.take_next()).unwrap_or_else(|| {
        fields.mark_incomplete();
        T::default()
    })
}

/// Takes the next value as a user-defined type; `None` if the type cannot hold the value.
pub fn take_field<K, T: FromField<K>>(fields: &mut Fields<'_>) -> Option<T> {
    T::from_field(fields.take_next().map(Value::from))
}

/// Takes the next value as a text that `FromStr` reads; `None` if the type cannot hold the value.
pub fn take_parsed<K, T: Parsed<K>>(fields: &mut Fields<'_>) -> Option<T> {
    T::parsed(fields.take_next().map(Value::from))
}

/// Skips the next value.
pub fn pass(fields: &mut Fields<'_>) {
    fields.take_next();
}

/// A type of generated fields that is built from a value.
pub trait FromValue: Sized {
    /// Converts the value of a response; `None` if it is missing or has another type.
    fn from_value(value: Option<EngineValue<'_>>) -> Option<Self>;
}

/// A type of generated fields that can be borrowed as a value.
pub trait AsValue {
    /// Returns the value; `None` for an empty option.
    fn as_value(&self) -> Option<Value<'_>>;
}

macro_rules! field_type {
    ($($ty:ty, $value:ident => $into_owned:expr, $this:ident => $borrow:expr;)*) => {$(
        impl FromValue for $ty {
            #[inline]
            fn from_value(value: Option<EngineValue<'_>>) -> Option<Self> {
                match value {
                    Some(EngineValue::$value(inner)) => Some($into_owned(inner)),
                    _ => None,
                }
            }
        }

        impl AsValue for $ty {
            fn as_value(&self) -> Option<Value<'_>> {
                let $this = self;
                Some(Value::$value($borrow))
            }
        }
    )*};
}

field_type! {
    String, String => Cow::into_owned, this => this.as_str().into();
    i64, Integer => core::convert::identity, this => *this;
    f64, Number => core::convert::identity, this => *this;
    bool, Boolean => core::convert::identity, this => *this;
    Vec<String>, List => alloc::borrow::Cow::into_owned, this => this.as_slice().into();
    Duration, Duration => core::convert::identity, this => *this;
    Timestamp, Time => Timestamp::of_engine, this => *this;
    Vec<f64>, Numbers => alloc::borrow::Cow::into_owned, this => this.as_slice().into();
    Json, Json => |json: alloc::borrow::Cow<'_, str>| Json::from_valid(json.into_owned()), this => alloc::borrow::Cow::Borrowed(this);
}

impl FromValue for Vec<i64> {
    fn from_value(value: Option<EngineValue<'_>>) -> Option<Self> {
        match value? {
            EngineValue::Integers(items) => Some(items.into_owned()),
            // Integers beyond `i64` are not in the list.
            EngineValue::Json(list) => {
                let items: Self = number_texts(&list).filter_map(|text| text.parse().ok()).collect();
                (!items.is_empty()).then_some(items)
            }
            _ => None,
        }
    }
}

impl AsValue for Vec<i64> {
    fn as_value(&self) -> Option<Value<'_>> {
        Some(Value::Integers(self.as_slice().into()))
    }
}

impl<T: FromValue> FromValue for Option<T> {
    /// Converts the value of a response. An integer beyond `i64` counts as absent.
    #[inline]
    fn from_value(value: Option<EngineValue<'_>>) -> Option<Self> {
        match value {
            None => Some(None),
            present => Some(T::from_value(present)),
        }
    }
}

impl<T: AsValue> AsValue for Option<T> {
    fn as_value(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(AsValue::as_value)
    }
}

/// The sub-error of a table without `[detail]`.
impl Record for Json {
    fn is_typed(_: usize) -> bool {
        false
    }

    fn build(_: usize, fields: &mut Fields<'_>) -> Self {
        take(fields)
    }

    fn field(&self, number: usize) -> Option<Value<'_>> {
        if number == 0 { self.as_value() } else { None }
    }
}
