//! The envelopes that entries choose.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::envelope::whole_body;
use crate::ast::{AstChoice, AstEntry, AstEnvelope, AstSource, AstTable, given};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Rejected};
use crate::location::parse_location;
use crate::model::{BodyKind, EnvelopeChoice, Location};
use crate::rules;
use crate::source::At;

/// The facts about the envelopes of a table that its entries ask for. A table may have many of both.
pub(super) struct ChosenEnvelopes<'t> {
    /// The first envelope of each `id`.
    ids: HashMap<&'t str, usize>,
    /// `Err` if an envelope cannot be read, whose `id` may be the one that is meant.
    readable: Checked<()>,
    /// For each envelope, `true` if an entry in it that has no message keeps the text.
    keeps: Vec<bool>,
    any_keeps: bool,
}

impl<'t> ChosenEnvelopes<'t> {
    pub(super) fn of(table: &'t AstTable) -> Self {
        let envelopes = match &table.envelopes {
            Ok(envelopes) => envelopes.as_slice(),
            Err(rejected) => return Self::unreadable(*rejected),
        };
        let (mut ids, mut readable) = (HashMap::new(), table.complete);
        for (index, envelope) in envelopes.iter().enumerate() {
            match given(&envelope.id) {
                Ok(Some(id)) => {
                    if let Entry::Vacant(place) = ids.entry(id.value.as_str()) {
                        place.insert(index);
                    }
                }
                Ok(None) => readable = readable.and(envelope.sound),
                Err(rejected) => readable = Err(rejected),
            }
        }
        let keeps: Vec<bool> = envelopes.iter().map(keeps_text).collect();
        let any_keeps = keeps.contains(&true);
        Self { ids, readable, keeps, any_keeps }
    }

    fn unreadable(rejected: Rejected) -> Self {
        Self { ids: HashMap::new(), readable: Err(rejected), keeps: Vec::new(), any_keeps: false }
    }

    /// Returns the index of the envelope that an entry chooses.
    pub(super) fn choose(
        &self,
        entry: &AstEntry,
        sink: &mut Diagnostics<'_>,
    ) -> Checked<Option<(usize, EnvelopeChoice)>> {
        let Some(AstChoice { id: chosen, only }) = given(&entry.envelope)? else { return Ok(None) };
        let choice = if *only { EnvelopeChoice::Only } else { EnvelopeChoice::Named };
        if let Some(index) = self.ids.get(chosen.value.as_str()) {
            return Ok(Some((*index, choice)));
        }
        self.readable?;
        Err(self.report_unknown(chosen, sink))
    }

    fn report_unknown(&self, chosen: &At<String>, sink: &mut Diagnostics<'_>) -> Rejected {
        let title = format!("unknown envelope `{}`", chosen.value);
        let diagnostic = Diagnostic::new(&rules::UNKNOWN_VALUE, chosen.span, title).label("no envelope has this `id`");
        let mut known: Vec<(&usize, &str)> = self.ids.iter().map(|(id, index)| (index, *id)).collect();
        known.sort_unstable();
        let known: Vec<&str> = known.into_iter().map(|(_, id)| id).collect();
        sink.report(match known.is_empty() {
            true => diagnostic.help(format!("give the envelope that is meant this name: `id = {:?}`", chosen.value)),
            false => diagnostic.suggest_word(chosen, &known),
        })
    }

    /// Returns `true` if an entry without a message keeps the text: if the envelope that it names, or else any, has one.
    pub(super) fn keeps_text(&self, named: Option<usize>) -> bool {
        named.and_then(|number| self.keeps.get(number).copied()).unwrap_or(self.any_keeps)
    }
}

/// Returns `true` if an envelope has a text beside the code. It has none where the text is at the very location of the code, unless both
/// are parts of it.
fn keeps_text(envelope: &AstEnvelope) -> bool {
    let is_text = matches!(envelope.body, Ok(Some(At { value: BodyKind::Text, .. })));
    match (&envelope.message, &envelope.code) {
        (Err(_), _) | (_, Err(_)) => true,
        (Ok(None), Ok(code)) => is_text && code.as_ref().and_then(first_location) != Some(whole_body()),
        (Ok(Some(message)), Ok(code)) => {
            let is_elsewhere = code.as_ref().and_then(first_location) != first_location(message);
            is_elsewhere || (is_part(message) && code.as_ref().is_some_and(is_part))
        }
    }
}

/// Returns `true` if a value is a part of the text at its first location.
fn is_part(source: &AstSource) -> bool {
    source.places.first().is_some_and(|place| !place.template.is_empty())
}

fn first_location(source: &AstSource) -> Option<Location> {
    let first = source.places.first()?;
    let joined = first.join.as_ref().and_then(|join| join.value.first());
    parse_location(&first.at.as_ref().or(joined)?.value).ok()
}
