//! Fields that the message of another derive shows otherwise than the response has them.

use syn::{Error, Type};

use super::fields::FieldMapping;
use super::formats::{Difference, Formats};
use super::input_field::InputField;
use super::types::is_integer;
use crate::macro_input::Errors;
use crate::model::{Field, Type as FieldType, rust_type};

/// Reports the parameters of the message that another derive writes by a format, and the response without it. A field whose attribute
/// says how it is written is meant to be written so.
///
/// Such a field is no longer one of the entry, so that the compiler does not report its type, too, which its attribute makes irrelevant.
pub(super) fn check(formats: &Formats, mapping: &mut FieldMapping<'_>, errors: &mut Errors) {
    for (own, mapped) in &mut mapping.fields {
        let Some(field) = mapped.filter(|field| own.parameter && field.writer.is_none()) else { continue };
        if let Some(difference) = formats.difference(&field.shown())
            && !is_same(&difference, &field.ty)
        {
            errors.report(Error::new_spanned(&field.ty, message(own, field, &difference)));
            *mapped = None;
            mapping.valid = false;
        }
    }
}

/// Returns `true` if a format writes the same text as `{}`.
fn is_same(difference: &Difference, ty: &Type) -> bool {
    matches!(difference, Difference::Spec(spec) if spec == "?") && is_integer(ty)
}

fn message(own: &Field, field: &InputField, difference: &Difference) -> String {
    let shown = field.shown();
    let name = shown.strip_prefix("r#").unwrap_or(&shown);
    let (logged, attribute) = match difference {
        Difference::Spec(spec) if spec == "?" => (format!("as `{{{name}:?}}`"), "debug".to_owned()),
        Difference::Spec(spec) if spec.contains(['$', '*']) => {
            (format!("as `{{{name}:{spec}}}`"), "with = \"path::of::function\"".to_owned())
        }
        Difference::Spec(spec) => (format!("as `{{{name}:{spec}}}`"), format!("format = \"{{:{spec}}}\"")),
        Difference::Part(part) => (format!("by `{name}{part}`"), format!("with = \"|value| value{}\"", escaped(part))),
        Difference::Expression => ("within an expression".to_owned(), "with = \"path::of::function\"".to_owned()),
    };
    let is_text = !attribute.starts_with("with");
    let retype = match own.ty {
        FieldType::String => String::new(),
        _ if is_text => format!(", and give `{}` the type \"string\" in the table", own.name),
        ty => format!(", which returns a value of its type in the table, such as `{}`", rust_type(ty)),
    };
    format!(
        "the message of the other derive shows `{name}` {logged}, but the response has it as `{{}}` writes it\nhelp: for the same text \
         in the response, mark the field `#[errspec({attribute})]`{retype}\nhelp: if the texts are meant to differ, mark it \
         `#[errspec(plain)]`"
    )
}

/// Returns code as it stands within a string.
fn escaped(code: &str) -> String {
    code.replace('\\', "\\\\").replace('"', "\\\"")
}
