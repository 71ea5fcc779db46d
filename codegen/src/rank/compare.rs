//! Two candidates for one response: which is the more specific, or what fits both.

use std::cmp::Ordering;
use std::collections::HashSet;

use super::overlap::{Pattern, common_text};
use crate::conditions::{self, Asked};
use crate::model::{Condition, Entry, Message, Part, Status, StatusRange, Template, Type, Wordings};

/// What two candidates are to each other.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// No response fits both.
    Apart,
    /// The first is more specific.
    First,
    /// The second is more specific.
    Second,
    /// Neither is, and this fits both.
    Ambiguous(Witness),
}

/// What a response holds that fits two candidates.
#[derive(Debug)]
pub(crate) struct Witness {
    pub(crate) status: Option<Status>,
    /// `None` where any text will do.
    pub(crate) message: Option<String>,
    pub(crate) conditions: Vec<Condition>,
}

/// Compares two entries that can have the same code, the first of which is written first.
pub(crate) fn compare(one: &Entry, other: &Entry) -> Verdict {
    let Some(status) = common_status(one, other) else { return Verdict::Apart };
    if !conditions::can_hold_together(&one.when, &other.when) {
        return Verdict::Apart;
    }
    let asked = conditions::compare(&one.when, &other.when);
    let statuses = breadth(other).cmp(&breadth(one));

    let mut found: Option<Ordering> = None;
    for (message, text) in compare_messages(one, other) {
        let verdict = asked.and_then(|asked| prefer(message, asked, statuses));
        // Which is preferred must not hang on the wording: candidates are tried in one order.
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

/// `Greater` if the first counts, `None` if nothing says which: the conditions tell, else the message, else the status, else,
/// of two that ask for other elements of one list, which is written first.
fn prefer(message: Ordering, asked: Asked, statuses: Ordering) -> Option<Ordering> {
    match asked.more.then(message).then(statuses) {
        Ordering::Equal => asked.passed_over.then_some(Ordering::Greater),
        told => Some(told),
    }
}

/// A status that both accept; `Some(None)` if neither asks for one.
fn common_status(one: &Entry, other: &Entry) -> Option<Option<Status>> {
    match (asked(one), asked(other)) {
        ([], []) => Some(None),
        ([], [first, ..]) | ([first, ..], []) => Some(Some(first.first())),
        (one, other) => one
            .iter()
            .find_map(|one| other.iter().find_map(|other| one.intersection(*other)).map(|both| Some(both.first()))),
    }
}

/// The statuses that a response must have; empty for any.
fn asked(entry: &Entry) -> &[StatusRange] {
    if entry.states_status { &entry.statuses } else { &[] }
}

/// How many statuses it accepts.
pub(crate) fn breadth(entry: &Entry) -> usize {
    let statuses = asked(entry);
    if statuses.is_empty() {
        return usize::MAX;
    }
    if let [status] = statuses {
        return status.iter().count();
    }
    statuses.iter().flat_map(|range| range.iter()).collect::<HashSet<Status>>().len()
}

/// A text that fits two wordings, which is only looked for where it is shown.
enum SharedText<'t> {
    Any,
    /// That of the one entry.
    One(&'t Template),
    /// That of the other.
    Other(&'t Template),
    Both(&'t Template, &'t Template),
}

impl SharedText<'_> {
    fn find(&self, one: &Entry, other: &Entry) -> Option<String> {
        let pattern = |template: &Template, entry: &Entry| Pattern::new(template, &entry.fields);
        match self {
            Self::Any => None,
            Self::One(template) => common_text(&pattern(template, one), &Pattern::any()),
            Self::Other(template) => common_text(&pattern(template, other), &Pattern::any()),
            Self::Both(a, b) => common_text(&pattern(a, one), &pattern(b, other)),
        }
    }
}

/// For every pair of wordings that share a text: which is more specific, and the text.
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
                wordings.iter().map(|it| (it, takes_any((it, entry)), it.specificity())).collect()
            };
            let (ours, theirs) = (prepare(ours, one), prepare(theirs, other));
            // Where ends agree and gaps take any text, what the one has in its middle can stand in a gap of the other.
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

/// Whether it has parameters, each of which takes any text.
fn takes_any((template, entry): (&Template, &Entry)) -> bool {
    let any = |name: &String| {
        let field = entry.fields.iter().find(|field| field.name == *name);
        field.is_none_or(|field| {
            field.values.is_empty() && !matches!(field.ty, Type::Boolean | Type::Integer | Type::Number)
        })
    };
    !template.parameters.is_empty() && template.parameters.iter().all(any)
}

/// Whether the fixed beginnings and ends of two templates allow a common text: most do not.
fn ends_agree(one: &Template, other: &Template) -> bool {
    let (a, b) = (prefix(one), prefix(other));
    let (y, z) = (suffix(one), suffix(other));
    (a.starts_with(b) || b.starts_with(a)) && (y.ends_with(z) || z.ends_with(y))
}

/// The fixed text with which a template begins.
pub(crate) fn prefix(template: &Template) -> &str {
    match template.parts.first() {
        Some(Part::Text(text)) => text,
        _ => "",
    }
}

/// The fixed text with which it ends.
pub(crate) fn suffix(template: &Template) -> &str {
    match template.parts.last() {
        Some(Part::Text(text)) => text,
        _ => "",
    }
}
