//! The changes of one entry.

use errspec_codegen::Model;
use errspec_codegen::model::{Code, CodeCase, CodeClass, Entry, Retry, Status, StatusRange, Template};

use super::change::{Changes, Lines};
use super::codes::{common_case, reads};
use super::rules::{
    APPLIED_CHANGED, CODE_ADDED, CODE_CHANGED, CODE_DROPPED, CONDITION_CHANGED, ChangeRule, ENTRY_DEPRECATED,
    ENTRY_MOVED, EXIT_CHANGED, GRPC_CHANGED, RETRY_CHANGED, RETRY_WEAKENED, STATUS_ADDED, STATUS_CHANGED,
    STATUS_CLASS_CHANGED, STATUS_DROPPED, SYMBOL_CHANGED, TEXT_CHANGED, VARIANT_RENAMED, WORDING_ADDED,
    WORDING_CHANGED, WORDING_DROPPED,
};
use super::{fields, text};

/// An entry that is in both tables, and where its changes go.
struct Comparison<'m, 'c> {
    old: &'m Entry,
    new: &'m Entry,
    changes: &'c mut Changes,
}

/// Adds the changes of an entry.
pub(super) fn compare((old_model, old): (&Model, &Entry), (new_model, new): (&Model, &Entry), changes: &mut Changes) {
    let lines = Lines { old: Some(old), new: Some(new) };
    let mut comparison = Comparison { old, new, changes };
    comparison.names();
    comparison.codes((old_model, new_model));
    comparison.statuses((old_model, new_model));
    comparison.message();
    comparison.place((old_model, new_model));
    comparison.advice();
    comparison.texts();
    fields::compare(&new.name, (&old.fields, &new.fields), changes, lines);
}

impl Comparison<'_, '_> {
    fn add(&mut self, rule: &'static ChangeRule, old: Option<String>, new: Option<String>) {
        let lines = Lines { old: Some(self.old), new: Some(self.new) };
        self.changes.add_at(rule, &self.new.name, (old, new), lines);
    }

    fn names(&mut self) {
        let (old, new) = (self.old, self.new);
        // Another name of the entry makes another variant, which is one change.
        if old.variant != new.variant && old.name == new.name {
            self.add(&VARIANT_RENAMED, Some(old.variant.clone()), Some(new.variant.clone()));
        }
        if old.symbol != new.symbol && (old.name == new.name || old.symbol.is_some() && new.symbol.is_some()) {
            let symbol = |entry: &Entry| Some(entry.symbol.clone().unwrap_or_else(|| entry.name.clone()));
            self.add(&SYMBOL_CHANGED, symbol(old), symbol(new));
        }
        if old.deprecated.is_none()
            && let Some(deprecation) = &new.deprecated
        {
            self.add(&ENTRY_DEPRECATED, None, deprecation.replacement.clone());
        }
    }

    /// Compares the codes. The codes of a case are those of its entry.
    fn codes(&mut self, (old_model, new_model): (&Model, &Model)) {
        let (old, new) = (self.old, self.new);
        if old.parent.is_some() {
            return;
        }
        let written = |entry: &Entry| entry.code.as_ref().map(ToString::to_string).or_else(|| text::list(&entry.codes));
        let case = common_case(old_model, new_model);
        let is_same = |one: &Code, other: &Code| match (one, other) {
            (Code::String(one), Code::String(other)) if case == CodeCase::Ignored => one.eq_ignore_ascii_case(other),
            (one, other) => one == other,
        };
        let is_same_code = match (&old.code, &new.code) {
            (Some(one), Some(other)) => is_same(one, other),
            (one, other) => one == other,
        };
        let same_class = |classes: &[CodeClass], class: &CodeClass| {
            classes.iter().any(|other| match (other, class) {
                (CodeClass::Code(one), CodeClass::Code(other)) => is_same(one, other),
                (one, other) => case.class(one) == case.class(other),
            })
        };
        let are_same_classes =
            old.codes.len() == new.codes.len() && old.codes.iter().all(|class| same_class(&new.codes, class));
        if !is_same_code || !are_same_classes {
            let is_class = old.code.is_none() && new.code.is_none() && !old.codes.is_empty() && !new.codes.is_empty();
            if !is_class {
                self.add(&CODE_CHANGED, written(old), written(new));
            }
        }
        for code in old.single_codes().filter(|code| !reads(new, code, new_model.case)) {
            self.add(&CODE_DROPPED, Some(code.to_string()), None);
        }
        for class in old.codes.iter().filter(|class| is_range(class) && !same_class(&new.codes, class)) {
            self.add(&CODE_DROPPED, Some(class.to_string()), text::list(&new.codes));
        }
        for code in
            new.single_codes().filter(|code| !reads(old, code, old_model.case) && Some(*code) != new.code.as_ref())
        {
            self.add(&CODE_ADDED, None, Some(code.to_string()));
        }
        for class in new.codes.iter().filter(|class| is_range(class) && !same_class(&old.codes, class)) {
            self.add(&CODE_ADDED, None, Some(class.to_string()));
        }
    }

    fn statuses(&mut self, (old_model, new_model): (&Model, &Model)) {
        let (old, new) = (self.old, self.new);
        let (before, after) = (written_status(old_model, old), written_status(new_model, new));
        if let (Some(before), Some(after)) = (before, after)
            && before != after
        {
            let is_same_class = before.get() / 100 == after.get() / 100;
            let rule = if is_same_class { &STATUS_CHANGED } else { &STATUS_CLASS_CHANGED };
            self.add(rule, Some(before.get().to_string()), Some(after.get().to_string()));
        }
        // No status stands for any.
        let reads = |ranges: &[StatusRange], status| ranges.is_empty() || ranges.iter().any(|it| it.contains(status));
        let lacks = |range: &StatusRange, others: &[StatusRange]| range.iter().any(|status| !reads(others, status));
        let dropped: Vec<_> = old.statuses.iter().filter(|range| lacks(range, &new.statuses)).collect();
        if !dropped.is_empty() || old.statuses.is_empty() && !new.statuses.is_empty() {
            self.add(&STATUS_DROPPED, text::list(dropped).or(Some("any".to_owned())), text::list(&new.statuses));
        }
        let added: Vec<_> = new.statuses.iter().filter(|range| lacks(range, &old.statuses)).collect();
        let is_written_alone =
            added.len() == 1 && after.is_some_and(|status| added.iter().all(|it| is_only(it, status)));
        let is_the_written_one = is_written_alone && before != after;
        if !added.is_empty() && !is_the_written_one {
            self.add(&STATUS_ADDED, text::list(&old.statuses), text::list(added));
        } else if new.statuses.is_empty() && !old.statuses.is_empty() {
            self.add(&STATUS_ADDED, text::list(&old.statuses), Some("any".to_owned()));
        }
        if old.grpc != new.grpc {
            let number = |entry: &Entry| entry.grpc.map(|code| code.number().to_string());
            self.add(&GRPC_CHANGED, number(old), number(new));
        }
        if old.exit != new.exit {
            self.add(&EXIT_CHANGED, text::list(old.exit), text::list(new.exit));
        }
    }

    fn message(&mut self) {
        let (old, new) = (self.old, self.new);
        let wordings = |entry: &Entry| -> Vec<Template> { entry.message.templates().into_owned() };
        let written = |entry: &Entry| entry.message.wordings().and_then(|it| it.written_first().next()).cloned();
        let text = |template: Option<Template>| template.map_or("any text".to_owned(), |it| it.to_string());
        let (before, after) = (wordings(old), wordings(new));
        let (old_written, new_written) = (written(old), written(new));
        if old_written != new_written {
            self.add(&WORDING_CHANGED, Some(text(old_written)), Some(text(new_written.clone())));
        }
        if new.message.is_any() {
            return;
        }
        for wording in before.iter().filter(|wording| !after.contains(wording)) {
            self.add(&WORDING_DROPPED, Some(if old.message.is_any() { text(None) } else { wording.to_string() }), None);
        }
        for wording in
            after.iter().filter(|wording| !before.contains(wording) && Some(*wording) != new_written.as_ref())
        {
            self.add(&WORDING_ADDED, None, Some(wording.to_string()));
        }
    }

    fn place(&mut self, (old_model, new_model): (&Model, &Model)) {
        let (old, new) = (self.old, self.new);
        let id = |model: &Model, entry: &Entry| {
            let envelope = model.envelopes.get(entry.envelope);
            envelope.and_then(|envelope| envelope.id.clone()).or_else(|| Some("the first".to_owned()))
        };
        let (before, after) = (id(old_model, old), id(new_model, new));
        if (&before, old.is_in_one_envelope()) != (&after, new.is_in_one_envelope()) {
            self.add(&ENTRY_MOVED, before, after);
        }
        if old.when != new.when {
            self.add(&CONDITION_CHANGED, text::conditions(&old.when), text::conditions(&new.when));
        }
    }

    fn advice(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.retry != new.retry {
            let helps = |retry: Retry| matches!(retry, Retry::After(_) | Retry::Poll(_));
            let is_weaker = helps(old.retry) && !helps(new.retry);
            let rule = if is_weaker { &RETRY_WEAKENED } else { &RETRY_CHANGED };
            self.add(rule, text::retry(old.retry), text::retry(new.retry));
        }
        if old.applied != new.applied {
            self.add(&APPLIED_CHANGED, text::applied(old.applied), text::applied(new.applied));
        }
    }

    fn texts(&mut self) {
        let (old, new) = (self.old, self.new);
        let joined = |texts: &[String]| (!texts.is_empty()).then(|| texts.join(" "));
        let changed = [
            ("summary", old.summary.clone(), new.summary.clone()),
            ("causes", joined(&old.causes), joined(&new.causes)),
            ("action", old.action.clone(), new.action.clone()),
            ("notes", joined(&old.notes), joined(&new.notes)),
            ("docs", old.docs.clone(), new.docs.clone()),
            ("since", old.since.clone(), new.since.clone()),
            ("deprecated", deprecation(old), deprecation(new)),
        ];
        let lines = Lines { old: Some(old), new: Some(new) };
        for (name, before, after) in changed.into_iter().filter(|(_, before, after)| before != after) {
            if name == "deprecated" && before.is_none() {
                continue;
            }
            self.changes.add_at(&TEXT_CHANGED, &format!("{}.{name}", new.name), (before, after), lines);
        }
    }
}

/// Returns what the table says of the deprecation of an entry. An entry that becomes deprecated is a change of its own.
fn deprecation(entry: &Entry) -> Option<String> {
    let deprecation = entry.deprecated.as_ref()?;
    Some(deprecation.replacement.clone().unwrap_or_else(|| "true".to_owned()))
}

/// Returns the status that is written for an entry.
fn written_status(model: &Model, entry: &Entry) -> Option<Status> {
    let default = || model.envelopes.get(entry.envelope).and_then(|envelope| envelope.default_status);
    entry.statuses.first().map(|range| range.first()).or_else(default)
}

fn is_only(range: &StatusRange, status: Status) -> bool {
    range.first() == status && range.last() == status
}

fn is_range(class: &CodeClass) -> bool {
    !matches!(class, CodeClass::Code(_))
}
