//! Fields.

use std::collections::{HashMap, HashSet};

use super::message::MOST_PARAMETERS;
use super::source::{Reach, SourceRole, ValueSpec, check_source};
use super::text::text;
use crate::ast::{AstEntry, AstField};
use crate::diagnostics::{Checked, Diagnostic, Diagnostics};
use crate::model::{Field, Template, Type, ValueSource};
use crate::names;
use crate::rules;
use crate::source::At;
use crate::suggest;
use crate::template::IGNORED;

/// Where fields are declared that are no entry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// At the top of the table.
    Table,
    /// In `[detail]`.
    Detail,
}

/// Fields that have no message to stand in.
pub(crate) fn check_loose_fields(fields: &[AstField], home: Home, sink: &mut Diagnostics<'_>) -> Checked<Vec<Field>> {
    let reach = if home == Home::Detail { Reach::Detail } else { Reach::Response };
    let checked: Vec<Checked<Field>> = fields
        .iter()
        .map(|written| {
            let field = check_field(written, reach, sink)?;
            if !field.source.places.is_empty() {
                return Ok(field);
            }
            let diagnostic = Diagnostic::new(
                &rules::FIELD_WITHOUT_SOURCE,
                written.name.span,
                format!("nothing says where `{}` stands", written.name.value),
            )
            .help("give it `at = \"/…\"`");
            Err(sink.report(diagnostic))
        })
        .collect();
    let names = check_idents(fields.iter().map(|field| &field.name), sink);
    let checked = checked.into_iter().collect::<Checked<Vec<_>>>()?;
    names.map(|()| checked)
}

/// The entry of a case, as written and with its fields.
pub(crate) type Parent<'p> = (&'p AstEntry, &'p [Field]);

/// The fields of an entry: what its wordings and its declarations say together, and what a case inherits.
pub(crate) fn check_entry_fields(
    entry: &AstEntry,
    parent: Option<Parent<'_>>,
    wordings: &[Template],
    stated: bool,
    sink: &mut Diagnostics<'_>,
) -> Checked<Vec<Field>> {
    let declared: Vec<Checked<Field>> = entry
        .fields
        .iter()
        .map(|written| {
            let field = check_field(written, Reach::Response, sink)?;
            place_field(written, field, entry, wordings, stated, sink)
        })
        .collect();
    check_idents(entry.fields.iter().map(|field| &field.name), sink)?;
    let declared = declared.into_iter().collect::<Checked<Vec<_>>>()?;
    let inherited = parent.map(|parent| inherit(parent, entry, wordings)).unwrap_or_default();
    let fields = in_order(declared, inherited, wordings);
    check_clashes(entry, &fields, sink)?;
    if fields.len() > MOST_PARAMETERS {
        let diagnostic = Diagnostic::new(
            &rules::TOO_MANY_FIELDS,
            entry.name.span,
            format!("`{}` has {} fields", entry.name.value, fields.len()),
        )
        .label(format!("at most {MOST_PARAMETERS}"));
        return Err(sink.report(diagnostic));
    }
    Ok(fields)
}

/// The fields that have a place of their own, and that the case does not declare.
fn inherit((parent, fields): Parent<'_>, case: &AstEntry, wordings: &[Template]) -> Vec<Field> {
    let declares = |entry: &AstEntry, name: &str| entry.fields.iter().position(|field| field.name.value == name);
    fields
        .iter()
        .filter(|field| !field.source.places.is_empty() && declares(case, &field.name).is_none())
        .map(|field| {
            let (some, all) = share(&field.name, wordings);
            let written = declares(parent, &field.name).and_then(|index| parent.fields.get(index));
            let stated = written.and_then(|written| written.required.ok().flatten());
            Field { parameter: some, required: stated.map_or(all, |stated| stated.value), ..field.clone() }
        })
        .collect()
}

/// What a declaration says by itself.
fn check_field(written: &AstField, reach: Reach, sink: &mut Diagnostics<'_>) -> Checked<Field> {
    let name = &written.name;
    let ident = names::ident_of(&name.value).ok_or_else(|| {
        let title = format!("`{}` cannot be the name of a field", name.value);
        let diagnostic = Diagnostic::new(&rules::BAD_NAME, name.span, title);
        sink.report(diagnostic.label("it has neither a letter nor a digit"))
    });
    let ty = written.ty?.map_or(Type::String, |ty| ty.value);
    let value = ValueSpec { name: &name.value, ty, role: SourceRole::Plain, reach };
    let source = check_source(&written.source, value, sink);
    let separator = check_separator(written, ty, sink);
    let values = check_values(written, ty, sink);
    written.sound?;
    Ok(Field {
        name: name.value.clone(),
        ident: ident?,
        ty,
        source: source?,
        parameter: false,
        required: written.required?.is_some_and(|required| required.value),
        separator: separator?,
        values: values?,
        description: text(&written.description)?,
    })
}

fn check_separator(written: &AstField, ty: Type, sink: &mut Diagnostics<'_>) -> Checked<Option<String>> {
    let Some(separator) = written.separator.as_ref().map_err(|rejected| *rejected)? else { return Ok(None) };
    let diagnostic = if ty != Type::List {
        Diagnostic::new(&rules::BAD_SEPARATOR, separator.span, format!("`{}` is no list", written.name.value))
            .label("there is nothing to separate")
            .help("add `type = \"list\"`, or remove `separator`")
    } else if separator.value.is_empty() {
        Diagnostic::new(&rules::BAD_SEPARATOR, separator.span, "this separator is empty")
            .help("write what stands between the elements, such as `\", \"`")
    } else {
        return Ok(Some(separator.value.clone()));
    };
    Err(sink.report(diagnostic))
}

fn check_values(written: &AstField, ty: Type, sink: &mut Diagnostics<'_>) -> Checked<Vec<String>> {
    let Some(values) = written.values.as_ref().map_err(|rejected| *rejected)? else { return Ok(Vec::new()) };
    let mut seen = HashSet::new();
    let repeated = values.value.iter().find(|value| !seen.insert(value.value.as_str()));
    let diagnostic = if ty != Type::String {
        Diagnostic::new(&rules::BAD_VALUES, values.span, format!("`{}` is no string", written.name.value))
            .label("only a string has `values`")
            .help("remove `values`, or make it `type = \"string\"`")
    } else if values.value.is_empty() {
        Diagnostic::new(&rules::BAD_VALUES, values.span, "no value is one of none")
            .help("name the values, or remove the key: then any text is one")
    } else if let Some(value) = repeated {
        Diagnostic::new(&rules::BAD_VALUES, value.span, format!("{:?} is there twice", value.value))
            .help("remove one of them")
    } else {
        return Ok(values.value.iter().map(|value| value.value.clone()).collect());
    };
    Err(sink.report(diagnostic))
}

/// Whether all, some or none of the wordings have a parameter.
fn share(name: &str, wordings: &[Template]) -> (bool, bool) {
    let has = |template: &Template| template.parameters.iter().any(|parameter| parameter == name);
    let some = wordings.iter().any(has);
    (some, some && wordings.iter().all(has))
}

/// Finds the place of a declared field in the message, if it has one.
fn place_field(
    written: &AstField,
    mut field: Field,
    entry: &AstEntry,
    wordings: &[Template],
    stated: bool,
    sink: &mut Diagnostics<'_>,
) -> Checked<Field> {
    let (some, all) = share(&field.name, wordings);
    let has_source = !field.source.places.is_empty();
    field.parameter = some;
    if !some && !has_source {
        return Err(sink.report(without_source(written, entry, wordings, stated)));
    }
    match written.required? {
        Some(At { value: true, span }) if !all && !has_source => {
            let diagnostic = Diagnostic::new(
                &rules::REQUIRED_PARAMETER,
                span,
                format!("`{}` is required, but is not in every wording", field.name),
            )
            .label("a response in another wording could not be this entry");
            return Err(sink.report(diagnostic));
        }
        Some(_) => {}
        None => field.required = all,
    }
    Ok(field)
}

fn without_source(written: &AstField, entry: &AstEntry, wordings: &[Template], stated: bool) -> Diagnostic {
    let name = &written.name;
    let diagnostic =
        Diagnostic::new(&rules::FIELD_WITHOUT_SOURCE, name.span, format!("nothing says where `{}` stands", name.value));
    if !stated {
        return diagnostic
            .label(format!("`{}` has no `message` with a parameter of this name", entry.name.value))
            .help("give it `at = \"/…\"`");
    }
    let parameters = || wordings.iter().flat_map(|template| &template.parameters).map(String::as_str);
    let near = suggest::nearest(&name.value, parameters().filter(|parameter| *parameter != IGNORED));
    diagnostic.label("not in the message").help(match near {
        Some(near) => format!("did you mean `{near}`, which is in the message? Else give it `at = \"/…\"`"),
        None => format!("give it `at = \"/…\"`, or put `{{{}}}` into the message", name.value),
    })
}

/// The parameters of the written wording, then what is declared, then the parameters of the other wordings, then what is
/// inherited.
fn in_order(mut declared: Vec<Field>, mut inherited: Vec<Field>, wordings: &[Template]) -> Vec<Field> {
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
        fields.extend(parameter(name, share(name, wordings).1));
    };
    for name in wordings.first().iter().flat_map(|written| &written.parameters) {
        take(name, &mut declared, &mut fields);
    }
    fields.append(&mut declared);
    for name in wordings.iter().flat_map(|wording| &wording.parameters) {
        take(name, &mut declared, &mut fields);
    }
    fields.append(&mut inherited);
    fields
}

/// A parameter that nothing declares: a string.
pub(crate) fn parameter(name: &str, required: bool) -> Option<Field> {
    Some(Field {
        name: name.to_owned(),
        ident: names::ident_of(name)?,
        ty: Type::String,
        source: ValueSource::default(),
        parameter: true,
        required,
        separator: None,
        values: Vec::new(),
        description: None,
    })
}

/// No two declared names become the same Rust field.
fn check_idents<'n>(names: impl Iterator<Item = &'n At<String>>, sink: &mut Diagnostics<'_>) -> Checked<()> {
    let mut seen: HashMap<String, &At<String>> = HashMap::new();
    let mut result = Ok(());
    for name in names {
        let Some(ident) = names::ident_of(&name.value) else { continue };
        if let Some(first) = seen.get(&ident) {
            let diagnostic = Diagnostic::new(
                &rules::DUPLICATE_FIELD,
                name.span,
                format!("`{}` and `{}` become the same field", first.value, name.value),
            )
            .label(format!("would be `{ident}` again"))
            .related(first.span, format!("is `{ident}`"));
            result = Err(sink.report(diagnostic));
        } else {
            seen.insert(ident, name);
        }
    }
    result
}

/// No parameter becomes the same Rust field as another or as a declared one.
fn check_clashes(entry: &AstEntry, fields: &[Field], sink: &mut Diagnostics<'_>) -> Checked<()> {
    for (index, field) in fields.iter().enumerate() {
        let Some(first) = fields.iter().take(index).find(|first| first.ident == field.ident) else { continue };
        let diagnostic = Diagnostic::new(
            &rules::DUPLICATE_FIELD,
            entry.name.span,
            format!("`{}` and `{}` become the same field", first.name, field.name),
        )
        .label(format!("both would be `{}` of this variant", field.ident))
        .help("rename one of the two parameters");
        return Err(sink.report(diagnostic));
    }
    Ok(())
}
