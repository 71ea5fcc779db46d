//! Positions of the protocol, which count lines and code units, and offsets in a text.

use std::ops::Range;

use lsp_types::{Position, PositionEncodingKind};

/// The unit in which a client counts within a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ColumnUnit {
    /// Bytes of UTF-8.
    Byte,
    /// Units of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Characters.
    Character,
}

impl ColumnUnit {
    /// Chooses the unit among those of a client. Bytes need no conversion.
    pub(super) fn chosen_from(offered: &[PositionEncodingKind]) -> Self {
        match offered.contains(&PositionEncodingKind::UTF8) {
            true => Self::Byte,
            false if offered.first() == Some(&PositionEncodingKind::UTF32) => Self::Character,
            false => Self::Utf16,
        }
    }

    /// Returns the name of the unit in the protocol.
    pub(super) fn name(self) -> PositionEncodingKind {
        match self {
            Self::Byte => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Character => PositionEncodingKind::UTF32,
        }
    }

    fn of(self, letter: char) -> usize {
        match self {
            Self::Byte => letter.len_utf8(),
            Self::Utf16 => letter.len_utf16(),
            Self::Character => 1,
        }
    }
}

/// The offsets at which the lines of a text begin.
#[derive(Debug, Clone)]
pub(super) struct LineStarts(Vec<usize>);

impl LineStarts {
    pub(super) fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(starts_in(text, 0)).collect())
    }

    /// Returns the offset of a position. One after the end of its line is the end of the line, and one after the last line that of the
    /// text, as the protocol has it.
    pub(super) fn offset(&self, text: &str, position: Position, unit: ColumnUnit) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(start) = self.0.get(line).copied() else { return text.len() };
        let end = line.checked_add(1).and_then(|next| self.0.get(next)).copied().unwrap_or(text.len());
        let content = text.get(start..end).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let wanted = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut column = 0;
        for (at, letter) in content.char_indices() {
            if column + unit.of(letter) > wanted {
                return start + at;
            }
            column += unit.of(letter);
        }
        start + content.len()
    }

    /// Returns the position of an offset.
    pub(super) fn position(&self, text: &str, offset: usize, unit: ColumnUnit) -> Position {
        let offset = offset.min(text.len());
        let line = self.0.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.0.get(line).copied().unwrap_or_default();
        let letters = text.get(start..).unwrap_or_default().char_indices();
        let before = letters.take_while(|(at, letter)| start + at + letter.len_utf8() <= offset);
        let column: usize = before.map(|(_, letter)| unit.of(letter)).sum();
        Position { line: number(line), character: number(column) }
    }

    /// Follows a change of the text: `range` of the old text became `new`. The text around it is that of the new one.
    pub(super) fn change(&mut self, text: &str, range: &Range<usize>, new: &str) {
        // A line end of two characters may be taken apart or put together at both ends of the change.
        let from = range.start.saturating_sub(1);
        let first = self.0.partition_point(|start| *start <= from);
        let last = self.0.partition_point(|start| *start <= range.end + 1);
        let new_end = range.start + new.len();
        let rescanned = text.as_bytes().get(from..(new_end + 1).min(text.len())).unwrap_or_default();
        let found: Vec<usize> = line_starts(rescanned, from, text.as_bytes()).collect();
        for start in self.0.get_mut(last..).unwrap_or_default() {
            *start = *start + new.len() - (range.end - range.start);
        }
        self.0.splice(first.min(last)..last, found);
    }
}

fn starts_in(text: &str, from: usize) -> impl Iterator<Item = usize> {
    line_starts(text.as_bytes(), from, text.as_bytes())
}

/// Returns the offsets after the line ends in a part of a text, which begins at `from`.
fn line_starts<'t>(part: &'t [u8], from: usize, whole: &'t [u8]) -> impl Iterator<Item = usize> + 't {
    part.iter().enumerate().filter_map(move |(at, byte)| {
        let next = from + at + 1;
        match byte {
            b'\n' => Some(next),
            b'\r' if whole.get(next) != Some(&b'\n') => Some(next),
            _ => None,
        }
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, PositionEncodingKind};

    use super::{ColumnUnit, LineStarts};

    const TEXT: &str = "a\u{10348}b\r\n\u{e9}x\rlast\n";

    #[test]
    fn a_position_and_its_offset_lead_to_each_other() {
        let lines = LineStarts::of(TEXT);
        for unit in [ColumnUnit::Byte, ColumnUnit::Utf16, ColumnUnit::Character] {
            for (offset, letter) in TEXT.char_indices().filter(|(_, letter)| !['\r', '\n'].contains(letter)) {
                let position = lines.position(TEXT, offset, unit);
                assert_eq!(lines.offset(TEXT, position, unit), offset, "{letter} {unit:?}");
            }
        }
        let b = TEXT.find('b').unwrap_or_default();
        let column = |unit| lines.position(TEXT, b, unit).character;
        assert_eq!([ColumnUnit::Byte, ColumnUnit::Utf16, ColumnUnit::Character].map(column), [5, 3, 2]);
    }

    #[test]
    fn a_position_beyond_the_text_is_its_nearest_end() {
        let lines = LineStarts::of(TEXT);
        let offset = |line, character| lines.offset(TEXT, Position { line, character }, ColumnUnit::Utf16);
        assert_eq!(offset(0, u32::MAX), "a\u{10348}b".len());
        assert_eq!(offset(u32::MAX, 0), TEXT.len());
        // Within a character that has two units.
        assert_eq!(offset(0, 2), 1);
        assert_eq!(lines.position(TEXT, usize::MAX, ColumnUnit::Utf16), Position { line: 3, character: 0 });
    }

    #[test]
    fn line_starts_follow_every_change() {
        let pieces = ["", "x", "\n", "\r", "\r\n", "a\nb", "\n\n", "é\r"];
        for before in ["", "a\nb", "a\r\nb\r\n", "\r\n", "\n\r", "é\r\né"] {
            let places: Vec<usize> = (0..=before.len()).filter(|at| before.is_char_boundary(*at)).collect();
            for (&start, &end) in places.iter().flat_map(|start| places.iter().map(move |end| (start, end))) {
                for new in pieces.iter().filter(|_| start <= end) {
                    let mut lines = LineStarts::of(before);
                    let mut text = before.to_owned();
                    text.replace_range(start..end, new);
                    lines.change(&text, &(start..end), new);
                    assert_eq!(lines.0, LineStarts::of(&text).0, "{before:?} {start}..{end} {new:?}");
                }
            }
        }
    }

    #[test]
    fn bytes_are_preferred() {
        let offered = [PositionEncodingKind::UTF16, PositionEncodingKind::UTF8];
        assert_eq!(ColumnUnit::chosen_from(&offered), ColumnUnit::Byte);
        assert_eq!(ColumnUnit::chosen_from(&[]), ColumnUnit::Utf16);
    }
}
