//! Comparison of two candidates for one response.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::overlap::{Pattern, common_text};
use crate::conditions::{self, Comparison};
use crate::model::{Condition, Entry, EnvelopeChoice, Message, Status, StatusRange, Template, Wordings};

/// The relation of two candidates.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// No response fits both.
    Apart,
    /// The first is more specific.
    First,
    /// The second is more specific.
    Second,
    /// Neither is more specific, and this response fits both.
    Ambiguous(Witness),
}

/// A response that fits two candidates.
#[derive(Debug)]
pub(crate) struct Witness {
    pub(crate) status: Option<Status>,
    /// `None` where any text fits.
    pub(crate) message: Option<String>,
    pub(crate) conditions: Vec<Condition>,
}

/// Compares two entries that can have the same code. `one` comes first in the table.
pub(crate) fn compare(one: &Entry, other: &Entry) -> Verdict {
    let Some(status) = common_status(one, other) else { return Verdict::Apart };
    if !conditions::can_hold_together(&one.when, &other.when) {
        return Verdict::Apart;
    }
    if one.is_in_one_envelope() && other.is_in_one_envelope() && one.envelope != other.envelope {
        return Verdict::Apart;
    }
    let conditions = conditions::compare(&one.when, &other.when).and_then(|it| with_envelopes(it, one, other));
    let statuses = breadth(other).cmp(&breadth(one));

    let mut found: Option<Ordering> = None;
    for (message, text) in compare_messages(one, other) {
        let verdict = conditions.and_then(|conditions| prefer(conditions, message, statuses));
        // Candidates are tried in one order, so it must be the same for all wordings.
        match verdict.filter(|verdict| found.is_none_or(|found| found == *verdict)) {
            Some(verdict) => found = Some(verdict),
            None => {
                let conditions = conditions::together(&one.when, &other.when);
                let message = text.find(one, other);
                return Verdict::Ambiguous(Witness { status, message, conditions });
            }
        }
    }
    match found {
        None => Verdict::Apart,
        Some(Ordering::Less) => Verdict::Second,
        Some(_) => Verdict::First,
    }
}

/// Returns `Greater` if the first candidate is more specific, and `None` if neither is. The conditions decide, then the message,
/// then the status. If the two have conditions on different elements of one list, the first in the table counts as more specific.
fn prefer(conditions: Comparison, message: Ordering, statuses: Ordering) -> Option<Ordering> {
    match conditions.stricter.then(message).then(statuses) {
        Ordering::Equal => conditions.ignored_rivals.then_some(Ordering::Greater),
        decided => Some(decided),
    }
}

/// Adds to a comparison of conditions that an entry may be found in one envelope alone, which is a condition, too. If the table does not
/// say so, it only decides where the conditions do not.
fn with_envelopes(conditions: Comparison, one: &Entry, other: &Entry) -> Option<Comparison> {
    let envelopes = one.is_in_one_envelope().cmp(&other.is_in_one_envelope());
    let is_stated = |entry: &Entry| entry.envelope_choice == EnvelopeChoice::Only;
    let agree = conditions.stricter == Ordering::Equal
        || envelopes == Ordering::Equal
        || envelopes == conditions.stricter
        || !(is_stated(one) || is_stated(other));
    agree.then_some(Comparison { stricter: conditions.stricter.then(envelopes), ..conditions })
}

/// Returns `true` for two entries that name different envelopes. If nothing else tells them apart, the envelopes do.
pub(super) fn name_different_envelopes(one: &Entry, other: &Entry) -> bool {
    let names = |entry: &Entry| entry.envelope_choice != EnvelopeChoice::Default;
    names(one) && names(other) && one.envelope != other.envelope
}

/// Returns a status that both accept; `Some(None)` if both accept any.
fn common_status(one: &Entry, other: &Entry) -> Option<Option<Status>> {
    match (required_statuses(one), required_statuses(other)) {
        ([], []) => Some(None),
        ([], [first, ..]) | ([first, ..], []) => Some(Some(first.first())),
        (one, other) => one
            .iter()
            .find_map(|one| other.iter().find_map(|other| one.intersection(*other)).map(|both| Some(both.first()))),
    }
}

/// Returns the statuses that a response must have; empty for any.
fn required_statuses(entry: &Entry) -> &[StatusRange] {
    if entry.states_status { &entry.statuses } else { &[] }
}

/// Returns the number of statuses that an entry accepts.
pub(crate) fn breadth(entry: &Entry) -> usize {
    let statuses = required_statuses(entry);
    if statuses.is_empty() {
        return usize::MAX;
    }
    if let [status] = statuses {
        return status.iter().count();
    }
    statuses.iter().flat_map(|range| range.iter()).collect::<HashSet<Status>>().len()
}

/// A text that fits two messages. It is only constructed for a report.
enum SharedText<'t> {
    Any,
    /// A text of the first entry's wording; the other accepts any.
    One(&'t Template),
    /// A text of the other entry's wording; the first accepts any.
    Other(&'t Template),
    Both(&'t Template, &'t Template),
}

impl SharedText<'_> {
    fn find(&self, one: &Entry, other: &Entry) -> Option<String> {
        match self {
            Self::Any => None,
            Self::One(template) => common_text(&pattern(template, one), &Pattern::any()),
            Self::Other(template) => common_text(&pattern(template, other), &Pattern::any()),
            Self::Both(a, b) => common_text(&pattern(a, one), &pattern(b, other)),
        }
    }
}

fn pattern<'e>(template: &Template, entry: &'e Entry) -> Pattern<'e> {
    Pattern::new(template, &entry.fields)
}

/// Returns for every pair of wordings that share a text which is more specific, and the text.
fn compare_messages<'t>(one: &'t Entry, other: &'t Entry) -> Vec<(Ordering, SharedText<'t>)> {
    match (&one.message, &other.message) {
        (Message::Any { .. }, Message::Any { .. }) => vec![(Ordering::Equal, SharedText::Any)],
        (Message::Any { .. }, Message::Wordings(theirs)) => {
            vec![(Ordering::Less, theirs.most_specific().map_or(SharedText::Any, SharedText::Other))]
        }
        (Message::Wordings(ours), Message::Any { .. }) => {
            vec![(Ordering::Greater, ours.most_specific().map_or(SharedText::Any, SharedText::One))]
        }
        (Message::Wordings(ours), Message::Wordings(theirs)) => {
            let prepare = |wordings: &'t Wordings, entry: &'t Entry| -> Vec<_> {
                wordings.iter().map(|it| (it, takes_any((it, entry)), specificity(it, entry))).collect()
            };
            let (ours, theirs) = (prepare(ours, one), prepare(theirs, other));
            // If the ends agree and all parameters take any text, the middle of one fits a parameter of the other.
            let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
            pairs
                .filter(|(a, b)| ends_agree(a.0, b.0) && (a.1 && b.1 || share_text((a.0, one), (b.0, other))))
                .map(|(a, b)| (a.2.cmp(&b.2), SharedText::Both(a.0, b.0)))
                .collect()
        }
    }
}

fn share_text(one: (&Template, &Entry), other: (&Template, &Entry)) -> bool {
    let text = common_text(&Pattern::new(one.0, &one.1.fields), &Pattern::new(other.0, &other.1.fields));
    text.is_some()
}

/// Returns `true` for a template with parameters that all take any text.
fn takes_any((template, entry): (&Template, &Entry)) -> bool {
    !template.parameters.is_empty() && !template.parameters.iter().any(|name| excludes(entry, name))
}

/// Returns how specific a wording of an entry is.
pub(crate) fn specificity(template: &Template, entry: &Entry) -> impl Ord + use<> {
    template.specificity(|name| excludes(entry, name))
}

/// Returns `true` if a parameter does not match some texts.
fn excludes(entry: &Entry, name: &str) -> bool {
    entry.fields.iter().any(|field| field.name == name && field.restriction().excludes())
}

/// Returns `true` if the fixed prefixes and suffixes of two templates allow a common text, which is rare.
pub(super) fn ends_agree(one: &Template, other: &Template) -> bool {
    let (a, b) = (one.prefix(), other.prefix());
    let (y, z) = (one.suffix(), other.suffix());
    (a.starts_with(b) || b.starts_with(a)) && (y.ends_with(z) || z.ends_with(y))
}
