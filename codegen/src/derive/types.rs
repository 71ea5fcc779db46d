//! The types of the user, as identified by their names.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// Returns the type in an `Option`, which is identified by its name.
pub(super) fn option_of(ty: &Type) -> Option<&Type> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().filter(|last| last.ident == "Option").and_then(type_argument)
}

/// Returns the type to which references and the standard smart pointers lead, which are identified by their names.
pub(super) fn behind_pointers(ty: &Type) -> &Type {
    match ty {
        Type::Reference(reference) => behind_pointers(&reference.elem),
        Type::Path(path) => {
            let is_pointer = |last: &&PathSegment| ["Arc", "Rc", "Cow"].iter().any(|name| last.ident == name);
            let inner = path.path.segments.last().filter(is_pointer).and_then(type_argument);
            inner.map_or(ty, behind_pointers)
        }
        _ => ty,
    }
}

/// Returns a type as a user writes it.
pub(super) fn shown(ty: &Type) -> String {
    let spaced = ty.to_token_stream().to_string();
    let pairs = [
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" :: ", "::"),
        (":: ", "::"),
        (" ,", ","),
        ("& ", "&"),
        ("[ ", "["),
        (" ]", "]"),
    ];
    pairs.into_iter().fold(spaced, |text, (from, to)| text.replace(from, to))
}

/// Returns the last name of a path.
pub(super) fn last_name(ty: &Type) -> Option<String> {
    let Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

/// Returns the first type in the angle brackets.
fn type_argument(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

/// Returns the name of a type that surely has no table: a trait object, or the error of a crate for errors of any type.
pub(super) fn foreign_error(ty: &Type) -> Option<String> {
    match behind_pointers(ty) {
        Type::TraitObject(_) => Some("dyn Error".to_owned()),
        Type::Path(path) => {
            let segments: Vec<&PathSegment> = path.path.segments.iter().collect();
            if let [.., krate, last] = segments.as_slice() {
                let is = |name: &str, krates: &[&str]| last.ident == name && krates.iter().any(|it| krate.ident == it);
                if is("Error", &["anyhow"]) || is("Report", &["eyre", "color_eyre", "miette"]) {
                    return Some(format!("{}::{}", krate.ident, last.ident));
                }
            }
            let boxed = segments.last().filter(|last| last.ident == "Box").and_then(|last| type_argument(last));
            boxed.and_then(foreign_error)
        }
        _ => None,
    }
}

/// The names of the types that most fields have.
const COMMON: &[&str] = &["String", "bool", "u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize"];

/// Returns the name of a type that consists of one common name.
pub(super) fn common_name(ty: &Type) -> Option<&'static str> {
    let Type::Path(path) = ty else { return None };
    let name = path.path.get_ident().filter(|_| path.qself.is_none())?;
    COMMON.iter().find(|common| name == *common).copied()
}

/// The names of integers.
const INTEGERS: &[&str] =
    &["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "NonZero"];

/// The names of other plain values.
const PLAIN: &[&str] = &[
    "String",
    "str",
    "Cow",
    "Vec",
    "BTreeMap",
    "BTreeSet",
    "HashMap",
    "HashSet",
    "Json",
    "char",
    "bool",
    "f32",
    "f64",
    "Duration",
    "Instant",
    "Timestamp",
    "SystemTime",
    "Path",
    "PathBuf",
    "OsStr",
    "OsString",
    "IpAddr",
    "Ipv4Addr",
    "Ipv6Addr",
    "SocketAddr",
    "SocketAddrV4",
    "SocketAddrV6",
];

/// Returns `true` if the name is that of an integer, whose `Debug` and `Display` write the same.
pub(super) fn is_integer(ty: &Type) -> bool {
    is_named(ty, INTEGERS)
}

/// Returns `true` if the name is that of a string, a number or a truth value, also within an `Option`.
pub(super) fn is_scalar(ty: &Type) -> bool {
    is_named(option_of(ty).unwrap_or(ty), COMMON)
}

/// Returns `true` if the name is that of a string, a number or another plain value, which cannot be an error.
pub(super) fn is_plain(ty: &Type) -> bool {
    match ty {
        Type::Reference(reference) => is_plain(&reference.elem),
        Type::Array(_) | Type::Slice(_) | Type::Tuple(_) => true,
        Type::Path(path) => {
            let is_pointer = |last: &&PathSegment| ["Option", "Box", "Arc", "Rc"].iter().any(|name| last.ident == name);
            match path.path.segments.last().filter(is_pointer).and_then(type_argument) {
                Some(inner) => is_plain(inner),
                None => is_named(ty, PLAIN) || is_integer(ty),
            }
        }
        _ => false,
    }
}

/// Returns `true` if a type has one of these names.
fn is_named(ty: &Type, names: &[&str]) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| names.iter().any(|name| last.ident == name))
}

/// Returns `true` if a type contains one of these names.
pub(super) fn mentions(tokens: TokenStream, names: &[&Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => names.contains(&&ident),
        TokenTree::Group(group) => mentions(group.stream(), names),
        _ => false,
    })
}
