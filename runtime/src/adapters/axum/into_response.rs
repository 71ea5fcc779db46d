//! The implementation of `IntoResponse` for generated types.

use axum_core::response::Response as AxumResponse;

use crate::adapters::tower::{owning_response, response};
use crate::spec::Spec;

/// Implements `IntoResponse` for a type of errors.
///
/// The [`Origin`](super::Origin) of the response owns the error if its type has no generics and is `Send` and `Sync`. A type with generics may
/// borrow something, so its origin has a copy of its values.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_axum {
    ([] $ty:ty [$($bounds:tt)*]) => {
        $crate::__implement_axum! { @ [] $ty [$($bounds)*] error => {
            // Method lookup finds the method of `Owned` first if the type is `Send` and `Sync`: it needs no further borrow.
            use $crate::__private0_1::axum::{Borrowed as _, Owned as _};
            (&error).__origin_kind().__into_response(error)
        } }
    };
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        $crate::__implement_axum! { @ [$($generics)*] $ty [$($bounds)*] error => {
            $crate::__private0_1::axum::borrowed_into_response(&error)
        } }
    };
    (@ [$($generics:tt)*] $ty:ty [$($bounds:tt)*] $error:ident => $response:block) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::axum_core::response::IntoResponse for $ty
        where
            $($bounds)*
        {
            fn into_response(self) -> $crate::__private0_1::axum_core::response::Response {
                let $error = self;
                $response
            }
        }
    };
}

/// The mark of a type whose errors an [`Origin`](super::Origin) can own.
pub struct ByValue;

/// The mark of a type of whose errors an [`Origin`](super::Origin) has a copy.
pub struct ByCopy;

/// The types whose errors an [`Origin`](super::Origin) can own.
pub trait Owned {
    #[doc(hidden)]
    fn __origin_kind(&self) -> ByValue {
        ByValue
    }
}

impl<E: Spec + Send + Sync + 'static> Owned for E {}

/// All types of errors, found by one more borrow than [`Owned`].
pub trait Borrowed {
    #[doc(hidden)]
    fn __origin_kind(&self) -> ByCopy {
        ByCopy
    }
}

impl<E: Spec> Borrowed for &E {}

impl ByValue {
    #[doc(hidden)]
    pub fn __into_response<E: Spec + Send + Sync + 'static>(self, error: E) -> AxumResponse {
        owning_response(error)
    }
}

impl ByCopy {
    #[doc(hidden)]
    pub fn __into_response<E: Spec>(self, error: E) -> AxumResponse {
        borrowed_into_response(&error)
    }
}

/// Returns the response with an error that may borrow something.
pub fn borrowed_into_response<E: Spec>(error: &E) -> AxumResponse {
    response(error.encoder())
}
