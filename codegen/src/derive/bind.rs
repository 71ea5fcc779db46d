//! Ties variants to entries, and their fields to those of the table.

use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Error, Member};

use super::Table;
use super::written::{Field, Role, Variant, Written};
use crate::macro_input::Errors;
use crate::model::{self, Entry, Type};
use crate::suggest;

/// A variant and what it is to the tables.
pub(super) struct Bound<'a> {
    pub(super) variant: &'a Variant,
    pub(super) to: To<'a>,
}

/// What a variant is.
pub(super) enum To<'a> {
    /// An entry of a table.
    Entry(Tie<'a>),
    /// The error in its field.
    Transparent(&'a Field),
    /// What the tables do not know, kept in its field.
    Unknown(&'a Field),
    /// Nothing that could be found out.
    Nothing,
}

/// A variant tied to an entry.
pub(super) struct Tie<'a> {
    pub(super) table: usize,
    pub(super) index: usize,
    /// For each field of the entry, the variant's field that carries it.
    pub(super) fields: Vec<(&'a model::Field, Option<&'a Field>)>,
    /// The variant's field that is its source.
    pub(super) source: Option<&'a Field>,
    /// Whether nothing was wrong with the fields.
    pub(super) sound: bool,
}

/// Ties every variant. Whether an entry is missing is only asked where the tables are `complete`.
pub(super) fn bind<'a>(
    written: &'a Written,
    tables: &'a [Table],
    complete: bool,
    faults: &mut Errors,
) -> Vec<Bound<'a>> {
    let entries = Entries::new(tables);
    let mut taken: HashMap<(usize, usize), &Variant> = HashMap::new();
    let mut further: Vec<((usize, usize), &Variant, &Entry)> = Vec::new();
    let mut unknown: Option<&Variant> = None;
    let mut out = Vec::new();
    for variant in &written.variants {
        let to = match (&variant.role, variant.fields.first()) {
            (Role::Transparent, Some(field)) => To::Transparent(field),
            (Role::Unknown, Some(field)) => {
                if let Some(before) = unknown.replace(variant) {
                    let fault = format!("`{}` keeps the unknown already", before.ident);
                    faults.report(Error::new(variant.ident.span(), fault));
                }
                To::Unknown(field)
            }
            (Role::Transparent | Role::Unknown, None) | (Role::Faulty, _) => To::Nothing,
            (Role::Named | Role::Entry(_), field) => match entries.find(variant, written.is_struct, complete, faults) {
                Some((table, index, entry)) => {
                    if variant.also {
                        further.push(((table, index), variant, entry));
                    } else if let Some(before) = taken.insert((table, index), variant) {
                        let fault = format!(
                            "the entry `{}` is the variant `{}` already\nhelp: if it is to be both, mark one of them \
                             `#[errspec(also)]`; the other is what a response is decoded to",
                            entry.name, before.ident
                        );
                        faults.report(Error::new(variant.ident.span(), fault));
                    }
                    To::Entry(Binder::new(variant, entry).bind(table, index, faults))
                }
                // It is not marked, which has been reported; without it nothing would be decoded.
                None if variant.seems_unknown() => field.map_or(To::Nothing, To::Unknown),
                None => To::Nothing,
            },
        };
        out.push(Bound { variant, to });
    }
    for (place, variant, entry) in further {
        if let MapEntry::Vacant(free) = taken.entry(place) {
            let fault =
                format!("`also` says that another variant is the entry `{}`, and none is; remove it", entry.name);
            faults.report(Error::new(variant.ident.span(), fault));
            free.insert(variant);
        }
    }
    // What seems to be missing may be what a faulty variant, or a faulty argument, was meant for.
    let sound = !written.arguments.invalid
        && out.iter().all(|bound| match (&bound.variant.role, &bound.to) {
            (_, To::Nothing) | (Role::Named | Role::Entry(_), To::Unknown(_)) => false,
            (_, To::Entry(_) | To::Transparent(_) | To::Unknown(_)) => true,
        });
    if complete && sound && !out.is_empty() && !written.arguments.partial && !written.is_struct {
        report_missing(written, &entries, &taken, faults);
    }
    out
}

/// The entries of all tables.
struct Entries<'a> {
    all: Vec<(usize, usize, &'a str, &'a Entry)>,
}

impl<'a> Entries<'a> {
    fn new(tables: &'a [Table]) -> Self {
        let all = tables.iter().enumerate().flat_map(|(number, table)| {
            let entries = table.model.entries.iter().enumerate();
            entries.map(move |(index, entry)| (number, index, table.model.name.as_str(), entry))
        });
        Self { all: all.collect() }
    }

    /// The entry of a variant. That there is none is a fault only where the tables are complete.
    fn find(
        &self,
        variant: &Variant,
        is_struct: bool,
        complete: bool,
        faults: &mut Errors,
    ) -> Option<(usize, usize, &'a Entry)> {
        let (name, span) = match &variant.role {
            Role::Entry(name) => (name.value(), name.span()),
            _ => (variant.ident.unraw().to_string(), variant.ident.span()),
        };
        let by_variant = !matches!(variant.role, Role::Entry(_));
        let (table, plain) = match name.split_once("::") {
            Some((table, entry)) => (Some(table), entry),
            None => (None, name.as_str()),
        };
        let named = |entry: &Entry| if by_variant { entry.variant == plain } else { entry.name == plain };
        let of_table = |own: &str| table.is_none_or(|table| table == own);
        let mut found = self.all.iter().filter(|(_, _, own, entry)| named(entry) && of_table(own));
        match (found.next(), found.next()) {
            (Some((table, index, _, entry)), None) => Some((*table, *index, entry)),
            (Some((_, _, one, entry)), Some((_, _, other, _))) => {
                let name = &entry.name;
                let fault = format!(
                    "two tables have an entry `{name}`\nhelp: say which one: `entry = \"{one}::{name}\"` or \
                     `entry = \"{other}::{name}\"`"
                );
                faults.report(Error::new(span, fault));
                None
            }
            (None, _) => {
                if complete {
                    let fault = match table.filter(|table| self.all.iter().all(|(_, _, own, _)| own != table)) {
                        Some(table) => self.no_table(table),
                        None => self.no_entry(plain, by_variant, is_struct),
                    };
                    faults.report(Error::new(span, fault));
                }
                None
            }
        }
    }

    fn no_table(&self, name: &str) -> String {
        let mut known: Vec<&str> = self.all.iter().map(|(_, _, own, _)| *own).collect();
        known.dedup();
        format!("there is no table `{name}` here\nhelp: {}", suggest::help(name, &known))
    }

    fn no_entry(&self, name: &str, by_variant: bool, is_struct: bool) -> String {
        let own = |entry: &'a Entry| if by_variant { entry.variant.as_str() } else { entry.name.as_str() };
        let known: Vec<&str> = self.all.iter().map(|(_, _, _, entry)| own(entry)).collect();
        let help = suggest::help(name, &known);
        match (by_variant, is_struct) {
            (false, _) => format!("the table has no entry `{name}`\nhelp: {help}"),
            (true, true) => format!(
                "the table has no entry for the struct `{name}`\nhelp: {help}\nhelp: `entry = \"NAME\"` behind the path says \
                 which entry it is"
            ),
            (true, false) => format!(
                "the table has no entry for the variant `{name}`\nhelp: {help}\nhelp: with another name than its entry it is \
                 marked `#[errspec(entry = \"NAME\")]`; with an error in it that has a table, `#[errspec(transparent)]`; to keep \
                 what no entry is, `#[errspec(unknown)]`"
            ),
        }
    }
}

/// Says which entries no variant is of. One that is deprecated need not have one.
fn report_missing(
    written: &Written,
    entries: &Entries<'_>,
    taken: &HashMap<(usize, usize), &Variant>,
    faults: &mut Errors,
) {
    const SHOWN: usize = 20;
    let missing: Vec<(&str, &Entry)> = entries
        .all
        .iter()
        .filter(|(table, index, _, entry)| entry.deprecated.is_none() && !taken.contains_key(&(*table, *index)))
        .map(|(_, _, table, entry)| (*table, *entry))
        .collect();
    if missing.is_empty() {
        return;
    }
    let mut fault = match missing.len() {
        1 => "an entry of the table has no variant\nhelp: add it, or say `partial` behind the path:".to_owned(),
        count => {
            format!("{count} entries of the table have no variant\nhelp: add them, or say `partial` behind the path:")
        }
    };
    for (table, entry) in missing.iter().take(SHOWN) {
        fault.push_str("\n    ");
        if entries.all.iter().filter(|(_, _, _, other)| other.variant == entry.variant).count() > 1 {
            fault.push_str(&format!("#[errspec(entry = \"{table}::{}\")] ", entry.name));
        }
        fault.push_str(&sketch(entry));
    }
    if missing.len() > SHOWN {
        fault.push_str(&format!("\n    … and {} more", missing.len() - SHOWN));
    }
    faults.report(Error::new(written.ident.span(), fault));
}

/// The variant that an entry asks for.
fn sketch(entry: &Entry) -> String {
    let fields: Vec<String> = entry
        .fields
        .iter()
        .map(|field| match field.required {
            true => format!("{}: {}", field.ident, rust_type(field.ty)),
            false => format!("{}: Option<{}>", field.ident, rust_type(field.ty)),
        })
        .collect();
    match fields.is_empty() {
        true => format!("{},", entry.variant),
        false => format!("{} {{ {} }},", entry.variant, fields.join(", ")),
    }
}

fn rust_type(ty: Type) -> &'static str {
    match ty {
        Type::String => "String",
        Type::Integer => "i64",
        Type::Number => "f64",
        Type::Boolean => "bool",
        Type::List => "Vec<String>",
        Type::Json => "errspec::Json",
    }
}

/// Ties the fields of one variant.
struct Binder<'a> {
    variant: &'a Variant,
    entry: &'a Entry,
    ties: Vec<(&'a model::Field, Option<&'a Field>)>,
}

impl<'a> Binder<'a> {
    fn new(variant: &'a Variant, entry: &'a Entry) -> Self {
        Self { variant, entry, ties: entry.fields.iter().map(|field| (field, None)).collect() }
    }

    fn bind(mut self, table: usize, index: usize, faults: &mut Errors) -> Tie<'a> {
        let before = faults.len();
        let source = self.source();
        for field in self.variant.fields.iter().filter(|field| !field.faulty) {
            let is_source = source.is_some_and(|source| std::ptr::eq(source, field));
            // A source, or what is skipped, is no field of the table unless it says so.
            let apart = field.skip || (is_source && !field.display);
            if let Some(name) = &field.name {
                self.tie_named(&name.value(), name.span(), field, faults);
            } else if !apart && !self.variant.is_tuple {
                let name = field.shown();
                self.tie_named(name.strip_prefix("r#").unwrap_or(&name), field.member.span(), field, faults);
            } else if !apart {
                self.tie_next(field, faults);
            }
        }
        self.check_displayed(faults);
        self.check_order(faults);
        // What seems to be missing may be what a faulty field was meant for.
        if faults.len() == before && self.variant.fields.iter().all(|field| !field.faulty) {
            self.report_missing(faults);
        }
        Tie { table, index, fields: self.ties, source, sound: faults.len() == before }
    }

    /// The field that is marked as the source; else, as people know it, the one of this name, unless the table has one.
    fn source(&self) -> Option<&'a Field> {
        let marked = self.variant.fields.iter().find(|field| field.source);
        let named = |field: &&Field| matches!(&field.member, Member::Named(name) if name == "source");
        let free = |field: &&Field| field.name.is_none() && self.entry.fields.iter().all(|own| own.name != "source");
        marked.or_else(|| self.variant.fields.iter().find(|field| named(field) && free(field)))
    }

    /// `Display` writes a text, and nothing else.
    fn check_displayed(&mut self, faults: &mut Errors) {
        for (own, tied) in &mut self.ties {
            if let Some(field) = tied.take_if(|field| field.display && own.ty != Type::String) {
                let fault = format!(
                    "`display` writes a text, and `{}` is of another type in the table: `{}`",
                    own.name,
                    rust_type(own.ty)
                );
                faults.report(Error::new_spanned(&field.ty, fault));
            }
        }
    }

    /// In a tuple, fields of one type are not told apart by their order: the wording of the message gives it, and another
    /// wording would exchange them in silence.
    fn check_order(&self, faults: &mut Errors) {
        if !self.variant.is_tuple {
            return;
        }
        let by_order = |field: &Field| field.name.is_none();
        let ties = || self.ties.iter().filter_map(|(own, tied)| Some((own, tied.filter(|field| by_order(field))?)));
        for (number, (own, field)) in ties().enumerate() {
            if let Some((other, _)) = ties().take(number).find(|(other, _)| other.ty == own.ty) {
                let fault = format!(
                    "`{}` and `{}` are of one type, and only their order tells them apart\nhelp: say which is which by \
                     `#[errspec(field = \"…\")]`, or give the fields names",
                    other.name, own.name
                );
                faults.report(Error::new_spanned(&field.ty, fault));
            }
        }
    }

    fn tie_named(&mut self, name: &str, span: Span, field: &'a Field, faults: &mut Errors) {
        let is = |own: &model::Field| own.name == name || own.ident.strip_prefix("r#").unwrap_or(&own.ident) == name;
        match self.ties.iter_mut().find(|(own, _)| is(own)) {
            Some((_, free @ None)) => *free = Some(field),
            Some((own, Some(before))) => {
                let fault = format!("`{}` is the field `{}` of the table already", before.shown(), own.name);
                faults.report(Error::new(span, fault));
            }
            None => faults.report(Error::new(span, self.no_field(name))),
        }
    }

    /// In a tuple, the fields are those of the table in their order.
    fn tie_next(&mut self, field: &'a Field, faults: &mut Errors) {
        match self.ties.iter_mut().find(|(_, tied)| tied.is_none()) {
            Some((_, free)) => *free = Some(field),
            None => {
                let has = self.known();
                let fault = format!(
                    "the entry `{}` has {has}\nhelp: remove this one, or mark it `#[errspec(skip)]`",
                    self.entry.name
                );
                faults.report(Error::new_spanned(&field.ty, fault));
            }
        }
    }

    fn no_field(&self, name: &str) -> String {
        let known: Vec<&str> = self.entry.fields.iter().map(|field| field.ident.as_str()).collect();
        let help = match known.is_empty() {
            true => String::new(),
            false => format!("help: {}\n", suggest::help(name, &known)),
        };
        format!(
            "the entry `{}` has no field `{name}`\n{help}help: mark it `#[errspec(skip)]` if it is to stay out of the \
             response, `#[source]` if it is what caused the error",
            self.entry.name
        )
    }

    fn known(&self) -> String {
        match self.entry.fields.as_slice() {
            [] => "no fields".to_owned(),
            [one] => format!("the one field `{}`", one.name),
            _ => format!("the fields {}", self.names()),
        }
    }

    fn names(&self) -> String {
        suggest::list(&self.entry.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>())
    }

    /// What must be in a response must be in the variant.
    fn report_missing(&self, faults: &mut Errors) {
        for (own, tied) in &self.ties {
            if !own.required || tied.is_some() {
                continue;
            }
            let what = match (own.parameter, self.entry.message.is_any()) {
                (true, true) => "which keeps the message".to_owned(),
                (true, false) => format!("which fills `{{{}}}` of the message", own.name),
                (false, _) => "which a response must have".to_owned(),
            };
            let order = match self.variant.is_tuple {
                true => format!("in a tuple the fields are those of the table in their order: {}", self.names()),
                false => format!("one with another name is tied by `#[errspec(field = \"{}\")]`", own.name),
            };
            let fault = format!(
                "`{}` lacks the field `{}: {}`, {what}\nhelp: {order}",
                self.variant.ident,
                own.ident,
                rust_type(own.ty),
            );
            faults.report(Error::new(self.variant.ident.span(), fault));
        }
    }
}
