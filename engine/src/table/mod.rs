//! Tables. A table is an image that is written once and read in place.
//!
//! ```text
//! cell      the cells of rows, and the macro that declares rows
//! flags     the bits of the flags of rows
//! rows      the rows, each declared once for writer and reader
//! section   the rows of one type: their reader and their writer
//! image     sections of rows and one text: ImageWriter -> Image -> Table, and the version number of the layout
//! dedup     the search for equal parts while an image is written
//! list      lists of items, each a view of a row
//! literal, field_type, restriction, parameter, source, field, layout, embedded, group, envelope, entry, entry_docs, class, example
//!           the items
//! long_list the candidates of a long list that a message can be
//! access    the accessors of a table
//! ```

mod access;
mod cell;
mod class;
mod dedup;
mod embedded;
mod entry;
mod entry_docs;
mod envelope;
mod example;
mod field;
mod field_type;
mod flags;
mod group;
mod image;
mod layout;
mod list;
mod literal;
mod long_list;
mod parameter;
mod restriction;
pub mod rows;
mod section;
mod source;

pub(crate) use self::access::Candidates;
pub(crate) use self::class::ClassTest;
pub use self::embedded::EmbeddedText;
pub use self::entry::Entry;
pub use self::envelope::{BodyKind, Envelope, PartsKind, StatusForm};
pub use self::example::{Example, ExampleHeaders};
pub use self::field::Field;
pub use self::field_type::Type;
pub(crate) use self::group::Group;
pub use self::group::GroupKind;
pub use self::image::{Image, ImageWriter, LAYOUT, SECTIONS, Table, check_layout};
pub use self::layout::Layout;
pub(crate) use self::layout::{Filter, NodeBytes};
pub use self::list::{Item, Items, List};
pub use self::literal::{Condition, Literal, Test, TestKind, TestSpec};
pub use self::parameter::Parameter;
pub use self::restriction::Restriction;
pub use self::source::{Encoding, Place, Source, Unit};
