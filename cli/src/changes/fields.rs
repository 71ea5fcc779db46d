//! The changes of fields.

use errspec_codegen::model::Field;

use super::change::{Changes, Lines};
use super::rules::{
    FIELD_ADDED, FIELD_MOVED, FIELD_NARROWED, FIELD_OPTIONAL, FIELD_REMOVED, FIELD_REQUIRED, FIELD_RETYPED,
    FIELD_WIDENED,
};
use super::text;

/// Adds the changes of the fields of an entry or a section.
pub(super) fn compare(owner: &str, (old, new): (&[Field], &[Field]), changes: &mut Changes, lines: Lines<'_>) {
    for before in old.iter().filter(|field| find(new, field).is_none()) {
        changes.add_at(&FIELD_REMOVED, &subject(owner, before), (Some(before.ty.name().to_owned()), None), lines);
    }
    for after in new {
        match find(old, after) {
            Some(before) => compare_field(&subject(owner, after), (before, after), changes, lines),
            None => {
                let subject = subject(owner, after);
                changes.add_at(&FIELD_ADDED, &subject, (None, Some(after.ty.name().to_owned())), lines);
                if after.required {
                    changes.add_at(&FIELD_REQUIRED, &subject, (None, None), lines);
                }
            }
        }
    }
}

fn find<'f>(fields: &'f [Field], field: &Field) -> Option<&'f Field> {
    fields.iter().find(|other| other.name == field.name)
}

/// Returns the field as a path in the table.
fn subject(owner: &str, field: &Field) -> String {
    match owner.starts_with('[') {
        true => format!("{owner} {}", field.name),
        false => format!("{owner}.fields.{}", field.name),
    }
}

fn compare_field(subject: &str, (old, new): (&Field, &Field), changes: &mut Changes, lines: Lines<'_>) {
    let mut add = |rule, values| changes.add_at(rule, subject, values, lines);
    if (old.ty, &old.ident) != (new.ty, &new.ident) {
        add(&FIELD_RETYPED, (Some(old.ty.name().to_owned()), Some(new.ty.name().to_owned())));
    }
    match (old.required, new.required) {
        (false, true) => add(&FIELD_REQUIRED, (None, None)),
        (true, false) => add(&FIELD_OPTIONAL, (None, None)),
        _ => {}
    }
    if form(old) != form(new) {
        let place = |field: &Field| text::source(&field.source).or_else(|| Some("the message alone".to_owned()));
        add(&FIELD_MOVED, (place(old), place(new)));
    }
    let allows_any = |field: &Field| field.values.is_empty();
    let lacks = |one: &Field, other: &Field| {
        let missing = one.values.iter().any(|value| !other.values.contains(value));
        !allows_any(other) && (allows_any(one) || missing)
    };
    let (is_narrower, is_wider) = (lacks(old, new), lacks(new, old));
    let values = |field: &Field| text::list(&field.values).or_else(|| Some("any text".to_owned()));
    if is_narrower || old.chars != new.chars && new.chars.is_some() {
        add(&FIELD_NARROWED, (values(old), values(new)));
    }
    if is_wider || old.chars.is_some() && new.chars.is_none() {
        add(&FIELD_WIDENED, (values(old), values(new)));
    }
}

/// Returns what decides where the value is in a response, and how it is written there.
fn form(field: &Field) -> impl PartialEq + '_ {
    (
        &field.source,
        (field.parameter, field.is_code, field.quoted, field.not_empty),
        (&field.separator, &field.thousands, field.unit),
    )
}
