//! Generation: from a valid [`Model`] to Rust.
//!
//! The table becomes data, not code (see `statics`): what is written per entry is a variant, its documentation, its record in a
//! literal, and one arm in a few `match`es. These are cut into functions of `ARMS` arms, because the time a compiler
//! spends on a `match` grows faster than its arms, and no derive is used, because a derive over a huge enum costs more
//! than all the rest.

mod constructors;
mod detail;
mod docs;
mod entries;
mod enums;
mod examples;
mod layout;
mod limits;
mod methods;
mod names;
mod pack;
mod rows;
mod shared;
mod slots;
mod statics;
mod target;
mod template;
mod traits;
mod values;

use proc_macro2::TokenStream;
use quote::quote;

use self::layout::Layout;
use self::slots::Slots;
pub use self::target::Target;
use crate::integrations;
use crate::model::{Field, Model, Type};

/// How many arms a generated `match` has at most.
const ARMS: usize = 128;

/// The enum of a table, with all that belongs to it.
#[must_use]
pub fn generate(model: &Model, target: &Target) -> TokenStream {
    let cx = Context::new(model, target);
    let definition = enums::expand(&cx);
    let detail = detail::expand_struct(&cx);
    if let Some(exceeded) = limits::check(&cx) {
        return quote!(#definition #detail ::core::compile_error!(#exceeded););
    }
    let private = &cx.private;
    let tracked = target.tracked.as_ref().map(track);
    let table = statics::expand(&cx);
    let traits = traits::expand(&cx);
    let record = detail::expand_record(&cx);
    let methods = methods::expand(&cx);
    let constructors = target.constructors.then(|| constructors::expand(&cx)).flatten();
    let conditions = enums::conditions(&target.attributes);
    let ident = &target.ident;
    let none = TokenStream::new();
    let implementations = integrations::expand(&target.krate, &target.integrations, &none, &quote!(#ident), &none);
    // The inherent methods stand outside, so that messages of the compiler name them as the user does.
    quote! {
        #definition
        #detail
        #methods
        #constructors
        #conditions
        // A deprecated variant is still read and written here.
        #[allow(deprecated)]
        const _: () = {
            use #private as __errspec;
            use ::core::option::Option as __O;
            #tracked
            static TABLES: &[&__errspec::Table] = &[&TABLE];
            static TABLE: __errspec::Table = #table;
            #traits
            #record
            #implementations
        };
    }
}

/// Has the compiler build again what is generated when the file changes.
pub(crate) fn track(path: &TokenStream) -> TokenStream {
    quote!(
        const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
    )
}

/// What of a table is the same for an enum of its own and for a user's type. Inside a block with the names `__errspec` and
/// `__O`, but for `detail` and the methods.
pub(crate) struct Parts {
    /// The module of the runtime that generated code uses.
    pub(crate) private: TokenStream,
    /// The value of the table.
    pub(crate) table: TokenStream,
    /// The struct of a sub-error, if the table has one.
    pub(crate) detail: Option<TokenStream>,
    /// The type of a sub-error.
    pub(crate) detail_type: TokenStream,
    /// What is implemented for the struct.
    pub(crate) record: Option<TokenStream>,
    /// The methods of `Spec`.
    pub(crate) saying: TokenStream,
    /// The methods of `Decode`.
    pub(crate) decoding: TokenStream,
    /// What the run-time form of the table has no room for.
    pub(crate) exceeded: Option<String>,
}

impl Parts {
    pub(crate) fn new(model: &Model, target: &Target) -> Self {
        let cx = Context::new(model, target);
        Self {
            table: statics::expand(&cx),
            detail: detail::expand_struct(&cx),
            detail_type: detail::of(&cx),
            record: detail::expand_record(&cx),
            saying: methods::saying(&cx),
            decoding: methods::decoding(&cx, &methods::Names::new("__")),
            exceeded: limits::check(&cx),
            private: cx.private,
        }
    }
}

/// What every room of the generator looks at.
struct Context<'a> {
    model: &'a Model,
    target: &'a Target,
    /// The module of the runtime that generated code uses. Its name carries the version: crates that do not belong
    /// together fail on this name, and not on some detail.
    private: TokenStream,
    /// Where the values of a response stand.
    body: Slots<'a>,
    layout: Layout,
    /// Where the values of one sub-error stand.
    detail: Option<(Slots<'a>, Layout)>,
}

impl<'a> Context<'a> {
    fn new(model: &'a Model, target: &'a Target) -> Self {
        let krate = &target.krate;
        let module =
            names::ident(concat!("__private", env!("CARGO_PKG_VERSION_MAJOR"), "_", env!("CARGO_PKG_VERSION_MINOR")));
        let body = Slots::of_model(model);
        let layout = Layout::new(&body);
        let detail = model.detail.as_ref().map(|fields| {
            let slots = Slots::of_detail(fields);
            let layout = Layout::new(&slots);
            (slots, layout)
        });
        Self { model, target, private: quote!(#krate::#module), body, layout, detail }
    }

    /// The Rust type of a field, as it stands outside the block in which the short names are known.
    fn rust_type(&self, field: &Field) -> TokenStream {
        let private = &self.private;
        let plain = match field.ty {
            Type::String => quote!(#private::String),
            Type::Integer => quote!(::core::primitive::i64),
            Type::Number => quote!(::core::primitive::f64),
            Type::Boolean => quote!(::core::primitive::bool),
            Type::List => quote!(#private::Vec<#private::String>),
            Type::Json => quote!(#private::Json),
        };
        if field.required { plain } else { quote!(::core::option::Option<#plain>) }
    }
}

/// Whether values of these fields can be compared and hashed without doubt: a floating point number cannot.
fn is_exact<'f>(fields: impl IntoIterator<Item = &'f Field>) -> bool {
    fields.into_iter().all(|field| field.ty != Type::Number)
}
