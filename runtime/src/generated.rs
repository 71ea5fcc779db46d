//! What generated code implements and calls: the few things about an enum that a static table cannot say.

use alloc::string::String;
use alloc::vec::Vec;

use crate::table::{Example, Table};
use crate::value::Value;
use crate::{Json, Unknown};

/// What the macro implements for an enum. Everything else is written once, over this.
pub trait Generated: Sized + 'static {
    /// What one sub-error is.
    type Detail: Record;

    /// The table.
    fn table() -> &'static Table;

    /// The recorded responses of the table.
    fn recorded() -> &'static [Example];

    /// The number of the variant's entry; `None` for the unknown.
    fn index(&self) -> Option<u32>;

    /// The variant of entry `index` with these field values; `None` if a required one is missing.
    fn build(index: u32, fields: &mut Fields<'_>) -> Option<Self>;

    /// The value of the field with this number; `None` if there is no such field or it is empty.
    fn field(&self, number: usize) -> Option<Value<'_>>;

    /// The variant that keeps what the table does not know.
    fn from_unknown(unknown: Unknown) -> Self;

    /// What it keeps, if it is that variant.
    fn as_unknown(&self) -> Option<&Unknown>;
}

/// What a sub-error is built from and taken apart into.
pub trait Record: Sized + Clone + core::fmt::Debug + PartialEq {
    /// Built from its fields in their order; `None` if a required one is missing.
    fn build(fields: &mut Fields<'_>) -> Option<Self>;

    /// The value of the field with this number.
    fn field(&self, number: usize) -> Option<Value<'_>>;
}

/// How many values [`Fields`] holds without the heap; few variants have more.
const FEW: usize = 4;

/// The values of a variant's fields, in the order of the table's fields, each taken once.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    few: [Option<Value<'a>>; FEW],
    more: Vec<Option<Value<'a>>>,
    pushed: usize,
    taken: usize,
}

impl<'a> Fields<'a> {
    /// These values.
    pub(crate) fn new(values: Vec<Option<Value<'a>>>) -> Self {
        let mut fields = Self::default();
        values.into_iter().for_each(|value| fields.push(value));
        fields
    }

    /// The same, borrowing nothing.
    pub(crate) fn into_owned(self) -> Fields<'static> {
        let own = |value: Option<Value<'a>>| value.map(Value::into_owned);
        Fields {
            few: self.few.map(own),
            more: self.more.into_iter().map(own).collect(),
            pushed: self.pushed,
            taken: self.taken,
        }
    }

    /// Forgets all values.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.more.clear();
        (self.pushed, self.taken) = (0, 0);
    }

    /// Adds the value of the next field.
    #[inline]
    pub(crate) fn push(&mut self, value: Option<Value<'a>>) {
        match self.few.get_mut(self.pushed) {
            Some(place) => *place = value,
            None => self.more.push(value),
        }
        self.pushed += 1;
    }

    /// The next value as the type of the field; `None` if a required one is missing.
    pub fn take<T: FromValue>(&mut self) -> Option<T> {
        T::from_value(self.next())
    }

    #[inline(always)]
    fn next(&mut self) -> Option<Value<'a>> {
        let number = self.taken;
        if number >= self.pushed {
            return None;
        }
        self.taken += 1;
        match self.few.get_mut(number) {
            Some(place) => place.take(),
            None => self.more.get_mut(number - FEW)?.take(),
        }
    }
}

/// The type of a generated field.
pub trait FromValue: Sized {
    /// From what was read.
    fn from_value(value: Option<Value<'_>>) -> Option<Self>;
}

/// The type of a generated field, lent.
pub trait AsValue {
    /// As a value; `None` for an empty option.
    fn as_value(&self) -> Option<Value<'_>>;
}

macro_rules! field_type {
    ($($ty:ty, $value:ident => $own:expr, $this:ident => $lend:expr;)*) => {$(
        impl FromValue for $ty {
            #[inline]
            fn from_value(value: Option<Value<'_>>) -> Option<Self> {
                match value {
                    Some(Value::$value(inner)) => Some($own(inner)),
                    _ => None,
                }
            }
        }

        impl AsValue for $ty {
            fn as_value(&self) -> Option<Value<'_>> {
                let $this = self;
                Some(Value::$value($lend))
            }
        }
    )*};
}

field_type! {
    String, String => alloc::borrow::Cow::into_owned, this => this.as_str().into();
    i64, Integer => core::convert::identity, this => *this;
    f64, Number => core::convert::identity, this => *this;
    bool, Boolean => core::convert::identity, this => *this;
    Vec<String>, List => alloc::borrow::Cow::into_owned, this => this.as_slice().into();
    Json, Json => alloc::borrow::Cow::into_owned, this => alloc::borrow::Cow::Borrowed(this);
}

impl<T: FromValue> FromValue for Option<T> {
    #[inline]
    fn from_value(value: Option<Value<'_>>) -> Option<Self> {
        match value {
            None => Some(None),
            present => T::from_value(present).map(Some),
        }
    }
}

impl<T: AsValue> AsValue for Option<T> {
    fn as_value(&self) -> Option<Value<'_>> {
        self.as_ref().and_then(AsValue::as_value)
    }
}

/// A sub-error of a table that does not type them.
impl Record for Json {
    fn build(fields: &mut Fields<'_>) -> Option<Self> {
        fields.take()
    }

    fn field(&self, number: usize) -> Option<Value<'_>> {
        if number == 0 { self.as_value() } else { None }
    }
}
