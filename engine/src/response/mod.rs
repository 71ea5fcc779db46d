//! Responses: the values at the places that a table names.

mod conditions;
mod delay;
mod embedded;
mod field;
mod fit;
mod headers;
mod lines;
mod other;
mod reading;
mod scalar;
mod source;
mod values;

pub(crate) use self::delay::{Asked, Requested};
pub use self::delay::{Clock, Delay, UnreadDelay};
pub(crate) use self::embedded::read_text;
pub use self::field::{field_from_slot, field_from_text};
pub(crate) use self::field::{is_numeral, is_whole_list};
pub(crate) use self::fit::{is_readable, matches as fits};
pub(crate) use self::headers::{CONTENT_TYPE, PartHeaders, all_headers, first_line, headers_of_other, wanted_headers};
pub use self::headers::{HeaderLines, HeaderLookup};
pub(crate) use self::other::read_as;
pub(crate) use self::reading::{Reading, read};
pub use self::values::Header;
pub(crate) use self::values::Values;
