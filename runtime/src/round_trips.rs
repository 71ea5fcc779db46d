//! The round trips through a type: the check of `errspec::testing`, and errors as a client decodes them.

use core::marker::PhantomData;

use crate::instance::RoundTrips;
use crate::spec::{Decode, Spec};

/// Returns an error as a client decodes it from the response.
pub fn decode_encoded<E: Spec, D: Decode>(error: &E) -> D {
    let response = error.encode_response();
    D::decode_response(response.status, &response, &response.body).into_error()
}

/// The check of a type's round trips: `<TypedTrips<E>>::CHECK`.
///
/// An inherent constant precedes the constant of a trait. So generated code needs no bound, which a type with parameters may not meet where
/// the code stands.
#[derive(Debug)]
pub struct TypedTrips<E>(PhantomData<E>);

impl<E: Decode> TypedTrips<E> {
    /// The check.
    #[cfg(feature = "testing")]
    pub const CHECK: Option<RoundTrips> = Some(crate::testing::check_round_trips::<E>);
    /// The check.
    #[cfg(not(feature = "testing"))]
    pub const CHECK: Option<RoundTrips> = None;
}

/// The check of any other type.
pub trait UntypedTrips {
    /// The check.
    const CHECK: Option<RoundTrips>;
}

impl<E> UntypedTrips for TypedTrips<E> {
    #[cfg(feature = "testing")]
    const CHECK: Option<RoundTrips> = Some(crate::testing::report_parameters::<E>);
    #[cfg(not(feature = "testing"))]
    const CHECK: Option<RoundTrips> = None;
}
