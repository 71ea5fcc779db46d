//! Entries and cases.

use std::num::NonZeroU8;

use super::chosen_envelopes::ChosenEnvelopes;
use super::code::{check_code_less, check_codes};
use super::code_class::{check_code_classes, natural_type};
use super::distinction::{check_case_differs, check_identifiable};
use super::entry_fields::{EntryFields, Parent};
use super::exit::check_exit;
use super::field::{check_field_locations, parameter};
use super::message::check_messages;
use super::name::check_name;
use super::retry::check_retry;
use super::status::check_status;
use super::text::{check_corruption, check_docs, check_says_something, text};
use super::value::check_examples;
use super::when::check_placed_conditions;
use super::wording::check_wordings;
use crate::ast::{AstEntry, AstTable, Given, given};
use crate::conditions::{add, can_hold_together};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{
    Applied, Code, CodeClass, Condition, Deprecation, Entry, EntryId, EnvelopeChoice, Example, Field, Message, Retry,
    SourceLine, StatusRange, Template, Wordings,
};
use crate::rules;
use crate::source::{At, Span};

/// Returns all valid entries, with the places of their names. Each entry is followed by its cases.
pub(crate) fn check_entries(table: &AstTable, sink: &mut Diagnostics<'_>) -> Vec<(Entry, Span)> {
    let mut entries: Vec<(Entry, Span)> = Vec::with_capacity(table.entries.len());
    let envelopes = ChosenEnvelopes::of(table);
    let context = (table, &envelopes);
    for written in &table.entries {
        let own = EntryParts::check(written, None, context, sink);
        check_identifiable(written, sink);
        let parent = EntryId::new(entries.len());
        let entry = own.assemble(None);
        let valid = entry.is_ok();
        entries.extend(entry.map(|entry| placed(entry, written, sink)));
        for case in &written.cases {
            let mut parts = EntryParts::check(case, Some(&own), context, sink);
            check_case_differs(case, sink);
            check_agreement(case, &own, &mut parts, sink);
            let case_entry = parts.assemble(Some((&own, parent)));
            entries.extend(case_entry.ok().filter(|_| valid).map(|entry| placed(entry, case, sink)));
        }
    }
    entries
}

/// Returns an entry with its line, and the place of its name.
fn placed(entry: Entry, written: &AstEntry, sink: &Diagnostics<'_>) -> (Entry, Span) {
    let (span, source) = (written.name.span, sink.source());
    let line = SourceLine { file: source.name_at(span.start).to_owned(), number: source.line_column(span.start).0 };
    (Entry { line: Some(line), ..entry }, span)
}

/// The parts of an entry or a case, each checked by itself.
struct EntryParts<'t> {
    written: &'t AstEntry,
    variant: Checked<String>,
    codes: Checked<(Option<Code>, Vec<Code>)>,
    classes: Checked<Vec<CodeClass>>,
    code_less: Checked<(bool, bool)>,
    envelope: Checked<Option<(usize, EnvelopeChoice)>>,
    /// `true` if the entry keeps the text where it has no message.
    keeps_text: bool,
    statuses: Checked<Vec<StatusRange>>,
    exit: Checked<Option<NonZeroU8>>,
    wordings: Checked<Option<Vec<Template>>>,
    fields: Checked<Vec<Field>>,
    when: Checked<Vec<(Condition, Span)>>,
    docs: Checked<Option<String>>,
    texts: Checked<()>,
    retry: Checked<Option<Retry>>,
    examples: Checked<Vec<Example>>,
}

impl<'t> EntryParts<'t> {
    fn check(
        written: &'t AstEntry,
        parent: Option<&Self>,
        (table, envelopes): (&AstTable, &ChosenEnvelopes<'_>),
        sink: &mut Diagnostics<'_>,
    ) -> Self {
        let case = table.header.code_case();
        let envelope = envelopes.choose(written, sink);
        let named = [Some(&envelope), parent.map(|parent| &parent.envelope)];
        let mut named = named.into_iter().flatten().filter_map(|envelope| envelope.as_ref().ok()?.as_ref());
        let keeps_text = envelopes.keeps_text(named.next().map(|(number, _)| *number));
        let wordings = check_messages(written, parent.map(|parent| parent.written), sink);
        let classes = parent.map_or_else(|| check_code_classes(written, case, sink), |parent| parent.classes.clone());
        // A case of an invalid entry is dropped, so it may inherit nothing.
        let parent =
            parent.map(|parent| Parent { entry: parent.written, fields: parent.fields.as_deref().unwrap_or_default() });
        Self {
            variant: check_name(written, table, sink),
            codes: check_codes(written, case, sink),
            statuses: check_status(written, sink),
            exit: check_exit(written, sink),
            code_less: check_code_less(written, sink),
            envelope,
            keeps_text,
            fields: check_fields((written, parent), &classes, &wordings, keeps_text, sink),
            classes,
            wordings,
            when: check_placed_conditions(&written.when, sink),
            docs: check_docs(&written.docs, sink),
            texts: check_texts(written, sink),
            retry: check_retry(written, sink),
            examples: check_examples(&written.examples, sink),
            written,
        }
    }

    /// Assembles the entry. A case inherits from its parent what it does not state.
    fn assemble(&self, parent: Option<(&Self, EntryId)>) -> Checked<Entry> {
        self.written.sound?;
        self.texts?;
        let (parent, id) = parent.unzip();
        let chain = || std::iter::once(self).chain(parent);
        let (code, aliases) = parent.unwrap_or(self).codes.clone()?;
        let codes = self.classes.clone()?;
        let (without_code, any_code) = parent.unwrap_or(self).code_less?;
        let envelope = self.envelope?.or(parent.map(|parent| parent.envelope).transpose()?.flatten());
        let written_in = (self.written.default_envelope, EnvelopeChoice::Default);
        let (envelope, envelope_choice) = envelope.unwrap_or(written_in);
        let (message, fields) = self.message()?;
        let statuses = self.statuses.clone()?;
        let states_status = !statuses.is_empty();
        let inherited = parent.map(|parent| parent.statuses.clone()).transpose()?.unwrap_or_default();
        Ok(Entry {
            name: self.written.name.value.clone(),
            variant: self.variant.clone()?,
            parent: id,
            code,
            codes,
            aliases,
            statuses: if states_status { statuses } else { inherited },
            states_status,
            grpc: first(chain(), |entry| entry.grpc)?,
            exit: self.exit?.or(parent.map(|parent| parent.exit).transpose()?.flatten()),
            without_code,
            any_code,
            envelope,
            envelope_choice,
            message,
            when: self.conditions(parent)?,
            fields,
            summary: first_text(chain(), |entry| &entry.summary)?,
            causes: first_list(chain(), |entry| &entry.causes)?,
            action: first_text(chain(), |entry| &entry.action)?,
            notes: first_list(chain(), |entry| &entry.notes)?,
            retry: self.retry?.or(parent.map(|parent| parent.retry).transpose()?.flatten()).unwrap_or_default(),
            applied: first(chain(), |entry| entry.applied)?.unwrap_or(Applied::Maybe),
            docs: self.docs.clone()?.or(parent.map(|parent| parent.docs.clone()).transpose()?.flatten()),
            symbol: first_text(chain(), |entry| &entry.symbol)?,
            since: first_text(chain(), |entry| &entry.since)?,
            deprecated: self.deprecated(parent)?,
            examples: self.examples.clone()?,
            line: None,
        })
    }

    /// Returns the message and the fields. Where there is no message, a field may keep the text.
    fn message(&self) -> Checked<(Message, Vec<Field>)> {
        let mut fields = self.fields.clone()?;
        let mut wordings = self.wordings.clone()?.unwrap_or_default().into_iter();
        if let Some(written) = wordings.next() {
            let wordings = Wordings::new(written, wordings, |name| excludes(&fields, name));
            return Ok((Message::Wordings(wordings), fields));
        }
        if self.keeps_text && !fields.iter().any(|field| field.ident == "message") {
            fields.extend(parameter("message", true));
        }
        let kept = self.keeps_text && fields.iter().any(|field| field.parameter && field.name == "message");
        Ok((Message::Any { kept }, fields))
    }

    /// Returns the conditions with those of the parent. Two conditions on one value become one.
    fn conditions(&self, parent: Option<&Self>) -> Checked<Vec<Condition>> {
        let mut all = match parent {
            Some(parent) => parent.conditions(None)?,
            None => Vec::new(),
        };
        let own = self.when.as_ref().map_err(|rejected| *rejected)?;
        own.iter().for_each(|(condition, _)| add(condition, &mut all));
        Ok(all)
    }

    fn deprecated(&self, parent: Option<&Self>) -> Checked<Option<Deprecation>> {
        for parts in std::iter::once(self).chain(parent) {
            if let Some(stated) = parts.written.deprecated.clone()? {
                return Ok(stated.value);
            }
        }
        Ok(None)
    }
}

/// Returns `true` if some texts are no values of a field.
fn excludes(fields: &[Field], name: &str) -> bool {
    fields.iter().any(|field| field.name == name && field.restriction().excludes())
}

fn first<'a, 't: 'a, T: Copy>(
    chain: impl Iterator<Item = &'a EntryParts<'t>>,
    key: impl Fn(&AstEntry) -> Given<At<T>>,
) -> Checked<Option<T>> {
    for parts in chain {
        if let Some(stated) = key(parts.written)? {
            return Ok(Some(stated.value));
        }
    }
    Ok(None)
}

fn first_text<'a, 't: 'a>(
    chain: impl Iterator<Item = &'a EntryParts<'t>>,
    key: impl Fn(&AstEntry) -> &Given<At<String>>,
) -> Checked<Option<String>> {
    for parts in chain {
        if let Some(stated) = text(key(parts.written))? {
            return Ok(Some(stated));
        }
    }
    Ok(None)
}

fn first_list<'a, 't: 'a>(
    chain: impl Iterator<Item = &'a EntryParts<'t>>,
    key: impl Fn(&AstEntry) -> &Given<Vec<At<String>>>,
) -> Checked<Vec<String>> {
    for parts in chain {
        if let Some(list) = given(key(parts.written))? {
            return Ok(list.iter().map(|text| text.value.clone()).collect());
        }
    }
    Ok(Vec::new())
}

fn check_fields(
    (entry, parent): (&AstEntry, Option<Parent<'_>>),
    classes: &Checked<Vec<CodeClass>>,
    wordings: &Checked<Option<Vec<Template>>>,
    keeps_text: bool,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<Field>> {
    if wordings.is_err() || classes.is_err() {
        entry.fields.iter().for_each(|field| check_field_locations(field, sink));
    }
    let wordings = given(wordings)?;
    let kept = kept_text(entry, keeps_text);
    let templates = wordings.map_or(kept.as_slice(), Vec::as_slice);
    let classes = classes.as_deref().map_err(|rejected| *rejected)?;
    let code = (!classes.is_empty()).then(|| natural_type(classes));
    let fields = EntryFields { entry, parent, templates, has_message: wordings.is_some(), code }.check(sink)?;
    check_wordings(entry, parent, templates, &fields, sink)?;
    Ok(fields)
}

/// Returns `{message}` for an entry without a message that declares the field in which it keeps the text: one with this name
/// and no location.
fn kept_text(entry: &AstEntry, keeps_text: bool) -> Vec<Template> {
    let declared = entry.fields.iter().any(|field| field.name.value == "message" && matches!(field.source, Ok(None)));
    if declared && keeps_text { vec![Template::lone("message")] } else { Vec::new() }
}

/// Checks that each text says something, and has no leftovers of a formatter. Messages are checked with their templates.
fn check_texts(entry: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let single =
        [&entry.summary, &entry.action, &entry.since].into_iter().filter_map(|text| text.as_ref().ok()?.as_ref());
    let lists = [&entry.causes, &entry.notes].into_iter().filter_map(|list| list.as_ref().ok()?.as_ref());
    let checked: Vec<_> = single
        .chain(lists.flatten())
        .map(|text| check_says_something(text, sink).and(check_corruption(text, sink)))
        .collect();
    checked.into_iter().collect()
}

/// Checks that the conditions of a case can hold together with those of its entry.
fn check_agreement(case: &AstEntry, parent: &EntryParts<'_>, parts: &mut EntryParts<'_>, sink: &mut Diagnostics<'_>) {
    let (Ok(outer), Ok(inner)) = (&parent.when, &parts.when) else { return };
    let contradiction = inner.iter().find_map(|(condition, span)| {
        let agree = |other: &Condition| can_hold_together(std::slice::from_ref(other), std::slice::from_ref(condition));
        outer.iter().find(|(other, _)| !agree(other)).map(|(_, related)| (*span, *related))
    });
    if let Some((span, related)) = contradiction {
        let title = format!("the conditions of `{}` contradict those of its entry", case.name.value);
        let diagnostic = Diagnostic::new(&rules::CONTRADICTION, span, title)
            .label("a condition of the case")
            .related(related, "a condition of its entry, which must hold, too");
        parts.when = Err(sink.report(diagnostic));
    }
}
