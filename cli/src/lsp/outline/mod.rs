//! The outline of a text: its sections, keys and values, with their places. It is read as far as a text is TOML, since most texts
//! are not while they are written.

mod build;
mod spot;
mod tree;
mod walk;

pub(super) use self::spot::{KeyPlace, Spot};
pub(super) use self::tree::{Member, NamedKey, Node, NodeKind, Outline, OutlineSection, value_of};
pub(super) use self::walk::{KeyPath, OutlineVisitor};
