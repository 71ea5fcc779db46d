//! The value of a table: a few literals that contain its image.
//!
//! The compiler handles every token of a macro three times: when it is created, parsed and type-checked. A literal of any
//! length is one token.

use errspec_engine::feature_of_media_type;
use errspec_engine::table::{BodyKind, Image, LAYOUT, Literal as TableLiteral, Table};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Expands the table with this image, for the `const` block in which the runtime has short names.
pub(crate) fn expand(image: &Image) -> TokenStream {
    let text = Literal::string(image.text());
    let sections = image.sections().map(Literal::byte_string);
    let layout = Literal::u32_unsuffixed(LAYOUT);
    let features = features_of(&image.table());
    let cbor = features.contains(&"cbor").then(|| {
        quote!(
            const _: () = __errspec::check_cbor();
        )
    });
    let msgpack = features.contains(&"msgpack").then(|| {
        quote!(
            const _: () = __errspec::check_msgpack();
        )
    });
    quote! {
        {
            const _: () = __errspec::check_layout(#layout);
            #cbor
            #msgpack
            __errspec::Table::new(#text, [#(#sections),*])
        }
    }
}

/// Returns the features of the runtime without which responses would be written in another format than that of their media type.
fn features_of(table: &Table<'_>) -> Vec<&'static str> {
    let mut features: Vec<&str> = Vec::new();
    for envelope in table.envelopes().iter().filter(|envelope| envelope.body() == BodyKind::Json) {
        features.extend(feature_of_media_type(envelope.media_type()));
    }
    // A value for the header takes the place of the media type.
    let Some(header) = table.headers().iter().position(|name| name == "content-type") else { return features };
    let slot = table.body().slots() + header;
    let of_entries = table.entries().flat_map(|entry| entry.when());
    let of_envelopes = table.envelopes().iter().flat_map(|envelope| envelope.when().iter().chain(envelope.constants()));
    let on_header = of_entries.chain(of_envelopes).filter(|condition| condition.slot as usize == slot);
    features.extend(on_header.filter_map(|condition| match condition.test.written()? {
        TableLiteral::String(media_type) => feature_of_media_type(media_type),
        _ => None,
    }));
    features
}
