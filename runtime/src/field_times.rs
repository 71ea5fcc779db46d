//! Durations and points in time as fields of derived errors.

use core::time::Duration;

use crate::field::{AsField, FromField, kind};
use crate::timestamp::Timestamp;
use crate::value::Value;

impl FromField<kind::Duration> for Duration {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Duration(duration) => Some(duration),
            _ => None,
        }
    }
}

impl FromField<kind::Time> for Timestamp {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        match value? {
            Value::Time(time) => Some(time),
            _ => None,
        }
    }
}

/// A time that the system cannot represent counts as absent.
#[cfg(feature = "std")]
impl FromField<kind::Time> for std::time::SystemTime {
    fn from_field(value: Option<Value<'_>>) -> Option<Self> {
        <Timestamp as FromField<kind::Time>>::from_field(value)?.try_into().ok()
    }
}

/// Implements `AsField` for a type and a kind of field, both required and optional.
macro_rules! time_field {
    ($kind:ty, $ty:ty, $this:ident => $value:expr) => {
        impl AsField<$kind> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                let $this = *self;
                $value
            }
        }

        impl AsField<kind::Optional<$kind>> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                AsField::<$kind>::as_field(self)
            }
        }
    };
}

time_field!(kind::Duration, Duration, this => Some(Value::Duration(this)));
time_field!(kind::Time, Timestamp, this => Some(Value::Time(this)));
// A time that is not in the years 0 to 9999 is not written.
#[cfg(feature = "std")]
time_field!(kind::Time, std::time::SystemTime, this => this.try_into().ok().map(Value::Time));
