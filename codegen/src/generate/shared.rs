//! Lists that several entries have, each written once: entries refer to them by number.

use std::collections::HashMap;
use std::hash::Hash;

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Code, Field, Type};

/// The lists of all entries. The number of an empty one is 0.
#[derive(Default)]
pub(super) struct Lists<'a> {
    pub(super) aliases: Shared<Vec<Code>>,
    pub(super) statuses: Shared<Vec<(u16, u16)>>,
    /// By their text for debugging, which says all that they say.
    pub(super) when: Shared<String>,
    pub(super) fields: SharedFields<'a>,
    pub(super) texts: TextLists<'a>,
}

impl Lists<'_> {
    /// The value of `Packed::lists`, with lists of fields written by `write`.
    pub(super) fn expand(&self, write: impl Fn(&[Field]) -> TokenStream) -> TokenStream {
        let (aliases, statuses, when) = (&self.aliases.written, &self.statuses.written, &self.when.written);
        let fields = self.fields.lists.iter().map(|list| write(list));
        let texts = self.texts.0.iter().map(|list| quote!(&[#(#list),*]));
        quote! {
            __errspec::Lists {
                aliases: &[&[], #(#aliases),*],
                statuses: &[&[], #(#statuses),*],
                when: &[&[], #(#when),*],
                fields: &[&[], #(#fields),*],
                texts: &[#(#texts),*],
            }
        }
    }
}

/// Texts that are asked for as slices. They stand in lists of about this length: what a compiler does for one grows faster than
/// the list.
#[derive(Default)]
pub(super) struct TextLists<'a>(Vec<Vec<&'a str>>);

const TEXTS: usize = 64;

impl<'a> TextLists<'a> {
    /// Where the causes of an entry stand, which its notes follow: the number of the list, the place in it, and how many there
    /// are of each, the notes in the upper half.
    pub(super) fn place(&mut self, causes: &'a [String], notes: &'a [String]) -> (usize, usize, usize) {
        let count = causes.len() + notes.len();
        if count == 0 {
            return (0, 0, 0);
        }
        if self.0.last().is_none_or(|list| list.len() + count > TEXTS) {
            self.0.push(Vec::new());
        }
        let number = self.0.len() - 1;
        let mut first = 0;
        if let Some(list) = self.0.last_mut() {
            first = list.len();
            list.extend(causes.iter().chain(notes).map(String::as_str));
        }
        (number, first, causes.len() | notes.len() << 16)
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
    pub(super) fn number(&mut self, key: Option<K>, write: impl FnOnce() -> TokenStream) -> usize {
        let Some(key) = key else { return 0 };
        *self.numbers.entry(key).or_insert_with(|| {
            self.written.push(write());
            self.written.len()
        })
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
    /// The number of this list.
    pub(super) fn number(&mut self, fields: &'a [Field]) -> usize {
        if fields.is_empty() {
            return 0;
        }
        let key = fields.iter().map(|field| (field.name.as_str(), field.ty)).collect();
        let alike = self.known.entry(key).or_default();
        let mut places = alike.iter().copied();
        if let Some(place) = places.find(|at| self.lists.get(*at).is_some_and(|list| is_same(list, fields))) {
            return place + 1;
        }
        alike.push(self.lists.len());
        self.lists.push(fields);
        self.lists.len()
    }
}

/// Whether two lists are the same to the runtime, which knows no descriptions.
fn is_same(a: &[Field], b: &[Field]) -> bool {
    let plain = |field: &Field| Field { description: None, ..field.clone() };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| plain(a) == plain(b))
}
