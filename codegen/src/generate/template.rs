//! Templates: from parts to the text that the runtime reads, in which a NUL and one more character stand for a parameter.

use std::cmp::Reverse;

use crate::model::{Part, Template};
use crate::template::IGNORED as IGNORED_NAME;

/// The number of a parameter that is matched and not kept.
pub(super) const IGNORED: u32 = 126;

/// The text of a template, its parameters numbered by name.
pub(super) fn compile(template: &Template, number: impl Fn(&str) -> Option<usize>) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Parameter(index) => {
                let name = template.parameters.get(*index).map_or(IGNORED_NAME, String::as_str);
                let number = if name == IGNORED_NAME { None } else { number(name) };
                let number = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(IGNORED);
                out.push('\0');
                out.extend(char::from_u32(number + 1));
            }
        }
    }
    out
}

/// The templates of one location. Each numbers its parameters on its own: no two are asked for one text.
pub(super) struct Family {
    /// Compiled, the most specific first.
    pub(super) templates: Vec<String>,
    /// Which of them is written: the first in the table that keeps all it reads.
    pub(super) written: u16,
    /// The names of the parameters of the one that is written, by number; 0 is the value itself.
    pub(super) names: Vec<String>,
}

impl Family {
    pub(super) fn new(templates: &[Template]) -> Self {
        let mut order: Vec<(usize, &Template)> = templates.iter().enumerate().collect();
        order.sort_by_key(|(_, template)| Reverse(template.specificity()));
        let keeps_all = |template: &Template| !template.parameters.iter().any(|name| name == IGNORED_NAME);
        let first = templates.iter().position(keeps_all).unwrap_or_default();
        let written = order.iter().position(|(place, _)| *place == first).unwrap_or_default();
        // The value leads the parameters of each, so it is number 0 in all of them.
        let own = |template: &Template| {
            compile(template, |name| template.parameters.iter().position(|parameter| parameter == name))
        };
        Self {
            templates: order.iter().map(|(_, template)| own(template)).collect(),
            written: u16::try_from(written).unwrap_or_default(),
            names: templates.get(first).map(|template| template.parameters.clone()).unwrap_or_default(),
        }
    }
}

/// The template as the table writes it, with the names of its parameters.
pub(super) fn write(template: &Template) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Text(text) => out.push_str(&text.replace('{', "{{").replace('}', "}}")),
            Part::Parameter(index) => {
                let name = template.parameters.get(*index).map_or(IGNORED_NAME, String::as_str);
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
    }
    out
}
