//! The Markdown of a page as text for a terminal.

use anstyle::Style;

/// The beginning of a link to another file of the repository.
const ROOT: &str = "../../";

/// The blanks before the lines of a table.
const INDENT: &str = "    ";

/// Returns a page in lines of at most `width` characters, with the heading in a style. Tables are indented, and links are written out.
pub(crate) fn for_terminal(page: &str, width: usize, heading: Style) -> String {
    let mut out = String::new();
    let mut paragraph = String::new();
    let mut is_in_table = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_in_table = !is_in_table;
        } else if is_in_table {
            out.push_str(format!("{INDENT}{line}").trim_end());
            out.push('\n');
        } else if let Some(text) = line.strip_prefix("# ") {
            out.push_str(&format!("{heading}{text}{heading:#}\n"));
        } else if line.is_empty() {
            write_paragraph(&mut paragraph, width, &mut out);
            out.push('\n');
        } else {
            paragraph.push_str(line);
            paragraph.push(' ');
        }
    }
    write_paragraph(&mut paragraph, width, &mut out);
    out
}

/// Writes a paragraph in lines, and empties it.
fn write_paragraph(paragraph: &mut String, width: usize, out: &mut String) {
    let mut column = 0;
    for word in written_out(paragraph).split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    if column > 0 {
        out.push('\n');
    }
    paragraph.clear();
}

/// Returns a text in which the target of each link stands behind its text, in parentheses.
fn written_out(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("](") {
        let target = link.split_once(')');
        let (Some((target, after)), Some((before, text))) = (target, before.rsplit_once('[')) else { break };
        out.push_str(&format!("{before}{text} ({})", target.strip_prefix(ROOT).unwrap_or(target)));
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::for_terminal;
    use crate::terminal::BOLD;

    #[test]
    fn paragraphs_are_filled_and_tables_are_indented() {
        let page = "# bad-name\n\nA name that\nis `bad`, see [names](../../specs/README.md#names).\n\n\
                    ```toml,rejected\n[table]\n\nname = 1\n```\n\nRename it.\n";
        let expected = "bad-name\n\nA name that is `bad`, see names\n(specs/README.md#names).\n\n    \
                        [table]\n\n    name = 1\n\nRename it.\n";
        assert_eq!(for_terminal(page, 32, Default::default()), expected);
        assert!(for_terminal(page, 32, BOLD).starts_with("\u{1b}[1mbad-name\u{1b}[0m\n"));
    }
}
