//! The description of a type: everything that the emitter knows about it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::Member;

use super::detail_shape::DetailType;
use super::runtime::{Kind, Runtime};

/// A type with tables.
pub(crate) struct Shape<'a> {
    pub(crate) runtime: &'a Runtime,
    /// The `#[cfg]` attributes of the type, which apply to everything that is generated for it.
    pub(crate) conditions: TokenStream,
    /// The visibility of the type and of its methods.
    pub(crate) visibility: TokenStream,
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    /// The tables; empty only for a type whose variants are all transparent.
    pub(crate) tables: Vec<EmbeddedTable>,
    /// The type of a sub-error.
    pub(crate) detail: DetailType,
    pub(crate) variants: Vec<VariantShape>,
    /// The aliases of types within the `const` block.
    pub(crate) aliases: TokenStream,
    /// `true` if the variant for unknown errors is invalid, which has been reported. The type has the methods that decode nevertheless.
    pub(crate) lacks_unknown: bool,
    /// The index from codes and statuses to variants, for a type whose own documentation has none.
    pub(crate) index: Option<String>,
    /// The errors in transparent variants.
    pub(crate) inner: InnerErrors,
    /// The traits of the standard library to implement.
    pub(crate) std_impls: Vec<StdImpl>,
    pub(crate) methods: Methods,
    pub(crate) adapters: Adapters<'a>,
}

/// The adapters to other crates.
pub(crate) struct Adapters<'a> {
    /// Names of [`integrations`](crate::integrations).
    pub(crate) names: &'a [Ident],
    /// The name of the schema of `utoipa`.
    pub(crate) schema_name: Option<String>,
}

/// The generics of a type and the predicates that its implementations need. All predicates except those of the user may contain
/// the short names of the `const` block.
#[derive(Default)]
pub(crate) struct Generics {
    /// The parameters with their bounds, without the angle brackets.
    pub(crate) parameters: TokenStream,
    /// The arguments of the type, with the angle brackets.
    pub(crate) arguments: TokenStream,
    /// The predicates of the user's `where` clause.
    pub(crate) user: Vec<TokenStream>,
    /// The predicates that writing a value needs.
    pub(crate) write: Vec<TokenStream>,
    /// The additional predicates that reading a value needs.
    pub(crate) read: Vec<TokenStream>,
    /// The additional predicates that make the type an error.
    pub(crate) error: Vec<TokenStream>,
    /// The additional predicates that make its sources errors.
    pub(crate) sources: Vec<TokenStream>,
}

/// A table that is embedded in the program.
pub(crate) struct EmbeddedTable {
    /// Its name.
    pub(crate) name: String,
    /// The value of its static.
    pub(crate) value: TokenStream,
    /// The number of its entries.
    pub(crate) entries: usize,
    /// The paths of its files as arguments of `include_bytes!`, so that the compiler runs again if one changes.
    pub(crate) tracked: Vec<TokenStream>,
}

/// The errors in transparent variants, whose entries count as those of the type.
#[derive(Default)]
pub(crate) struct InnerErrors {
    /// Their types.
    pub(crate) types: Vec<TokenStream>,
    /// The types that a constant outside of the implementations can name.
    pub(crate) concrete: Vec<TokenStream>,
    /// The entries that one of them must have.
    pub(crate) required: Vec<RequiredEntry>,
}

/// An entry for which the type itself has no variant.
pub(crate) struct RequiredEntry {
    /// The number of its table.
    pub(crate) table: usize,
    /// Its own number in the table.
    pub(crate) index: usize,
    /// The error if it is missing.
    pub(crate) message: String,
}

/// A variant. A struct counts as a type with one variant.
pub(crate) struct VariantShape {
    /// The path of the variant, such as `Name::Variant`.
    pub(crate) path: TokenStream,
    pub(crate) form: Form,
    pub(crate) role: Role,
    /// The field that is the source of the error.
    pub(crate) source: Option<Slot>,
    /// The field with the error inside, whose `Display` and source the variant has.
    pub(crate) shown: Option<Slot>,
    /// The field that `From` converts into the variant, and the type of its value.
    pub(crate) from: Option<(Slot, TokenStream)>,
}

/// The form in which a variant is declared.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// Without fields and brackets.
    Unit,
    /// With this many fields.
    Fields(usize),
}

/// The role that a variant plays.
pub(crate) enum Role {
    /// An entry of a table.
    Entry(EntryShape),
    /// A wrapper of the error in the field, which behaves like that error in every respect.
    Transparent(Slot),
    /// An error that is in no table; the field contains it.
    Unknown(Slot),
    /// None, because its declaration is wrong.
    Unresolved,
}

/// The entry of a variant.
pub(crate) struct EntryShape {
    /// The number of the table.
    pub(crate) table: usize,
    /// The number of the entry in the table.
    pub(crate) index: usize,
    /// The same entry in other tables: their numbers, and its own in them. A response of these is decoded to the variant, too.
    pub(crate) shared: Vec<(usize, usize)>,
    /// The fields of the entry in the order of the table; `None` for one that the variant does not carry.
    pub(crate) fields: Vec<Option<FieldShape>>,
    /// The remaining fields of the variant; `None` if no response is decoded to it.
    pub(crate) defaults: Option<Vec<Slot>>,
    /// The number of the field that contains what `Display` writes of the whole error.
    pub(crate) displayed: Option<usize>,
    /// The field that carries the sub-errors.
    pub(crate) details: Option<DetailsField>,
    /// The struct with the fields, which the variant has in a box; `None` for a variant with fields of its own.
    pub(crate) boxed: Option<Ident>,
}

/// A field of the table that a variant carries.
pub(crate) struct FieldShape {
    pub(crate) slot: Slot,
    pub(crate) access: Access,
    pub(crate) reading: Reading,
}

/// The field of a variant that carries the sub-errors.
pub(crate) struct DetailsField {
    pub(crate) slot: Slot,
    /// The type of the collection, without its `Option`.
    pub(crate) collection: TokenStream,
    /// The type that iterates by reference: the collection, without the pointers around it.
    pub(crate) iterated: TokenStream,
    /// `true` if a decoded error has the sub-errors of the response.
    pub(crate) is_read: bool,
}

/// The method by which the value of a field is read.
pub(crate) enum Access {
    /// A direct read: the field has the type that is generated for this kind.
    Generated(Kind),
    /// A conversion by `AsField`, which the type of the field implements for this kind.
    Mapped(Kind),
    /// The text that `Display` writes.
    Displayed(Kind),
    /// The text that `Debug` writes.
    Debugged(Kind),
    /// The text that a format string writes.
    Formatted(Kind, TokenStream),
    /// The value that a function returns, by the `AsField` of its type.
    Computed(Kind, Function),
}

/// A function of the user, which takes a reference to a field.
pub(crate) enum Function {
    Path(TokenStream),
    Closure(TokenStream),
}

impl Function {
    /// Returns the function with other tokens.
    pub(crate) fn with(&self, change: impl Fn(&TokenStream) -> TokenStream) -> Self {
        match self {
            Self::Path(tokens) => Self::Path(change(tokens)),
            Self::Closure(tokens) => Self::Closure(change(tokens)),
        }
    }
}

/// The origin of a field's value in a decoded error.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// The response.
    Response,
    /// The text in the response, which `FromStr` reads.
    Parsed(Kind),
    /// The default of the field's type.
    Default,
}

/// A field of a variant, as code accesses it.
pub(crate) struct Slot {
    pub(crate) member: Member,
    /// The span of code that depends on the type of the field, at which errors about the type are reported: that of the first token.
    pub(crate) span: Span,
    /// The span of the last token of the type.
    pub(crate) end: Span,
    /// The type that the user wrote; `None` for a generated type.
    pub(crate) ty: Option<TokenStream>,
    /// `true` if the type is an `Option` by its name.
    pub(crate) optional: bool,
    /// The name of the type, if it is a `String`, a `bool` or an integer by this name.
    pub(crate) common: Option<&'static str>,
}

/// A trait of the standard library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StdImpl {
    Debug,
    Clone,
    PartialEq,
    Eq,
    Hash,
    Display,
    Error,
    From,
}

/// The methods of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Methods {
    /// Inherent methods that repeat those of the traits, so that no import is needed.
    Inherent,
    /// Only the methods of the traits.
    OfTraits,
    /// The methods of the traits, which are imported: the type has inherent ones of the same names, which has been reported.
    Imported,
}

impl Shape<'_> {
    /// Returns the type with its arguments.
    pub(super) fn ty(&self) -> TokenStream {
        let (ident, arguments) = (&self.ident, &self.generics.arguments);
        quote!(#ident #arguments)
    }

    /// Returns the type of a sub-error, within the `const` block.
    pub(super) fn detail_type(&self) -> TokenStream {
        self.detail.ident().map_or_else(|| quote!(__errspec::Json), ToTokens::to_token_stream)
    }

    /// Returns the predicates of the user, those that writing needs, and `more`.
    pub(super) fn predicates(&self, more: &[TokenStream]) -> TokenStream {
        let predicates = self.generics.user.iter().chain(&self.generics.write).chain(more);
        quote!(#(#predicates,)*)
    }

    /// Returns the predicates of an implementation that needs the type to be an error.
    ///
    /// A type without parameters has this predicate for any lifetime: an unmet one makes the implementation absent, while one without
    /// the lifetime, or a supertrait, would be reported besides the implementation of `Error` that is faulty or missing.
    pub(super) fn error_predicates(&self) -> Vec<TokenStream> {
        if !self.generics.error.is_empty() || self.std_impls.contains(&StdImpl::Debug) {
            return self.generics.error.clone();
        }
        let ty = self.ty();
        vec![quote!(for<'__any> #ty: ::core::error::Error)]
    }

    /// Returns the head of a trait implementation within the `const` block.
    pub(super) fn implement(&self, name: &TokenStream, more: &[TokenStream]) -> TokenStream {
        let predicates = self.predicates(more);
        let (generics, ty) = (self.generics.declared(), self.ty());
        let clause = (!predicates.is_empty()).then(|| quote!(where #predicates));
        quote!(#[automatically_derived] impl #generics #name for #ty #clause)
    }

    /// Returns `true` if a response can be decoded to the type. Such a type has a variant for unknown errors.
    pub(super) fn is_decoded(&self) -> bool {
        self.lacks_unknown || self.variants.iter().any(|variant| matches!(variant.role, Role::Unknown(_)))
    }
}

impl EntryShape {
    /// Returns the tables that have the entry, each with the number of the entry in it.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, usize)> {
        std::iter::once((self.table, self.index)).chain(self.shared.iter().copied())
    }
}

impl Generics {
    /// Returns the parameters with their angle brackets; `None` without parameters.
    pub(super) fn declared(&self) -> Option<TokenStream> {
        let parameters = &self.parameters;
        (!parameters.is_empty()).then(|| quote!(<#parameters>))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parameters.is_empty()
    }
}

impl VariantShape {
    /// Returns the pattern that matches the variant with any fields.
    pub(super) fn pattern(&self) -> TokenStream {
        let path = &self.path;
        match self.form {
            Form::Unit => quote!(#path),
            Form::Fields(_) => quote!(#path { .. }),
        }
    }

    /// Returns the pattern of the variant that binds one field.
    pub(super) fn pattern_of(&self, slot: &Slot) -> TokenStream {
        let (path, member, binding) = (&self.path, &slot.member, slot.binding());
        let field = match member {
            // A lint requires the short form for a binding with the name of the field.
            Member::Named(name) if *name == binding => quote!(#binding),
            Member::Unnamed(_) if matches!(self.form, Form::Fields(1)) => return quote!(#path(#binding)),
            _ => quote!(#member: #binding),
        };
        let rest = matches!(self.form, Form::Fields(2..)).then(|| quote!(, ..));
        quote!(#path { #field #rest })
    }

    /// Returns a value of the variant whose only field is this one.
    pub(super) fn with(&self, slot: &Slot, value: &TokenStream) -> TokenStream {
        let (path, member) = (&self.path, &slot.member);
        match member {
            Member::Named(_) => quote!(#path { #member: #value }),
            Member::Unnamed(_) => quote!(#path(#value)),
        }
    }

    pub(super) fn entry(&self) -> Option<&EntryShape> {
        match &self.role {
            Role::Entry(entry) => Some(entry),
            _ => None,
        }
    }
}

impl Slot {
    /// Creates the slot of a field whose type is generated.
    pub(crate) fn of_generated(member: Member) -> Self {
        Self { member, span: Span::call_site(), end: Span::call_site(), ty: None, optional: false, common: None }
    }

    /// Returns the name that patterns bind the field to. It differs from the user's names: a pattern with the name of a constant
    /// would be a comparison.
    pub(super) fn binding(&self) -> Ident {
        Ident::new("__field", self.span)
    }

    /// Returns the path of a function that a trait gives the type of the field.
    ///
    /// The compiler infers the type from what the function takes or returns. A type that does not exist would be reported wherever
    /// generated code names it.
    pub(super) fn function(&self, of: &TokenStream, name: &str) -> TokenStream {
        let name = Ident::new(name, self.span);
        match &self.ty {
            Some(_) => {
                let inferred = self.inferred();
                quote_spanned!(self.span=> <#inferred as #of>::#name)
            }
            None => quote!(#of::#name),
        }
    }

    /// Returns a type that the compiler infers, at the place of the user's type.
    pub(super) fn inferred(&self) -> TokenStream {
        let close = quote_spanned!(self.end=> >);
        quote_spanned!(self.span=> __errspec::Inferred<_ #close)
    }

    /// Returns a call of a trait function with the bound field and `more` arguments.
    pub(super) fn call(&self, of: &TokenStream, name: &str, more: &TokenStream) -> TokenStream {
        let (function, binding) = (self.function(of, name), self.binding());
        quote_spanned!(self.span=> #function(#binding #more))
    }
}
