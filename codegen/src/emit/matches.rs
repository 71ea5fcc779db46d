//! Matches over the variants of a type. Long ones are split into functions.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::shape::Shape;

/// The most arms of a generated `match`. The time to compile a `match` grows faster than the number of its arms.
pub(super) const ARMS: usize = 128;

/// An arm of a `match` over the variants. Its value may use the bindings of its patterns, but not `self`.
pub(super) struct Arm {
    pub(super) patterns: Vec<TokenStream>,
    pub(super) value: TokenStream,
}

impl Arm {
    pub(super) fn new(pattern: TokenStream, value: TokenStream) -> Self {
        Self { patterns: vec![pattern], value }
    }
}

/// The code of a method: its body, and the functions that it calls.
pub(super) struct MethodCode {
    pub(super) functions: TokenStream,
    pub(super) body: TokenStream,
}

/// A `match` over the variants.
pub(super) struct Match<'a> {
    pub(super) shape: &'a Shape<'a>,
    /// The stem of the names of its functions.
    pub(super) name: String,
    /// The type of its value.
    pub(super) returns: TokenStream,
    /// The value for variants without an arm.
    pub(super) otherwise: TokenStream,
    /// `true` if the values of the arms are in `Some`. It is written once around the `match`, which the compiler checks in half the time.
    pub(super) is_some: bool,
}

/// Expands an undivided `match` on `self`, for arms that use parameters of the method.
pub(super) fn match_self(shape: &Shape<'_>, otherwise: &TokenStream, arms: &[Arm]) -> TokenStream {
    let patterns: usize = arms.iter().map(|arm| arm.patterns.len()).sum();
    let rest = (patterns == 0 || patterns < shape.variants.len()).then_some(otherwise);
    expand_match(&quote!(self), arms, rest)
}

/// Returns the value of an arm that leaves a `match` whose values are in `Some`.
pub(super) fn returned(value: &TokenStream) -> TokenStream {
    quote!(return #value)
}

impl Match<'_> {
    /// Expands the `match` on `self` with these arms. A variant has at most one pattern.
    pub(super) fn expand(&self, arms: Vec<Arm>) -> MethodCode {
        let patterns: usize = arms.iter().map(|arm| arm.patterns.len()).sum();
        // Functions for a generic type would have to repeat its parameters. Generic types are written by hand, so they are short.
        if patterns <= ARMS || !self.shape.generics.is_empty() {
            let body = match self.is_some && !arms.is_empty() {
                true => self.wrap(&match_self(self.shape, &returned(&self.otherwise), &arms)),
                false => match_self(self.shape, &self.otherwise, &arms),
            };
            return MethodCode { functions: TokenStream::new(), body };
        }
        let chunks = split_arms(arms);
        let (ident, returns) = (&self.shape.ident, &self.returns);
        let functions = chunks.iter().enumerate().map(|(number, arms)| {
            let name = self.function(number);
            let rest = match number + 1 < chunks.len() {
                true => {
                    let next = self.function(number + 1);
                    quote!(#next(__this))
                }
                false => self.otherwise.clone(),
            };
            let rest = if self.is_some { returned(&rest) } else { rest };
            let body = self.wrap(&expand_match(&quote!(__this), arms, Some(&rest)));
            quote!(fn #name(__this: &#ident) -> #returns { #body })
        });
        let first = self.function(0);
        MethodCode { functions: functions.collect(), body: quote!(#first(self)) }
    }

    fn wrap(&self, body: &TokenStream) -> TokenStream {
        if self.is_some { quote!(__O::Some(#body)) } else { body.clone() }
    }

    fn function(&self, number: usize) -> Ident {
        format_ident!("__{}_{}", self.name, number)
    }
}

fn expand_match(value: &TokenStream, arms: &[Arm], rest: Option<&TokenStream>) -> TokenStream {
    if let ([], Some(rest)) = (arms, rest) {
        return rest.clone();
    }
    let arms = arms.iter().map(|Arm { patterns, value }| quote!(#(#patterns)|* => #value,));
    let rest = rest.map(|rest| quote!(_ => #rest));
    quote!(match #value { #(#arms)* #rest })
}

/// Splits the arms into chunks of at most [`ARMS`] patterns.
fn split_arms(arms: Vec<Arm>) -> Vec<Vec<Arm>> {
    let mut chunks: Vec<Vec<Arm>> = Vec::new();
    let mut free = 0;
    for Arm { mut patterns, value } in arms {
        while !patterns.is_empty() {
            if free == 0 {
                chunks.push(Vec::new());
                free = ARMS;
            }
            let rest = patterns.split_off(patterns.len().min(free));
            free -= patterns.len();
            if let Some(chunk) = chunks.last_mut() {
                chunk.push(Arm { patterns, value: value.clone() });
            }
            patterns = rest;
        }
    }
    chunks
}
