//! Parsing of templates: text with `{parameters}`.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Code, CodeClass, Part, Template};

/// The name of a parameter whose value is not kept.
pub(crate) const IGNORED: &str = "_";

/// The most errors of one kind that are reported for one template.
pub(crate) const MOST_ERRORS: usize = 50;

/// The help for a brace that is not meant as one of a parameter.
const BRACE: &str = "write `{{` for a brace that is part of the text";

/// A template, with the place of each of its parts in the text.
#[derive(Debug, Clone)]
pub(crate) struct Parsed {
    pub(crate) template: Template,
    pub(crate) places: Vec<Range<usize>>,
}

/// The mistakes in a template. There is at least one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadTemplate {
    pub(crate) first: Mistake,
    pub(crate) rest: Vec<Mistake>,
}

/// A mistake in a template: its place in the text, and how to fix it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mistake {
    pub(crate) range: Range<usize>,
    pub(crate) title: String,
    pub(crate) help: String,
    /// The text that is most likely meant at this place.
    pub(crate) meant: Option<String>,
}

/// Parses a template, or returns all its mistakes.
pub(crate) fn parse_template(text: &str) -> Result<Parsed, BadTemplate> {
    let mut parser = Parser::default();
    let mut rest = text.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        match letter {
            '{' | '}' if rest.next_if(|(_, next)| *next == letter).is_some() => {
                parser.push(letter, start..start + 2);
            }
            '{' => {
                let name: String =
                    std::iter::from_fn(|| rest.next_if(|(_, c)| !matches!(c, '{' | '}'))).map(|(_, c)| c).collect();
                let end = start + 1 + name.len();
                match rest.next_if(|(_, next)| *next == '}') {
                    Some(_) => parser.parameter(&name, start..end + 1),
                    None if is_choice(&name) => {
                        let (mut depth, mut end) = (1_usize, end);
                        while let Some((at, inner)) = rest.next_if(|_| depth > 0) {
                            end = at + inner.len_utf8();
                            match inner {
                                '{' => depth += 1,
                                '}' => depth -= 1,
                                _ => {}
                            }
                        }
                        parser.choice(&name, start..end);
                    }
                    None => parser.bad(start..start + 1, "unclosed `{`", format!("close it with `}}`, or {BRACE}")),
                }
            }
            '}' => parser.bad(start..start + 1, "unmatched `}`", "write `}}` for a brace that is part of the text"),
            '\0' => parser.bad(start..start + 1, "a template cannot contain NUL", "remove the character U+0000"),
            _ => parser.push(letter, start..start + letter.len_utf8()),
        }
    }
    parser.finish()
}

#[derive(Default)]
struct Parser {
    parts: Vec<Part>,
    places: Vec<Range<usize>>,
    parameters: Vec<String>,
    numbers: HashMap<String, usize>,
    mistakes: Vec<Mistake>,
}

impl Parser {
    fn push(&mut self, letter: char, range: Range<usize>) {
        if let (Some(Part::Text(text)), Some(place)) = (self.parts.last_mut(), self.places.last_mut()) {
            text.push(letter);
            place.end = range.end;
        } else {
            self.parts.push(Part::Text(letter.to_string()));
            self.places.push(range);
        }
    }

    fn bad(&mut self, range: Range<usize>, title: impl Into<String>, help: impl Into<String>) {
        if self.mistakes.len() < MOST_ERRORS {
            self.mistakes.push(Mistake { range, title: title.into(), help: help.into(), meant: None });
        }
    }

    /// Adds what is most likely meant by the last mistake.
    fn meant(&mut self, meant: String) {
        if let Some(last) = self.mistakes.last_mut() {
            last.meant = Some(meant);
        }
    }

    /// Reports a text that depends on a value.
    fn choice(&mut self, written: &str, range: Range<usize>) {
        let name = written.split(',').next().unwrap_or_default().trim();
        self.bad(
            range,
            format!("a choice by the value of `{{{name}}}`, as in ICU"),
            format!(
                "write each wording as a template of its own, `message = [\"…\", \"…\"]`, in which a parameter is only a name: `{{{name}}}`"
            ),
        );
    }

    /// Adds a parameter, which is with its braces at `range`.
    fn parameter(&mut self, name: &str, range: Range<usize>) {
        if name.is_empty() {
            return self.bad(
                range,
                "a parameter without a name",
                format!("name it, or write `{{_}}` for text that is not kept, or {BRACE}"),
            );
        }
        if !is_parameter_name(name) {
            if let Some((title, help)) = format_spec(name) {
                self.bad(range, title, help);
                return self.meant(format!("{{{}}}", name.split(':').next().unwrap_or_default()));
            }
            let title = format!("invalid parameter name `{name}`");
            let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let similar = plain != IGNORED
                && is_parameter_name(&plain)
                && name.chars().all(|c| c.is_alphanumeric() || " -._@".contains(c));
            if name.starts_with(|c: char| c.is_ascii_digit()) {
                let argument: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
                let help = format!(
                    "a name begins with a letter: write `{{arg{argument}}}`, and `fields.arg{argument} = \"/args/{argument}\"` if the \
                     response lists the values beside the message; if the message itself has `{{{name}}}`, write `{{{{{name}}}}}`"
                );
                return self.bad(range, title, help);
            }
            if let Some(last) = name.rsplit('/').next().filter(|last| name.starts_with('/') && is_parameter_name(last))
            {
                let help = format!(
                    "a parameter is a name, `{{{last}}}`; a location is the `at` of a field: `fields.{last} = \"{name}\"`"
                );
                return self.bad(range, title, help);
            }
            let before = name.split([':', '!', '|', ',', '?']).next().unwrap_or_default().trim();
            if before.len() < name.len() && is_parameter_name(before) {
                let help = format!("a parameter has no format: `{{{before}}}`; or {BRACE}");
                self.bad(range, title, help);
                return self.meant(format!("{{{before}}}"));
            }
            let help = match similar {
                true => format!("a name has letters, digits and `_`: `{{{plain}}}`; or {BRACE}"),
                false => format!("a name has letters, digits and `_`, and begins with a letter; or {BRACE}"),
            };
            self.bad(range, title, help);
            return if similar {
                self.meant(format!("{{{plain}}}"))
            };
        }
        let index = self.numbers.get(name).copied().unwrap_or_else(|| {
            let index = self.parameters.len();
            self.parameters.push(name.to_owned());
            self.numbers.insert(name.to_owned(), index);
            index
        });
        self.parts.push(Part::Parameter(index));
        self.places.push(range);
    }

    fn finish(self) -> Result<Parsed, BadTemplate> {
        let mut mistakes = self.mistakes.into_iter();
        match mistakes.next() {
            Some(first) => Err(BadTemplate { first, rest: mistakes.collect() }),
            None => {
                let template = Template { parts: self.parts, parameters: self.parameters };
                Ok(Parsed { template, places: self.places })
            }
        }
    }
}

/// Returns `true` for the beginning of a text that depends on a value, as ICU and the catalogs of many languages have it:
/// `count, plural, one `.
fn is_choice(written: &str) -> bool {
    let mut words = written.split(',').map(str::trim);
    let (name, kind) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    is_parameter_name(name) && matches!(kind, "plural" | "select" | "selectordinal" | "choice")
}

/// Returns the title and the help for a parameter with a format spec of Rust, such as `mask:#010x`; `None` for any other.
fn format_spec(written: &str) -> Option<(String, String)> {
    let (name, spec) = written.split_once(':')?;
    let mut letters = spec.chars();
    let aligned =
        [letters.clone().next(), letters.clone().nth(1)].iter().rposition(|c| matches!(c, Some('<' | '^' | '>')));
    if let Some(at) = aligned {
        letters.nth(at);
    }
    let is_spec = letters.all(|c| c.is_ascii_alphanumeric() || "+-#.*$?_".contains(c));
    if !is_parameter_name(name) || !is_spec {
        return None;
    }
    let attribute = if spec == "?" { "debug".to_owned() } else { format!("format = \"{{:{spec}}}\"") };
    let title = format!("`{{{written}}}` has a format, but a parameter is only a name");
    let help = format!(
        "write `{{{name}}}` here; in a derived type, mark the field that fills it `#[errspec({attribute})]`, or pass the formatted text to \
         a generated one; or {BRACE}"
    );
    Some((title, help))
}

/// Returns `true` for letters, digits and `_` that do not begin with a digit. A name other than `_` becomes a Rust field, so it
/// has a letter or a digit.
pub(crate) fn is_parameter_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && (name == IGNORED || name.contains(|c: char| c.is_ascii_alphanumeric()))
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

impl Template {
    /// Returns the template as a table writes it.
    pub(crate) fn write(&self) -> String {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                Part::Text(fixed) if fixed.contains(['{', '}']) => {
                    text.push_str(&fixed.replace('{', "{{").replace('}', "}}"));
                }
                Part::Text(fixed) => text.push_str(fixed),
                Part::Parameter(index) => {
                    text.push('{');
                    text.push_str(self.parameters.get(*index).map_or(IGNORED, String::as_str));
                    text.push('}');
                }
            }
        }
        text
    }

    /// Makes `name` parameter 0. The others keep their order.
    pub(crate) fn lead_with(&mut self, name: &str) {
        let Some(old) = self.parameters.iter().position(|parameter| parameter == name) else { return };
        let moved = self.parameters.remove(old);
        self.parameters.insert(0, moved);
        for part in &mut self.parts {
            if let Part::Parameter(index) = part {
                *index = match (*index).cmp(&old) {
                    std::cmp::Ordering::Less => *index + 1,
                    std::cmp::Ordering::Equal => 0,
                    std::cmp::Ordering::Greater => *index,
                };
            }
        }
    }
}

impl CodeClass {
    /// Returns the code or the class of codes as a table writes it, without quotes.
    pub(crate) fn write(&self) -> String {
        match self {
            Self::Code(Code::Integer(number)) => number.to_string(),
            Self::Code(Code::String(text)) => text.clone(),
            Self::Range(first, last) => format!("{first}..{last}"),
            Self::Template(template) => template.write(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BadTemplate, parse_template};

    #[test]
    fn a_template_that_is_parsed_and_written_is_the_same() {
        for text in ["", "plain", "{a}", "a {b} c {{d}} {e}", "{a} and {a}", "}}{{", "{_}x"] {
            assert_eq!(parse_template(text).map(|parsed| parsed.template.write()).ok().as_deref(), Some(text));
        }
    }

    #[test]
    fn the_value_becomes_parameter_0() {
        let mut template =
            parse_template("{a}-{b}-{c}-{b}").map(|parsed| parsed.template).unwrap_or_else(|_| unreachable!());
        template.lead_with("c");
        assert_eq!(template.parameters, ["c", "a", "b"]);
        assert_eq!(template.write(), "{a}-{b}-{c}-{b}");
    }

    #[test]
    fn invalid_templates_are_rejected() {
        for text in ["{", "}", "{}", "{a", "{a b}", "{1}", "a\0b", "{a{b}", "{{{", "{ä}"] {
            assert!(parse_template(text).is_err(), "{text}");
        }
    }

    #[test]
    fn all_mistakes_are_returned() {
        assert_eq!(parse_template("{} } {x y}").map_err(|bad| bad.rest.len()).err(), Some(2));
        let choice = "has {n, plural, one {# seat} other {# seats}} and {m,select, a{b}";
        let places =
            |bad: BadTemplate| std::iter::once(bad.first).chain(bad.rest).map(|it| it.range).collect::<Vec<_>>();
        assert_eq!(parse_template(choice).map_err(places).err(), Some(vec![4..45, 50..choice.len()]));
    }
}
