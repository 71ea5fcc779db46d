//! Templates.

use std::cmp::Reverse;
use std::fmt;

/// Text with parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Template {
    /// Texts and parameters in turn; never two texts or two parameters in a row.
    pub parts: Vec<Part>,
    /// The names of the parameters, each once, in the order of their indices. `_` is the name of those whose value is not
    /// kept.
    pub parameters: Vec<String>,
}

/// The rank of a template among those that match one text: the higher one is more specific.
pub(crate) type Specificity = (usize, Reverse<usize>, usize);

/// Writes the template as a table does.
impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in &self.parts {
            match part {
                Part::Text(text) => f.write_str(&text.replace('{', "{{").replace('}', "}}"))?,
                Part::Parameter(index) => {
                    write!(f, "{{{}}}", self.parameters.get(*index).map_or("_", String::as_str))?;
                }
            }
        }
        Ok(())
    }
}

/// A part of a [`Template`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Fixed text with braces unescaped. It is never empty and has no NUL.
    Text(String),
    /// The parameter with this index in [`Template::parameters`].
    Parameter(usize),
}

impl Template {
    /// Creates the template that is one parameter.
    pub(crate) fn lone(name: &str) -> Self {
        Self { parts: vec![Part::Parameter(0)], parameters: vec![name.to_owned()] }
    }

    /// Returns the template with its fixed text in lower case.
    pub(crate) fn to_ascii_lowercase(&self) -> Self {
        let lower = |part: &Part| match part {
            Part::Text(text) => Part::Text(text.to_ascii_lowercase()),
            Part::Parameter(index) => Part::Parameter(*index),
        };
        Self { parts: self.parts.iter().map(lower).collect(), parameters: self.parameters.clone() }
    }

    /// Returns the fixed text with which the template begins.
    pub(crate) fn prefix(&self) -> &str {
        match self.parts.first() {
            Some(Part::Text(text)) => text,
            _ => "",
        }
    }

    /// Returns the fixed text with which the template ends.
    pub(crate) fn suffix(&self) -> &str {
        match self.parts.last() {
            Some(Part::Text(text)) => text,
            _ => "",
        }
    }

    /// Returns `true` for a template without parameters.
    pub(crate) fn is_fixed(&self) -> bool {
        !self.parts.iter().any(|part| matches!(part, Part::Parameter(_)))
    }

    /// Returns how specific the template is: the greater, the more specific. The number of fixed characters counts first, then
    /// the number of parameters, fewer being more specific, then the number of those that some texts do not match.
    pub(crate) fn specificity(&self, is_restricted: impl Fn(&str) -> bool) -> Specificity {
        let restricted = self.parameters.iter().filter(|name| is_restricted(name)).count();
        let mut fixed = 0;
        let mut parameters = 0;
        for part in &self.parts {
            match part {
                Part::Text(text) => fixed += text.chars().count(),
                Part::Parameter(_) => parameters += 1,
            }
        }
        (fixed, Reverse(parameters), restricted)
    }
}
