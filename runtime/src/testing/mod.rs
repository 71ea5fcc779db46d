//! Checks for your own tests: that a table and its types are consistent, and that the contract has not changed.
//!
//! ```
//! #[errspec::table("../../../specs/flanks.toml")]
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
//! The type parameter is one type, or a tuple of types that cover a table together: `check::<(PaymentError, RefundError)>()`.

mod check;
mod contract;
mod file;

use alloc::vec::Vec;

use errspec_engine::table::Table;

use crate::coverage::Coverage;
use crate::entries::Entry;
use crate::spec::{Decode, Spec};

use check::Check;
pub use check::CheckError;
pub use file::assert_contract;

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

mod sealed {
    use super::{Check, Coverage, Vec};

    pub trait Types {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "the trait is sealed")]
        fn types() -> Vec<&'static Coverage>;
    }

    pub trait DecodedTypes {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "the trait is sealed")]
        fn checks() -> Vec<Check>;
    }
}

#[allow(private_interfaces, reason = "the trait is sealed")]
impl<E: Spec> sealed::Types for E {
    fn types() -> Vec<&'static Coverage> {
        alloc::vec![E::COVERAGE]
    }
}

#[allow(private_interfaces, reason = "the trait is sealed")]
impl<E: Decode> sealed::DecodedTypes for E {
    fn checks() -> Vec<Check> {
        alloc::vec![check::check_one::<E>]
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        #[allow(private_interfaces, reason = "the trait is sealed")]
        impl<$($name: Spec),*> sealed::Types for ($($name,)*) {
            fn types() -> Vec<&'static Coverage> {
                [$(<$name as sealed::Types>::types()),*].into_iter().flatten().collect()
            }
        }

        #[allow(private_interfaces, reason = "the trait is sealed")]
        impl<$($name: Decode),*> sealed::DecodedTypes for ($($name,)*) {
            fn checks() -> Vec<Check> {
                [$(<$name as sealed::DecodedTypes>::checks()),*].into_iter().flatten().collect()
            }
        }
    )*};
}

tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

/// Returns the tables of several types without duplicates.
fn tables_of(types: &[&'static Coverage]) -> Vec<&'static Table<'static>> {
    let mut tables = Vec::new();
    types.iter().for_each(|coverage| coverage.add_tables(&mut tables));
    tables
}

/// Returns the entries for which none of the types has a variant.
///
/// An enum of `#[errspec::table]` and a derived type that is not `partial` cover their tables. The function is for `partial` types that
/// cover a table together.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// assert!(errspec::testing::uncovered::<FlanksError>().is_empty());
/// ```
#[must_use]
pub fn uncovered<T: Types>() -> Vec<Entry> {
    let types = T::types();
    let tables = tables_of(&types);
    let entries = tables.into_iter().flat_map(|table| table.entries());
    entries.filter(|entry| !types.iter().any(|coverage| coverage.has_entry(*entry))).collect()
}

/// Checks that every entry has a variant, that every entry round-trips, and that every recorded example decodes to its entry.
///
/// A round trip builds the variant of an entry from sample values of its fields, encodes it, and decodes the response. It is done with
/// the required fields alone, and with all fields that can occur together.
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
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// errspec::testing::check::<FlanksError>().unwrap();
/// ```
pub fn check<T: DecodedTypes>() -> Result<(), CheckError> {
    check::check(&T::checks(), &uncovered::<T>())
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
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// let contract = errspec::testing::contract::<FlanksError>();
/// assert!(contract.contains(r#"entry PROCESSING: code 20002, status 400, message "Retrieving user data."#));
/// ```
#[must_use]
pub fn contract<T: Types>() -> alloc::string::String {
    contract::text(&tables_of(&T::types()))
}
