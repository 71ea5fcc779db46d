//! The expansion of a table: the enum and everything that is generated for it.

use proc_macro2::TokenStream;
use quote::quote;

use super::output::Output;
use super::target::Target;
use super::{boxed, constructors, enums, shape};
use crate::emit::{Runtime, emit};
use crate::model::Model;

/// Expands the enum of a table, with everything that is generated for it.
pub(crate) fn expand(model: &Model, target: &Target, output: Output) -> TokenStream {
    let runtime = Runtime::new(&target.krate);
    let definition = enums::expand(model, target, &runtime);
    let boxed = boxed::expand(model, target, &runtime);
    let constructors = target.constructors.then(|| constructors::expand(model, target, &runtime, output));
    let mut emitted = emit(&shape::describe(model, target, &runtime));
    emitted.methods.extend(constructors.flatten());
    if target.is_deprecated() {
        let methods = std::mem::take(&mut emitted.methods);
        emitted.within.extend(methods);
    }
    if target.is_deprecated() || has_deprecated(model) {
        emitted.within = output.using_deprecated(&runtime, emitted.within);
    }
    let code = emitted.into_tokens(&target.conditions());
    quote!(#definition #boxed #code)
}

fn has_deprecated(model: &Model) -> bool {
    model.entries.iter().any(|entry| entry.deprecated.is_some())
}
