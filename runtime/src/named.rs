//! Finding an entry by its name, where a document other than the table's own says it.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::Entry;
use crate::decoded::Rest;
use crate::find::{Candidates, Found};
use crate::generated::{Built, Fields};
use crate::said::Received;
use crate::table::{Field, Table};
use crate::unknown::{Parts, Unknown};
use crate::value::Value;
use crate::wire::from_text;

/// What a document says of an error.
pub(crate) struct Named<'n> {
    /// The name of its table, where the document says it.
    pub(crate) table: Option<&'n str>,
    pub(crate) name: Option<&'n str>,
    pub(crate) code: Option<&'n Received<'n>>,
    pub(crate) message: Option<&'n str>,
    /// The value of a field that the document gives under the field's name.
    pub(crate) value: &'n dyn Fn(&Field) -> Option<Value<'n>>,
}

impl<'n> Named<'n> {
    /// The error, and the number of the table that has it; the unknown if no table has, or if a required value is missing.
    pub(crate) fn error<E: Built>(&self, rest: &Rest<'_>) -> (E, usize) {
        let mut nearest = None;
        let is_meant = |table: &Table| self.table.is_none_or(|name| name == table.name);
        for (number, table) in E::tables().iter().enumerate().filter(|(_, table)| is_meant(table)) {
            let entry = match self.find(table) {
                Found::Entry(entry) => entry,
                Found::Unknown(owner) => {
                    nearest = nearest.or(owner);
                    continue;
                }
            };
            if let Some(mut fields) = self.fields(entry)
                && let Some(error) = E::build(number, entry.number, &mut fields)
            {
                return (error, number);
            }
            nearest = nearest.or(Some(entry));
        }
        let parts = Parts {
            code: self.code,
            name: self.name.map(String::from),
            message: self.message,
            status: rest.status,
            body: &rest.body,
            entry: nearest,
        };
        (E::from_unknown(Unknown::new(parts)), 0)
    }

    /// Of the entries that have the code, or of those that have none, the one of this name; else the one that alone has the
    /// code, as in a response.
    fn find(&self, table: &'static Table) -> Found {
        let candidates = match self.code {
            Some(code) => Candidates::of_code(table, code.key()),
            None => Some(Candidates::without_code(table)),
        };
        let Some(Candidates { candidates, owner }) = candidates else { return Found::Unknown(None) };
        let mut entries = candidates.iter().filter_map(|number| Entry::of(table, number));
        match entries.find(|entry| Some(entry.name()) == self.name).or_else(|| Entry::of(table, owner)) {
            Some(entry) => Found::Entry(entry),
            None => Found::Unknown(None),
        }
    }

    fn fields(&self, entry: Entry) -> Option<Fields<'n>> {
        let mut fields = Fields::default();
        for field in entry.carried() {
            let value = (self.value)(field).or_else(|| self.text(entry, field));
            if value.is_none() && field.required {
                return None;
            }
            fields.push(value);
        }
        Some(fields)
    }

    /// The value of the field that is the message itself.
    fn text(&self, entry: Entry, field: &Field) -> Option<Value<'n>> {
        let message = self.message.unwrap_or_default();
        if is_message(entry, field) { from_text(field, Cow::Borrowed(message)) } else { None }
    }
}

/// Whether a field is the message itself.
pub(crate) fn is_message(entry: Entry, field: &Field) -> bool {
    entry.any_text() && field.parameter
}
