//! The entries of all tables of a type, by name.

use std::collections::HashSet;

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::{Error, LitStr};

use super::input_variant::{DeclaredRole, InputVariant};
use super::proposal;
use super::types::is_plain;
use super::variant_attributes::OtherMessage;
use crate::macro_input::{AttributeKind, SourceTable};
use crate::model::{Entry, Model};
use crate::suggest;

/// An entry, with the number of its table and its own number in the table.
#[derive(Clone, Copy)]
pub(super) struct LocatedEntry<'a> {
    pub(super) table: usize,
    pub(super) index: usize,
    /// The name of the table.
    table_name: &'a str,
    /// The table itself.
    pub(super) model: &'a Model,
    pub(super) entry: &'a Entry,
}

/// The entries of all tables.
pub(super) struct Entries<'a> {
    all: Vec<LocatedEntry<'a>>,
    attribute: AttributeKind,
    /// The names of the entries that no variant names, if they are few.
    unnamed: Vec<&'a str>,
}

/// The most entries without a variant that an error names.
const MOST_UNNAMED: usize = 3;

/// The error of a search that does not find exactly one entry.
pub(super) enum FindError {
    /// No entry has the name. The message suggests similar names.
    NotFound(Error),
    /// Entries of two tables have the name.
    Ambiguous(Error),
}

impl FindError {
    /// Returns the error to report.
    pub(super) fn into_error(self) -> Error {
        match self {
            Self::NotFound(error) | Self::Ambiguous(error) => error,
        }
    }
}

impl<'a> Entries<'a> {
    pub(super) fn new(tables: &'a [SourceTable], attribute: AttributeKind, variants: &[InputVariant]) -> Self {
        let all = tables.iter().enumerate().flat_map(|(table, source)| {
            let table_name = source.model.name.as_str();
            let entries = source.model.entries.iter().enumerate();
            entries.map(move |(index, entry)| LocatedEntry { table, index, table_name, model: &source.model, entry })
        });
        let all: Vec<LocatedEntry<'a>> = all.collect();
        let unnamed = unnamed(&all, variants);
        Self { all, attribute, unnamed }
    }

    /// Finds the entry of a variant.
    pub(super) fn find(&self, variant: &InputVariant) -> Result<LocatedEntry<'a>, FindError> {
        match &variant.role {
            DeclaredRole::Entry(name) => self.find_named(name, variant),
            _ => self.find_variant(variant),
        }
    }

    /// Finds the entry that a variant names. The error for a name that is like no other shows the entry to add.
    fn find_named(&self, written: &LitStr, variant: &InputVariant) -> Result<LocatedEntry<'a>, FindError> {
        let name = written.value();
        let found = self.find_name(written);
        let is_new = suggest::nearest(&name, self.names()).is_none();
        match (&found, proposal::named_entry(variant, &name).filter(|_| is_new)) {
            (Err(FindError::NotFound(error)), Some(proposal)) => {
                let message = format!("the table has no entry `{name}`\nhelp: {proposal}");
                Err(FindError::NotFound(Error::new(error.span(), message)))
            }
            _ => found,
        }
    }

    /// Finds the entry with a name, which may be qualified with that of its table.
    pub(super) fn find_name(&self, written: &LitStr) -> Result<LocatedEntry<'a>, FindError> {
        let name = written.value();
        let (table, plain) = match name.split_once("::") {
            Some((table, entry)) => (Some(table), entry),
            None => (None, name.as_str()),
        };
        let is_table = |name: &str| table.is_none_or(|table| table == name);
        if let Some(found) = self.only(written.span(), |it| it.entry.name == plain && is_table(it.table_name)) {
            return found;
        }
        let unknown_table = table.filter(|table| self.all.iter().all(|it| it.table_name != *table));
        let message = match unknown_table {
            Some(table) => self.unknown_table(table, plain),
            None => self.unknown_entry(plain),
        };
        Err(FindError::NotFound(Error::new(written.span(), message)))
    }

    /// Finds the entry that has the name of a variant, with these words or else with these letters: `InvalidRPOrigin` is
    /// `INVALID_RP_ORIGIN`.
    fn find_variant(&self, variant: &InputVariant) -> Result<LocatedEntry<'a>, FindError> {
        let (name, span) = (variant.ident.unraw().to_string(), variant.ident.span());
        if let Some(found) = self.only(span, |it| it.entry.variant == name) {
            return found;
        }
        let has_letters = |it: &&LocatedEntry<'a>| it.entry.variant.eq_ignore_ascii_case(&name);
        let mut similar = self.all.iter().filter(has_letters);
        match (similar.next(), similar.next()) {
            (Some(one), None) => Ok(*one),
            _ => Err(FindError::NotFound(Error::new(span, self.unknown_variant(&name, variant)))),
        }
    }

    /// Returns the only entry that fits, or the error that several do; `None` if none does.
    fn only(
        &self,
        span: Span,
        fits: impl Fn(&LocatedEntry<'a>) -> bool,
    ) -> Option<Result<LocatedEntry<'a>, FindError>> {
        let mut found = self.all.iter().filter(|it| fits(it));
        let one = found.next()?;
        let Some(other) = found.next() else { return Some(Ok(*one)) };
        let name = &one.entry.name;
        let message = format!(
            "two tables have an entry `{name}`\nhelp: name the table: `entry = \"{}::{name}\"` or `entry = \"{}::{name}\"`",
            one.table_name, other.table_name
        );
        Some(Err(FindError::Ambiguous(Error::new(span, message))))
    }

    fn unknown_table(&self, name: &str, entry: &str) -> String {
        // The entry tells which table was meant.
        let found: Vec<String> = self
            .all
            .iter()
            .filter(|it| it.entry.name == entry)
            .map(|it| format!("`entry = \"{}::{entry}\"`", it.table_name))
            .collect();
        if let [only] = found.as_slice() {
            return format!("unknown table `{name}`\nhelp: write {only}, or `entry = \"{entry}\"`");
        }
        let mut known: Vec<&str> = self.all.iter().map(|it| it.table_name).collect();
        known.dedup();
        format!("unknown table `{name}`\nhelp: {}", suggest::help(name, &known))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|it| it.entry.name.as_str())
    }

    fn unknown_entry(&self, name: &str) -> String {
        let known: Vec<&str> = self.names().collect();
        format!("the table has no entry `{name}`\nhelp: {}", suggest::help(name, &known))
    }

    fn unknown_variant(&self, name: &str, variant: &InputVariant) -> String {
        let is_struct = self.attribute == AttributeKind::Struct;
        let what = if is_struct { "struct" } else { "variant" };
        let mut helps = Vec::new();
        let known: Vec<&str> = self.all.iter().map(|it| it.entry.variant.as_str()).collect();
        if suggest::nearest(name, known.iter().copied()).is_some() {
            helps.push(suggest::help(name, &known));
        } else if matches!(variant.message, Some(OtherMessage::Transparent)) {
            helps.push(format!("if the error inside has a table, mark the {what} `#[errspec(transparent)]`"));
            helps.push(
                "if not, name the entry that callers see: `#[errspec(entry = \"NAME\", transparent)]`".to_owned(),
            );
            return format!("the table has no entry for the transparent {what} `{name}`{}", help_lines(&helps));
        } else if !variant.seems_unknown() {
            helps.extend(proposal::entry(variant));
        }
        helps.push(match is_struct {
            true => "to name another entry, write `entry = \"NAME\"` after the path".to_owned(),
            false => match self.unnamed.as_slice() {
                [] => "to name another entry, mark the variant `#[errspec(entry = \"NAME\")]`".to_owned(),
                [only] => format!("if it is `{only}`, which has no variant, mark it `#[errspec(entry = \"{only}\")]`"),
                names => format!(
                    "if it is one of {}, which have no variant, mark it `#[errspec(entry = \"NAME\")]`",
                    suggest::list(names)
                ),
            },
        });
        // Only the error inside, or the unknown error, can be the one field.
        if !is_struct && matches!(variant.fields.as_slice(), [only] if !is_plain(&only.ty)) {
            let help = "mark a variant that contains an error with a table `#[errspec(transparent)]`, and the variant for unknown \
                        errors `#[errspec(unknown)]`";
            helps.push(help.to_owned());
        }
        format!("the table has no entry for the {what} `{name}`{}", help_lines(&helps))
    }

    /// Returns the entries that have no variant. A deprecated entry needs none.
    pub(super) fn missing(&self, taken: &HashSet<(usize, usize)>) -> Vec<LocatedEntry<'a>> {
        let is_missing =
            |it: &&LocatedEntry<'a>| it.entry.deprecated.is_none() && !taken.contains(&(it.table, it.index));
        self.all.iter().filter(is_missing).copied().collect()
    }

    /// Returns the declaration of the variant that an entry needs, with its table where the name is not unique.
    pub(super) fn declaration(&self, missing: &LocatedEntry<'_>) -> String {
        let LocatedEntry { table_name, entry, .. } = missing;
        let declaration = declaration(entry);
        match self.all.iter().filter(|other| other.entry.variant == entry.variant).count() {
            ..=1 => declaration,
            _ => format!("#[errspec(entry = \"{table_name}::{}\")] {declaration}", entry.name),
        }
    }
}

/// Returns the names of the entries that no variant has or names; none if they are many.
fn unnamed<'a>(all: &[LocatedEntry<'a>], variants: &[InputVariant]) -> Vec<&'a str> {
    let named: HashSet<String> = variants
        .iter()
        .map(|variant| match &variant.role {
            DeclaredRole::Entry(name) => name.value(),
            _ => variant.ident.unraw().to_string().to_ascii_lowercase(),
        })
        .collect();
    let is_unnamed = |it: &&LocatedEntry<'a>| {
        it.entry.deprecated.is_none()
            && !named.contains(&it.entry.name)
            && !named.contains(&it.entry.variant.to_ascii_lowercase())
    };
    let found: Vec<&'a str> =
        all.iter().filter(is_unnamed).map(|it| it.entry.name.as_str()).take(MOST_UNNAMED + 1).collect();
    if found.len() > MOST_UNNAMED { Vec::new() } else { found }
}

/// Returns the lines of these helps, each after a line break.
fn help_lines(helps: &[String]) -> String {
    helps.iter().map(|help| format!("\nhelp: {help}")).collect()
}

/// Returns the declaration of the variant that an entry needs.
fn declaration(entry: &Entry) -> String {
    let fields: Vec<String> =
        entry.fields.iter().map(|field| format!("{}: {}", field.ident, field.rust_type())).collect();
    match fields.is_empty() {
        true => format!("{},", entry.variant),
        false => format!("{} {{ {} }},", entry.variant, fields.join(", ")),
    }
}
