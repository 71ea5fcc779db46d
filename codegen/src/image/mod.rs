//! The image of a table: from a valid model to the data that the engine reads.
//!
//! ```text
//! filter    the values that a slot keeps
//! paths     the paths of locations in a text, and of the members that selectors test
//! slots     a number for every location that is read
//! branches  the prefixes of locations, merged
//! group     the slots that get their values from one element
//! layout    the tree that assigns the values of a body to slots
//! template  templates in their compiled form
//! frame     the JSON of most responses in an envelope, with a few values left open
//! source, envelope, entry, class, lookup, example
//!           the rows of the image
//! long_list what the messages of many candidates begin and end with
//! text      the texts that are bodies of their own
//! table     the whole image
//! ```

mod branches;
mod class;
mod entry;
mod envelope;
mod example;
mod filter;
mod flags;
mod frame;
mod group;
mod layout;
mod literal;
mod long_list;
mod lookup;
mod paths;
mod slots;
mod source;
mod table;
mod template;
#[cfg(test)]
mod tests;
mod text;

pub(crate) use self::table::{LimitError, bare_image, write_image};
