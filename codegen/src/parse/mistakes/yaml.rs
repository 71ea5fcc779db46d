//! Blocks of YAML: as much of the language as tables of errors are written in.

use super::flow::read_flow;
use super::lines::indentation;
use super::tree::Tree;
use crate::toml_text::quoted;

/// The most blocks within each other.
const MOST_DEPTH: usize = 32;

/// A line with its indentation. The indentation of an element is moved behind its dash.
#[derive(Clone, Copy)]
struct BlockLine<'t> {
    indent: usize,
    text: &'t str,
    /// The line as it is written.
    raw: &'t str,
}

/// The lines of a block, of which those before `at` were read.
struct Block<'t> {
    lines: Vec<BlockLine<'t>>,
    at: usize,
    depth: usize,
}

/// Reads the lines of a text as one value; `None` if they are anything else.
pub(super) fn read_yaml(text: &str) -> Option<Tree> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(|raw| BlockLine {
        indent: indentation(raw),
        text: without_comment(raw).trim(),
        raw,
    });
    let mut block = Block { lines: lines.collect(), at: 0, depth: 0 };
    block.skip_blank();
    if block.line().is_some_and(|line| line.text == "---") {
        block.at += 1;
    }
    let value = block.value(0)?;
    block.skip_blank();
    block.line().is_none().then_some(value)
}

/// Returns a line without the comment at its end.
fn without_comment(line: &str) -> &str {
    let text = line.trim_start();
    if text.starts_with('#') {
        return "";
    }
    match text.contains(['"', '\'']) {
        true => line,
        false => line.split(" #").next().unwrap_or(line),
    }
}

/// Returns the text of the lines below a mark such as `|`, as TOML writes it.
pub(super) fn text_below(mark: &str, lines: &[&str]) -> String {
    let indent = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indentation(line)).min().unwrap_or(0);
    let plain: Vec<&str> = lines.iter().map(|line| line.get(indent..).unwrap_or_default().trim_end()).collect();
    if mark.starts_with('>') {
        return quoted(plain.join(" ").trim());
    }
    let text = plain.join("\n");
    let text = text.trim_end();
    match text.contains('\\') || text.contains("\"\"\"") || text.ends_with('"') || !text.contains('\n') {
        true => quoted(text),
        false => format!("\"\"\"\n{text}\"\"\""),
    }
}

/// Returns `true` for the mark of a text in the lines below.
pub(super) fn is_text_mark(written: &str) -> bool {
    matches!(written, "|" | ">" | "|-" | ">-" | "|+" | ">+")
}

impl<'t> Block<'t> {
    fn line(&self) -> Option<BlockLine<'t>> {
        self.lines.get(self.at).copied()
    }

    fn skip_blank(&mut self) {
        while self.line().is_some_and(|line| line.text.is_empty()) {
            self.at += 1;
        }
    }

    /// Reads the value of the lines that are indented by at least `least`.
    fn value(&mut self, least: usize) -> Option<Tree> {
        self.skip_blank();
        let first = self.line().filter(|line| line.indent >= least && !line.raw.contains('\t'))?;
        self.depth += 1;
        let value = match self.depth <= MOST_DEPTH {
            true if is_element(first.text) => self.list(first.indent),
            true => self.map(first.indent),
            false => None,
        };
        self.depth -= 1;
        value
    }

    fn list(&mut self, indent: usize) -> Option<Tree> {
        let mut elements = Vec::new();
        loop {
            self.skip_blank();
            let Some(line) = self.line().filter(|line| line.indent == indent && is_element(line.text)) else { break };
            let inner = line.text.get(1..)?.trim_start();
            if inner.is_empty() {
                self.at += 1;
                elements.push(self.value(indent + 1)?);
            } else if key_of(inner).is_some() {
                // A table in a list begins in the line of its dash.
                let moved = BlockLine { indent: indent + line.text.len() - inner.len(), text: inner, raw: line.raw };
                *self.lines.get_mut(self.at)? = moved;
                elements.push(self.map(moved.indent)?);
            } else {
                self.at += 1;
                elements.push(scalar(inner)??);
            }
        }
        Some(Tree::List(elements))
    }

    fn map(&mut self, indent: usize) -> Option<Tree> {
        let mut members = Vec::new();
        loop {
            self.skip_blank();
            let Some(line) = self.line().filter(|line| line.indent == indent && !is_element(line.text)) else { break };
            let (name, written) = key_of(line.text)?;
            self.at += 1;
            let value = match written {
                "" => Some(self.below(indent)?),
                _ if is_text_mark(written) => Some(Tree::Scalar(self.text(written, indent))),
                _ => scalar(written)?,
            };
            members.extend(value.map(|value| (name.to_owned(), value)));
        }
        (!members.is_empty()).then_some(Tree::Map(members))
    }

    /// Reads the block below a key. The elements of a list may be indented like the key.
    fn below(&mut self, indent: usize) -> Option<Tree> {
        self.skip_blank();
        let is_list = self.line().is_some_and(|line| line.indent == indent && is_element(line.text));
        self.value(if is_list { indent } else { indent + 1 })
    }

    fn text(&mut self, mark: &str, indent: usize) -> String {
        let start = self.at;
        while self.line().is_some_and(|line| line.indent > indent || line.raw.trim().is_empty()) {
            self.at += 1;
        }
        let lines: Vec<&str> = self.lines.get(start..self.at).unwrap_or_default().iter().map(|line| line.raw).collect();
        text_below(mark, &lines)
    }
}

fn is_element(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// Returns the key of a line with what follows its colon.
fn key_of(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = match text.chars().next()? {
        quote @ ('"' | '\'') => {
            let (name, rest) = text.get(1..)?.split_once(quote)?;
            (name, rest.trim_start().strip_prefix(':')?)
        }
        '{' | '[' => return None,
        _ => {
            let at = text.find(": ").or_else(|| text.ends_with(':').then(|| text.len() - 1))?;
            (text.get(..at)?, text.get(at + 1..)?)
        }
    };
    let is_name = !name.is_empty() && !name.contains(['#', '*', '&', '?', '!']);
    is_name.then_some((name, rest.trim()))
}

/// Reads the value in the line of a key; the inner `None` is that of `null`.
fn scalar(written: &str) -> Option<Option<Tree>> {
    match written.chars().next()? {
        '{' | '[' | '"' => read_flow(written).map(Some),
        '\'' => {
            let inner = written.get(1..)?.strip_suffix('\'')?;
            Some(Some(Tree::text(&inner.replace("''", "'"))))
        }
        '*' | '&' | '!' | '%' | '@' | '`' => None,
        _ => Some(Tree::of_word(written)),
    }
}
