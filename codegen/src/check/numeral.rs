//! Numbers in a template, which must have one end and one unit.

use errspec_engine::duration::StatedUnit;

use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Part, Type};
use crate::rules;
use crate::source::At;
use crate::template::{IGNORED, Parsed};

/// The texts that a parameter matches, as far as they depend on how numbers are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral<'t> {
    pub(super) ty: Type,
    /// The character between groups of three digits.
    pub(super) thousands: Option<&'t str>,
}

impl Numeral<'_> {
    fn is_number(self) -> bool {
        matches!(self.ty, Type::Integer | Type::Number)
    }

    /// Returns `true` if the text can be within a number, with digits around it.
    fn has_within(self, text: &str) -> bool {
        let fraction = if self.thousands == Some(".") { "," } else { "." };
        match self.ty {
            Type::Integer => self.thousands == Some(text),
            Type::Number => self.thousands == Some(text) || text == fraction,
            _ => false,
        }
    }
}

/// Checks that the text between two numbers cannot be part of the first, which takes all digits that it can: in `{a},{b}`, a first number
/// with groups of digits takes the whole of `1,234`.
pub(super) fn check_between_numbers<'t>(
    text: &At<String>,
    parsed: &Parsed,
    numeral: &dyn Fn(&str) -> Numeral<'t>,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let parts: Vec<_> = parsed.template.parts.iter().zip(&parsed.places).collect();
    let mut result = Ok(());
    for window in parts.windows(3) {
        let [(Part::Parameter(one), first), (Part::Text(between), _), (Part::Parameter(other), last)] = window else {
            continue;
        };
        let [one, other] =
            [*one, *other].map(|index| parsed.template.parameters.get(index).map_or(IGNORED, String::as_str));
        if !numeral(one).has_within(between) || !numeral(other).is_number() {
            continue;
        }
        let span = sink.span_in(text, first.start, last.end);
        let title = format!("`{between}` between `{{{one}}}` and `{{{other}}}` can be part of the first number");
        let way_out = match numeral(one).thousands == Some(between) {
            true => format!("remove `thousands` from `{one}`"),
            false => format!("make `{one}` an integer"),
        };
        let diagnostic = Diagnostic::new(&rules::TOUCHING_PARAMETERS, span, title)
            .label("the first takes digits of the second as its own")
            .help(format!("put other text between them, {way_out}, or make them one parameter"));
        result = Err(sink.report(diagnostic));
    }
    check_fixed_digits(text, parsed, numeral, sink).and(result)
}

/// Checks that no fixed digits after a number are part of it: `{a},000`.
fn check_fixed_digits<'t>(
    text: &At<String>,
    parsed: &Parsed,
    numeral: &dyn Fn(&str) -> Numeral<'t>,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let parts: Vec<_> = parsed.template.parts.iter().zip(&parsed.places).collect();
    let mut result = Ok(());
    for window in parts.windows(2) {
        let [(Part::Parameter(number), place), (Part::Text(after), _)] = window else { continue };
        let name = parsed.template.parameters.get(*number).map_or(IGNORED, String::as_str);
        let Some((mark, rest)) = after.char_indices().nth(1).map(|(end, _)| after.split_at(end)) else { continue };
        if !numeral(name).has_within(mark) || !rest.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let span = sink.span_in(text, place.start, place.end + mark.len() + 1);
        let title = format!("`{mark}` and a digit are next to the number `{{{name}}}`");
        let diagnostic = Diagnostic::new(&rules::TOUCHING_DIGIT, span, title)
            .label("it is not known which digits are part of the number");
        result = Err(sink.report(diagnostic));
    }
    result
}

/// Checks that a duration that occurs several times has the same unit each time, since all occurrences have the same text.
pub(super) fn check_one_unit(
    text: &At<String>,
    parsed: &Parsed,
    types: &dyn Fn(&str) -> Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<()> {
    let parts = &parsed.template.parts;
    let fixed = |index: Option<usize>| match index.and_then(|index| parts.get(index)) {
        Some(Part::Text(fixed)) => fixed.as_str(),
        _ => "",
    };
    let unit = |at: usize| {
        let unit = StatedUnit::between(fixed(at.checked_sub(1)), fixed(Some(at + 1)));
        unit.map(|unit| unit.per_second().to_bits())
    };
    for (number, name) in parsed.template.parameters.iter().enumerate() {
        if name == IGNORED || types(name) != Type::Duration {
            continue;
        }
        let mut places = (0..parts.len()).filter(|at| parts.get(*at) == Some(&Part::Parameter(number)));
        let Some(first) = places.next() else { continue };
        let Some(other) = places.find(|at| unit(*at) != unit(first)) else { continue };
        let Some(place) = parsed.places.get(other) else { continue };
        let span = sink.span_in(text, place.start, place.end);
        let title = format!("the duration `{{{name}}}` has different units in one text");
        let diagnostic = Diagnostic::new(&rules::BAD_UNIT, span, title)
            .label("both occurrences have the same text, so that no text has the same duration in both")
            .help("give one of the two another name");
        return Err(sink.report(diagnostic));
    }
    Ok(())
}
