//! The difference of two versions of a file, as a unified diff.

use errspec_codegen::RenderStyle;
use similar::TextDiff;

use crate::terminal::{BOLD, GREEN, RED};

/// Returns the changes of a file, in colors if the style has them; empty if there are none.
pub(crate) fn unified_diff(name: &str, before: &str, after: &str, style: RenderStyle) -> String {
    let diff = TextDiff::from_lines(before, after);
    let text = diff.unified_diff().header(name, name).to_string();
    if style != RenderStyle::Colored {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches('\n');
        let style = match content.as_bytes() {
            [b'-', b'-', b'-', ..] | [b'+', b'+', b'+', ..] => BOLD,
            [b'-', ..] => RED,
            [b'+', ..] => GREEN,
            _ => anstyle::Style::new(),
        };
        out.push_str(&format!("{style}{content}{style:#}\n"));
    }
    out
}
