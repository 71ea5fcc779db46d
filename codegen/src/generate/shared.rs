//! Lists of fields that several entries have.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Field, Type};

/// Lists of fields, each written once: most entries of a table carry the same.
#[derive(Default)]
pub(super) struct SharedFields<'a> {
    lists: Vec<(Ident, &'a [Field])>,
    /// The lists of these names and types.
    known: HashMap<Vec<(&'a str, Type)>, Vec<usize>>,
}

impl<'a> SharedFields<'a> {
    /// The constant that is this list.
    pub(super) fn constant(&mut self, fields: &'a [Field]) -> Ident {
        let key = fields.iter().map(|field| (field.name.as_str(), field.ty)).collect();
        let alike = self.known.entry(key).or_default();
        let mut lists = alike.iter().filter_map(|at| self.lists.get(*at));
        if let Some((ident, _)) = lists.find(|(_, list)| is_same(list, fields)) {
            return ident.clone();
        }
        let ident = format_ident!("__FIELDS_{}", self.lists.len());
        alike.push(self.lists.len());
        self.lists.push((ident.clone(), fields));
        ident
    }

    /// The constants, each list written by `write`.
    pub(super) fn expand(&self, write: impl Fn(&[Field]) -> TokenStream) -> TokenStream {
        let constants = self.lists.iter().map(|(ident, fields)| {
            let fields = write(fields);
            quote!(const #ident: &[__e::Field] = #fields;)
        });
        quote!(#(#constants)*)
    }
}

/// Whether two lists are the same to the runtime, which knows no descriptions.
fn is_same(a: &[Field], b: &[Field]) -> bool {
    let plain = |field: &Field| Field { description: None, ..field.clone() };
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| plain(a) == plain(b))
}
