//! The type as the user wrote it, with its attributes read.

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{Attribute, Data, DeriveInput, Error, Fields, Generics, LitStr, Member, Meta, Type, Visibility};

use crate::macro_input::{Argument, Arguments, AttributeKind, Errors, argument_list};
use crate::suggest;

/// The type.
pub(super) struct Written {
    pub(super) ident: Ident,
    pub(super) visibility: Visibility,
    pub(super) generics: Generics,
    pub(super) arguments: Arguments,
    /// Whether it is a struct, which is one variant without a name of its own.
    pub(super) is_struct: bool,
    /// Whether `thiserror::Error` stands beside, which has `Display`, `Error` and `From` then, or the user writes them.
    pub(super) has_display: bool,
    pub(super) variants: Vec<Variant>,
}

/// A variant.
pub(super) struct Variant {
    pub(super) ident: Ident,
    pub(super) role: Role,
    /// Whether it is an entry that another variant is, too.
    pub(super) also: bool,
    /// Whether its fields have no names.
    pub(super) is_tuple: bool,
    pub(super) fields: Vec<Field>,
}

impl Variant {
    /// Whether its one field is an `Unknown`, as far as the name tells.
    pub(super) fn seems_unknown(&self) -> bool {
        let [field] = self.fields.as_slice() else { return false };
        matches!(&field.ty, Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Unknown"))
    }
}

/// What a variant is to the tables.
pub(super) enum Role {
    /// The entry of its name.
    Named,
    /// The entry of this name.
    Entry(LitStr),
    /// What the error in it is.
    Transparent,
    /// What the tables do not know.
    Unknown,
    /// Its attributes or its fields are wrong, which has been reported.
    Faulty,
}

/// A field of a variant.
pub(super) struct Field {
    pub(super) member: Member,
    /// The name that it has in a pattern.
    pub(super) binding: Ident,
    pub(super) ty: Type,
    /// The table's name of it, where that is another.
    pub(super) name: Option<LitStr>,
    /// Whether it is written as `Display` writes it.
    pub(super) display: bool,
    /// Whether it is none of the table's.
    pub(super) skip: bool,
    /// Whether a decoded value has the default there.
    pub(super) default: bool,
    /// Whether it is the error's source.
    pub(super) source: bool,
    /// Whether the variant is made from it.
    pub(super) from: bool,
    /// Whether its attributes are wrong, which has been reported.
    pub(super) faulty: bool,
}

impl Field {
    /// How messages call it.
    pub(super) fn shown(&self) -> String {
        match &self.member {
            Member::Named(name) => name.to_string(),
            Member::Unnamed(index) => index.index.to_string(),
        }
    }
}

/// Reads the type; `None` if it cannot be an error at all.
pub(super) fn read(item: TokenStream, faults: &mut Errors) -> Option<Written> {
    let input: DeriveInput = faults.check(syn::parse2(item))?;
    let is_struct = matches!(input.data, Data::Struct(_));
    let place = if is_struct { AttributeKind::Struct } else { AttributeKind::Enum };
    let mut arguments = read_arguments(&input, place, faults);
    let mut beside_thiserror = is_thiserrors(&input.attrs);
    let variants = match input.data {
        Data::Enum(data) => {
            if data.variants.is_empty() {
                faults.report(Error::new(
                    input.ident.span(),
                    "an enum without variants is no error; write one variant for each entry of the table, or let \
                     `#[errspec::table(\"…\")]` write them",
                ));
            }
            beside_thiserror |= data.variants.iter().any(|variant| is_thiserrors(&variant.attrs));
            data.variants.into_iter().map(|it| read_variant(it.ident, &it.attrs, it.fields, faults)).collect()
        }
        Data::Struct(data) => {
            let mut variant = read_variant(input.ident.clone(), &[], data.fields, faults);
            if let Some(name) = arguments.entry.take() {
                variant.role = Role::Entry(name);
            }
            vec![variant]
        }
        Data::Union(data) => {
            faults.report(Error::new(data.union_token.span, "a union cannot be an error; write an enum or a struct"));
            return None;
        }
    };
    let own_display = arguments.own_display;
    Some(Written {
        ident: input.ident,
        visibility: input.vis,
        generics: input.generics,
        arguments,
        is_struct,
        has_display: beside_thiserror || own_display,
        variants,
    })
}

/// Whether one of these is an attribute of thiserror's.
fn is_thiserrors(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("error"))
}

/// The arguments of all `#[errspec(..)]` on the type.
fn read_arguments(input: &DeriveInput, place: AttributeKind, faults: &mut Errors) -> Arguments {
    let mut arguments = Arguments::default();
    let mut there = false;
    report_misplaced(&input.attrs, "a type", faults);
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("errspec")) {
        there = true;
        match &attribute.meta {
            Meta::List(list) => arguments.add(list.tokens.clone(), place, faults),
            _ => faults.report(Error::new_spanned(attribute, place.usage())),
        }
    }
    if arguments.paths.is_empty() && (faults.is_empty() || !there) {
        faults.report(place.no_path(input.ident.span()));
    }
    arguments
}

/// The words of all `#[errspec(..)]` on a variant or field, and whether they are all there is.
fn read_words(attributes: &[Attribute], usage: &str, faults: &mut Errors) -> (Vec<Argument>, bool) {
    let (mut all, before) = (Vec::new(), faults.len());
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("errspec")) {
        match &attribute.meta {
            Meta::List(list) => all.extend(argument_list::parse(list.tokens.clone(), usage, faults)),
            _ => faults.report(Error::new_spanned(attribute, usage)),
        }
    }
    (all, faults.len() == before)
}

/// Says that `#[source]` and `#[from]` stand on fields.
fn report_misplaced(attributes: &[Attribute], place: &str, faults: &mut Errors) {
    for attribute in attributes.iter().filter(|it| it.path().is_ident("source") || it.path().is_ident("from")) {
        let fault = format!("this stands on a field, not on {place}");
        faults.report(Error::new_spanned(attribute, fault));
    }
}

const OF_VARIANT: &str = "a variant has `#[errspec(entry = \"NAME\")]`, `#[errspec(also)]`, `#[errspec(transparent)]` or \
                          `#[errspec(unknown)]`";

fn read_variant(ident: Ident, attributes: &[Attribute], fields: Fields, faults: &mut Errors) -> Variant {
    let mut role: Option<(Role, Ident)> = None;
    let before = faults.len();
    report_misplaced(attributes, "a variant", faults);
    let (words, mut sound) = read_words(attributes, OF_VARIANT, faults);
    sound &= faults.len() == before;
    let mut also = false;
    for word in words {
        if matches!(&word, Argument::Bare(name) if name == "also") {
            also = true;
            continue;
        }
        let Some((next, name)) = faults.check(role_of(word)) else {
            sound = false;
            continue;
        };
        if let Some((_, before)) = &role {
            let fault = match name == *before {
                true => format!("`{name}` is given twice"),
                false => format!("`{name}` beside `{before}`: a variant is only one of these\nhelp: {OF_VARIANT}"),
            };
            faults.report(Error::new(name.span(), fault));
            sound = false;
            continue;
        }
        role = Some((next, name));
    }
    let is_tuple = matches!(fields, Fields::Unnamed(_));
    let fields = fields.into_iter().enumerate().map(|(number, field)| read_field(number, field, faults)).collect();
    let mut variant = Variant { ident, role: role.map_or(Role::Named, |(role, _)| role), also, is_tuple, fields };
    sound &= has_right_shape(&variant, faults);
    if !sound {
        // What keeps the unknown is known by its type, so that the error is decoded all the same.
        variant.role = if variant.seems_unknown() { Role::Unknown } else { Role::Faulty };
    }
    variant
}

fn role_of(word: Argument) -> syn::Result<(Role, Ident)> {
    let (name, value) = match word {
        Argument::Bare(name) => (name, None),
        Argument::Value(name, value) => (name, Some(value)),
        Argument::Text(text) => {
            return Err(Error::new(text.span(), format!("a path stands on the type, not here\nhelp: {OF_VARIANT}")));
        }
    };
    let word = name.unraw().to_string();
    let role = match (word.as_str(), value) {
        ("transparent", None) => Role::Transparent,
        ("unknown", None) => Role::Unknown,
        ("entry", Some(value)) => Role::Entry(value.text(&name)?),
        ("entry", None) => return Err(Error::new(name.span(), "expected `entry = \"NAME\"`")),
        ("transparent" | "unknown", Some(_)) => return Err(stands_alone(&name)),
        (word, _) => {
            let help = suggest::help(word, &["entry", "also", "transparent", "unknown"]);
            return Err(Error::new(name.span(), format!("a variant has no `{word}`; {help}")));
        }
    };
    Ok((role, name))
}

fn stands_alone(name: &Ident) -> Error {
    Error::new(name.span(), format!("`{name}` stands alone, without a value"))
}

/// Whether a variant has the fields that its role asks for.
fn has_right_shape(variant: &Variant, faults: &mut Errors) -> bool {
    let span = variant.ident.span();
    let one = variant.fields.len() == 1;
    match variant.role {
        Role::Transparent if !one => {
            faults.report(Error::new(span, "a transparent variant has one field: the error that it is"));
        }
        Role::Unknown if !one => {
            let fault = format!("the variant for the unknown has one field: `{}(errspec::Unknown)`", variant.ident);
            faults.report(Error::new(span, fault));
        }
        Role::Transparent | Role::Unknown => return has_no_marks(variant, faults),
        _ => return check_sources(variant, faults),
    }
    false
}

/// Whether nothing is said of the field of a variant that is no entry.
fn has_no_marks(variant: &Variant, faults: &mut Errors) -> bool {
    let before = faults.len();
    let transparent = matches!(variant.role, Role::Transparent);
    for field in &variant.fields {
        let marked = field.name.is_some() || field.display || field.skip || field.default;
        // A transparent variant may be made from its error.
        if marked || (field.source && !(transparent && field.from)) {
            let fault = "this variant is no entry, so nothing is to be said of its field; remove the attribute";
            faults.report(Error::new_spanned(&field.ty, fault));
        }
    }
    faults.len() == before
}

/// Whether a variant has one source at most.
fn check_sources(variant: &Variant, faults: &mut Errors) -> bool {
    for (what, marked) in [("source", marked(variant, |it| it.source)), ("from", marked(variant, |it| it.from))] {
        if let [_, second, ..] = marked.as_slice() {
            let fault = format!("`#[{what}]` stands on two fields of one variant; an error has one source");
            faults.report(Error::new_spanned(&second.ty, fault));
            return false;
        }
    }
    if let ([from, ..], true) = (marked(variant, |it| it.from).as_slice(), variant.fields.len() > 1) {
        let fault =
            "a variant that is made from its source has no other fields\nhelp: write `#[source]`, and make it by hand";
        faults.report(Error::new_spanned(&from.ty, fault));
        return false;
    }
    true
}

fn marked(variant: &Variant, mark: impl Fn(&Field) -> bool) -> Vec<&Field> {
    variant.fields.iter().filter(|field| mark(field)).collect()
}

const OF_FIELD: &str = "a field has `#[errspec(field = \"name\")]`, `#[errspec(display)]`, `#[errspec(default)]` or \
                        `#[errspec(skip)]`";

fn read_field(number: usize, field: syn::Field, faults: &mut Errors) -> Field {
    let member = field.ident.clone().map_or(Member::Unnamed(number.into()), Member::Named);
    let before = faults.len();
    let mut has = |name: &str| {
        let mut there = field.attrs.iter().filter(|attribute| attribute.path().is_ident(name));
        let first = there.next();
        if let Some(attribute) = first.filter(|attribute| !matches!(attribute.meta, Meta::Path(_))) {
            faults.report(Error::new_spanned(attribute, format!("this is written `#[{name}]`")));
        }
        there.for_each(|again| faults.report(Error::new_spanned(again, format!("`#[{name}]` is given twice"))));
        first.is_some()
    };
    let (from, source) = (has("from"), has("source"));
    let mut out = Field {
        binding: format_ident!("__{}", number),
        member,
        ty: field.ty,
        name: None,
        display: false,
        skip: false,
        default: false,
        source: source || from,
        from,
        faulty: false,
    };
    let (words, mut sound) = read_words(&field.attrs, OF_FIELD, faults);
    for word in words {
        sound &= faults.check(mark_field(&mut out, word)).is_some();
    }
    if let (Some(name), true) = (&out.name, out.skip) {
        let fault = "`skip` says that the field is none of the table's, and `field` which it is";
        faults.report(Error::new(name.span(), fault));
        sound = false;
    }
    out.faulty = !sound || faults.len() > before;
    out
}

fn mark_field(field: &mut Field, word: Argument) -> syn::Result<()> {
    let twice = |name: &Ident| Error::new(name.span(), format!("`{name}` is given twice"));
    let (name, flag) = match word {
        Argument::Value(name, value) if name == "field" => {
            let given = field.name.replace(value.text(&name)?).is_some();
            return if given { Err(twice(&name)) } else { Ok(()) };
        }
        Argument::Bare(name) => match name.unraw().to_string().as_str() {
            "display" => (name, &mut field.display),
            "skip" => (name, &mut field.skip),
            "default" => (name, &mut field.default),
            "field" => return Err(Error::new(name.span(), "expected `field = \"name\"`")),
            "source" | "from" => {
                return Err(Error::new(name.span(), format!("this is an attribute of its own: `#[{name}]`")));
            }
            _ => return Err(unknown_mark(&name)),
        },
        Argument::Value(name, _) if ["display", "skip", "default"].contains(&name.to_string().as_str()) => {
            return Err(stands_alone(&name));
        }
        Argument::Value(name, _) => return Err(unknown_mark(&name)),
        Argument::Text(text) => {
            return Err(Error::new(text.span(), format!("expected `field = \"name\"`\nhelp: {OF_FIELD}")));
        }
    };
    if std::mem::replace(flag, true) { Err(twice(&name)) } else { Ok(()) }
}

fn unknown_mark(name: &Ident) -> Error {
    let help = suggest::help(&name.to_string(), &["field", "display", "default", "skip"]);
    Error::new(name.span(), format!("a field has no `{name}`; {help}"))
}
