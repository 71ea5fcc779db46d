//! For your own tests: what a table and its types promise, and what of it has changed.
//!
//! ```
//! #[errspec::table("../../../specs/flanks.toml")]
//! pub enum FlanksError {}
//!
//! // Each of these is the whole of a test.
//! fn the_table_keeps_its_promises() {
//!     errspec::testing::check::<FlanksError>().unwrap();
//! }
//!
//! fn the_contract_is_kept() {
//!     errspec::testing::assert_contract::<FlanksError>("tests/contract.txt");
//! }
//! # the_table_keeps_its_promises();
//! ```
//!
//! All take a type, or several as a tuple where they cover a table together: `check::<(PaymentError, RefundError)>()`.

mod check;
mod contract;
mod file;
mod sample;

use alloc::vec::Vec;

use crate::table::Table;
use crate::{Decode, Entry, Spec};

pub use check::CheckError;
pub use file::assert_contract;

/// A type of errors, or a tuple of them, to be looked at together.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a type of errors with a table nor a tuple of them",
    note = "such a type is made by `#[errspec::table(\"…\")]` or `#[derive(errspec::Error)]`"
)]
pub trait Types: sealed::Types {}

impl<T: sealed::Types> Types for T {}

/// [`Types`] that can be decoded, so that what is written can be read back.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be decoded, so what it writes cannot be read back",
    note = "a derived error is decoded if it has a variant for the unknown: `#[errspec(unknown)] Unknown(errspec::Unknown)`"
)]
pub trait DecodedTypes: Types + sealed::DecodedTypes {}

impl<T: Types + sealed::DecodedTypes> DecodedTypes for T {}

/// What is asked of one type among several.
pub(crate) struct Type {
    pub(crate) tables: &'static [&'static Table],
    pub(crate) covers: fn(usize, u32) -> bool,
}

/// Writes down the faults of one type.
pub(crate) type Check = fn(&mut Vec<check::Fault>);

mod sealed {
    use super::{Check, Type, Vec};

    pub trait Types {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else calls it")]
        fn types() -> Vec<Type>;
    }

    pub trait DecodedTypes {
        #[doc(hidden)]
        #[allow(private_interfaces, reason = "nobody else calls it")]
        fn checks() -> Vec<Check>;
    }
}

#[allow(private_interfaces, reason = "nobody else calls it")]
impl<E: Spec> sealed::Types for E {
    fn types() -> Vec<Type> {
        alloc::vec![Type { tables: E::tables(), covers: E::covers }]
    }
}

#[allow(private_interfaces, reason = "nobody else calls it")]
impl<E: Decode> sealed::DecodedTypes for E {
    fn checks() -> Vec<Check> {
        alloc::vec![check::check_one::<E>]
    }
}

macro_rules! tuples {
    ($(($($name:ident)*))*) => {$(
        #[allow(private_interfaces, reason = "nobody else calls it")]
        impl<$($name: Spec),*> sealed::Types for ($($name,)*) {
            fn types() -> Vec<Type> {
                [$(<$name as sealed::Types>::types()),*].into_iter().flatten().collect()
            }
        }

        #[allow(private_interfaces, reason = "nobody else calls it")]
        impl<$($name: Decode),*> sealed::DecodedTypes for ($($name,)*) {
            fn checks() -> Vec<Check> {
                [$(<$name as sealed::DecodedTypes>::checks()),*].into_iter().flatten().collect()
            }
        }
    )*};
}

tuples! { (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H) }

/// The tables of some types, each once. A table is known by its name, for every type has its own copy.
fn tables_of(types: &[Type]) -> Vec<&'static Table> {
    let mut tables: Vec<&'static Table> = Vec::new();
    for table in types.iter().flat_map(|one| one.tables) {
        if tables.iter().all(|known| known.name != table.name) {
            tables.push(table);
        }
    }
    tables
}

/// Whether it has a variant for an entry. A table has the same entries at the same places in every type.
fn covers(one: &Type, entry: Entry) -> bool {
    let mut tables = one.tables.iter().enumerate().filter(|(_, table)| table.name == entry.table());
    tables.any(|(number, _)| (one.covers)(number, entry.number))
}

/// The entries for which none of these types has a variant. An enum of `#[errspec::table]` has one for each, and so has a
/// derived one that is not `partial`; this is for several of those that cover their table together.
///
/// ```
/// # #[errspec::table("../../../specs/flanks.toml")] pub enum FlanksError {}
/// assert!(errspec::testing::uncovered::<FlanksError>().is_empty());
/// ```
#[must_use]
pub fn uncovered<T: Types>() -> Vec<Entry> {
    let types = T::types();
    let tables = tables_of(&types);
    let entries = tables.into_iter().flat_map(|table| (0..).map_while(|place| Entry::of(table, place)));
    entries.filter(|entry| !types.iter().any(|one| covers(one, *entry))).collect()
}

/// Checks that every entry has a variant, that every entry is read back as what was written, and that every recorded example
/// is the entry under which it stands.
///
/// Every entry is built from sample values of its fields, with all that can go together and with only those that it must have,
/// encoded, and decoded. This holds within the limits that the format names: a text that contains what follows its parameter
/// is read back otherwise, so an entry is at fault only if none of several samples comes back; and an entry that asks for
/// something to be present which nothing writes is not written. What a field of your own type takes is not known: where it
/// takes none of the samples, the recorded examples are what is written again and read back.
///
/// # Errors
///
/// With all that does not hold, not just the first.
pub fn check<T: DecodedTypes>() -> Result<(), CheckError> {
    check::check(&T::checks(), &uncovered::<T>())
}

/// The contract of the tables as a text: what is on the wire, a line for each envelope, detail, top-level field and entry, in
/// a stable order. What only people read (summary, causes, action) is no part of it.
///
/// The line of an entry says, each where there is such a thing: its code and aliases, whether it is found without a code or by
/// any other one, its statuses, messages and conditions, the number of its envelope if that is not the first, its fields;
/// whether to retry and when, whether the request was applied; since when it is there, that it is deprecated and for what, and
/// the address of its documentation.
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
