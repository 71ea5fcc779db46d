//! What generated types implement.

use alloc::string::ToString;

use axum_core::response::Response as Answer;

use super::{Origin, with_origin};
use crate::Spec;

/// Implements `IntoResponse`. A type without generics has its values kept in the answer's [`Origin`] if they can be sent to
/// other threads; of what may borrow something, the origin only knows what it was.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_axum {
    ([] $ty:ty []) => {
        $crate::__implement_axum! { @ [] $ty [] error => {
            // Which one is called depends on whether the type is `Send` and `Sync`: the first needs no further borrow.
            #[allow(unused_imports)]
            use $crate::__private0_1::axum::{Kept as _, Lent as _};
            (&error).__how().__answer(error)
        } }
    };
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        $crate::__implement_axum! { @ [$($generics)*] $ty [$($bounds)*] error => {
            $crate::__private0_1::axum::answer_lent(error)
        } }
    };
    (@ [$($generics:tt)*] $ty:ty [$($bounds:tt)*] $error:ident => $answer:block) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::axum_core::response::IntoResponse for $ty
        where
            $($bounds)*
        {
            fn into_response(self) -> $crate::__private0_1::axum_core::response::Response {
                let $error = self;
                $answer
            }
        }
    };
}

/// How a value is answered with that can be kept.
pub struct ByKeeping;

/// How any value is answered with.
pub struct ByLending;

/// Types whose values can be kept in an answer.
pub trait Kept {
    #[doc(hidden)]
    fn __how(&self) -> ByKeeping {
        ByKeeping
    }
}

impl<E: Spec + Send + Sync + 'static> Kept for E {}

/// All types, by one more borrow.
pub trait Lent {
    #[doc(hidden)]
    fn __how(&self) -> ByLending {
        ByLending
    }
}

impl<E: Spec> Lent for &E {}

impl ByKeeping {
    #[doc(hidden)]
    pub fn __answer<E: Spec + Send + Sync + 'static>(self, error: E) -> Answer {
        with_origin(error.encode_response(), Origin::of(error))
    }
}

impl ByLending {
    #[doc(hidden)]
    pub fn __answer<E: Spec>(self, error: E) -> Answer {
        answer_lent(error)
    }
}

/// The answer with an error that may borrow something.
pub fn answer_lent<E: Spec>(error: E) -> Answer {
    let origin = Origin::told(&error, error.to_string(), &error.encoder());
    with_origin(error.encode_response(), origin)
}
