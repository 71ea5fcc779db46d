//! The entries that a response can be, and what each of them demands.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::check::Check;
use super::conditions::checks_of;
use super::departure::{Departure, departure};
use super::locations::locations_of;
use super::shown::{quoted, value_in};
use crate::class::candidates;
use crate::find::{Found, MatchedWording};
use crate::response::Reading;
use crate::table::rows::NumberRow;
use crate::table::{Entry, Field};

/// An entry that a response can be, with what it demands of the response.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CandidateTrace<'t> {
    /// The entry.
    pub entry: Entry<'t>,
    /// `true` if the response is the entry.
    pub is_found: bool,
    /// `true` if the code alone tells the entry, so that status and message do not matter.
    pub is_by_code: bool,
    /// The demands of the entry.
    pub checks: Vec<Check>,
}

impl CandidateTrace<'_> {
    /// Returns the number of demands that are not met.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.checks.iter().filter(|check| !check.passes).count()
    }
}

/// The knowledge that a table has of the code of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodeKnowledge {
    /// The response has no code, so that the candidates are the entries that need none.
    NoCode,
    /// Entries have the code.
    Known,
    /// No entry has the code.
    Unknown,
}

/// Traces the candidates of a response that was found to be `found`.
pub(super) fn candidates_of<'t>(
    reading: &Reading<'t, '_, '_>,
    status: Option<u16>,
    found: Found<'t>,
) -> (CodeKnowledge, Vec<CandidateTrace<'t>>) {
    let (table, mut code) = (reading.table(), None);
    let those = reading.code(&mut code);
    let knowledge = match reading.known_code() {
        Some(_) => CodeKnowledge::Known,
        None if code.as_ref().is_some_and(|code| candidates(table, code.key()).is_some()) => CodeKnowledge::Known,
        None if code.is_some() => CodeKnowledge::Unknown,
        None => CodeKnowledge::NoCode,
    };
    let message = reading.message().map(|text| text.as_str().to_string());
    let untrimmed = reading.untrimmed_message().filter(|_| reading.is_trimmed).map(|text| text.as_str().to_string());
    let numbers = table.numbers.span(those.entries).iter().map(NumberRow::number);
    let mut traced: Vec<CandidateTrace<'t>> = numbers
        .filter_map(|number| {
            let entry = table.entry(number)?;
            let is_by_code = number == those.owner;
            let demanded = Demanded { entry, status, message: message.as_deref() };
            let is_found = matches!(found, Found::Entry(found) if found == entry);
            let mut checks = demanded.checks(reading, is_by_code);
            // Decoding compares the message also with the white space at its ends.
            if let Some(untrimmed) = untrimmed.as_deref().filter(|_| !checks.iter().all(|check| check.passes)) {
                let again = Demanded { message: Some(untrimmed), ..demanded }.checks(reading, is_by_code);
                if again.iter().all(|check| check.passes) {
                    checks = again;
                }
            }
            Some(CandidateTrace { entry, is_found, is_by_code, checks })
        })
        .collect();
    // The sort is stable: equally near misses stay in the order in which they are tried.
    traced.sort_by_key(|candidate| (!candidate.is_found, candidate.failures()));
    (knowledge, traced)
}

/// An entry, and what it is compared with.
struct Demanded<'t, 'm> {
    entry: Entry<'t>,
    status: Option<u16>,
    message: Option<&'m str>,
}

impl<'t> Demanded<'t, '_> {
    fn checks(&self, reading: &Reading<'t, '_, '_>, is_by_code: bool) -> Vec<Check> {
        let mut checks = Vec::new();
        checks.extend(self.envelope(reading));
        if !is_by_code {
            checks.extend(self.status());
        }
        checks.extend(checks_of(&reading.values, self.entry.when()));
        let text = self.message.unwrap_or_default();
        let wording = MatchedWording::of(self.entry, text).filter(|_| self.message.is_some());
        let message = self.message(wording.is_some());
        let is_in_message = |field: &Field<'_>| field.is_parameter() && field.source().is_empty();
        let needs_message = self.entry.carried().iter().any(|field| field.is_required() && is_in_message(&field));
        let misses = message.as_ref().is_some_and(|message| !message.passes);
        checks.extend(message.filter(|_| !is_by_code || (misses && needs_message)));
        let parameters = wording.map(|wording| wording.parameters).unwrap_or_default();
        // What a message lacks that does not match is not told for each field again.
        let fields = self.entry.carried().iter().enumerate().filter(|(_, field)| !misses || !is_in_message(field));
        for (number, field) in fields {
            let parameter = match self.entry.accepts_any_text() && field.is_parameter() {
                true => Some(text),
                false => parameters.get(number).copied().flatten(),
            };
            checks.extend(field_check(reading, &field, parameter));
        }
        checks
    }

    fn envelope(&self, reading: &Reading<'t, '_, '_>) -> Option<Check> {
        if !self.entry.is_in_one_envelope() {
            return None;
        }
        let passes = self.entry.envelope() == reading.envelope();
        let own = match self.entry.envelope().and_then(|envelope| envelope.id()) {
            Some(id) => format!("`{id}`"),
            None => format!("number {}", self.entry.envelope_number() + 1),
        };
        Some(Check::new("envelope", passes, format!("the envelope {} {own}", be(passes))))
    }

    fn status(&self) -> Option<Check> {
        if !self.entry.states_status() {
            return None;
        }
        let statuses: Vec<String> = self.entry.statuses().iter().map(|range| range.to_string()).collect();
        let passes = self.status.is_some_and(|status| self.entry.has_status(status));
        let demand = format!("the status {} {}", be(passes), statuses.join(" or "));
        let text = match self.status {
            _ if passes => demand,
            Some(status) => format!("{demand}, but is {status}"),
            None => format!("{demand}, but is not known"),
        };
        Some(Check::new("status", passes, text))
    }

    fn message(&self, matches_wording: bool) -> Option<Check> {
        if self.entry.accepts_any_text() || !self.entry.has_wordings() {
            return None;
        }
        let wordings = self.entry.messages();
        let is_empty = self.message.is_none() && wordings.iter().any(String::is_empty);
        let passes = matches_wording || is_empty;
        let quoted_wordings: Vec<String> = wordings.iter().map(|wording| quoted(wording)).collect();
        let demand = format!("the message {} {}", be(passes), quoted_wordings.join(" or "));
        let text = match self.message {
            _ if passes => demand,
            None => format!("{demand}, but there is none"),
            Some(message) => match departure(self.entry, message) {
                Departure::Begin => format!("{demand}, but is {}", quoted(message)),
                Departure::Parameter => format!("{demand}, but a parameter does not fit in {}", quoted(message)),
                Departure::At(at) => {
                    let (same, rest) = message.split_at_checked(at).unwrap_or((message, ""));
                    match rest {
                        "" => format!("{demand}, but ends after {}", quoted(same)),
                        rest => format!("{demand}, but goes on with {} after {}", quoted(rest), quoted(same)),
                    }
                }
            },
        };
        Some(Check::new("message", passes, text))
    }
}

/// Returns the verb of a demand that is met, or is not.
const fn be(passes: bool) -> &'static str {
    if passes { "is" } else { "must be" }
}

/// Returns the check of a field that a response must have.
fn field_check(reading: &Reading<'_, '_, '_>, field: &Field<'_>, parameter: Option<&str>) -> Option<Check> {
    if !field.is_required() || field.is_code() {
        return None;
    }
    let values = &reading.values;
    let passes = values.field(field, parameter).is_some();
    let place = match field.source().is_empty() {
        true => "in the message".to_string(),
        false => format!("at {}", locations_of(values, field.source())),
    };
    let demand = format!("the field `{}`, {}, is {place}", field.name(), of_type(field));
    let found = parameter.map(quoted).or_else(|| {
        let slots = field.source().places().iter().flat_map(|place| place.slots().iter());
        slots.into_iter().find_map(|slot| value_in(values, slot))
    });
    let text = match found {
        _ if passes => demand,
        Some(found) => format!("{demand}, but {found} is not {}", of_type(field)),
        None => format!("{demand}, but has no value"),
    };
    Some(Check::new(format!("fields.{}", field.name()), passes, text))
}

/// Returns the type of a field with its article.
fn of_type(field: &Field<'_>) -> String {
    let values: Vec<String> = field.restriction().values().iter().map(|value| format!("{value:?}")).collect();
    if !values.is_empty() {
        return format!("one of {}", values.join(", "));
    }
    match field.ty().name() {
        "json" => "any JSON".into(),
        name if name.starts_with('i') => format!("an {name}"),
        name => format!("a {name}"),
    }
}
