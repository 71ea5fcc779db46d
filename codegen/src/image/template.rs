//! Templates in the compiled form that the engine uses.

use std::cmp::Reverse;

use errspec_engine::template::{IGNORED, push_parameter};

use crate::model::{Part, Template};
use crate::sorting::sort_by_key;
use crate::template::IGNORED as IGNORED_NAME;

/// Returns the compiled form of a template. `number` gives the number of a parameter by its name.
pub(super) fn compile(template: &Template, number: impl Fn(&str) -> Option<usize>) -> String {
    let mut out = String::new();
    for part in &template.parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Parameter(index) => {
                let name = template.parameters.get(*index).map_or(IGNORED_NAME, String::as_str);
                let number = if name == IGNORED_NAME { None } else { number(name) };
                let number = number.and_then(|number| u32::try_from(number).ok()).unwrap_or(IGNORED);
                push_parameter(number, &mut out);
            }
        }
    }
    out
}

/// The templates of one place. Each has its own numbers of parameters, since only one template fits a text.
pub(super) struct PlaceTemplates {
    /// The compiled templates, the most specific first.
    pub(super) templates: Vec<String>,
    /// The number of the template that is written: the first in the table whose parameters all have names.
    pub(super) written: u32,
    /// The names of the parameters of the written template, by number. Parameter 0 is the value itself.
    pub(super) names: Vec<String>,
}

impl PlaceTemplates {
    pub(super) fn new(templates: &[Template]) -> Self {
        let mut order: Vec<(usize, &Template)> = templates.iter().enumerate().collect();
        sort_by_key(&mut order, |(_, template)| Reverse(template.specificity()));
        let is_writable = |template: &Template| !template.parameters.iter().any(|name| name == IGNORED_NAME);
        let first = templates.iter().position(is_writable).unwrap_or_default();
        let written = order.iter().position(|(place, _)| *place == first).unwrap_or_default();
        // The value is the first parameter of every template, so its number is always 0.
        let compiled = |template: &Template| {
            compile(template, |name| template.parameters.iter().position(|parameter| parameter == name))
        };
        Self {
            templates: order.iter().map(|(_, template)| compiled(template)).collect(),
            written: u32::try_from(written).unwrap_or_default(),
            names: templates.get(first).map(|template| template.parameters.clone()).unwrap_or_default(),
        }
    }
}
