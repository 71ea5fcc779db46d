//! Checks for your own tests: that a table and its types are consistent, and that the contract has not changed.
//!
//! ```
//! #[errspec::table("specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! // Each of these functions is a complete test.
//! fn the_table_is_consistent() {
//!     errspec::testing::check::<FlanksError>().unwrap();
//! }
//!
//! fn the_contract_is_unchanged() {
//!     errspec::testing::assert_contract::<FlanksError>("tests/contract.txt");
//! }
//! # the_table_is_consistent();
//! ```
//!
//! The type parameter is one type, or a tuple of types that cover their tables together: `check::<(PaymentError, RefundError)>()`. A type
//! that leaves out entries on purpose, as that of a client may, is checked by itself.

mod contract;
mod failure;
mod file;
mod trace;
mod typed;
mod untyped;

use alloc::string::String;
use alloc::vec::Vec;

use errspec_engine::table::Table;

use crate::coverage::Coverage;
use crate::entries::Entry;
use crate::instance::RoundTrips;
use crate::spec::{Decode, Spec};

use failure::{Report, collect, name_of};

pub use failure::CheckError;
pub use file::assert_contract;
pub use trace::{Trace, trace};

/// An error type with a table, or a tuple of such types that are checked together.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither an error type with a table nor a tuple of such types",
    note = "`#[errspec::table(\"…\")]` and `#[derive(errspec::Error)]` define error types with a table"
)]
pub trait Types: sealed::Types {}

impl<T: sealed::Types> Types for T {}

/// [`Types`] to which responses can be decoded, so that a round trip is possible.
#[diagnostic::on_unimplemented(
    message = "a response cannot be decoded to `{Self}`, so a round trip is not possible",
    note = "a derived error can be decoded if it has a variant for unknown errors: `#[errspec(unknown)] Unknown(errspec::Unknown)`"
)]
pub trait DecodedTypes: Types + sealed::DecodedTypes {}

impl<T: Types + sealed::DecodedTypes> DecodedTypes for T {}

/// A type to check.
pub(crate) struct Type {
    coverage: &'static Coverage,
    /// The check of its round trips; `None` if responses cannot be decoded to it.
    round_trips: Option<RoundTrips>,
}

mod sealed {
    use super::{RoundTrips, Type, Vec};

    pub trait Types {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "the trait is sealed")]
        fn types() -> Vec<Type>;
    }

    pub trait DecodedTypes {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "the trait is sealed")]
        fn checks() -> Vec<RoundTrips>;
    }
}

#[allow(private_interfaces, reason = "the trait is sealed")]
impl<E: Spec> sealed::Types for E {
    fn types() -> Vec<Type> {
        alloc::vec![Type { coverage: E::COVERAGE, round_trips: E::ROUND_TRIPS }]
    }
}

#[allow(private_interfaces, reason = "the trait is sealed")]
impl<E: Decode> sealed::DecodedTypes for E {
    fn checks() -> Vec<RoundTrips> {
        alloc::vec![check_round_trips::<E>]
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        #[allow(private_interfaces, reason = "the trait is sealed")]
        impl<$($name: Spec),*> sealed::Types for ($($name,)*) {
            fn types() -> Vec<Type> {
                [$(<$name as sealed::Types>::types()),*].into_iter().flatten().collect()
            }
        }

        #[allow(private_interfaces, reason = "the trait is sealed")]
        impl<$($name: Decode),*> sealed::DecodedTypes for ($($name,)*) {
            fn checks() -> Vec<RoundTrips> {
                [$(<$name as sealed::DecodedTypes>::checks()),*].into_iter().flatten().collect()
            }
        }
    )*};
}

tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

/// Returns the tables of several types without duplicates.
fn tables_of(types: &[Type]) -> Vec<&'static Table<'static>> {
    let mut tables = Vec::new();
    types.iter().for_each(|ty| ty.coverage.add_tables(&mut tables));
    tables
}

/// Returns the entries for which none of the types has a variant.
///
/// An enum of `#[errspec::table]` and a derived type that is not `partial` cover their tables. The function is for `partial` types that
/// cover a table together.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// assert!(errspec::testing::uncovered::<FlanksError>().is_empty());
/// ```
#[must_use]
pub fn uncovered<T: Types>() -> Vec<Entry> {
    let types = T::types();
    let tables = tables_of(&types);
    let entries = tables.into_iter().flat_map(|table| table.entries());
    entries.filter(|entry| !types.iter().any(|ty| ty.coverage.has_entry(*entry))).collect()
}

/// Checks that every entry round-trips, and that every recorded example decodes to its entry.
///
/// If a type leaves out entries (`partial`), only the entries that it has are checked. Types of a tuple are checked as those of one
/// API: each entry of their tables needs a variant in one of them.
///
/// A round trip encodes an entry with sample values of its fields, and decodes the response. It is done with the required fields alone,
/// and with all fields that can occur together. How depends on the type:
///
/// - If responses can be decoded to it, the variant of the entry is built, encoded and decoded. The round trip so includes the types of
///   your own fields. Entries that only the API can write are left out.
/// - A type without a variant for unknown errors, such as that of a server, is never built from values. Its entries are encoded by the
///   table and decoded by the table, to the same entry with the same values. So every entry that a client will get is one that the client
///   can read.
///
/// The format permits some differences, for example for a text that contains the text after its parameter. So an entry fails only if none
/// of several samples round-trips. A field of a user-defined type may reject all samples; then only the recorded examples are encoded and
/// decoded again.
///
/// # Errors
///
/// Returns an error that lists all checks that failed.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// errspec::testing::check::<FlanksError>().unwrap();
///
/// #[derive(Debug, errspec::Error)]
/// #[errspec("specs/billing.toml")]
/// enum BillingError {
///     InvalidRequest,
///     NotFound,
///     MethodNotAllowed,
///     CardDeclined { reason: String },
///     InvoiceNotFound(u64),
///     RateLimited { limit: u32, remaining: Option<u32> },
///     Internal,
/// }
///
/// errspec::testing::check::<BillingError>().unwrap();
/// ```
pub fn check<T: Types>() -> Result<(), CheckError> {
    collect(|report| {
        report_uncovered::<T>(report);
        let mut encoded = Vec::new();
        for ty in T::types() {
            match ty.round_trips {
                Some(check) => check(report),
                None => encoded.push(ty.coverage),
            }
        }
        untyped::check(&encoded, report);
    })
}

/// Does the same as [`check`] for types to which responses can be decoded. It is for types with type parameters, whose round trips
/// `check` does not know.
///
/// # Errors
///
/// Returns an error that lists all checks that failed.
///
/// ```
/// #[derive(Debug, errspec::Error)]
/// #[errspec("specs/billing.toml", partial)]
/// enum CardError<R> {
///     CardDeclined { reason: R },
///     #[errspec(unknown)]
///     Unknown(errspec::Unknown),
/// }
///
/// errspec::testing::check_decode::<CardError<String>>().unwrap();
/// ```
pub fn check_decode<T: DecodedTypes>() -> Result<(), CheckError> {
    collect(|report| {
        report_uncovered::<T>(report);
        T::checks().into_iter().for_each(|check| check(report));
    })
}

/// Reports the entries for which none of several types has a variant. One type alone says with `partial` that it leaves out entries.
fn report_uncovered<T: Types>(report: Report<'_>) {
    if T::types().len() < 2 {
        return;
    }
    let mut help = "\nhelp: check a type by itself that leaves out entries on purpose";
    for entry in uncovered::<T>() {
        report(name_of(entry), ["no type has a variant for it", help].concat());
        help = "";
    }
}

/// Checks the round trips through a type.
pub(crate) fn check_round_trips<E: Decode>(report: &mut dyn FnMut(String, String)) {
    typed::check::<E>(report);
}

/// Reports that the round trips through a type with type parameters are not known.
pub(crate) fn report_parameters<E>(report: &mut dyn FnMut(String, String)) {
    let reason = "the round trips through a type with type parameters are not known\nhelp: call `check_decode` instead of `check`";
    report(core::any::type_name::<E>().into(), reason.into());
}

/// Returns the contract of the tables as text: everything that affects the wire format.
///
/// The contract has a line for each envelope, detail, top-level field and entry, in a stable order. It does not contain the documentation
/// for humans: summary, causes and action.
///
/// The line of an entry contains its code and aliases, or its codes, its statuses, messages and conditions, the number of its envelope if it is not the
/// first, its fields, its retry advice, the version that introduced it, its deprecation, and the URL of its documentation.
///
/// [`assert_contract`] compares it with a file.
///
/// ```
/// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
/// let contract = errspec::testing::contract::<FlanksError>();
/// assert!(contract.contains(r#"entry PROCESSING: code 20002, status 400, message "Retrieving user data."#));
/// ```
#[must_use]
pub fn contract<T: Types>() -> alloc::string::String {
    contract::text(&tables_of(&T::types()))
}
