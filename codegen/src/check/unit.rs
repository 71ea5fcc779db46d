//! The units of durations and of points in time.

use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Type, Unit};
use crate::rules;
use crate::source::At;

/// Checks that the unit of a field is one of its type.
pub(super) fn check_unit(
    written: Option<At<Unit>>,
    name: &str,
    ty: Type,
    sink: &mut Diagnostics<'_>,
) -> Checked<Option<Unit>> {
    let Some(At { span, value: unit }) = written else { return Ok(None) };
    let stated = format!("`unit = \"{}\"`", unit.name());
    let diagnostic = match (ty, unit) {
        (Type::Duration, Unit::Seconds | Unit::Milliseconds | Unit::Iso8601)
        | (Type::Time, Unit::Unix | Unit::UnixMilliseconds | Unit::HttpDate) => return Ok(Some(unit)),
        (Type::Duration, _) => Diagnostic::new(
            &rules::BAD_UNIT,
            span,
            format!("{stated} on `{name}`, which is a duration"),
        )
        .label("the unit of a point in time")
        .help(
            "for a point in time, write `type = \"time\"`; a duration has the unit `\"s\"`, `\"ms\"` or `\"iso8601\"`",
        ),
        (Type::Time, unit) => {
            let meant = if unit == Unit::Milliseconds { "unix_ms" } else { "unix" };
            Diagnostic::new(&rules::BAD_UNIT, span, format!("{stated} on `{name}`, which is a point in time"))
                .label("the unit of a duration")
                .help(format!(
                    "for a Unix time, write `unit = \"{meant}\"`; for a duration, `type = \"duration\"`; a text such as \
                     `1994-11-06T08:49:37Z` has no unit, an HTTP date has `unit = \"http_date\"`"
                ))
        }
        (_, unit) => {
            let meant = if unit.is_moment() { "time" } else { "duration" };
            let title = format!("`unit` on `{name}`, which is neither a duration nor a point in time");
            Diagnostic::new(&rules::BAD_UNIT, span, title)
                .label(format!("its type is `{}`", ty.name()))
                .help(format!("add `type = \"{meant}\"`, or remove `unit`"))
        }
    };
    Err(sink.report(diagnostic))
}
