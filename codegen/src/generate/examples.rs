//! The recorded responses of a table: its tests.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Example, Model, Status};

/// The value of `Table::examples`.
pub(super) fn expand(model: &Model) -> TokenStream {
    let none = quote!(__O::None);
    let success = model.success.examples.iter().map(|example| write(example, &none));
    let entries = model.entries.iter().flat_map(|entry| {
        let name = &entry.name;
        let name = quote!(__O::Some(#name));
        entry.examples.iter().map(move |example| write(example, &name))
    });
    let examples = success.chain(entries);
    quote!(&[#(#examples),*])
}

fn write(example: &Example, entry: &TokenStream) -> TokenStream {
    let Example { status, headers, body } = example;
    let status = status.map_or(0, Status::get);
    let headers = headers.iter().map(|(name, value)| quote!((#name, #value)));
    quote! {
        __errspec::Example { entry: #entry, status: #status, headers: &[#(#headers),*], body: #body }
    }
}
