//! Lists that several entries have, each written once: entries refer to them by number.

use std::collections::HashMap;
use std::hash::Hash;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Code, Field, Type};

/// The lists of all entries.
#[derive(Default)]
pub(super) struct Lists<'a> {
    pub(super) aliases: Shared<Vec<Code>>,
    pub(super) statuses: Shared<Vec<(u16, u16)>>,
    /// By their text for debugging, which says all that they say.
    pub(super) when: Shared<String>,
    pub(super) fields: SharedFields<'a>,
}

impl Lists<'_> {
    /// The static with the lists, those of fields written by `write`.
    pub(super) fn expand(&self, write: impl Fn(&[Field]) -> TokenStream) -> TokenStream {
        let (aliases, statuses, when) = (&self.aliases.written, &self.statuses.written, &self.when.written);
        let fields = self.fields.lists.iter().map(|list| write(list));
        quote! {
            static __LISTS: __errspec::Lists = __errspec::Lists {
                aliases: &[#(#aliases),*],
                statuses: &[#(#statuses),*],
                when: &[#(#when),*],
                fields: &[#(#fields),*],
            };
        }
    }
}

/// Lists of one kind, as they are written.
pub(super) struct Shared<K> {
    numbers: HashMap<K, usize>,
    written: Vec<TokenStream>,
}

impl<K> Default for Shared<K> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), written: Vec::new() }
    }
}

impl<K: Eq + Hash> Shared<K> {
    /// The number of the list that has this key; the empty list has none.
    pub(super) fn number(&mut self, key: Option<K>, write: impl FnOnce() -> TokenStream) -> Option<usize> {
        Some(*self.numbers.entry(key?).or_insert_with(|| {
            self.written.push(write());
            self.written.len() - 1
        }))
    }
}

/// Lists of fields.
#[derive(Default)]
pub(super) struct SharedFields<'a> {
    lists: Vec<&'a [Field]>,
    /// The places of the lists of these names and types.
    known: HashMap<Vec<(&'a str, Type)>, Vec<usize>>,
}

impl<'a> SharedFields<'a> {
    /// The number of this list; the empty one has none.
    pub(super) fn number(&mut self, fields: &'a [Field]) -> Option<usize> {
        if fields.is_empty() {
            return None;
        }
        let key = fields.iter().map(|field| (field.name.as_str(), field.ty)).collect();
        let alike = self.known.entry(key).or_default();
        let mut places = alike.iter().copied();
        if let Some(place) = places.find(|at| self.lists.get(*at).is_some_and(|list| is_same(list, fields))) {
            return Some(place);
        }
        alike.push(self.lists.len());
        self.lists.push(fields);
        Some(self.lists.len() - 1)
    }
}

/// Whether two lists are the same to the runtime, which knows no descriptions.
fn is_same(a: &[Field], b: &[Field]) -> bool {
    let plain = |field: &Field| Field { description: None, ..field.clone() };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| plain(a) == plain(b))
}
