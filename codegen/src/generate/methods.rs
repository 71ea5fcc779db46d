//! Inherent methods: those of `Spec` and `Decode`, which so need no import.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Context, enums};

/// The methods of the enum.
pub(super) fn expand(cx: &Context<'_>) -> TokenStream {
    let functions = [decoding(cx), saying(cx)];
    enums::inherent(cx, &cx.target.ident, &functions.into_iter().collect())
}

/// Those of `Spec`.
pub(super) fn saying(cx: &Context<'_>) -> TokenStream {
    [identity(cx), explanation(cx), encoding(cx)].into_iter().collect()
}

/// Those of `Decode`.
pub(super) fn decoding(cx: &Context<'_>) -> TokenStream {
    let (visibility, krate) = (&cx.target.visibility, &cx.target.krate);
    let body = quote!(B: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized);
    let headers = quote!(H: #krate::Headers + ?::core::marker::Sized);
    let status = quote!(status: ::core::primitive::u16);
    let decoded = quote!(#krate::Decoded<'b, Self>);
    // Where only the body is lent, a lint asks for the lifetime to be left out.
    let lent = quote!(#krate::Decoded<'_, Self>);
    quote! {
        /// The error that a response is. It always gives a value: what fits no entry is unknown, and keeps all that
        /// arrived.
        #[must_use]
        #visibility fn decode<#body>(#status, body: &B) -> #lent {
            <Self as #krate::Decode>::decode(status, body)
        }

        /// The error that a response with these headers is.
        #[must_use]
        #visibility fn decode_response<'b, #headers, #body>(#status, headers: &H, body: &'b B) -> #decoded {
            <Self as #krate::Decode>::decode_response(status, headers, body)
        }

        /// The error that a response is, if it keeps to the table.
        ///
        /// # Errors
        /// Says where and why it does not: a body that is not well-formed or laid out otherwise, an unknown error.
        #visibility fn try_decode<#body>(
            #status,
            body: &B,
        ) -> ::core::result::Result<#lent, #krate::DecodeError> {
            <Self as #krate::Decode>::try_decode(status, body)
        }

        /// The error that a response with these headers is, if it keeps to the table.
        ///
        /// # Errors
        /// Says where and why it does not: a body that is not well-formed or laid out otherwise, an unknown error.
        #visibility fn try_decode_response<'b, #headers, #body>(
            #status,
            headers: &H,
            body: &'b B,
        ) -> ::core::result::Result<#decoded, #krate::DecodeError> {
            <Self as #krate::Decode>::try_decode_response(status, headers, body)
        }

        /// The error that a response is, if it is one at all.
        #[must_use]
        #visibility fn detect<#body>(#status, body: &B) -> ::core::option::Option<#lent> {
            <Self as #krate::Decode>::detect(status, body)
        }

        /// The error that a response with these headers is, if it is one at all.
        #[must_use]
        #visibility fn detect_response<'b, #headers, #body>(
            #status,
            headers: &H,
            body: &'b B,
        ) -> ::core::option::Option<#decoded> {
            <Self as #krate::Decode>::detect_response(status, headers, body)
        }

        /// Whether every recorded response decodes to the entry under which it stands.
        ///
        /// # Errors
        /// Names all that do not.
        #visibility fn check_examples() -> ::core::result::Result<(), #krate::ExamplesError> {
            <Self as #krate::Decode>::check_examples()
        }
    }
}

fn identity(cx: &Context<'_>) -> TokenStream {
    let (visibility, krate, private) = (&cx.target.visibility, &cx.target.krate, &cx.private);
    quote! {
        /// The code that stands for it on the wire.
        #[must_use]
        #visibility fn code(&self) -> ::core::option::Option<#krate::Code<'_>> {
            <Self as #krate::Spec>::code(self)
        }

        /// Its name in the table.
        #[must_use]
        #visibility fn name(&self) -> &::core::primitive::str {
            <Self as #krate::Spec>::name(self)
        }

        /// The HTTP status with which it is sent.
        #[must_use]
        #visibility fn status(&self) -> ::core::option::Option<::core::primitive::u16> {
            <Self as #krate::Spec>::status(self)
        }

        /// What the table says of it; of the unknown, what it says of the one entry that has the code.
        #[must_use]
        #visibility fn entry(&self) -> ::core::option::Option<#krate::Entry> {
            <Self as #krate::Spec>::entry(self)
        }

        /// Whether the table does not know it.
        #[must_use]
        #visibility fn is_unknown(&self) -> ::core::primitive::bool {
            <Self as #krate::Spec>::is_unknown(self)
        }

        /// What the unknown keeps.
        #[must_use]
        #visibility fn unknown(&self) -> ::core::option::Option<&#krate::Unknown> {
            <Self as #krate::Spec>::unknown(self)
        }

        /// All entries of the table, each followed by its cases.
        #[must_use]
        #visibility fn entries() -> #krate::Entries {
            <Self as #krate::Spec>::entries()
        }

        /// The responses that the table records.
        #[must_use]
        #visibility fn examples() -> #private::Vec<&'static #krate::Example> {
            <Self as #krate::Spec>::examples()
        }

        /// The value of the field of this name, as the table names it.
        #[must_use]
        #visibility fn field_by_name(&self, name: &::core::primitive::str) -> ::core::option::Option<#krate::Value<'_>> {
            <Self as #krate::Spec>::field_by_name(self, name)
        }
    }
}

fn explanation(cx: &Context<'_>) -> TokenStream {
    let (visibility, krate, private) = (&cx.target.visibility, &cx.target.krate, &cx.private);
    let text = quote!(&'static ::core::primitive::str);
    quote! {
        /// Whether and when the call may be tried again.
        #[must_use]
        #visibility fn retry(&self) -> #krate::Retry {
            <Self as #krate::Spec>::retry(self)
        }

        /// How long to wait before that, as the table says.
        #[must_use]
        #visibility fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
            <Self as #krate::Spec>::retry_after(self)
        }

        /// Whether the failed call may have taken effect.
        #[must_use]
        #visibility fn applied(&self) -> #krate::Applied {
            <Self as #krate::Spec>::applied(self)
        }

        /// What happened, in one sentence.
        #[must_use]
        #visibility fn summary(&self) -> ::core::option::Option<#text> {
            <Self as #krate::Spec>::summary(self)
        }

        /// Why it happens.
        #[must_use]
        #visibility fn causes(&self) -> &'static [#text] {
            <Self as #krate::Spec>::causes(self)
        }

        /// What to do.
        #[must_use]
        #visibility fn action(&self) -> ::core::option::Option<#text> {
            <Self as #krate::Spec>::action(self)
        }

        /// What else there is to know.
        #[must_use]
        #visibility fn notes(&self) -> &'static [#text] {
            <Self as #krate::Spec>::notes(self)
        }

        /// The address of its documentation.
        #[must_use]
        #visibility fn docs_url(&self) -> ::core::option::Option<#private::String> {
            <Self as #krate::Spec>::docs_url(self)
        }
    }
}

fn encoding(cx: &Context<'_>) -> TokenStream {
    let (visibility, krate, private) = (&cx.target.visibility, &cx.target.krate, &cx.private);
    quote! {
        /// The body that says it.
        #[must_use]
        #visibility fn encode(&self) -> #private::Vec<::core::primitive::u8> {
            <Self as #krate::Spec>::encode(self)
        }

        /// Writes it with a request id, details and whatever else a response has beside the error.
        #[must_use]
        #visibility fn encoder(&self) -> #krate::Encoder<'_, Self> {
            <Self as #krate::Spec>::encoder(self)
        }

        /// The response that says it: status, headers and body.
        #[must_use]
        #visibility fn encode_response(&self) -> #krate::Response {
            <Self as #krate::Spec>::encode_response(self)
        }
    }
}
