//! What generated code implements and calls: the few things about an enum that a static table cannot say.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::field::FromField;
use crate::table::Table;
use crate::value::Value;
use crate::{Json, Unknown};

/// A value of a generated type, whatever its type: all that accessors, the renderer and the encoder ask of it. They are
/// compiled once, over `dyn Instance`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no error with a table",
    label = "a transparent variant holds an error that `errspec::table` or `errspec::Error` made",
    note = "an error of another kind is the source of one of the table's: `#[errspec(entry = \"NAME\")]` on the variant, \
            `#[source]` or `#[from]` on the field"
)]
pub trait Instance {
    /// The table of its entry.
    fn table(&self) -> &'static Table;

    /// The number of its entry in the table; `None` for the unknown.
    fn index(&self) -> Option<u32>;

    /// The value of the field with this number; `None` if there is no such field or it is empty.
    fn field(&self, number: usize) -> Option<Value<'_>>;

    /// What the unknown keeps, if it is that variant.
    fn as_unknown(&self) -> Option<&Unknown>;
}

impl<T: Instance + ?Sized> Instance for Box<T> {
    fn table(&self) -> &'static Table {
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
}

/// A generated type.
pub trait Generated: Instance + Sized {
    /// What one sub-error is.
    type Detail: Record;

    /// The tables whose errors it is, most often one.
    fn tables() -> &'static [&'static Table];

    /// Whether it has a variant for this entry of this table.
    fn covers(table: usize, index: u32) -> bool;
}

/// A generated type whose values can be made of what a response says.
pub trait Built: Generated {
    /// The variant of entry `index` of this table with these field values; `None` if there is none.
    fn build(table: usize, index: u32, fields: &mut Fields<'_>) -> Option<Self>;

    /// The variant that keeps what the tables do not know.
    fn from_unknown(unknown: Unknown) -> Self;
}

/// What a sub-error is built from and taken apart into.
pub trait Record: Sized + Clone + core::fmt::Debug + PartialEq {
    /// Whether its fields are those of the table's `[detail]`; if not, it is one JSON value.
    const TYPED: bool;

    /// Built from its fields in their order.
    fn build(fields: &mut Fields<'_>) -> Self;

    /// The value of the field with this number.
    fn field(&self, number: usize) -> Option<Value<'_>>;
}

/// How many values [`Fields`] holds without the heap; few variants have more.
const FEW: usize = 4;

/// The values of a variant's fields, in the order of the table's fields, each taken once.
#[derive(Debug, Default)]
pub struct Fields<'a> {
    /// None before the first of them: most errors carry no values.
    few: Option<[Option<Value<'a>>; FEW]>,
    more: Vec<Option<Value<'a>>>,
    pushed: usize,
    taken: usize,
    /// Whether a required value was asked for that is not there.
    lacking: bool,
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
            few: self.few.map(|few| few.map(own)),
            more: self.more.into_iter().map(own).collect(),
            pushed: self.pushed,
            taken: self.taken,
            lacking: self.lacking,
        }
    }

    /// Forgets all values.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.more.clear();
        (self.pushed, self.taken, self.lacking) = (0, 0, false);
    }

    /// Adds the value of the next field.
    #[inline]
    pub(crate) fn push(&mut self, value: Option<Value<'a>>) {
        match self.few.get_or_insert_default().get_mut(self.pushed) {
            Some(place) => *place = value,
            None => self.more.push(value),
        }
        self.pushed += 1;
    }

    /// The next value as the type of the field. Where a required one is missing, something stands in for it, and the fields
    /// are not [complete](Self::are_complete): a question at every field would cost a compiler more than all else.
    pub fn take<T: FromValue + Default>(&mut self) -> T {
        T::from_value(self.next()).unwrap_or_else(|| {
            self.lacking = true;
            T::default()
        })
    }

    /// The next value as a user's own type; `None` if it cannot be made of that.
    pub fn take_field<K, T: FromField<K>>(&mut self) -> Option<T> {
        T::from_field(self.next())
    }

    /// Passes over the next value.
    pub fn pass(&mut self) {
        self.next();
    }

    /// Whether all required values that were taken were there.
    #[inline]
    pub(crate) fn are_complete(&self) -> bool {
        !self.lacking
    }

    #[inline(always)]
    fn next(&mut self) -> Option<Value<'a>> {
        let number = self.taken;
        if number >= self.pushed {
            return None;
        }
        self.taken += 1;
        match self.few.as_mut()?.get_mut(number) {
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
    const TYPED: bool = false;

    fn build(fields: &mut Fields<'_>) -> Self {
        fields.take()
    }

    fn field(&self, number: usize) -> Option<Value<'_>> {
        if number == 0 { self.as_value() } else { None }
    }
}
