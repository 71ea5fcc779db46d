//! The members of an object that a layout reads.

use crate::json::unescape;
use crate::table::rows::NodeRow;
use crate::table::rows::{MemberRow, NONE, Row};
use crate::table::{NodeBytes, Table};

/// The members of an object that a layout reads, and those of them that were found.
pub(super) struct Members<'t> {
    table: &'t Table<'t>,
    rows: &'t [<MemberRow as Row>::Bytes],
    any: u32,
    seen: [u64; 2],
}

/// A member of a layout.
#[derive(Clone, Copy)]
pub(super) struct Member {
    /// The place among the members.
    place: usize,
    /// The number of the child node.
    node: u32,
}

impl<'t> Members<'t> {
    #[inline(always)]
    pub(super) fn of(table: &'t Table<'t>, node: &NodeBytes) -> Self {
        Self { table, rows: table.members.span(NodeRow::members(node)), any: NodeRow::any(node), seen: [0; 2] }
    }

    /// Returns the number of the node of all members that the layout does not name.
    #[inline(always)]
    pub(super) fn any(&self) -> Option<u32> {
        (self.any != NONE).then_some(self.any)
    }

    /// Returns the member with whose name and a quote a text begins, and the length of the name. All members are found in this way but
    /// those with escapes in their names, and those before the last [eight bytes](MemberRow::head) of a text.
    #[inline(always)]
    pub(super) fn at_start(&self, text: &[u8]) -> Option<(Member, usize)> {
        let head = u64::from_le_bytes(*text.first_chunk()?);
        for (place, row) in self.rows.iter().enumerate() {
            if head & MemberRow::mask(row) == MemberRow::head(row) {
                let name = MemberRow::name(row);
                let length = name.length as usize;
                // A shorter name is in the head as a whole.
                if length < 8 || begins_with(text, self.table.text_bytes(name)) {
                    return Some((Member { place, node: MemberRow::node(row) }, length));
                }
            }
        }
        None
    }

    /// Returns the member with a name.
    pub(super) fn named(&self, name: &[u8]) -> Option<Member> {
        let place = self.rows.iter().position(|row| self.table.text_bytes(MemberRow::name(row)) == name)?;
        Some(Member { place, node: MemberRow::node(self.rows.get(place)?) })
    }

    /// Returns the member with a name that has escapes.
    #[cold]
    pub(super) fn escaped(&self, name: &[u8]) -> Option<Member> {
        self.named(unescape(name).as_bytes())
    }

    /// Returns the number of the node of a member when it is found for the first time; `None` for a duplicate.
    #[inline(always)]
    pub(super) fn take(&mut self, member: Member) -> Option<u32> {
        let bit = 1 << (member.place % 64);
        // Tables do not read more than 128 members of one object. A duplicate of a member beyond that is not detected; the slots keep
        // the first values.
        if let Some(seen) = self.seen.get_mut(member.place / 64) {
            if *seen & bit != 0 {
                return None;
            }
            *seen |= bit;
        }
        Some(member.node)
    }
}

/// Returns `true` if a text begins with a name of eight bytes or more and a quote.
#[inline(always)]
fn begins_with(text: &[u8], name: &[u8]) -> bool {
    text.get(name.len()) == Some(&b'"') && text.get(..name.len()).is_some_and(|start| is_same_name(start, name))
}

/// Returns `true` if two names of eight bytes or more are equal. Comparing up to sixteen bytes inline is faster than a call.
#[inline(always)]
fn is_same_name(one: &[u8], other: &[u8]) -> bool {
    if one.len() > 16 {
        return one == other;
    }
    // The first and the last bytes may overlap.
    one.first_chunk::<8>() == other.first_chunk::<8>() && one.last_chunk::<8>() == other.last_chunk::<8>()
}
