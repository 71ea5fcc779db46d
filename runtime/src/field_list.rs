//! The field types of lists in derived errors.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::rc::Rc;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;

use crate::field::{AsField, FromField, kind};
use crate::json::Json;
use crate::value::Value;

/// A kind of list.
trait ListKind {
    /// The kind of its elements.
    type Element;

    /// Creates the value of a list.
    fn list<'v>(elements: impl Iterator<Item = Option<Value<'v>>>) -> Value<'static>;

    /// Returns the elements of a list; `None` for a value of another kind.
    fn elements<'v>(value: &'v Value<'_>) -> Option<Vec<Value<'v>>>;
}

impl ListKind for kind::List {
    type Element = kind::Text;

    fn list<'v>(elements: impl Iterator<Item = Option<Value<'v>>>) -> Value<'static> {
        let text = |element: Option<Value<'v>>| element.map(|value| value.to_string()).unwrap_or_default();
        Value::List(Cow::Owned(elements.map(text).collect()))
    }

    fn elements<'v>(value: &'v Value<'_>) -> Option<Vec<Value<'v>>> {
        let Value::List(items) = value else { return None };
        Some(items.iter().map(|item| Value::from(item.as_str())).collect())
    }
}

impl ListKind for kind::Integers {
    type Element = kind::Integer;

    fn list<'v>(elements: impl Iterator<Item = Option<Value<'v>>>) -> Value<'static> {
        let elements: Vec<Value<'v>> = elements.flatten().collect();
        let integer = |value: &Value<'v>| if let Value::Integer(number) = value { Some(*number) } else { None };
        let integers: Option<Vec<i64>> = elements.iter().map(integer).collect();
        // An integer beyond `i64` is written as JSON digits.
        integers.map_or_else(|| json_list(&elements), |integers| Value::Integers(Cow::Owned(integers)))
    }

    fn elements<'v>(value: &'v Value<'_>) -> Option<Vec<Value<'v>>> {
        match value {
            Value::Integers(items) => Some(items.iter().copied().map(Value::Integer).collect()),
            // A list with an integer beyond `i64`.
            Value::Json(list) => {
                let digits = |text: &str| Value::Json(Cow::Owned(Json::from_valid(text.into())));
                Some(
                    number_texts(list.as_str())
                        .map(|text| text.parse().map_or_else(|_| digits(text), Value::Integer))
                        .collect(),
                )
            }
            _ => None,
        }
    }
}

impl ListKind for kind::Numbers {
    type Element = kind::Number;

    fn list<'v>(elements: impl Iterator<Item = Option<Value<'v>>>) -> Value<'static> {
        let elements: Vec<Value<'v>> = elements.flatten().collect();
        let number = |value: &Value<'v>| if let Value::Number(number) = value { Some(*number) } else { None };
        let numbers: Option<Vec<f64>> = elements.iter().map(number).collect();
        numbers.map_or_else(|| json_list(&elements), |numbers| Value::Numbers(Cow::Owned(numbers)))
    }

    fn elements<'v>(value: &'v Value<'_>) -> Option<Vec<Value<'v>>> {
        let Value::Numbers(items) = value else { return None };
        Some(items.iter().copied().map(Value::Number).collect())
    }
}

/// Returns the texts of the numbers in a JSON array.
pub(crate) fn number_texts(list: &str) -> impl Iterator<Item = &str> {
    list.trim_matches(['[', ']']).split(',').map(str::trim).filter(|text| !text.is_empty())
}

fn json_list(elements: &[Value<'_>]) -> Value<'static> {
    let texts: Vec<String> = elements.iter().map(|value| value.to_json().as_str().into()).collect();
    Value::Json(Cow::Owned(Json::from_valid(["[", &texts.join(","), "]"].concat())))
}

/// Implements the traits for types of lists.
macro_rules! lists {
    ($kind:ty: $([$($generics:tt)*] $ty:ty),*) => {$(
        impl<$($generics)*> AsField<$kind> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                Some(<$kind as ListKind>::list(self.iter().map(AsField::as_field)))
            }
        }

        impl<$($generics)*> AsField<kind::Optional<$kind>> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                AsField::<$kind>::as_field(self)
            }
        }
    )*};
}

macro_rules! from_items {
    ($kind:ty: $([$($generics:tt)*] $ty:ty),*) => {$(
        impl<$($generics)*> FromField<$kind> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                let elements = <$kind as ListKind>::elements(value.as_ref()?)?;
                elements.into_iter().map(|element| FromField::from_field(Some(element))).collect()
            }
        }
    )*};
}

macro_rules! list_kinds {
    ($($kind:ty),*) => {$(
        lists!(
            $kind:
            [T: AsField<<$kind as ListKind>::Element>] [T],
            [T: AsField<<$kind as ListKind>::Element>] Vec<T>,
            [T: AsField<<$kind as ListKind>::Element>] BTreeSet<T>,
            [T: AsField<<$kind as ListKind>::Element>, const N: usize] [T; N]
        );
        from_items!(
            $kind:
            [T: FromField<<$kind as ListKind>::Element>] Vec<T>,
            [T: FromField<<$kind as ListKind>::Element>] Box<[T]>,
            [T: FromField<<$kind as ListKind>::Element>] Rc<[T]>,
            [T: FromField<<$kind as ListKind>::Element>] Arc<[T]>,
            [T: FromField<<$kind as ListKind>::Element> + Ord] BTreeSet<T>
        );
    )*};
}

list_kinds!(kind::List, kind::Integers, kind::Numbers);
