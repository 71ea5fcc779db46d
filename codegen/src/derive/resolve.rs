//! Resolution: the role and the entry of each variant.

use std::collections::hash_map::Entry as MapEntry;
use std::collections::{HashMap, HashSet};

use syn::Error;

use super::details;
use super::differences;
use super::entries::{Entries, FindError, LocatedEntry};
use super::fields::{FieldMapping, map_fields};
use super::input::Input;
use super::input_field::InputField;
use super::input_variant::{DeclaredRole, InputVariant};
use crate::macro_input::{Completeness, Errors, SourceTable};
use crate::model::Entry;

/// A variant and its role.
pub(super) struct ResolvedVariant<'a> {
    pub(super) variant: &'a InputVariant,
    pub(super) role: ResolvedRole<'a>,
}

/// The role of a variant.
pub(super) enum ResolvedRole<'a> {
    /// An entry of a table.
    Entry(EntryMapping<'a>),
    /// A wrapper of the error in its field.
    Transparent(&'a InputField),
    /// An error that is in no table; the field contains it.
    Unknown(&'a InputField),
    /// None, because none was found.
    Unresolved,
}

/// The entry of a variant.
pub(super) struct EntryMapping<'a> {
    pub(super) table: usize,
    pub(super) index: usize,
    pub(super) mapping: FieldMapping<'a>,
    /// The field that carries the sub-errors.
    pub(super) details: Option<&'a InputField>,
    /// `true` if a response can be decoded to the variant.
    pub(super) decoded: bool,
}

/// Resolves every variant.
pub(super) fn resolve<'a>(
    input: &'a Input,
    tables: &'a [SourceTable],
    completeness: Completeness,
    errors: &mut Errors,
) -> Resolved<'a> {
    let mut resolver = Resolver {
        entries: Entries::new(tables, input.kind, &input.variants),
        completeness,
        taken: HashMap::new(),
        also: Vec::new(),
        unknown: None,
    };
    let variants: Vec<ResolvedVariant<'a>> = input
        .variants
        .iter()
        .map(|variant| ResolvedVariant { variant, role: resolver.resolve(variant, errors) })
        .collect();
    resolver.check_also(errors);
    Resolved { variants, taken: resolver.taken.keys().copied().collect(), entries: resolver.entries }
}

/// The variants of a type, and the entries that they have.
pub(super) struct Resolved<'a> {
    pub(super) variants: Vec<ResolvedVariant<'a>>,
    /// The entries of all tables.
    pub(super) entries: Entries<'a>,
    /// The tables and the numbers of the entries that have a variant.
    pub(super) taken: HashSet<(usize, usize)>,
}

impl Resolved<'_> {
    /// Returns `true` if each variant has the role that it declares.
    pub(super) fn is_valid(&self) -> bool {
        self.variants.iter().all(is_resolved)
    }
}

fn is_resolved(resolved: &ResolvedVariant<'_>) -> bool {
    match (&resolved.variant.role, &resolved.role) {
        (_, ResolvedRole::Unresolved) => false,
        (DeclaredRole::Named | DeclaredRole::Entry(_), ResolvedRole::Unknown(_)) => false,
        (_, ResolvedRole::Entry(_) | ResolvedRole::Transparent(_) | ResolvedRole::Unknown(_)) => true,
    }
}

/// The state of a resolution.
struct Resolver<'a> {
    entries: Entries<'a>,
    completeness: Completeness,
    /// The variant of each entry to which a response is decoded.
    taken: HashMap<(usize, usize), &'a InputVariant>,
    /// The variants with `also`, which share their entry with another variant.
    also: Vec<((usize, usize), &'a InputVariant, &'a Entry)>,
    /// The variant for unknown errors.
    unknown: Option<&'a InputVariant>,
}

impl<'a> Resolver<'a> {
    fn resolve(&mut self, variant: &'a InputVariant, errors: &mut Errors) -> ResolvedRole<'a> {
        let field = match variant.role {
            DeclaredRole::Transparent => variant.inner(),
            _ => variant.fields.first(),
        };
        match (&variant.role, field) {
            (DeclaredRole::Transparent, Some(field)) => ResolvedRole::Transparent(field),
            (DeclaredRole::Unknown, Some(field)) => {
                if let Some(before) = self.unknown.replace(variant) {
                    let message = format!("`{}` is already the variant for unknown errors", before.ident);
                    errors.report(Error::new(variant.ident.span(), message));
                }
                ResolvedRole::Unknown(field)
            }
            (DeclaredRole::Transparent | DeclaredRole::Unknown, None) | (DeclaredRole::Invalid, _) => {
                ResolvedRole::Unresolved
            }
            (DeclaredRole::Named | DeclaredRole::Entry(_), field) => match self.find(variant, errors) {
                Some(found) => self.map(variant, found, errors),
                // The missing attribute has been reported. Without this variant, no response could be decoded.
                None if variant.seems_unknown() => field.map_or(ResolvedRole::Unresolved, ResolvedRole::Unknown),
                None => ResolvedRole::Unresolved,
            },
        }
    }

    fn find(&self, variant: &InputVariant, errors: &mut Errors) -> Option<LocatedEntry<'a>> {
        match self.entries.find(variant) {
            Ok(found) => return Some(found),
            Err(FindError::Ambiguous(error)) => errors.report(error),
            Err(FindError::NotFound(error)) if self.completeness == Completeness::Complete => errors.report(error),
            Err(FindError::NotFound(_)) => {}
        }
        None
    }

    fn map(&mut self, variant: &'a InputVariant, found: LocatedEntry<'a>, errors: &mut Errors) -> ResolvedRole<'a> {
        let LocatedEntry { table, index, entry, .. } = found;
        if variant.also.is_some() {
            self.also.push(((table, index), variant, entry));
        } else if let Some(before) = self.taken.insert((table, index), variant) {
            let message = format!(
                "the entry `{}` already has the variant `{}`\nhelp: to keep both variants, mark one of \
                 them `#[errspec(also)]`; a response is decoded to the other",
                entry.name, before.ident
            );
            errors.report(Error::new(variant.ident.span(), message));
        }
        // The fields of an entry are unknown if its part of the table is invalid, which has been reported.
        let mut dropped = Errors::default();
        let is_bare = self.completeness != Completeness::Complete && entry.fields.is_empty();
        let errors = if is_bare { &mut dropped } else { errors };
        let details = details::find(variant, &found, errors);
        let mut mapping = map_fields(variant, entry, errors);
        differences::check(&variant.formats, &mut mapping, errors);
        ResolvedRole::Entry(EntryMapping { table, index, mapping, details, decoded: false })
    }

    /// Checks that each variant with `also` shares its entry with another variant.
    fn check_also(&mut self, errors: &mut Errors) {
        for (place, variant, entry) in std::mem::take(&mut self.also) {
            if let MapEntry::Vacant(free) = self.taken.entry(place) {
                let message = format!("no other variant has the entry `{}`\nhelp: remove `also`", entry.name);
                errors.report(Error::new(variant.also.as_ref().unwrap_or(&variant.ident).span(), message));
                free.insert(variant);
            }
        }
    }
}
