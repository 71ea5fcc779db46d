//! The fields of entries.

use super::code_class::{check_code_field, is_code_field, keep_code};
use super::field::{check_field, check_idents, check_longest_part, check_quoted, parameter};
use super::message::MOST_PARAMETERS;
use super::pattern::named_placeholder;
use super::reach::Reach;
use crate::ast::{AstEntry, AstField};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics, Edit, Suggestion};
use crate::model::{Field, Template, Type};
use crate::rules;
use crate::source::At;
use crate::suggest;
use crate::template::IGNORED;

/// An entry or a case, whose fields are declared, are parameters of its message, or are inherited.
pub(crate) struct EntryFields<'a> {
    pub(crate) entry: &'a AstEntry,
    /// For a case, its entry.
    pub(crate) parent: Option<Parent<'a>>,
    /// The templates that a text may fit, with the written one first. Where the entry has no message, this is `{message}` for a
    /// text that is kept.
    pub(crate) templates: &'a [Template],
    pub(crate) has_message: bool,
    /// For an entry that keeps the code of the response, the type of its field `code`, if that is not declared.
    pub(crate) code: Option<Type>,
}

/// The entry of a case, with its fields.
#[derive(Clone, Copy)]
pub(crate) struct Parent<'a> {
    pub(crate) entry: &'a AstEntry,
    pub(crate) fields: &'a [Field],
}

impl EntryFields<'_> {
    /// Returns the fields in the order in which the variant has them.
    pub(crate) fn check(&self, sink: &mut Diagnostics<'_>) -> Checked<Vec<Field>> {
        let entry = self.entry;
        let declared: Vec<Checked<Field>> =
            entry.fields.iter().map(|written| self.check_declared(written, sink)).collect();
        check_idents(entry.fields.iter().map(|field| &field.name), sink)?;
        let declared = declared.into_iter().collect::<Checked<Vec<_>>>()?;
        let mut fields = self.in_order(declared, self.inherited());
        if let Some(ty) = self.code {
            let declared = std::iter::once(entry).chain(self.parent.map(|parent| parent.entry));
            keep_code(&mut fields, ty, declared.flat_map(|entry| &entry.fields).find(|field| is_code_field(field)));
        }
        check_clashes(entry, &fields, sink)?;
        if fields.len() > MOST_PARAMETERS {
            let title = format!("`{}` has {} fields", entry.name.value, fields.len());
            let diagnostic = Diagnostic::new(&rules::TOO_MANY_FIELDS, entry.name.span, title)
                .label(format!("at most {MOST_PARAMETERS}"));
            return Err(sink.report(diagnostic));
        }
        Ok(fields)
    }

    /// Checks a declaration, and completes it with its part in the message.
    fn check_declared(&self, written: &AstField, sink: &mut Diagnostics<'_>) -> Checked<Field> {
        if let Some(natural) = self.code.filter(|_| is_code_field(written)) {
            return self.check_declared_code(written, natural, sink);
        }
        let mut field = check_field(written, Reach::Response, sink)?;
        let presence = self.presence(&field.name);
        check_quoted(written, field.ty, sink)?;
        let has_source = !field.source.places.is_empty();
        field.parameter = presence != Presence::None;
        if !field.parameter && !has_source {
            // A misspelled key may be the message.
            self.entry.sound?;
            return Err(sink.report(self.without_source(written, sink)));
        }
        check_longest_part(written, &field, sink)?;
        if let (false, Some(At { value: true, span })) = (has_source, written.quoted?) {
            let title = format!("`quoted` on `{}` has no effect", field.name);
            let diagnostic =
                Diagnostic::new(&rules::MISPLACED_KEY, span, title).label("a part of a message is a text anyway");
            return Err(sink.report(diagnostic.help("remove `quoted`")));
        }
        match written.required? {
            Some(At { value: true, span }) if presence != Presence::All && !has_source => {
                let title = format!("`{}` is required, but some wordings lack it", field.name);
                let diagnostic = Diagnostic::new(&rules::REQUIRED_PARAMETER, span, title)
                    .label("a response with another wording could not be this entry");
                return Err(sink.report(diagnostic));
            }
            Some(_) => {}
            None => field.required = presence == Presence::All,
        }
        Ok(field)
    }

    /// Checks the declaration of the field that keeps the code. What it cannot have comes first: another type would not help.
    fn check_declared_code(&self, written: &AstField, natural: Type, sink: &mut Diagnostics<'_>) -> Checked<Field> {
        check_quoted(written, written.ty?.map_or(natural, |ty| ty.value), sink)?;
        check_code_field(written, natural, sink)?;
        let field = check_field(written, Reach::Response, sink)?;
        Ok(Field { parameter: self.presence(&field.name) != Presence::None, ..field })
    }

    fn without_source(&self, written: &AstField, sink: &Diagnostics<'_>) -> Diagnostic {
        let name = &written.name;
        let title = format!("the field `{}` has no location", name.value);
        let diagnostic = Diagnostic::new(&rules::FIELD_WITHOUT_SOURCE, name.span, title);
        if !self.has_message {
            let entry = &self.entry.name.value;
            return diagnostic
                .label(format!("`{entry}` has no `message` with a parameter of this name"))
                .help("give it `at = \"/…\"`");
        }
        if let Some(diagnostic) = self.other_notation(name, sink) {
            return diagnostic;
        }
        let parameters = self.templates.iter().flat_map(|template| &template.parameters).map(String::as_str);
        let similar = suggest::nearest(&name.value, parameters.filter(|parameter| *parameter != IGNORED));
        let diagnostic = diagnostic.label("not a parameter of the message");
        match similar.filter(|similar| declaration(self.entry, similar).is_none()) {
            Some(similar) => {
                let message = "a similar parameter exists: {}; or give it `at = \"/…\"`";
                diagnostic.suggest(Suggestion::key(message, name.span, similar).maybe_incorrect())
            }
            None => diagnostic.help(format!("give it `at = \"/…\"`, or put `{{{}}}` into the message", name.value)),
        }
    }

    /// Describes a parameter of the message in the notation of another language, which a field is declared for.
    fn other_notation(&self, name: &At<String>, sink: &Diagnostics<'_>) -> Option<Diagnostic> {
        let mut wordings = self.entry.message.iter().flatten().flatten();
        let (wording, place) = wordings.find_map(|it| Some((it, named_placeholder(&it.value, &name.value)?)))?;
        let span = sink.span_in(wording, place.start, place.end);
        let shown = wording.value.get(place).unwrap_or_default();
        let title = format!("`{shown}` is no parameter of the message");
        let diagnostic = Diagnostic::new(&rules::FIELD_WITHOUT_SOURCE, span, title)
            .label("is text like any other")
            .related(name.span, "declares a parameter of this name");
        let help = format!("a parameter is a name in braces: `{{{}}}`", name.value);
        let edit = Edit::replace(span, format!("{{{}}}", name.value));
        let suggestion = (span != wording.span).then(|| Suggestion::new(help.as_str(), vec![edit]).without_lines());
        Some(diagnostic.help(help).suggest_some(suggestion))
    }

    /// Returns the fields of the entry that have a source of their own, and that the case does not declare.
    fn inherited(&self) -> Vec<Field> {
        let Some(parent) = self.parent else { return Vec::new() };
        let is_inherited =
            |field: &&Field| !field.source.places.is_empty() && declaration(self.entry, &field.name).is_none();
        let inherit = |field: &Field| {
            let presence = self.presence(&field.name);
            let required = declaration(parent.entry, &field.name).and_then(|written| written.required.ok().flatten());
            Field {
                parameter: presence != Presence::None,
                required: required.map_or(presence == Presence::All, |required| required.value),
                ..field.clone()
            }
        };
        parent.fields.iter().filter(is_inherited).map(inherit).collect()
    }

    /// Sorts the fields: the parameters of the written template, the declared fields, the parameters of the other templates,
    /// the inherited fields.
    fn in_order(&self, mut declared: Vec<Field>, mut inherited: Vec<Field>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        let mut take = |name: &str, declared: &mut Vec<Field>, fields: &mut Vec<Field>| {
            if name == IGNORED || fields.iter().any(|field| field.name == name) {
                return;
            }
            for list in [declared, &mut inherited] {
                if let Some(index) = list.iter().position(|field| field.name == name) {
                    return fields.push(list.remove(index));
                }
            }
            fields.extend(parameter(name, self.presence(name) == Presence::All));
        };
        for name in self.templates.first().iter().flat_map(|written| &written.parameters) {
            take(name, &mut declared, &mut fields);
        }
        fields.append(&mut declared);
        for name in self.templates.iter().flat_map(|template| &template.parameters) {
            take(name, &mut declared, &mut fields);
        }
        fields.append(&mut inherited);
        fields
    }

    /// Returns how many of the templates have a parameter.
    fn presence(&self, name: &str) -> Presence {
        let has_parameter = |template: &Template| template.parameters.iter().any(|parameter| parameter == name);
        match self.templates.iter().filter(|template| has_parameter(template)).count() {
            0 => Presence::None,
            count if count == self.templates.len() => Presence::All,
            _ => Presence::Some,
        }
    }
}

/// The number of templates that have a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Presence {
    None,
    Some,
    All,
}

/// Returns the declaration of a field in an entry.
pub(super) fn declaration<'e>(entry: &'e AstEntry, name: &str) -> Option<&'e AstField> {
    entry.fields.iter().find(|field| field.name.value == name)
}

/// Checks that no parameter becomes the same Rust field as another or as a declared one.
fn check_clashes(entry: &AstEntry, fields: &[Field], sink: &mut Diagnostics<'_>) -> Checked<()> {
    for (index, field) in fields.iter().enumerate() {
        let Some(first) = fields.iter().take(index).find(|first| first.ident == field.ident) else { continue };
        let title = format!("`{}` and `{}` become the same field", first.name, field.name);
        let declared = [(field, first), (first, field)];
        let declared = declared.iter().find_map(|(own, other)| Some((declaration(entry, &own.name)?, other)));
        let place = declared.map_or(entry.name.span, |(own, _)| own.name.span);
        let diagnostic = Diagnostic::new(&rules::DUPLICATE_FIELD, place, title);
        let label = format!("both would be the field `{}` of this variant", field.ident);
        return Err(sink.report(match declared {
            Some((own, other)) => diagnostic.label(label).suggest(
                Suggestion::key("name it as the parameter of the message: {}", own.name.span, &other.name)
                    .maybe_incorrect(),
            ),
            None => diagnostic.label(label).help("rename one of the two parameters"),
        }));
    }
    Ok(())
}
