//! The inherent methods, which repeat those of `Spec` and `Decode` so that users need no import.

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream};
use quote::{format_ident, quote};

use super::shape::{Methods, Shape};

/// Expands the inherent methods that the type needs.
pub(super) fn expand(shape: &Shape<'_>) -> TokenStream {
    if shape.methods == Methods::OfTraits {
        return TokenStream::new();
    }
    let krate = &shape.runtime.krate;
    let decode = shape.is_decoded().then(|| {
        let methods = DecodeMethods::new(shape, ParameterNames::of_type(shape)).expand();
        inherent(shape, &quote!(#krate::Decode), &methods)
    });
    let spec = [identity, unknown_error, table, retry, documentation, encoding].map(|expand| expand(shape));
    let spec = inherent(shape, &quote!(#krate::Spec), &spec.into_iter().collect());
    quote!(#decode #spec)
}

/// Expands an `impl` block whose functions call methods of a trait.
fn inherent(shape: &Shape<'_>, name: &TokenStream, functions: &TokenStream) -> TokenStream {
    let (conditions, generics, ty) = (&shape.conditions, shape.generics.declared(), shape.ty());
    let user = &shape.generics.user;
    // For a type without parameters, an unmet bound would only be an additional error.
    let bound = (!shape.generics.error.is_empty()).then(|| quote!(Self: #name,));
    let clause = (!user.is_empty() || bound.is_some()).then(|| quote!(where #(#user,)* #bound));
    quote! {
        #conditions
        impl #generics #ty #clause {
            #functions
        }
    }
}

/// The names of the generic parameters of methods. No parameter of the type has such a name.
struct ParameterNames {
    headers: Ident,
    body: Ident,
    lifetime: TokenStream,
}

impl ParameterNames {
    fn of_type(shape: &Shape<'_>) -> Self {
        // A type without parameters needs no prefix, which would make its documentation harder to read.
        let prefix = if shape.generics.is_empty() { "" } else { "__" };
        let lifetime = Ident::new(&format!("{prefix}b"), Span::call_site());
        let quote = Punct::new('\'', Spacing::Joint);
        Self {
            headers: format_ident!("{}H", prefix),
            body: format_ident!("{}B", prefix),
            lifetime: quote!(#quote #lifetime),
        }
    }
}

/// The methods of `Decode`, with the parts that their signatures share.
struct DecodeMethods<'a> {
    visibility: &'a TokenStream,
    krate: &'a TokenStream,
    lifetime: TokenStream,
    /// The generic parameter of the headers, and its bounds.
    headers: (Ident, TokenStream),
    /// The generic parameter of the body, and its bounds.
    body: (Ident, TokenStream),
    /// The parameter `status`.
    status: TokenStream,
}

impl<'a> DecodeMethods<'a> {
    fn new(shape: &'a Shape<'_>, names: ParameterNames) -> Self {
        let (visibility, krate) = (&shape.visibility, &shape.runtime.krate);
        let ParameterNames { headers, body, lifetime } = names;
        let header_bounds = quote!(#krate::Headers + ?::core::marker::Sized);
        let body_bounds = quote!(::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized);
        Self {
            visibility,
            krate,
            lifetime,
            headers: (headers, header_bounds),
            body: (body, body_bounds),
            status: quote!(status: impl #krate::IntoStatus),
        }
    }

    fn expand(&self) -> TokenStream {
        [self.total(), self.strict(), self.detection(), self.examples()].into_iter().collect()
    }

    fn total(&self) -> TokenStream {
        let Self { visibility, krate, lifetime, headers: (h, headers), body: (b, body), status } = self;
        quote! {
            /// Decodes a response. The result is always a value: a response that fits no entry is an unknown error, which
            /// keeps everything that arrived.
            #[must_use]
            #visibility fn decode<#b: #body>(#status, body: &#b) -> #krate::Decoded<'_, Self> {
                <Self as #krate::Decode>::decode(status, body)
            }

            /// Decodes a response with these headers.
            #[must_use]
            #visibility fn decode_response<#lifetime, #h: #headers, #b: #body>(
                #status,
                headers: &#h,
                body: &#lifetime #b,
            ) -> #krate::Decoded<#lifetime, Self> {
                <Self as #krate::Decode>::decode_response(status, headers, body)
            }
        }
    }

    fn strict(&self) -> TokenStream {
        let Self { visibility, krate, lifetime, headers: (h, headers), body: (b, body), status } = self;
        quote! {
            /// Decodes a response that follows the table.
            ///
            /// # Errors
            /// Returns an error if the body is not well-formed, has another layout, or contains an unknown error.
            #visibility fn try_decode<#b: #body>(
                #status,
                body: &#b,
            ) -> ::core::result::Result<#krate::Decoded<'_, Self>, #krate::DecodeError> {
                <Self as #krate::Decode>::try_decode(status, body)
            }

            /// Decodes a response with these headers that follows the table.
            ///
            /// # Errors
            /// Returns an error if the body is not well-formed, has another layout, or contains an unknown error.
            #visibility fn try_decode_response<#lifetime, #h: #headers, #b: #body>(
                #status,
                headers: &#h,
                body: &#lifetime #b,
            ) -> ::core::result::Result<#krate::Decoded<#lifetime, Self>, #krate::DecodeError> {
                <Self as #krate::Decode>::try_decode_response(status, headers, body)
            }
        }
    }

    fn detection(&self) -> TokenStream {
        let Self { visibility, krate, lifetime, headers: (h, headers), body: (b, body), status } = self;
        quote! {
            /// Decodes a response if it is an error. Returns `None` for a success.
            #[must_use]
            #visibility fn detect<#b: #body>(
                #status,
                body: &#b,
            ) -> ::core::option::Option<#krate::Decoded<'_, Self>> {
                <Self as #krate::Decode>::detect(status, body)
            }

            /// Decodes a response with these headers if it is an error. Returns `None` for a success.
            #[must_use]
            #visibility fn detect_response<#lifetime, #h: #headers, #b: #body>(
                #status,
                headers: &#h,
                body: &#lifetime #b,
            ) -> ::core::option::Option<#krate::Decoded<#lifetime, Self>> {
                <Self as #krate::Decode>::detect_response(status, headers, body)
            }
        }
    }

    fn examples(&self) -> TokenStream {
        let (visibility, krate) = (self.visibility, self.krate);
        quote! {
            /// Checks that every recorded response decodes to its entry.
            ///
            /// # Errors
            /// Returns an error that lists the responses that do not.
            #visibility fn check_examples() -> ::core::result::Result<(), #krate::ExamplesError> {
                <Self as #krate::Decode>::check_examples()
            }
        }
    }
}

fn identity(shape: &Shape<'_>) -> TokenStream {
    let (visibility, krate) = (&shape.visibility, &shape.runtime.krate);
    quote! {
        /// Returns the code.
        #[must_use]
        #visibility fn code(&self) -> ::core::option::Option<#krate::Code<'_>> {
            <Self as #krate::Spec>::code(self)
        }

        /// Returns the name in the table.
        #[must_use]
        #visibility fn name(&self) -> &::core::primitive::str {
            <Self as #krate::Spec>::name(self)
        }

        /// Returns the HTTP status with which the error is sent.
        #[must_use]
        #visibility fn status(&self) -> ::core::option::Option<::core::primitive::u16> {
            <Self as #krate::Spec>::status(self)
        }

        /// Returns the exit status of a program that ends because of the error: that of the table, or else 1.
        #[must_use]
        #visibility fn exit_code(&self) -> ::core::primitive::u8 {
            <Self as #krate::Spec>::exit_code(self)
        }

        /// Returns the entry of the table. For an unknown error, this is the only entry with its code.
        #[must_use]
        #visibility fn entry(&self) -> ::core::option::Option<#krate::Entry> {
            <Self as #krate::Spec>::entry(self)
        }

    }
}

fn unknown_error(shape: &Shape<'_>) -> TokenStream {
    let (visibility, krate) = (&shape.visibility, &shape.runtime.krate);
    quote! {
        /// Returns `true` for an error that is not in the table.
        #[must_use]
        #visibility fn is_unknown(&self) -> ::core::primitive::bool {
            <Self as #krate::Spec>::is_unknown(self)
        }

        /// Returns the contents of an unknown error; `None` for an error of the table.
        #[must_use]
        #visibility fn unknown(&self) -> ::core::option::Option<&#krate::Unknown> {
            <Self as #krate::Spec>::unknown(self)
        }

    }
}

fn table(shape: &Shape<'_>) -> TokenStream {
    let (visibility, krate, private) = (&shape.visibility, &shape.runtime.krate, &shape.runtime.private);
    let index = shape.index.as_ref().map(|index| {
        let index = format!("\n{index}");
        quote!(#[doc = #index])
    });
    quote! {
        /// Returns all entries of the table, each followed by its cases.
        #index
        #[must_use]
        #visibility fn entries() -> #krate::Entries {
            <Self as #krate::Spec>::entries()
        }

        /// Returns the responses that are recorded in the table.
        #[must_use]
        #visibility fn examples() -> #private::Vec<#krate::Example> {
            <Self as #krate::Spec>::examples()
        }

        /// Returns the value of the field with this name in the table.
        #[must_use]
        #visibility fn field_by_name(&self, name: &::core::primitive::str) -> ::core::option::Option<#krate::Value<'_>> {
            <Self as #krate::Spec>::field_by_name(self, name)
        }
    }
}

fn retry(shape: &Shape<'_>) -> TokenStream {
    let (visibility, krate) = (&shape.visibility, &shape.runtime.krate);
    quote! {
        /// Returns the retry policy: whether and when the call may be repeated.
        #[must_use]
        #visibility fn retry(&self) -> #krate::Retry {
            <Self as #krate::Spec>::retry(self)
        }

        /// Returns the delay before the next attempt, as the table states it.
        #[must_use]
        #visibility fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
            <Self as #krate::Spec>::retry_after(self)
        }

        /// Returns whether the failed call may have taken effect.
        #[must_use]
        #visibility fn applied(&self) -> #krate::Applied {
            <Self as #krate::Spec>::applied(self)
        }

    }
}

fn documentation(shape: &Shape<'_>) -> TokenStream {
    let (visibility, krate, private) = (&shape.visibility, &shape.runtime.krate, &shape.runtime.private);
    let text = quote!(&'static ::core::primitive::str);
    quote! {
        /// Returns a summary in one sentence.
        #[must_use]
        #visibility fn summary(&self) -> ::core::option::Option<#text> {
            <Self as #krate::Spec>::summary(self)
        }

        /// Returns the possible causes.
        #[must_use]
        #visibility fn causes(&self) -> #krate::Texts {
            <Self as #krate::Spec>::causes(self)
        }

        /// Returns the recommended action.
        #[must_use]
        #visibility fn action(&self) -> ::core::option::Option<#text> {
            <Self as #krate::Spec>::action(self)
        }

        /// Returns additional notes.
        #[must_use]
        #visibility fn notes(&self) -> #krate::Texts {
            <Self as #krate::Spec>::notes(self)
        }

        /// Returns the address of the documentation.
        #[must_use]
        #visibility fn docs_url(&self) -> ::core::option::Option<#private::String> {
            <Self as #krate::Spec>::docs_url(self)
        }
    }
}

fn encoding(shape: &Shape<'_>) -> TokenStream {
    let (visibility, krate, private) = (&shape.visibility, &shape.runtime.krate, &shape.runtime.private);
    quote! {
        /// Encodes the body of the response.
        #[must_use]
        #visibility fn encode(&self) -> #private::Vec<::core::primitive::u8> {
            <Self as #krate::Spec>::encode(self)
        }

        /// Returns an encoder, for a response with a request id, details or additional values.
        #[must_use]
        #visibility fn encoder(&self) -> #krate::Encoder<'_, Self> {
            <Self as #krate::Spec>::encoder(self)
        }

        /// Returns an encoder that has the error: an error with a request id, details or additional values.
        #[must_use]
        #visibility fn into_encoder(self) -> #krate::Encoder<'static, Self> {
            <Self as #krate::Spec>::into_encoder(self)
        }

        /// Encodes the response: status, headers and body.
        #[must_use]
        #visibility fn encode_response(&self) -> #krate::Response {
            <Self as #krate::Spec>::encode_response(self)
        }
    }
}
