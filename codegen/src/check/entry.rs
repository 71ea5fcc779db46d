//! Entries and cases.

use std::time::Duration;

use super::code::{check_code_less, check_codes};
use super::envelope::{check_home, keeps_text};
use super::field::{Parent, check_entry_fields, parameter};
use super::message::check_messages;
use super::name::check_name;
use super::status::check_status;
use super::text::{check_corruption, check_docs, text};
use super::value::check_examples;
use super::when::check_placed_conditions;
use crate::ast::{AstEntry, AstTable, Given, RetryWord};
use crate::conditions::{add, can_hold_together};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{
    Applied, Code, Condition, Deprecation, Entry, EntryId, Field, Message, Retry, StatusRange, Template, Wordings,
};
use crate::rules;
use crate::source::{At, Span};

/// All entries that are valid, with the places of their names, each entry followed by its cases.
pub(crate) fn check_entries(table: &AstTable, sink: &mut Diagnostics<'_>) -> Vec<(Entry, Span)> {
    let context = EntryContext { table, keeps_text: keeps_text(table) };
    let mut entries: Vec<(Entry, Span)> = Vec::with_capacity(table.entries.len());
    for written in &table.entries {
        let own = Pieces::check(written, None, context, sink);
        check_tells(written, sink);
        let parent = EntryId::new(entries.len());
        let entry = own.assemble(None, None, context);
        let valid = entry.is_ok();
        entries.extend(entry.map(|entry| (entry, written.name.span)));
        for case in &written.cases {
            let mut pieces = Pieces::check(case, Some(&own), context, sink);
            check_case_differs(case, sink);
            check_agreement(case, &own, &mut pieces, sink);
            let case_entry = pieces.assemble(Some(&own), Some(parent), context);
            entries.extend(case_entry.ok().filter(|_| valid).map(|entry| (entry, case.name.span)));
        }
    }
    entries
}

/// What of the table an entry must know.
#[derive(Clone, Copy)]
struct EntryContext<'t> {
    table: &'t AstTable,
    /// Whether an entry without message keeps the text.
    keeps_text: bool,
}

/// What an entry or a case states, each piece checked by itself.
struct Pieces<'t> {
    written: &'t AstEntry,
    variant: Checked<String>,
    codes: Checked<(Option<Code>, Vec<Code>)>,
    code_less: Checked<(bool, bool)>,
    envelope: Checked<Option<usize>>,
    statuses: Checked<Vec<StatusRange>>,
    wordings: Checked<Option<Vec<Template>>>,
    fields: Checked<Vec<Field>>,
    when: Checked<Vec<(Condition, Span)>>,
    docs: Checked<Option<String>>,
    texts: Checked<()>,
    retry: Checked<Option<Retry>>,
    examples: Checked<Vec<crate::model::Example>>,
}

impl<'t> Pieces<'t> {
    fn check(
        written: &'t AstEntry,
        parent: Option<&Self>,
        context: EntryContext<'_>,
        sink: &mut Diagnostics<'_>,
    ) -> Self {
        let wordings = check_messages(written, parent.map(|parent| parent.written), sink);
        // The case of an entry that is wrong is of no use, and inherits nothing.
        let heritage = parent.map(|parent| (parent.written, parent.fields.as_deref().unwrap_or_default()));
        Self {
            variant: check_name(written, sink),
            codes: check_codes(written, sink),
            statuses: check_status(written, sink),
            code_less: check_code_less(written, sink),
            envelope: check_home(written, context.table, sink),
            fields: check_fields(written, heritage, &wordings, context, sink),
            wordings,
            when: check_placed_conditions(&written.when, sink),
            docs: check_docs(&written.docs, sink),
            texts: check_texts(written, sink),
            retry: check_retry(written, sink),
            examples: check_examples(&written.examples, sink),
            written,
        }
    }

    /// Puts the pieces together; a case inherits from `parent` what it does not state.
    fn assemble(&self, parent: Option<&Self>, id: Option<EntryId>, context: EntryContext<'_>) -> Checked<Entry> {
        self.written.sound?;
        self.texts?;
        let chain = || std::iter::once(self).chain(parent);
        let (code, aliases) = parent.unwrap_or(self).codes.clone()?;
        let (without_code, any_code) = parent.unwrap_or(self).code_less?;
        let home = self.envelope?.or(parent.map(|parent| parent.envelope).transpose()?.flatten());
        let (message, fields) = self.message(context)?;
        let statuses = self.statuses.clone()?;
        let states_status = !statuses.is_empty();
        let inherited = parent.map(|parent| parent.statuses.clone()).transpose()?.unwrap_or_default();
        Ok(Entry {
            name: self.written.name.value.clone(),
            variant: self.variant.clone()?,
            parent: id,
            code,
            aliases,
            statuses: if states_status { statuses } else { inherited },
            states_status,
            without_code,
            any_code,
            envelope: home.unwrap_or_default(),
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
            since: first_text(chain(), |entry| &entry.since)?,
            deprecated: self.deprecated(parent)?,
            examples: self.examples.clone()?,
        })
    }

    /// The message, and the fields with the text that is kept where there is no message.
    fn message(&self, context: EntryContext<'_>) -> Checked<(Message, Vec<Field>)> {
        let mut fields = self.fields.clone()?;
        let mut wordings = self.wordings.clone()?.unwrap_or_default().into_iter();
        if let Some(written) = wordings.next() {
            return Ok((Message::Wordings(Wordings::new(written, wordings)), fields));
        }
        if context.keeps_text && !fields.iter().any(|field| field.ident == "message") {
            fields.extend(parameter("message", true));
        }
        let kept = context.keeps_text && fields.iter().any(|field| field.parameter && field.name == "message");
        Ok((Message::Any { kept }, fields))
    }

    /// The conditions with those of the entry, narrowed where both speak of one value.
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
        for pieces in std::iter::once(self).chain(parent) {
            if let Some(stated) = pieces.written.deprecated.clone()? {
                return Ok(stated);
            }
        }
        Ok(None)
    }
}

fn first<'a, 't: 'a, T: Copy>(
    chain: impl Iterator<Item = &'a Pieces<'t>>,
    key: impl Fn(&AstEntry) -> Given<At<T>>,
) -> Checked<Option<T>> {
    for pieces in chain {
        if let Some(stated) = key(pieces.written)? {
            return Ok(Some(stated.value));
        }
    }
    Ok(None)
}

fn first_text<'a, 't: 'a>(
    chain: impl Iterator<Item = &'a Pieces<'t>>,
    key: impl Fn(&AstEntry) -> &Given<At<String>>,
) -> Checked<Option<String>> {
    for pieces in chain {
        if let Some(stated) = text(key(pieces.written))? {
            return Ok(Some(stated));
        }
    }
    Ok(None)
}

fn first_list<'a, 't: 'a>(
    chain: impl Iterator<Item = &'a Pieces<'t>>,
    key: impl Fn(&AstEntry) -> &Given<Vec<At<String>>>,
) -> Checked<Vec<String>> {
    for pieces in chain {
        if let Some(list) = key(pieces.written).as_ref().map_err(|rejected| *rejected)? {
            return Ok(list.iter().map(|text| text.value.clone()).collect());
        }
    }
    Ok(Vec::new())
}

fn check_fields(
    written: &AstEntry,
    parent: Option<Parent<'_>>,
    wordings: &Checked<Option<Vec<Template>>>,
    context: EntryContext<'_>,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<Field>> {
    match wordings {
        Ok(Some(wordings)) => check_entry_fields(written, parent, wordings, true, sink),
        // A declared `message` is the text that such an entry keeps.
        Ok(None) => check_entry_fields(written, parent, &kept_text(written, context), false, sink),
        Err(rejected) => Err(*rejected),
    }
}

/// Where no message is stated, a field `message` that does not say where it stands is the text itself.
fn kept_text(written: &AstEntry, context: EntryContext<'_>) -> Vec<Template> {
    let kept = written.fields.iter().any(|field| field.name.value == "message" && matches!(field.source, Ok(None)));
    if kept && context.keeps_text { vec![Template::lone("message")] } else { Vec::new() }
}

/// No text has leftovers of a formatter in it. Messages are looked at with their templates.
fn check_texts(written: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let single = [&written.summary, &written.action].into_iter().filter_map(|text| text.as_ref().ok()?.as_ref());
    let lists = [&written.causes, &written.notes].into_iter().filter_map(|list| list.as_ref().ok()?.as_ref());
    let checked: Vec<_> = single.chain(lists.flatten()).map(|text| check_corruption(text, sink)).collect();
    checked.into_iter().collect()
}

/// The retry with its delay.
fn check_retry(written: &AstEntry, sink: &mut Diagnostics<'_>) -> Checked<Option<Retry>> {
    let delay = written.retry_after?;
    match (written.retry?.map(|word| word.value), delay) {
        (Some(RetryWord::After), delay) => Ok(Some(Retry::After(check_delay(delay, sink)?))),
        (Some(RetryWord::Poll), delay) => Ok(Some(Retry::Poll(check_delay(delay, sink)?))),
        (_, Some(delay)) => {
            let diagnostic = Diagnostic::new(&rules::RETRY_AFTER, delay.span, "a delay without a retry that waits")
                .label("after this many seconds, what?");
            Err(sink.report(diagnostic))
        }
        (Some(RetryWord::Never), None) => Ok(Some(Retry::Never)),
        (Some(RetryWord::Unknown), None) => Ok(Some(Retry::Unknown)),
        (None, None) => Ok(None),
    }
}

/// A delay in seconds.
fn check_delay(written: Option<At<f64>>, sink: &mut Diagnostics<'_>) -> Checked<Option<Duration>> {
    let Some(delay) = written else { return Ok(None) };
    let milliseconds = delay.value * 1000.0;
    if !(0.0..=1e15).contains(&milliseconds) {
        let diagnostic = Diagnostic::new(&rules::RETRY_AFTER, delay.span, "this is no delay")
            .label("expected a number of seconds")
            .help("write the seconds to wait, such as `30` or `0.5`");
        return Err(sink.report(diagnostic));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was asked above")]
    Ok(Some(Duration::from_millis(milliseconds.round() as u64)))
}

/// An entry states something by which a response can be told to be it.
fn check_tells(written: &AstEntry, sink: &mut Diagnostics<'_>) {
    if written.sound.is_err() || !states_nothing(written) {
        return;
    }
    let name = &written.name;
    let diagnostic = match (&written.code, written.without_code) {
        (Ok(None), Ok(None)) if matches!(written.aliases, Ok(None)) => Diagnostic::new(
            &rules::NOTHING_TO_TELL,
            name.span,
            format!("no response can be told to be `{}`", name.value),
        )
        .label("has neither `code`, `status`, `message` nor `when`"),
        (Ok(Some(_)), Ok(Some(At { value: true, span }))) => {
            let title = format!("no response without a code can be told to be `{}`", name.value);
            Diagnostic::new(&rules::NOTHING_TO_TELL, span, title)
                .label("without its code, everything would be this")
                .related(name.span, "has neither `status`, `message` nor `when`")
                .help("give it a `status`, a `message` or a `when`, or remove `without_code`")
        }
        _ => return,
    };
    sink.report(diagnostic);
}

fn check_case_differs(case: &AstEntry, sink: &mut Diagnostics<'_>) {
    if case.sound.is_ok() && states_nothing(case) {
        let name = &case.name;
        let diagnostic = Diagnostic::new(
            &rules::CASE_WITHOUT_DIFFERENCE,
            name.span,
            format!("nothing tells the case `{}` from its entry", name.value),
        )
        .label("has neither `status`, `message` nor `when` of its own");
        sink.report(diagnostic);
    }
}

fn states_nothing(written: &AstEntry) -> bool {
    matches!(written.status, Ok(None)) && matches!(written.message, Ok(None)) && matches!(written.when, Ok(None))
}

/// The conditions of a case can hold together with those of its entry.
fn check_agreement(case: &AstEntry, parent: &Pieces<'_>, pieces: &mut Pieces<'_>, sink: &mut Diagnostics<'_>) {
    let (Ok(outer), Ok(inner)) = (&parent.when, &pieces.when) else { return };
    let clash = inner.iter().find_map(|(condition, span)| {
        let together =
            |other: &Condition| can_hold_together(std::slice::from_ref(other), std::slice::from_ref(condition));
        outer.iter().find(|(other, _)| !together(other)).map(|(_, place)| (*span, *place))
    });
    if let Some((span, place)) = clash {
        let diagnostic = Diagnostic::new(
            &rules::CONTRADICTION,
            span,
            format!("`{}` asks for another value here than its entry", case.name.value),
        )
        .label("the case asks for this")
        .related(place, "its entry asks for that, and both must hold");
        pieces.when = Err(sink.report(diagnostic));
    }
}
