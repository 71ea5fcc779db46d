//! Encoding: from an entry with its values to a response.
//!
//! ```text
//! tree      a body under construction, and its text for every kind of body
//! piece     the values of an encode plan, and where they come from
//! plan      the encode plan of an entry: which value goes to which slot, for the encoder and for schemas
//! part      a response to send, as one whole or as a part of a body
//! encoder   the encode plan, filled with the values of an error
//! ```

mod encoder;
mod part;
mod piece;
mod plan;
mod tree;

pub use self::encoder::{DetailTree, EncodeRequest, Extras, detail_tree, message_of};
pub use self::part::Encoded;
pub use self::piece::{Material, Piece, Target};
pub use self::plan::{Plan, plan_detail, plan_entry};
pub use self::tree::{ELEMENTS, Tree};
