//! The place at which a message departs from the wordings of an entry.

use crate::table::Entry;
use crate::template::{Piece, pieces};

/// The place at which a message departs from a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Departure {
    /// At the beginning.
    Begin,
    /// At this offset.
    At(usize),
    /// Nowhere in the fixed text, so that a parameter does not take its text.
    Parameter,
}

/// Returns where a message departs from the wording of an entry that it follows longest.
pub(super) fn departure(entry: Entry<'_>, message: &str) -> Departure {
    /// The least length of the fixed text that a message shares with a wording which it follows.
    const LEAST: usize = 4;
    let departures = entry.wordings().map(|wording| departure_from(wording, message));
    match departures.filter(|(fixed, _)| *fixed >= LEAST).max() {
        None => Departure::Begin,
        Some((_, None)) => Departure::Parameter,
        Some((_, Some(at))) => Departure::At(at),
    }
}

/// Returns the length of the fixed text that a message shares with a wording, and the offset at which it departs, if it does.
fn departure_from(wording: &str, message: &str) -> (usize, Option<usize>) {
    let (mut fixed, mut at, mut is_behind_parameter) = (0, 0, false);
    for piece in pieces(wording) {
        let Piece::Text(text) = piece else {
            is_behind_parameter = true;
            continue;
        };
        let rest = message.get(at..).unwrap_or_default();
        let begin = if is_behind_parameter { rest.find(text) } else { Some(0) };
        let Some(rest) = begin.and_then(|begin| rest.get(begin..)) else { return (fixed, Some(at)) };
        let same = rest.chars().zip(text.chars()).take_while(|(one, other)| one == other);
        let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
        at += begin.unwrap_or_default() + same;
        fixed += same;
        if same < text.len() {
            return (fixed, Some(at));
        }
        is_behind_parameter = false;
    }
    (fixed, (at < message.len() && !is_behind_parameter).then_some(at))
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::departure_from;
    use crate::template::push_parameter;

    #[test]
    fn a_message_departs_from_a_wording_where_its_fixed_text_differs() {
        let mut wording = String::from("no ");
        push_parameter(0, &mut wording);
        wording.push_str(" left in ä");
        push_parameter(1, &mut wording);
        for (message, expected) in [
            // The fixed text of both is the whole wording, so a parameter does not take its text.
            ("no tea left in ä!", (14, None)),
            ("no tea left in ä", (14, None)),
            // The text after a parameter begins wherever it is found as a whole.
            ("no tea left in Ä", (3, Some(3))),
            ("no ", (3, Some(3))),
            ("nothing", (2, Some(2))),
            // What comes after a departure does not count, although the wording has it, too.
            ("nx tea left in ä", (1, Some(1))),
            ("", (0, Some(0))),
        ] {
            assert_eq!(departure_from(&wording, message), expected, "{message}");
        }
        // Text that is left over is a departure, unless a parameter takes it.
        assert_eq!(departure_from("ä is", "ä is gone"), (5, Some(5)));
        assert_eq!(departure_from("ä is", "ä is"), (5, None));
        assert_eq!(departure_from("ä is", "ä it"), (4, Some(4)));
    }
}
