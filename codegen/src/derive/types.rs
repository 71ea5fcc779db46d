//! The types of the user, as identified by their names.

use syn::{GenericArgument, PathArguments, Type};

/// Returns the type in an `Option`, which is identified by its name.
pub(super) fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Returns `true` if the name is that of a string, a number or another plain value, which cannot be an error.
pub(super) fn is_plain(ty: &Type) -> bool {
    const PLAIN: &[&str] = &[
        "String",
        "str",
        "Cow",
        "Vec",
        "Json",
        "char",
        "bool",
        "f32",
        "f64",
        "i8",
        "i16",
        "i32",
        "i64",
        "i128",
        "isize",
        "u8",
        "u16",
        "u32",
        "u64",
        "u128",
        "usize",
        "NonZero",
        "Duration",
        "Timestamp",
        "SystemTime",
    ];
    match ty {
        Type::Reference(reference) => is_plain(&reference.elem),
        Type::Path(path) => match option_of(ty) {
            Some(inner) => is_plain(inner),
            None => path.path.segments.last().is_some_and(|last| PLAIN.iter().any(|name| last.ident == name)),
        },
        _ => false,
    }
}
