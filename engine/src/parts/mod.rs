//! Bodies in parts: JSON lines, event streams and multipart bodies. Each part is a body of its own.
//!
//! ```text
//! part        a part
//! lines       JSON values one after another
//! events      event streams
//! multipart   multipart bodies, and HTTP responses in their parts
//! transfer    the encodings of their parts
//! framing     the kind of parts that a body has
//! ```

mod events;
mod framing;
mod lines;
mod multipart;
mod part;
mod transfer;

pub(crate) use self::events::write_event;
pub use self::events::{Blocks, Event, read_event};
pub use self::framing::parts_of_media_type;
pub(crate) use self::framing::{Framing, may_have_parts};
pub use self::lines::json_values;
pub(crate) use self::multipart::{boundary_for, boundary_of};
pub use self::part::{BodyPart, EVENT_TYPE, STATUS};
