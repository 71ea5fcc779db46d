//! Explanations as text for a terminal.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use super::facts::{facts, field};
use super::wrap::{Indent, wrap};
use crate::body::check_json;
use crate::excerpt::Excerpt;
use crate::json::compact;
use crate::table::{Entry, Example};

/// The style of headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As plain text.
    Plain,
    /// In bold, by the escape sequences of ANSI.
    Bold,
}

/// The explanation of entries as text for a terminal.
#[derive(Debug, Clone, Copy)]
pub struct Page<'e, 't> {
    /// The entries.
    pub entries: &'e [Entry<'t>],
    /// The number of columns.
    pub width: usize,
    /// The style of headings.
    pub style: Style,
}

impl fmt::Display for Page<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        PageWriter { f, width: self.width, style: self.style }.write(self.entries)
    }
}

/// The writer of explanations.
struct PageWriter<'p, 'f> {
    f: &'p mut fmt::Formatter<'f>,
    width: usize,
    style: Style,
}

/// The indentation of an item of a list.
const ITEM: Indent<'_> = Indent { first: "  - ", rest: 4 };

/// The indentation of a paragraph.
const PARAGRAPH: Indent<'_> = Indent { first: "  ", rest: 2 };

impl PageWriter<'_, '_> {
    fn write(&mut self, entries: &[Entry<'_>]) -> fmt::Result {
        for (number, entry) in entries.iter().enumerate() {
            if number > 0 {
                self.f.write_str("\n---\n\n")?;
            }
            self.entry(*entry, entries)?;
        }
        Ok(())
    }

    /// Writes an entry. The others are explained beside it.
    fn entry(&mut self, entry: Entry<'_>, others: &[Entry<'_>]) -> fmt::Result {
        match entry.code() {
            Some(code) => self.heading(&format!("{code}: {}", entry.name()))?,
            None => self.heading(entry.name())?,
        }
        self.f.write_char('\n')?;
        if let Some(summary) = entry.summary() {
            self.f.write_char('\n')?;
            wrap(summary, Indent { first: "", rest: 0 }, self.width, self.f)?;
        }
        self.facts(entry)?;
        self.list("Causes", entry.causes().iter().map(ToString::to_string))?;
        if let Some(action) = entry.action() {
            self.section("What to do")?;
            wrap(action, PARAGRAPH, self.width, self.f)?;
        }
        self.list("Notes", entry.notes().iter().map(ToString::to_string))?;
        self.list("Fields", entry.carried().iter().map(|own| field(&own)))?;
        let cases = entry.of_table().entries().filter(|case| case.parent() == Some(entry) && !others.contains(case));
        self.list("Cases", cases.map(|case| case.name().to_string()))?;
        self.examples(entry)?;
        match entry.docs_url() {
            Some(address) => {
                self.f.write_char('\n')?;
                self.fact("Documentation", &address)
            }
            None => Ok(()),
        }
    }

    /// Writes the messages and the short properties.
    fn facts(&mut self, entry: Entry<'_>) -> fmt::Result {
        let facts = facts(entry);
        let messages = entry.messages();
        if !messages.is_empty() || !facts.is_empty() {
            self.f.write_char('\n')?;
        }
        messages.iter().try_for_each(|message| self.fact("Message", message))?;
        facts.iter().try_for_each(|(name, value)| self.fact(name, value))
    }

    fn fact(&mut self, name: &str, value: &str) -> fmt::Result {
        self.heading(&format!("{name}:"))?;
        let indent = Indent { first: " ", rest: 2 };
        // The name is before the first line.
        let mut text = String::new();
        let first = " ".repeat(name.chars().count() + 1);
        wrap(value, Indent { first: &format!("{first}{}", indent.first), ..indent }, self.width, &mut text)?;
        self.f.write_str(text.get(first.len()..).unwrap_or(&text))
    }

    /// Writes the heading of a part.
    fn section(&mut self, name: &str) -> fmt::Result {
        self.f.write_char('\n')?;
        self.heading(&format!("{name}:"))?;
        self.f.write_char('\n')
    }

    fn heading(&mut self, text: &str) -> fmt::Result {
        match self.style {
            Style::Plain => self.f.write_str(text),
            Style::Bold => write!(self.f, "\u{1b}[1m{text}\u{1b}[0m"),
        }
    }

    fn list(&mut self, name: &str, items: impl Iterator<Item = String>) -> fmt::Result {
        let items: Vec<String> = items.collect();
        if items.is_empty() {
            return Ok(());
        }
        self.section(name)?;
        items.iter().try_for_each(|item| wrap(item, ITEM, self.width, self.f))
    }

    /// Writes the recorded responses. They are not wrapped, so that they can be copied.
    fn examples(&mut self, entry: Entry<'_>) -> fmt::Result {
        let examples: Vec<Example<'_>> =
            entry.of_table().examples().iter().filter(|example| example.entry() == Some(entry)).collect();
        if examples.is_empty() {
            return Ok(());
        }
        self.section("Examples")?;
        for example in examples {
            let status = example.status().map(|status| format!("{status} ")).unwrap_or_default();
            let body = match check_json(example.body().as_bytes()) {
                Some(_) => example.body().to_string(),
                None => compact(example.body().as_bytes()),
            };
            writeln!(self.f, "{}{status}{}", ITEM.first, Excerpt::new(&body))?;
        }
        Ok(())
    }
}
