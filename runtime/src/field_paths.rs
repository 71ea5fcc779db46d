//! Paths as fields of derived errors. What is not Unicode becomes U+FFFD, as in `Path::display`.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::ToString;
use alloc::sync::Arc;
use std::ffi::{OsStr, OsString};
use std::path::{Display, Path, PathBuf};

use crate::field::{AsField, FromField, kind};
use crate::value::Value;

/// Implements `AsField` for a type that a string holds, both required and optional.
macro_rules! path_text {
    ($($ty:ty, $this:ident => $text:expr;)*) => {$(
        impl AsField<kind::Text> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                let $this = self;
                Some(Value::String($text))
            }
        }

        impl AsField<kind::Optional<kind::Text>> for $ty {
            fn as_field(&self) -> Option<Value<'_>> {
                AsField::<kind::Text>::as_field(self)
            }
        }
    )*};
}

path_text! {
    Path, this => this.to_string_lossy();
    PathBuf, this => this.to_string_lossy();
    OsStr, this => this.to_string_lossy();
    OsString, this => this.to_string_lossy();
    Display<'_>, this => Cow::Owned(this.to_string());
}

macro_rules! path_from_text {
    ($($ty:ty),*) => {$(
        impl FromField<kind::Text> for $ty {
            fn from_field(value: Option<Value<'_>>) -> Option<Self> {
                value?.as_str().map(|text| PathBuf::from(text).into())
            }
        }
    )*};
}

path_from_text!(PathBuf, OsString, Box<Path>, Rc<Path>, Arc<Path>);
