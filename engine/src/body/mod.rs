//! Bodies. A body is read once; the values of a layout are kept in slots, as byte ranges of the body.

mod charset;
mod elements;
mod end;
mod equals;
mod gather;
mod gather_json;
#[cfg(feature = "xml")]
mod gather_xml;
mod gathered;
mod groups;
mod leading;
#[cfg(test)]
mod linear;
mod mark;
#[cfg(feature = "xml")]
mod markup;
mod members;
mod open_string;
mod other;
mod pairs;
mod scan;
mod skip;
mod slot;
mod text;
mod tree;
#[cfg(feature = "xml")]
mod xml;

pub use self::charset::Charset;
pub(crate) use self::elements::scan_as;
pub use self::elements::{Element, Elements};
pub(crate) use self::end::json_end;
pub(crate) use self::equals::text_passes;
pub(crate) use self::gather::{gather, gather_elements};
pub(crate) use self::gathered::Gathered;
pub(crate) use self::leading::{scan_within_text, without_text_around};
pub(crate) use self::mark::after_mark;
pub(crate) use self::other::read_other;
pub use self::scan::{JsonErrors, check_json, json_value};
pub(crate) use self::scan::{scan, scan_value};
pub(crate) use self::slot::with_slots;
pub use self::slot::{Body, Slot};
pub(crate) use self::text::{ReceivedCode, Text, str_of};
#[cfg(feature = "xml")]
pub(crate) use self::xml::{child_elements, read_element, read_xml, repeated_elements};
