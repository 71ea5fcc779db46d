//! Encoding: from an entry with its values to a response.
//!
//! ```text
//! tree      a body under construction, and its text for every kind of body
//! piece     the values of a plan
//! plan      the encode plan of an entry: which value goes to which slot, for the encoder and for schemas
//! encoder   the encode plan, filled with the values of an error
//! ```

mod encoder;
mod piece;
mod plan;
mod tree;

pub use self::encoder::{DetailTree, EncodeRequest, Encoded, Extras, detail_tree, message_of};
pub use self::piece::{Material, Piece, Target};
pub use self::plan::{Plan, plan_detail, plan_entry};
pub use self::tree::{ELEMENTS, Tree};
