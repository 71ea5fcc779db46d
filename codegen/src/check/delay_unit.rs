//! The unit of a delay that is part of a text.

use errspec_engine::duration::StatedUnit;

use crate::ast::AstPlace;
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Part, Template, Unit};
use crate::rules;
use crate::template::IGNORED;

/// Checks that a delay is written in the unit that the text beside it states.
///
/// A template with `{_}` is only read, and so is a point in time.
pub(super) fn check_delay_unit(place: &AstPlace, templates: &[Template], sink: &mut Diagnostics<'_>) -> Checked<()> {
    let unit = place.unit.map(|unit| unit.value).unwrap_or_default();
    let per_second = match unit {
        Unit::Seconds => 1.0,
        Unit::Milliseconds => 1000.0,
        // A text that states its unit itself.
        Unit::Iso8601 => 0.0,
        Unit::Unix | Unit::UnixMilliseconds | Unit::HttpDate => return Ok(()),
    };
    if place.read_only.is_some_and(|it| it.value) {
        return Ok(());
    }
    let written = place.template.iter().zip(templates).find(|(_, template)| !has_ignored(template));
    let Some((text, stated)) = written.and_then(|(text, template)| Some((text, stated_unit(template)?))) else {
        return Ok(());
    };
    let stated = stated.per_second();
    if (stated - per_second).abs() < f64::EPSILON {
        return Ok(());
    }
    let help = if (stated - 1000.0).abs() < f64::EPSILON {
        "set `unit = \"ms\"`"
    } else if (stated - 1.0).abs() < f64::EPSILON {
        "remove `unit`: the default is seconds"
    } else {
        "a delay is written in seconds or in milliseconds: set `read_only = true`"
    };
    let written = match unit {
        Unit::Milliseconds => "in milliseconds",
        Unit::Iso8601 => "as a text of ISO 8601",
        _ => "in seconds",
    };
    let title = format!("the delay would be written {written}, but the text states another unit");
    Err(sink.report(Diagnostic::new(&rules::DELAY_UNIT, text.span, title).help(help)))
}

fn has_ignored(template: &Template) -> bool {
    template.parameters.iter().any(|name| name == IGNORED)
}

/// Returns the unit that the text beside the delay states. The delay is parameter 0.
fn stated_unit(template: &Template) -> Option<StatedUnit<'_>> {
    let at = template.parts.iter().position(|part| matches!(part, Part::Parameter(0)))?;
    let text = |index: Option<usize>| match index.and_then(|index| template.parts.get(index)) {
        Some(Part::Text(text)) => text.as_str(),
        _ => "",
    };
    StatedUnit::between(text(at.checked_sub(1)), text(Some(at + 1)))
}
