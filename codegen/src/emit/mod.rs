//! The emitter: from the description of a type to its trait implementations and methods.
//!
//! Both front ends use it. The attribute describes the enum that it generates from a table, the derive a type of the user:
//!
//! ```text
//! attribute: model -------------------> Shape -+
//!                                              +-> emit -> tokens
//! derive: input -> resolve ------------> Shape -+
//! ```
//!
//! The description is complete and consistent, so nothing here can fail.
//!
//! The output of a macro has no `#[allow]`: it would be an error if the user forbids the lint. It needs none, because the compiler
//! reports no lint for tokens of another crate's macro, and [`hygiene`] makes repeated tokens of the user count as such. Only code
//! that is written to a file needs an `#[allow]`, which is added when the file is written.

mod access;
mod built;
mod conversion;
mod coverage;
mod detail;
mod detail_shape;
mod details;
mod expansion;
pub(crate) mod hygiene;
mod instance;
mod matches;
mod methods;
mod runtime;
mod shape;
mod std_impls;

pub(crate) use self::conversion::into_decoded;
pub(crate) use self::detail_shape::{Detail, DetailEnum, DetailField, DetailType, DetailVariant};
pub(crate) use self::expansion::emit;
pub(crate) use self::methods::is_method;
pub(crate) use self::runtime::{Kind, Runtime};
pub(crate) use self::shape::{
    Access, Adapters, DetailsField, EmbeddedTable, EntryShape, FieldShape, Form, Function, Generics, InnerErrors,
    Methods, Reading, RequiredEntry, Role, Shape, Slot, StdImpl, VariantShape,
};
