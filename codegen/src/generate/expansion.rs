//! The expansion of a table: the enum and everything that is generated for it.

use proc_macro2::TokenStream;
use quote::quote;

use super::output::Output;
use super::table_set::TableSet;
use super::target::Target;
use super::{boxed, constructors, enums, shape};
use crate::emit::{Runtime, emit};

/// Expands the enum of a table, or of several, with everything that is generated for it.
pub(crate) fn expand(tables: &TableSet<'_>, target: &Target, output: Output) -> TokenStream {
    let runtime = Runtime::new(&target.krate);
    let definition = enums::expand(tables, target, &runtime);
    let boxed = boxed::expand(tables, target, &runtime);
    let constructors = target.constructors.then(|| constructors::expand(tables, target, &runtime, output));
    let mut emitted = emit(&shape::describe(tables, target, &runtime));
    emitted.methods.extend(constructors.flatten());
    if target.is_deprecated() {
        let methods = std::mem::take(&mut emitted.methods);
        emitted.within.extend(methods);
    }
    if target.is_deprecated() || has_deprecated(tables) {
        emitted.within = output.using_deprecated(&runtime, emitted.within, &TokenStream::new());
    }
    let code = emitted.into_tokens(&target.conditions());
    quote!(#definition #boxed #code)
}

fn has_deprecated(tables: &TableSet<'_>) -> bool {
    tables.variants.iter().any(|variant| variant.entry.deprecated.is_some())
}
