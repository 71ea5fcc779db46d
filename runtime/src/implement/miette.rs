//! What `miette` asks of a diagnostic. `#[errspec::table("…", miette)]` has the type implement it.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::ToString;
use core::fmt::Display;

pub use ::miette::{Diagnostic, Severity};

use crate::{Decoded, Spec};

/// What a diagnostic says, if it says anything.
pub type Text<'e> = Option<Box<dyn Display + 'e>>;

/// `table::NAME`; of the unknown, `table::code` with the code that arrived.
pub fn code<E: Spec>(error: &E) -> Text<'_> {
    let table = error.table().name;
    let name = match error.unknown() {
        None => error.name().into(),
        // What arrived goes to a terminal.
        Some(unknown) => unknown.code()?.to_string().escape_debug().to_string(),
    };
    Some(Box::new(format!("{table}::{name}")))
}

/// A warning where trying again can help, else an error.
pub fn severity<E: Spec>(error: &E) -> Severity {
    if error.retry().is_retryable() { Severity::Warning } else { Severity::Error }
}

/// What to do.
pub fn help<E: Spec>(error: &E) -> Text<'_> {
    Some(Box::new(error.action()?))
}

/// The address of the documentation.
pub fn url<E: Spec>(error: &E) -> Text<'_> {
    Some(Box::new(error.docs_url()?))
}

/// Implements `Diagnostic` for a type of errors.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_miette {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        $crate::__diagnostic! { [$($generics)*] $ty [$($bounds)*] self => self }
    };
}

/// Implements `Diagnostic` for a type that has an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __diagnostic {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*] $this:ident => $error:expr) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::miette::Diagnostic for $ty where $($bounds)* {
            fn code(&$this) -> $crate::__private0_1::miette::Text<'_> {
                $crate::__private0_1::miette::code($error)
            }

            fn severity(&$this) -> ::core::option::Option<$crate::__private0_1::miette::Severity> {
                ::core::option::Option::Some($crate::__private0_1::miette::severity($error))
            }

            fn help(&$this) -> $crate::__private0_1::miette::Text<'_> {
                $crate::__private0_1::miette::help($error)
            }

            fn url(&$this) -> $crate::__private0_1::miette::Text<'_> {
                $crate::__private0_1::miette::url($error)
            }
        }
    };
}

__diagnostic! { [E: Spec] Decoded<'_, E> [] self => self.error() }

#[cfg(feature = "reqwest")]
__diagnostic! { [E: Spec] crate::reqwest::ApiError<E> [] self => self.error() }

/// Of the error of the API; of the transport, `miette` shows the message only.
#[cfg(feature = "reqwest")]
impl<E: Spec> Diagnostic for crate::reqwest::Failure<E> {
    fn code(&self) -> Text<'_> {
        code(self.api()?)
    }

    fn severity(&self) -> Option<Severity> {
        Some(severity(self.api()?))
    }

    fn help(&self) -> Text<'_> {
        help(self.api()?)
    }

    fn url(&self) -> Text<'_> {
        url(self.api()?)
    }
}
