//! Errors by name, for formats other than the table's own.

use alloc::borrow::Cow;
use alloc::vec::Vec;

#[cfg(feature = "problem")]
use errspec_engine::Found;
use errspec_engine::decode::ResponseParts;
use errspec_engine::response::field_from_text;
use errspec_engine::table::{Field, Table};
use errspec_engine::{Fields, Value};

use crate::details::details_of;
use crate::entries::Entry;
use crate::instance::Built;
use crate::unknown::Unknown;

/// The texts of the parameters in a message, by the number of their field.
pub(in crate::adapters) type Parameters<'n> = Vec<Option<&'n str>>;

/// An error that a document identifies by the name of its entry.
pub(in crate::adapters) struct Named<'n> {
    /// A domain of the table, if the document has one.
    pub(in crate::adapters) table: Option<&'n str>,
    /// The name of the entry.
    pub(in crate::adapters) name: Option<&'n str>,
    /// The gRPC code, if the document is a status.
    #[cfg(feature = "tonic")]
    pub(in crate::adapters) grpc: Option<i32>,
    /// Returns the value that the document has for a field.
    pub(in crate::adapters) value: &'n dyn Fn(&Field<'static>) -> Option<Value<'n>>,
}

impl<'n> Named<'n> {
    /// Returns the error and the number of its table. The error is unknown if no table has the entry, or if a required value is
    /// absent.
    #[cfg(feature = "problem")]
    pub(in crate::adapters) fn error<E: Built>(&self, parts: &'n ResponseParts<'static, '_>) -> (E, usize) {
        self.error_by(parts, &|table| match self.find(table, parts) {
            Found::Entry(entry) => Some((entry, Vec::new())),
            Found::Unknown(_) => None,
        })
    }

    /// Returns the error and the number of its table, with the entry that a function finds in a table. The function also returns the texts of
    /// the parameters in the message, by the number of their field.
    pub(in crate::adapters) fn error_by<E: Built>(
        &self,
        parts: &'n ResponseParts<'static, '_>,
        find: &dyn Fn(&'static Table<'static>) -> Option<(Entry, Parameters<'n>)>,
    ) -> (E, usize) {
        let mut nearest = None;
        let is_named = |table: &&'static Table<'static>| {
            self.table.is_none_or(|name| table.domains().iter().any(|domain| domain == name))
        };
        for (number, table) in E::tables().iter().enumerate().filter(|(_, table)| is_named(table)) {
            let Some((entry, parameters)) = find(table) else { continue };
            if let Some(mut fields) = self.fields(entry, &parameters, parts)
                && let Some(mut error) = E::build(number, entry.number(), &mut fields)
            {
                // The envelope of the entry determines the layout of the sub-errors.
                error.set_details(&mut || details_of::<E>(Some(table), &parts.clone().with(entry.envelope(), None)));
                return (error, number);
            }
            nearest = nearest.or(Some(entry));
        }
        let unknown = Unknown::new(parts, self.name, nearest);
        #[cfg(feature = "tonic")]
        let unknown = unknown.with_grpc(self.grpc);
        (E::from_unknown(unknown), 0)
    }

    /// Finds the entry that has the name and the code (or has no code either), else the only entry that has the code.
    #[cfg(feature = "problem")]
    fn find(&self, table: &'static Table<'static>, parts: &ResponseParts<'_, '_>) -> Found<'static> {
        let code = parts.code_key();
        let Some(mut entries) = table.entries_of_code(code) else { return Found::Unknown(None) };
        let named = entries.find(|entry| Some(entry.name()) == self.name);
        match named.or_else(|| table.owner_of_code(code?)) {
            Some(entry) => Found::Entry(entry),
            None => Found::Unknown(None),
        }
    }

    /// Returns the values of an entry's fields; `None` if a required value is absent.
    pub(in crate::adapters) fn fields(
        &self,
        entry: Entry,
        parameters: &[Option<&'n str>],
        parts: &'n ResponseParts<'_, '_>,
    ) -> Option<Fields<'n>> {
        let mut fields = Fields::default();
        for (number, field) in entry.carried().iter().enumerate() {
            let parameter = || field_from_text(&field, Cow::Borrowed((*parameters.get(number)?)?));
            let value = (self.value)(&field).or_else(parameter).or_else(|| message_value(entry, &field, parts));
            if value.is_none() && field.is_required() {
                return None;
            }
            fields.push(value);
        }
        Some(fields)
    }
}

/// Returns the message as the value of the field that holds it.
fn message_value<'n>(entry: Entry, field: &Field<'static>, parts: &'n ResponseParts<'_, '_>) -> Option<Value<'n>> {
    let message = parts.message().unwrap_or_default();
    if is_message(entry, field) { field_from_text(field, Cow::Borrowed(message)) } else { None }
}

/// Returns `true` if a field holds the whole message.
pub(in crate::adapters) fn is_message(entry: Entry, field: &Field<'_>) -> bool {
    entry.accepts_any_text() && field.is_parameter()
}
