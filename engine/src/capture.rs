//! Values that are parts of a text, by the templates of their place.

use alloc::borrow::Cow;

use crate::gap::Gap;
use crate::matcher::fits;
use crate::page::is_page;
use crate::table::Place;
use crate::template;

/// Returns the text of the value by the first template that matches.
pub(crate) fn value_in<'b>(place: &Place<'_>, text: Cow<'b, str>) -> Option<Cow<'b, str>> {
    match text {
        Cow::Borrowed(text) => value_within(place, text).map(Cow::Borrowed),
        Cow::Owned(text) => value_within(place, &text).map(|part| Cow::Owned(part.into())),
    }
}

/// Returns the part of a text that is the value by the first template that matches.
pub(crate) fn value_within<'x>(place: &Place<'_>, text: &'x str) -> Option<&'x str> {
    // The value of a parameter at the beginning would begin with the markup of a page.
    let is_page = is_page(text.as_bytes());
    let is_excluded = |template: &str| is_page && template::begins_with_value(template);
    let mut templates = place.templates().iter().filter(|template| !is_excluded(template));
    templates.find_map(|template| capture(place, template, text))
}

/// Returns the part of a text that is the value by a template.
pub(crate) fn capture<'x>(place: &Place<'_>, template: &str, text: &'x str) -> Option<&'x str> {
    let parameters = place.parameters();
    let mut few = [None; 16];
    let mut many;
    let captures = match few.get_mut(..parameters.len()) {
        Some(captures) => captures,
        None => {
            many = alloc::vec![None; parameters.len()];
            many.as_mut_slice()
        }
    };
    let gap = |number: u32| parameters.get(number as usize).map_or(Gap::Any, |own| Gap::for_parameter(&own));
    if !fits(template, text, &gap, captures) {
        return None;
    }
    captures.first().copied().flatten()
}
