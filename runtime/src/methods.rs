//! The inherent methods of generated types, which repeat those of `Spec` and `Decode` so that users need no import, and other items that
//! generated code writes as a call of a macro.
//!
//! They are the same for every type. The compiler expands a macro of this kind many times faster than a procedural macro creates its tokens.

/// Expands the implementation of a standard trait. An error about a type that has the trait already ends with the name of the macro, and
/// so with the argument that leaves the implementation out.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_unless_own_display {
    ([$($generics:tt)*] [$($name:tt)*] [$($ty:tt)*] [$($clause:tt)*] $($items:tt)*) => {
        #[automatically_derived]
        impl $($generics)* $($name)* for $($ty)* $($clause)* {
            $($items)*
        }
    };
}

/// Expands the implementation of `From`. An error about a type that has it already ends with the name of the macro, and so with the
/// attribute that leaves the implementation out.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_from_unless_marked_source {
    ([$($generics:tt)*] [$source:ty] [$($ty:tt)*] [$($clause:tt)*] $($items:tt)*) => {
        #[automatically_derived]
        impl $($generics)* ::core::convert::From<$source> for $($ty)* $($clause)* {
            $($items)*
        }
    };
}

/// Expands to code in the output of a derive, in which the compiler reports no use of a deprecated item, and to what follows it.
#[doc(hidden)]
#[macro_export]
macro_rules! __using_deprecated {
    ([$($code:tt)*] $($then:tt)*) => {
        #[derive($crate::__private0_1::DeprecatedUses)]
        #[errspec_code($($code)*)]
        struct __Uses;
        $($then)*
    };
}

/// Expands the inherent methods of a type. The word `fn` follows the visibility, which may be empty. An error about a method that
/// the type has already ends with the name of the macro, and so with the argument that leaves the methods out.
#[doc(hidden)]
#[macro_export]
macro_rules! __methods_unless_traits_only {
    (
        Spec [$($conditions:tt)*] [$vis:vis fn] [$($generics:tt)*] [$($ty:tt)*] [$($clause:tt)*] [$($index:tt)*]
    ) => {
        $($conditions)*
        impl $($generics)* $($ty)* $($clause)* {
            /// Returns the code.
            #[inline]
            #[must_use]
            $vis fn code(&self) -> ::core::option::Option<$crate::Code<'_>> {
                <Self as $crate::__private0_1::Accessors>::code(self)
            }

            /// Returns the name in the table.
            #[inline]
            #[must_use]
            $vis fn name(&self) -> &::core::primitive::str {
                <Self as $crate::__private0_1::Accessors>::name(self)
            }

            /// Returns the HTTP status with which the error is sent.
            #[inline]
            #[must_use]
            $vis fn status(&self) -> ::core::option::Option<::core::primitive::u16> {
                <Self as $crate::__private0_1::Accessors>::status(self)
            }

            /// Returns the exit status of a program that ends because of the error: that of the table, or else 1.
            #[inline]
            #[must_use]
            $vis fn exit_code(&self) -> ::core::primitive::u8 {
                <Self as $crate::__private0_1::Accessors>::exit_code(self)
            }

            /// Returns the entry of the table. For an unknown error, this is the only entry with its code.
            #[inline]
            #[must_use]
            $vis fn entry(&self) -> ::core::option::Option<$crate::Entry> {
                <Self as $crate::__private0_1::Accessors>::entry(self)
            }

            /// Returns `true` for an error that is not in the table.
            #[inline]
            #[must_use]
            $vis fn is_unknown(&self) -> ::core::primitive::bool {
                <Self as $crate::__private0_1::Accessors>::is_unknown(self)
            }

            /// Returns the contents of an unknown error; `None` for an error of the table.
            #[inline]
            #[must_use]
            $vis fn unknown(&self) -> ::core::option::Option<&$crate::Unknown> {
                <Self as $crate::__private0_1::Accessors>::unknown(self)
            }

            /// Returns all entries of the table, each followed by its cases.
            $($index)*
            #[inline]
            #[must_use]
            $vis fn entries() -> $crate::Entries {
                <Self as $crate::__private0_1::Accessors>::entries()
            }

            /// Returns the responses that are recorded in the table.
            #[inline]
            #[must_use]
            $vis fn examples() -> $crate::__private0_1::Vec<$crate::Example> {
                <Self as $crate::__private0_1::Accessors>::examples()
            }

            /// Returns the value of the field with this name in the table.
            #[inline]
            #[must_use]
            $vis fn field_by_name(&self, name: &::core::primitive::str) -> ::core::option::Option<$crate::Value<'_>> {
                <Self as $crate::__private0_1::Accessors>::field_by_name(self, name)
            }

            /// Returns the retry policy: whether and when the call may be repeated.
            #[inline]
            #[must_use]
            $vis fn retry(&self) -> $crate::Retry {
                <Self as $crate::__private0_1::Accessors>::retry(self)
            }

            /// Returns the delay before the next attempt, as the table states it.
            #[inline]
            #[must_use]
            $vis fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
                <Self as $crate::__private0_1::Accessors>::retry_after(self)
            }

            /// Returns whether the failed call may have taken effect.
            #[inline]
            #[must_use]
            $vis fn applied(&self) -> $crate::Applied {
                <Self as $crate::__private0_1::Accessors>::applied(self)
            }

            /// Returns a summary in one sentence.
            #[inline]
            #[must_use]
            $vis fn summary(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
                <Self as $crate::__private0_1::Accessors>::summary(self)
            }

            /// Returns the possible causes.
            #[inline]
            #[must_use]
            $vis fn causes(&self) -> $crate::Texts {
                <Self as $crate::__private0_1::Accessors>::causes(self)
            }

            /// Returns the recommended action.
            #[inline]
            #[must_use]
            $vis fn action(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
                <Self as $crate::__private0_1::Accessors>::action(self)
            }

            /// Returns additional notes.
            #[inline]
            #[must_use]
            $vis fn notes(&self) -> $crate::Texts {
                <Self as $crate::__private0_1::Accessors>::notes(self)
            }

            /// Returns the address of the documentation.
            #[inline]
            #[must_use]
            $vis fn docs_url(&self) -> ::core::option::Option<$crate::__private0_1::String> {
                <Self as $crate::__private0_1::Accessors>::docs_url(self)
            }

            /// Encodes the body of the response.
            #[inline]
            #[must_use]
            $vis fn encode(&self) -> $crate::__private0_1::Vec<::core::primitive::u8> {
                <Self as $crate::__private0_1::Accessors>::encode(self)
            }

            /// Returns an encoder, for a response with a request id, details or additional values.
            #[inline]
            #[must_use]
            $vis fn encoder(&self) -> $crate::Encoder<'_, Self> {
                <Self as $crate::__private0_1::Accessors>::encoder(self)
            }

            /// Returns an encoder that has the error: an error with a request id, details or additional values.
            #[inline]
            #[must_use]
            $vis fn into_encoder(self) -> $crate::Encoder<'static, Self> {
                <Self as $crate::__private0_1::Accessors>::into_encoder(self)
            }

            /// Encodes the response: status, headers and body.
            #[inline]
            #[must_use]
            $vis fn encode_response(&self) -> $crate::Response {
                <Self as $crate::__private0_1::Accessors>::encode_response(self)
            }
        }
    };
    (
        Decode [$($conditions:tt)*] [$vis:vis fn] [$($generics:tt)*] [$($ty:tt)*] [$($clause:tt)*]
        [$headers:ident $body:ident $lifetime:lifetime]
    ) => {
        $($conditions)*
        impl $($generics)* $($ty)* $($clause)* {
            /// Decodes a response. The result is always a value: a response that fits no entry is an unknown error, which
            /// keeps everything that arrived.
            #[must_use]
            $vis fn decode<$body>(status: impl $crate::IntoStatus, body: &$body) -> $crate::Decoded<'_, Self>
            where
                $body: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
            {
                <Self as $crate::Decode>::decode(status, body)
            }

            /// Decodes a response with these headers.
            #[must_use]
            $vis fn decode_response<$lifetime, $headers, $body>(
                status: impl $crate::IntoStatus,
                headers: &$headers,
                body: &$lifetime $body,
            ) -> $crate::Decoded<$lifetime, Self>
            where
                $headers: $crate::Headers + ?::core::marker::Sized,
                $body: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
            {
                <Self as $crate::Decode>::decode_response(status, headers, body)
            }

            /// Decodes a response that follows the table.
            ///
            /// # Errors
            /// Returns an error if the body is not well-formed, has another layout, or contains an unknown error.
            $vis fn try_decode<$body>(
                status: impl $crate::IntoStatus,
                body: &$body,
            ) -> ::core::result::Result<$crate::Decoded<'_, Self>, $crate::DecodeError>
            where
                $body: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
            {
                <Self as $crate::Decode>::try_decode(status, body)
            }

            /// Decodes a response with these headers that follows the table.
            ///
            /// # Errors
            /// Returns an error if the body is not well-formed, has another layout, or contains an unknown error.
            $vis fn try_decode_response<$lifetime, $headers, $body>(
                status: impl $crate::IntoStatus,
                headers: &$headers,
                body: &$lifetime $body,
            ) -> ::core::result::Result<$crate::Decoded<$lifetime, Self>, $crate::DecodeError>
            where
                $headers: $crate::Headers + ?::core::marker::Sized,
                $body: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
            {
                <Self as $crate::Decode>::try_decode_response(status, headers, body)
            }

            /// Decodes a response if it is an error. Returns `None` for a success.
            #[must_use]
            $vis fn detect<$body>(
                status: impl $crate::IntoStatus,
                body: &$body,
            ) -> ::core::option::Option<$crate::Decoded<'_, Self>>
            where
                $body: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
            {
                <Self as $crate::Decode>::detect(status, body)
            }

            /// Decodes a response with these headers if it is an error. Returns `None` for a success.
            #[must_use]
            $vis fn detect_response<$lifetime, $headers, $body>(
                status: impl $crate::IntoStatus,
                headers: &$headers,
                body: &$lifetime $body,
            ) -> ::core::option::Option<$crate::Decoded<$lifetime, Self>>
            where
                $headers: $crate::Headers + ?::core::marker::Sized,
                $body: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
            {
                <Self as $crate::Decode>::detect_response(status, headers, body)
            }

            /// Checks that every recorded response decodes to its entry.
            ///
            /// # Errors
            /// Returns an error that lists the responses that do not.
            #[inline]
            $vis fn check_examples() -> ::core::result::Result<(), $crate::ExamplesError> {
                <Self as $crate::Decode>::check_examples()
            }
        }
    };
}
