//! Values in the notation of JSON, also with the liberties of JSON5 and YAML.

use super::tree::Tree;

/// The most brackets within each other.
const MOST_OPEN: usize = 32;

/// The rest of a text whose start was read.
struct Flow<'t> {
    rest: &'t str,
    open: usize,
}

/// Reads a text that is one value; `None` if it is anything else.
pub(super) fn read_flow(text: &str) -> Option<Tree> {
    let mut flow = Flow { rest: text.trim_start_matches('\u{feff}'), open: 0 };
    let value = flow.value()??;
    flow.skip_blank();
    flow.rest.is_empty().then_some(value)
}

impl Flow<'_> {
    fn skip_blank(&mut self) {
        loop {
            self.rest = self.rest.trim_start();
            let length = match self.rest.get(..2) {
                Some("//") => self.rest.find('\n').unwrap_or(self.rest.len()),
                Some("/*") => self.rest.find("*/").map_or(self.rest.len(), |end| end + 2),
                _ => return,
            };
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
    }

    /// Passes over a character after white space.
    fn take(&mut self, expected: char) -> bool {
        self.skip_blank();
        match self.rest.strip_prefix(expected) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Reads a value; the inner `None` is that of `null`.
    fn value(&mut self) -> Option<Option<Tree>> {
        self.skip_blank();
        match self.rest.chars().next()? {
            '{' => self.within(Self::map).map(Some),
            '[' => self.within(Self::list).map(Some),
            '"' | '\'' => self.string().map(|text| Some(Tree::text(&text))),
            _ => {
                let word = self.word(&[',', '}', ']'])?;
                Some(Tree::of_word(word))
            }
        }
    }

    fn within(&mut self, read: fn(&mut Self) -> Option<Tree>) -> Option<Tree> {
        self.rest = self.rest.get(1..)?;
        self.open += 1;
        let value = if self.open <= MOST_OPEN { read(self) } else { None };
        self.open -= 1;
        value
    }

    fn map(&mut self) -> Option<Tree> {
        let mut members = Vec::new();
        while !self.take('}') {
            let name = match self.rest.chars().next()? {
                '"' | '\'' => self.string()?,
                _ => self.word(&[':', ',', '}'])?.to_owned(),
            };
            if !self.take(':') {
                return None;
            }
            members.extend(self.value()?.map(|value| (name, value)));
            self.skip_blank();
            if !self.take(',') && !self.rest.starts_with('}') {
                return None;
            }
        }
        Some(Tree::Map(members))
    }

    fn list(&mut self) -> Option<Tree> {
        let mut elements = Vec::new();
        while !self.take(']') {
            elements.push(self.value()??);
            self.skip_blank();
            if !self.take(',') && !self.rest.starts_with(']') {
                return None;
            }
        }
        Some(Tree::List(elements))
    }

    /// Reads a word without quotes up to one of these characters, the end of the line or a comment.
    fn word(&mut self, ends: &[char]) -> Option<&str> {
        let line = self.rest.split(['\n', '\r']).next()?;
        let end = line.find(ends).unwrap_or(line.len());
        let end = line.find("//").filter(|comment| *comment < end && !line.contains("://")).unwrap_or(end);
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(word.trim()).filter(|word| !word.is_empty() && !word.starts_with(['*', '&', '!', '|', '>', '`', '@']))
    }

    /// Reads a string. Its escapes are those of JSON.
    fn string(&mut self) -> Option<String> {
        let quote = self.rest.chars().next()?;
        let mut text = String::new();
        let inner = self.rest.get(1..)?;
        let mut letters = inner.char_indices();
        while let Some((at, letter)) = letters.next() {
            match letter {
                _ if letter == quote => {
                    self.rest = inner.get(at + 1..)?;
                    return Some(text);
                }
                '\\' => text.push(match letters.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\u{8}',
                    'f' => '\u{c}',
                    'u' => {
                        let digits: String = letters.by_ref().take(4).map(|(_, digit)| digit).collect();
                        // A character beyond 16 bits is written as two, neither of which is one.
                        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                    }
                    other => other,
                }),
                '\n' => return None,
                _ => text.push(letter),
            }
        }
        None
    }
}
