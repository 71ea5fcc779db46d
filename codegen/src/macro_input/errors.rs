//! Errors in the input of a macro.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::Error;

/// The errors in the input of a macro. They become one `compile_error!` each.
#[derive(Default)]
pub(crate) struct Errors(Vec<Error>);

impl Errors {
    /// Reports an error.
    pub(crate) fn report(&mut self, error: Error) {
        self.0.push(error);
    }

    /// Returns the value, or reports the error.
    pub(crate) fn check<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.report(error)).ok()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl ToTokens for Errors {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().map(Error::to_compile_error));
    }
}
