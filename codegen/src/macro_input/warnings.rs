//! The warnings of tables, as the compiler shows them.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::environment::Environment;
use super::tables::SourceTable;

/// The attributes of an item that also count for its warnings: the levels of lints, and whether it is compiled.
const KEPT: [&str; 5] = ["allow", "warn", "deny", "forbid", "cfg"];

/// Expands the warnings of tables, for the item that begins with these attributes.
///
/// A macro cannot report a warning. So each becomes the use of a deprecated constant, at the path of its table. The name of the constant is
/// part of what the compiler shows.
///
/// A warning that the item allows is not shown, and so is left to the next type with the table.
pub(crate) fn expand_warnings(
    tables: &[SourceTable],
    item: &TokenStream,
    environment: &dyn Environment,
) -> TokenStream {
    let mut expanded = TokenStream::new();
    if allows(item, "deprecated") {
        return expanded;
    }
    let name = |span: Span| Ident::new("table_warning", span);
    for table in tables {
        for note in table.warnings.iter().filter(|note| environment.is_unreported(note)) {
            let (kept, declared, used) = (kept_attributes(item), name(Span::call_site()), name(table.span));
            expanded.extend(quote! {
                #kept
                const _: () = {
                    #[deprecated(note = #note)]
                    const #declared: () = ();
                    #used
                };
            });
        }
    }
    expanded
}

/// Returns `true` for an item with `#[allow(..)]` of this lint.
fn allows(item: &TokenStream, lint: &str) -> bool {
    item.clone().into_iter().any(|token| {
        let TokenTree::Group(attribute) = token else { return false };
        let mut tokens = attribute.stream().into_iter();
        let is_allow = matches!(tokens.next(), Some(TokenTree::Ident(name)) if name == "allow");
        let Some(TokenTree::Group(list)) = tokens.next().filter(|_| is_allow) else { return false };
        list.stream().into_iter().any(|token| matches!(token, TokenTree::Ident(name) if name == lint))
    })
}

fn kept_attributes(item: &TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    for token in item.clone() {
        let TokenTree::Group(attribute) = token else { continue };
        if attribute.delimiter() == Delimiter::Bracket
            && let Some(TokenTree::Ident(name)) = attribute.stream().into_iter().next()
            && KEPT.iter().any(|known| name == known)
        {
            kept.extend(quote!(# #attribute));
        }
    }
    kept
}
