//! The types whose responses are described.

use alloc::string::String;
use alloc::vec::Vec;
use core::marker::PhantomData;

use super::entry::{EntrySchema, entry_schema};
#[cfg(feature = "problem")]
use super::problem::problem_schema;
#[cfg(feature = "problem")]
use crate::adapters::problem::Negotiated;
use crate::spec::Spec;

/// A type whose responses can be described: every type of errors with a table, a [`Union`] of them, and with the feature `problem`
/// also [`Negotiated`](crate::problem::Negotiated).
///
/// The trait cannot be implemented outside of this crate.
pub trait Described: Sealed {
    /// Returns the schemas of the entries.
    #[doc(hidden)]
    fn describe() -> Vec<EntrySchema>;
}

/// A private trait, so that other crates cannot implement [`Described`].
pub trait Sealed {}

impl<E: Spec> Sealed for E {}

/// Describes the entries that a type has variants for, itself or in the errors of its transparent variants.
impl<E: Spec> Described for E {
    fn describe() -> Vec<EntrySchema> {
        let owner = component_name::<E>();
        let entries = E::entries().filter(|entry| E::COVERAGE.writes_entry(*entry));
        entries.filter_map(|entry| entry_schema(entry, &owner)).collect()
    }
}

/// Describes the table's own form and the problem documents.
#[cfg(feature = "problem")]
impl<E: Spec> Described for Negotiated<E> {
    fn describe() -> Vec<EntrySchema> {
        let mut all = E::describe();
        for schema in &mut all {
            schema.negotiate();
        }
        let problems: Vec<EntrySchema> = all.iter().filter_map(problem_schema).collect();
        all.extend(problems);
        all
    }
}

#[cfg(feature = "problem")]
impl<E: Spec> Sealed for Negotiated<E> {}

/// The responses of several types, given as a tuple of up to eight, for an operation that returns errors of all of them.
///
/// The entries of all types are merged by status and media type. A status that several types have is one response, whose body is one
/// of the entries of all these types.
///
/// The members are types of errors, with the feature `problem` also [`Negotiated`](crate::problem::Negotiated), and other unions.
#[derive(Debug)]
pub struct Union<T>(PhantomData<fn() -> T>);

macro_rules! unions {
    ($($first:ident $($other:ident)*;)*) => {$(
        impl<$first: Described, $($other: Described),*> Described for Union<($first, $($other,)*)> {
            fn describe() -> Vec<EntrySchema> {
                let all = [$first::describe(), $($other::describe()),*];
                all.into_iter().flatten().collect()
            }
        }

        impl<$first: Described, $($other: Described),*> Sealed for Union<($first, $($other,)*)> {}
    )*};
}

unions! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

/// Returns the name of a type without its path and generics.
pub(in crate::adapters) fn type_name<E>() -> &'static str {
    let full = core::any::type_name::<E>();
    let plain = full.split('<').next().unwrap_or(full);
    plain.rsplit("::").next().unwrap_or(plain)
}

/// Returns the name of a type's schema: `billing.BillingError`. The names of its tables come first, so that types of one name do not
/// collide.
pub(in crate::adapters) fn component_name<E: Spec>() -> String {
    let mut name = String::new();
    let mut tables: Vec<&str> = Vec::new();
    for table in E::entries().map(|entry| entry.table()) {
        if !tables.contains(&table) {
            tables.push(table);
        }
    }
    for table in tables {
        if !name.is_empty() {
            name.push('-');
        }
        name.push_str(table);
    }
    name.push('.');
    name.push_str(type_name::<E>());
    name
}
