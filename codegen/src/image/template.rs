//! Templates in the compiled form that the engine uses.

use std::cmp::Reverse;

use errspec_engine::template::{IGNORED, push_parameter};

use crate::model::{Part, Restriction, Template};
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

/// The templates of one place.
pub(super) struct PlaceTemplates {
    /// The compiled templates, the most specific first.
    pub(super) templates: Vec<String>,
    /// The numbers of the templates that can be written, in the order of the table: those whose parameters all have names.
    pub(super) written: Vec<u32>,
    /// The names of the parameters by number. Parameter 0 is the value itself. There are none if the value is the whole text, whatever
    /// it is.
    pub(super) names: Vec<String>,
}

impl PlaceTemplates {
    pub(super) fn new(templates: &[Template], restrictions: &[(String, Restriction)]) -> Self {
        let mut order: Vec<(usize, &Template)> = templates.iter().enumerate().collect();
        let excludes = |name: &str| restrictions.iter().any(|(own, restriction)| own == name && restriction.excludes());
        sort_by_key(&mut order, |(_, template)| Reverse(template.specificity(excludes)));
        let is_writable = |template: &Template| !template.parameters.iter().any(|name| name == IGNORED_NAME);
        let number = |place: usize| order.iter().position(|(own, _)| *own == place);
        let writable = templates.iter().enumerate().filter(|(_, template)| is_writable(template));
        let written = writable.filter_map(|(place, _)| u32::try_from(number(place)?).ok()).collect();
        // The value is the first parameter of every template, so its number is 0.
        let mut names: Vec<String> = Vec::new();
        for name in templates.iter().flat_map(|template| &template.parameters).filter(|name| *name != IGNORED_NAME) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        if templates.is_empty() {
            names.extend(restrictions.first().map(|(name, _)| name.clone()));
        }
        let compiled = |template: &Template| compile(template, |name| names.iter().position(|own| own == name));
        Self { templates: order.iter().map(|(_, template)| compiled(template)).collect(), written, names }
    }
}
