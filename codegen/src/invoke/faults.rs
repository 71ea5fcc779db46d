//! What is wrong with an invocation.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

/// The faults of an invocation, which are reported all at once.
#[derive(Default)]
pub(crate) struct Faults(Vec<Error>);

impl Faults {
    pub(crate) fn report(&mut self, fault: Error) {
        self.0.push(fault);
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes what went well; the rest is reported.
    pub(crate) fn check<T>(&mut self, outcome: syn::Result<T>) -> Option<T> {
        outcome.map_err(|fault| self.report(fault)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ToTokens for Faults {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().map(Error::to_compile_error));
    }
}
