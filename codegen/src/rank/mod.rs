//! The entry of a response that several entries fit: the most specific. A table in which neither of two is more specific is
//! rejected.

mod classes;
mod compare;
mod lookup;
mod order;
mod overlap;
mod pairs;
mod witness;

pub(crate) use lookup::check_ambiguity;
