//! Diagnostics of [`miette`](https://docs.rs/miette). `#[errspec::table("…", miette)]` implements `Diagnostic` for the enum.
//!
//! `runtime/examples/miette.rs` shows a report.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::ToString;
use core::fmt::Display;

pub use ::miette::{Diagnostic, Severity};

#[cfg(feature = "reqwest")]
use crate::adapters::reqwest::{ApiError, Failure};
use crate::decoded::Decoded;
use crate::shown_code::ShownCode;
use crate::spec::Spec;

/// A text of a diagnostic, if it has one.
pub type DiagnosticText<'e> = Option<Box<dyn Display + 'e>>;

/// Returns `table::NAME`; for an unknown error, `table::code` with the code that arrived.
pub fn code<E: Spec>(error: &E) -> DiagnosticText<'_> {
    let table = error.table().name();
    let name = match error.unknown() {
        None => error.name().into(),
        // The code that arrived is written to a terminal, where a control character could do harm.
        Some(unknown) => ShownCode(unknown.code()?).to_string(),
    };
    Some(Box::new(format!("{table}::{name}")))
}

/// Returns a warning if a retry can help, else an error.
pub fn severity<E: Spec>(error: &E) -> Severity {
    if error.retry().is_retryable() { Severity::Warning } else { Severity::Error }
}

/// Returns the action that the table advises.
pub fn help<E: Spec>(error: &E) -> DiagnosticText<'_> {
    Some(Box::new(error.action()?))
}

/// Returns the address of the documentation.
pub fn url<E: Spec>(error: &E) -> DiagnosticText<'_> {
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

/// Implements `Diagnostic` for a type that holds an error.
#[doc(hidden)]
#[macro_export]
macro_rules! __diagnostic {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*] $this:ident => $error:expr) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::miette::Diagnostic for $ty where $($bounds)* {
            fn code(&$this) -> $crate::__private0_1::miette::DiagnosticText<'_> {
                $crate::__private0_1::miette::code($error)
            }

            fn severity(&$this) -> ::core::option::Option<$crate::__private0_1::miette::Severity> {
                ::core::option::Option::Some($crate::__private0_1::miette::severity($error))
            }

            fn help(&$this) -> $crate::__private0_1::miette::DiagnosticText<'_> {
                $crate::__private0_1::miette::help($error)
            }

            fn url(&$this) -> $crate::__private0_1::miette::DiagnosticText<'_> {
                $crate::__private0_1::miette::url($error)
            }
        }
    };
}

__diagnostic! { [E: Spec] Decoded<'_, E> [] self => self.error() }

#[cfg(feature = "reqwest")]
__diagnostic! { [E: Spec] ApiError<E> [] self => self.error() }

/// Returns the texts of the API's error. An error of the transport has none: `miette` shows its message only.
#[cfg(feature = "reqwest")]
impl<E: Spec> Diagnostic for Failure<E> {
    fn code(&self) -> DiagnosticText<'_> {
        code(self.api()?)
    }

    fn severity(&self) -> Option<Severity> {
        Some(severity(self.api()?))
    }

    fn help(&self) -> DiagnosticText<'_> {
        help(self.api()?)
    }

    fn url(&self) -> DiagnosticText<'_> {
        url(self.api()?)
    }
}
