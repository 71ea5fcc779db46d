//! Differences between two texts, line by line.

use std::time::Duration;

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use crate::diagnostics::RenderStyle;

/// The most lines that are shown.
const MOST_LINES: usize = 60;

/// The most characters that are shown of a line: generated tables have long ones.
const LONGEST_LINE: usize = 160;

/// The number of equal lines that are shown before and after those that differ.
const CONTEXT: usize = 2;

/// The time after which the search for the shortest difference ends with any difference.
const PATIENCE: Duration = Duration::from_secs(1);

/// The lines in which two texts differ.
#[derive(Clone, PartialEq)]
pub(super) struct Diff {
    lines: Vec<Line>,
    /// The number of different lines that are not shown.
    more: usize,
}

#[derive(Clone, PartialEq)]
struct Line {
    kind: LineKind,
    text: String,
}

#[derive(Clone, Copy, PartialEq)]
enum LineKind {
    Head,
    Same,
    Old,
    New,
}

impl Diff {
    /// Creates the difference between the text that is there and the one that should be.
    pub(super) fn new(old: &str, new: &str) -> Self {
        let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, new);
        let mut lines = Vec::new();
        let mut more = 0;
        for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
            if lines.len() < MOST_LINES {
                lines.push(Line { kind: LineKind::Head, text: hunk.header().to_string() });
            }
            for change in hunk.iter_changes() {
                let kind = match change.tag() {
                    ChangeTag::Equal => LineKind::Same,
                    ChangeTag::Delete => LineKind::Old,
                    ChangeTag::Insert => LineKind::New,
                };
                if lines.len() < MOST_LINES {
                    lines.push(Line { kind, text: shorten(change.value().trim_end()) });
                } else if kind != LineKind::Same {
                    more += 1;
                }
            }
        }
        Self { lines, more }
    }

    pub(super) fn render(&self, style: RenderStyle) -> String {
        let head = [
            Line { kind: LineKind::Old, text: "-- the checked-in file".to_owned() },
            Line { kind: LineKind::New, text: "++ the generated code".to_owned() },
        ];
        let mut lines: Vec<String> = head.iter().chain(&self.lines).map(|line| line.render(style)).collect();
        if self.more > 0 {
            lines.push(format!("  … and {} more different lines", self.more));
        }
        lines.join("\n")
    }
}

impl Line {
    fn render(&self, style: RenderStyle) -> String {
        let (sign, color) = match self.kind {
            LineKind::Head => ("", AnsiColor::Cyan.on_default()),
            LineKind::Same => (" ", Style::new()),
            LineKind::Old => ("-", AnsiColor::Red.on_default()),
            LineKind::New => ("+", AnsiColor::Green.on_default()),
        };
        let color = if style == RenderStyle::Colored { color } else { Style::new() };
        format!("  {color}{sign}{}{color:#}", self.text).trim_end().to_owned()
    }
}

fn shorten(line: &str) -> String {
    match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => line.get(..end).unwrap_or_default().to_owned() + "…",
        None => line.to_owned(),
    }
}
