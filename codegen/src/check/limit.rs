//! Limits of the generated data.

use std::collections::HashSet;

use super::checked_table::CheckedTable;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::model::{Condition, Field, Location, Segment, ValueSource};
use crate::rules;
use crate::source::Span;

/// The most places that a table can read from. The generated data numbers them in 16 bits.
const MOST_LOCATIONS: usize = 60_000;

/// Checks the number of places. Every step of a location counts as one.
pub(crate) fn check_locations(table: &CheckedTable, span: Span, sink: &mut Diagnostics<'_>) {
    let all = collect_locations(table);
    let steps = |location: &&Location| match location {
        Location::Body { path, .. } => path.len() + 1,
        Location::Header(_) => 1,
    };
    // The upper bound is enough for nearly all tables.
    if all.iter().map(steps).sum::<usize>() <= MOST_LOCATIONS {
        return;
    }
    let distinct: HashSet<(&[Segment], Option<&str>)> = all
        .iter()
        .flat_map(|location| match location {
            Location::Body { path, .. } => {
                (0..=path.len()).filter_map(|end| Some((path.get(..end)?, None))).collect::<Vec<_>>()
            }
            Location::Header(name) => vec![(<&[Segment]>::default(), Some(name.as_str()))],
        })
        .collect();
    if distinct.len() > MOST_LOCATIONS {
        let title = format!("the table reads from {} places", distinct.len());
        sink.report(Diagnostic::new(&rules::TOO_MANY_LOCATIONS, span, title));
    }
}

fn collect_locations(table: &CheckedTable) -> Vec<&Location> {
    let (envelopes, fields, detail) = table.layout();
    let mut all = Vec::new();
    for envelope in envelopes {
        let sources = [
            &envelope.code,
            &envelope.message,
            &envelope.name,
            &envelope.request_id,
            &envelope.status,
            &envelope.retry_after,
            &envelope.details,
        ];
        sources.into_iter().for_each(|source| add_source(source, &mut all));
        add_conditions(&envelope.when, &mut all);
        all.extend(&envelope.errors);
    }
    add_fields(fields, &mut all);
    add_fields(detail, &mut all);
    for (entry, _) in &table.entries {
        add_conditions(&entry.when, &mut all);
        add_fields(&entry.fields, &mut all);
    }
    all
}

fn add_source<'m>(source: &'m ValueSource, all: &mut Vec<&'m Location>) {
    all.extend(source.places.iter().flat_map(|place| &place.locations));
}

fn add_conditions<'m>(conditions: &'m [Condition], all: &mut Vec<&'m Location>) {
    all.extend(conditions.iter().map(|condition| &condition.location));
}

fn add_fields<'m>(fields: &'m [Field], all: &mut Vec<&'m Location>) {
    fields.iter().for_each(|field| add_source(&field.source, all));
}
