//! The plain types of fields, as identified by their names, and the types of the table that each can be.

use syn::{Error, GenericArgument, PathArguments, Type as RustType};

use super::input_field::InputField;
use super::types::{option_of, shown};
use crate::macro_input::Errors;
use crate::model::{Field, Type, rust_type};

/// A plain type: a string, a number, a truth value or a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PlainType {
    Text,
    Character,
    Integer,
    Float,
    Boolean,
    List,
}

impl PlainType {
    /// Identifies a type, also within an `Option` or behind a pointer. A name with a module may be that of another type.
    fn of(ty: &RustType) -> Option<Self> {
        let path = match ty {
            RustType::Reference(reference) => return Self::of(&reference.elem),
            RustType::Path(path) if path.qself.is_none() => &path.path,
            _ => return None,
        };
        let name = path.get_ident();
        let Some(name) = name else {
            let only = path.segments.first().filter(|_| path.segments.len() == 1)?;
            let PathArguments::AngleBracketed(arguments) = &only.arguments else { return None };
            return match (only.ident.to_string().as_str(), arguments.args.first()?) {
                ("Vec", _) => Some(Self::List),
                ("Box" | "Arc" | "Rc" | "Option", GenericArgument::Type(inner)) => Self::of(inner),
                _ => None,
            };
        };
        match name.to_string().as_str() {
            "String" | "str" => Some(Self::Text),
            "char" => Some(Self::Character),
            "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
                Some(Self::Integer)
            }
            "f32" | "f64" => Some(Self::Float),
            "bool" => Some(Self::Boolean),
            _ => None,
        }
    }

    /// Returns the type of the table that a field of this type usually has.
    fn usual(self) -> Type {
        match self {
            Self::Text | Self::Character => Type::String,
            Self::Integer => Type::Integer,
            Self::Float => Type::Number,
            Self::Boolean => Type::Boolean,
            Self::List => Type::List,
        }
    }

    /// Returns `true` if a field of this type can have a type of the table.
    fn can_be(self, ty: Type) -> bool {
        match ty {
            Type::String => self != Self::List,
            Type::Number => matches!(self, Self::Integer | Self::Float),
            Type::List | Type::Integers | Type::Numbers => self == Self::List,
            ty => self.usual() == ty,
        }
    }
}

/// Reports fields that are marked as the cause of the error, but are surely no errors. `From` still makes the variant, or each `?` that needs it
/// would be an error, too.
pub(super) fn check_causes(fields: &mut [InputField], errors: &mut Errors) {
    for field in fields.iter_mut().filter(|field| field.source && PlainType::of(&field.ty).is_some()) {
        let (found, mark) = (shown(&field.ty), if field.from { "from" } else { "source" });
        let message = format!(
            "`{found}` does not implement `Error`, so it cannot be the cause of an error\nhelp: remove `#[{mark}]`; write \
             `#[errspec(skip)]` if the field is not in the table"
        );
        errors.report(Error::new_spanned(&field.ty, message));
        field.source = false;
        field.invalid = true;
    }
}

/// Returns `true` if the type of a field is the usual one for a field of the table.
pub(super) fn is_usual(own: &Field, field: &InputField) -> bool {
    PlainType::of(&field.ty).is_some_and(|common| common.usual() == own.ty)
}

/// Returns the error about a field whose type can never be the one in the table. The compiler would name the kind of the field, but not its
/// name. `order` is the list of the fields in the table, if their order alone maps the field.
pub(super) fn mismatch(own: &Field, field: &InputField, order: Option<&str>) -> Option<Error> {
    let ty = option_of(&field.ty).filter(|_| !own.required).unwrap_or(&field.ty);
    let common = PlainType::of(ty).filter(|common| !common.can_be(own.ty))?;
    let (name, expected, other) = (&own.name, type_key(own.ty), type_key(common.usual()));
    let found = shown(ty);
    let order = order.map(|order| {
        format!(
            "help: the fields of a tuple have the order of the table: {order}; in another order, mark each with its name: \
             `#[errspec(field = \"{name}\")]`\n"
        )
    });
    let computed = match own.ty {
        Type::String => {
            format!("write it otherwise: `#[errspec(debug)]`, or `#[errspec(with = |{name}| {name}.join(\", \"))]`")
        }
        _ => "compute the value: `#[errspec(with = \"path::of::function\")]`".to_owned(),
    };
    let message = format!(
        "`{name}` has the type {expected} in the table, which a `{found}` cannot be\n{}help: write `{}`, give `{name}` the type {other} in \
         the table, or {computed}",
        order.unwrap_or_default(),
        rust_type(own.ty),
    );
    Some(Error::new_spanned(&field.ty, message))
}

/// Returns the type as a table states it.
fn type_key(ty: Type) -> &'static str {
    match ty {
        Type::String => "\"string\"",
        Type::Integer => "\"integer\"",
        Type::Number => "\"number\"",
        Type::Boolean => "\"boolean\"",
        Type::List => "\"list\"",
        Type::Integers => "\"list\" of integers",
        Type::Numbers => "\"list\" of numbers",
        Type::Json => "\"json\"",
        Type::Duration => "\"duration\"",
        Type::Time => "\"time\"",
    }
}
