//! Encoding: from an entry with its values to a response.
//!
//! ```text
//! tree      a body under construction
//! text      its text for every kind of body
//! piece     the values of an encode plan, and where they come from
//! plan      the encode plan of an entry: which value goes to which slot, for the encoder and for schemas
//! laid_out  the headers and the body of an encode plan
//! direct    the body of most plans, written without a tree
//! part      a response to send, as one whole or as a part of a body
//! written   the values of an encode plan that are known
//! extras    the values that an error does not carry itself
//! concrete  the values of an error, from which the encode plan is filled
//! headers   the headers of a response to send
//! frame     the body of most responses, written without a plan
//! encoder   the response of an error
//! ```

mod concrete;
mod direct;
mod encoder;
mod extras;
mod frame;
mod headers;
mod laid_out;
mod part;
mod piece;
mod plan;
mod text;
mod tree;
mod written;

pub use self::encoder::{EncodeRequest, WholeResponse, message_of};
pub use self::extras::{DetailTree, Extras, detail_tree};
pub use self::frame::FramePart;
pub use self::headers::HeaderText;
pub use self::laid_out::StarNames;
pub use self::part::Encoded;
pub use self::piece::{Material, PlanValue, Target};
pub use self::plan::{Plan, plan_detail, plan_entry};
pub use self::tree::{ELEMENTS, Tree};
