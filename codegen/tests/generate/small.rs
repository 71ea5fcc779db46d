/// Documentation by the user.
/**
The errors of Small API, from the table `small`.
*/
#[non_exhaustive]
pub enum SmallError {
    /**It is not done yet.

- Code: `1`
- Status: `400`
- Message: `Wait.`
- Retry: after polling
- Applied: no: the failed call has not taken effect

**Causes**

- Work takes its time.
- See [the page](https://small.example/work), or \<nothing\>.

**Action**: Ask again.

[Documentation](<https://small.example/errors#1>)
*/
    Processing,
    /**`MISSING_FIELDS`

- Code: `2`
- Message: `Missing fields: {fields}`

[Documentation](<https://small.example/errors#2>)
*/
    MissingFields {
        ///`{fields}` of the message.
        fields: ::errspec::__private0_1::Vec<::errspec::__private0_1::String>,
    },
    /**`OLD`

- Code: `3`
- Message: `Old {type}`

[Documentation](<https://small.example/errors#3>)
*/
    #[deprecated(note = "PROCESSING took its place.")]
    Old {
        ///`{type}` of the message.
        r#type: ::errspec::__private0_1::String,
    },
    /**`ODD`

- Code: `E-4`
- Status: `5xx`

[Documentation](<https://small.example/errors#E-4>)
*/
    Odd {
        /**Its `type`.

One of `a`, `b`.*/
        r#type: ::core::option::Option<::errspec::__private0_1::String>,
        ///What stands at `/ratio`.
        ratio: ::core::option::Option<::core::primitive::f64>,
        ///The message.
        message: ::errspec::__private0_1::String,
    },
    /// An error that the table does not name, with all that arrived of it.
    Unknown(::errspec::__private0_1::Unknown),
}
///One of the sub-errors that a [`SmallError`] can list.
#[::core::prelude::v1::derive(
    ::core::fmt::Debug,
    ::core::clone::Clone,
    ::core::cmp::PartialEq,
    ::core::cmp::Eq,
    ::core::hash::Hash
)]
pub struct SmallErrorDetail {
    ///What stands at `/issue`.
    pub issue: ::errspec::__private0_1::String,
    ///What stands at `/kind`.
    pub kind: ::core::option::Option<::errspec::__private0_1::String>,
}
#[allow(dead_code, deprecated, unreachable_pub, clippy::too_many_arguments)]
impl SmallErrorDetail {
    /// A sub-error with these values and no others.
    #[must_use]
    pub fn new(
        issue: impl ::errspec::IntoField<::errspec::__private0_1::String>,
    ) -> Self {
        Self {
            issue: ::errspec::IntoField::into_field(issue),
            kind: ::core::option::Option::None,
        }
    }
}
#[allow(dead_code, deprecated, unreachable_pub, clippy::too_many_arguments)]
impl SmallError {
    /// The error that a response is. It always gives a value: what fits no entry is unknown, and keeps all that
    /// arrived.
    #[must_use]
    pub fn decode<
        B: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
    >(status: ::core::primitive::u16, body: &B) -> ::errspec::Decoded<'_, Self> {
        <Self as ::errspec::Decode>::decode(status, body)
    }
    /// The error that a response with these headers is.
    #[must_use]
    pub fn decode_response<
        'b,
        H: ::errspec::Headers + ?::core::marker::Sized,
        B: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
    >(
        status: ::core::primitive::u16,
        headers: &H,
        body: &'b B,
    ) -> ::errspec::Decoded<'b, Self> {
        <Self as ::errspec::Decode>::decode_response(status, headers, body)
    }
    /// The error that a response is, if it keeps to the table.
    ///
    /// # Errors
    /// Says where and why it does not: a body that is not well-formed or laid out otherwise, an unknown error.
    pub fn try_decode<
        B: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
    >(
        status: ::core::primitive::u16,
        body: &B,
    ) -> ::core::result::Result<::errspec::Decoded<'_, Self>, ::errspec::DecodeError> {
        <Self as ::errspec::Decode>::try_decode(status, body)
    }
    /// The error that a response with these headers is, if it keeps to the table.
    ///
    /// # Errors
    /// Says where and why it does not: a body that is not well-formed or laid out otherwise, an unknown error.
    pub fn try_decode_response<
        'b,
        H: ::errspec::Headers + ?::core::marker::Sized,
        B: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
    >(
        status: ::core::primitive::u16,
        headers: &H,
        body: &'b B,
    ) -> ::core::result::Result<::errspec::Decoded<'b, Self>, ::errspec::DecodeError> {
        <Self as ::errspec::Decode>::try_decode_response(status, headers, body)
    }
    /// The error that a response is, if it is one at all.
    #[must_use]
    pub fn detect<
        B: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
    >(
        status: ::core::primitive::u16,
        body: &B,
    ) -> ::core::option::Option<::errspec::Decoded<'_, Self>> {
        <Self as ::errspec::Decode>::detect(status, body)
    }
    /// The error that a response with these headers is, if it is one at all.
    #[must_use]
    pub fn detect_response<
        'b,
        H: ::errspec::Headers + ?::core::marker::Sized,
        B: ::core::convert::AsRef<[::core::primitive::u8]> + ?::core::marker::Sized,
    >(
        status: ::core::primitive::u16,
        headers: &H,
        body: &'b B,
    ) -> ::core::option::Option<::errspec::Decoded<'b, Self>> {
        <Self as ::errspec::Decode>::detect_response(status, headers, body)
    }
    /// Whether every recorded response decodes to the entry under which it stands.
    ///
    /// # Errors
    /// Names all that do not.
    pub fn check_examples() -> ::core::result::Result<(), ::errspec::ExamplesError> {
        <Self as ::errspec::Decode>::check_examples()
    }
    /// The code that stands for it on the wire.
    #[must_use]
    pub fn code(&self) -> ::core::option::Option<::errspec::Code<'_>> {
        <Self as ::errspec::Spec>::code(self)
    }
    /// Its name in the table.
    #[must_use]
    pub fn name(&self) -> &::core::primitive::str {
        <Self as ::errspec::Spec>::name(self)
    }
    /// The HTTP status with which it is sent.
    #[must_use]
    pub fn status(&self) -> ::core::option::Option<::core::primitive::u16> {
        <Self as ::errspec::Spec>::status(self)
    }
    /// What the table says of it; of the unknown, what it says of the one entry that has the code.
    #[must_use]
    pub fn entry(&self) -> ::core::option::Option<::errspec::Entry> {
        <Self as ::errspec::Spec>::entry(self)
    }
    /// Whether the table does not know it.
    #[must_use]
    pub fn is_unknown(&self) -> ::core::primitive::bool {
        <Self as ::errspec::Spec>::is_unknown(self)
    }
    /// What the unknown keeps.
    #[must_use]
    pub fn unknown(&self) -> ::core::option::Option<&::errspec::Unknown> {
        <Self as ::errspec::Spec>::unknown(self)
    }
    /// All entries of the table, each followed by its cases.
    #[must_use]
    pub fn entries() -> ::errspec::Entries {
        <Self as ::errspec::Spec>::entries()
    }
    /// The responses that the table records.
    #[must_use]
    pub fn examples() -> ::errspec::__private0_1::Vec<&'static ::errspec::Example> {
        <Self as ::errspec::Spec>::examples()
    }
    /// The value of the field of this name, as the table names it.
    #[must_use]
    pub fn field_by_name(
        &self,
        name: &::core::primitive::str,
    ) -> ::core::option::Option<::errspec::Value<'_>> {
        <Self as ::errspec::Spec>::field_by_name(self, name)
    }
    /// Whether and when the call may be tried again.
    #[must_use]
    pub fn retry(&self) -> ::errspec::Retry {
        <Self as ::errspec::Spec>::retry(self)
    }
    /// How long to wait before that, as the table says.
    #[must_use]
    pub fn retry_after(&self) -> ::core::option::Option<::core::time::Duration> {
        <Self as ::errspec::Spec>::retry_after(self)
    }
    /// Whether the failed call may have taken effect.
    #[must_use]
    pub fn applied(&self) -> ::errspec::Applied {
        <Self as ::errspec::Spec>::applied(self)
    }
    /// What happened, in one sentence.
    #[must_use]
    pub fn summary(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
        <Self as ::errspec::Spec>::summary(self)
    }
    /// Why it happens.
    #[must_use]
    pub fn causes(&self) -> &'static [&'static ::core::primitive::str] {
        <Self as ::errspec::Spec>::causes(self)
    }
    /// What to do.
    #[must_use]
    pub fn action(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
        <Self as ::errspec::Spec>::action(self)
    }
    /// What else there is to know.
    #[must_use]
    pub fn notes(&self) -> &'static [&'static ::core::primitive::str] {
        <Self as ::errspec::Spec>::notes(self)
    }
    /// The address of its documentation.
    #[must_use]
    pub fn docs_url(&self) -> ::core::option::Option<::errspec::__private0_1::String> {
        <Self as ::errspec::Spec>::docs_url(self)
    }
    /// The body that says it.
    #[must_use]
    pub fn encode(&self) -> ::errspec::__private0_1::Vec<::core::primitive::u8> {
        <Self as ::errspec::Spec>::encode(self)
    }
    /// Writes it with a request id, details and whatever else a response has beside the error.
    #[must_use]
    pub fn encoder(&self) -> ::errspec::Encoder<'_, Self> {
        <Self as ::errspec::Spec>::encoder(self)
    }
    /// The response that says it: status, headers and body.
    #[must_use]
    pub fn encode_response(&self) -> ::errspec::Response {
        <Self as ::errspec::Spec>::encode_response(self)
    }
}
#[allow(dead_code, deprecated, unreachable_pub, clippy::too_many_arguments)]
impl SmallError {
    ///`MISSING_FIELDS`
    #[must_use]
    pub fn missing_fields(
        fields: impl ::errspec::IntoField<
            ::errspec::__private0_1::Vec<::errspec::__private0_1::String>,
        >,
    ) -> Self {
        Self::MissingFields {
            fields: ::errspec::IntoField::into_field(fields),
        }
    }
    ///`OLD`
    #[deprecated(note = "PROCESSING took its place.")]
    #[must_use]
    pub fn old(
        r#type: impl ::errspec::IntoField<::errspec::__private0_1::String>,
    ) -> Self {
        Self::Old {
            r#type: ::errspec::IntoField::into_field(r#type),
        }
    }
    ///`ODD`
    #[must_use]
    pub fn odd(
        r#type: impl ::errspec::IntoField<
            ::core::option::Option<::errspec::__private0_1::String>,
        >,
        ratio: impl ::errspec::IntoField<::core::option::Option<::core::primitive::f64>>,
        message: impl ::errspec::IntoField<::errspec::__private0_1::String>,
    ) -> Self {
        Self::Odd {
            r#type: ::errspec::IntoField::into_field(r#type),
            ratio: ::errspec::IntoField::into_field(ratio),
            message: ::errspec::IntoField::into_field(message),
        }
    }
}
#[allow(deprecated)]
const _: () = {
    use ::errspec::__private0_1 as __errspec;
    use ::core::option::Option as __O;
    const _: &[::core::primitive::u8] = ::core::include_bytes!("small.toml");
    static TABLES: &[&__errspec::Table] = &[&TABLE];
    static TABLE: __errspec::Table = __errspec::Table {
        name: "small",
        title: "Small API",
        docs: __O::Some("https://small.example/errors#{code}"),
        body: __errspec::Layout {
            nodes: &[
                __errspec::Node {
                    members: &[
                        ("code", 1u16),
                        ("details", 2u16),
                        ("errors", 3u16),
                        ("message", 4u16),
                        ("ratio", 5u16),
                    ],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[],
                    names: &[],
                },
                __errspec::Node {
                    members: &[],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[0u16],
                    names: &[],
                },
                __errspec::Node {
                    members: &[],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[2u16],
                    names: &[],
                },
                __errspec::Node {
                    members: &[("0", 6u16)],
                    elements: &[(0u32, 6u16)],
                    any: 7u16,
                    values: &[],
                    names: &[],
                },
                __errspec::Node {
                    members: &[],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[1u16],
                    names: &[],
                },
                __errspec::Node {
                    members: &[],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[5u16],
                    names: &[],
                },
                __errspec::Node {
                    members: &[("kind", 8u16), ("type", 9u16)],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[],
                    names: &[],
                },
                __errspec::Node {
                    members: &[("kind", 8u16)],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[],
                    names: &[],
                },
                __errspec::Node {
                    members: &[],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[3u16],
                    names: &[],
                },
                __errspec::Node {
                    members: &[],
                    elements: &[],
                    any: __errspec::NOWHERE,
                    values: &[4u16],
                    names: &[],
                },
            ],
            locations: &[
                "/code",
                "/message",
                "/details",
                "/errors/*/kind",
                "/errors/0/type",
                "/ratio",
            ],
            filters: &[
                __errspec::Filter {
                    slot: 3u16,
                    keep: __errspec::Keep::Only(
                        &[
                            __errspec::Literal::String("odd"),
                            __errspec::Literal::Integer(-1i64),
                            __errspec::Literal::Boolean(true),
                        ],
                    ),
                },
            ],
        },
        headers: &["retry-after", "x-type"],
        envelopes: &[
            __errspec::Envelope {
                body: __errspec::BodyKind::Json,
                when: &[],
                no_code: &[],
                code: &[
                    __errspec::Alternative {
                        slots: &[0u16],
                        with: "/",
                        templates: &[],
                        written: 0u16,
                        names: &[],
                        unit: __errspec::Unit::Seconds,
                        read_only: false,
                    },
                ],
                message: &[
                    __errspec::Alternative {
                        slots: &[1u16],
                        with: "/",
                        templates: &[],
                        written: 0u16,
                        names: &[],
                        unit: __errspec::Unit::Seconds,
                        read_only: false,
                    },
                ],
                name: &[],
                request_id: &[],
                status: &[],
                retry_after: &[
                    __errspec::Alternative {
                        slots: &[6u16],
                        with: "/",
                        templates: &[],
                        written: 0u16,
                        names: &[],
                        unit: __errspec::Unit::Seconds,
                        read_only: false,
                    },
                ],
                details: &[
                    __errspec::Alternative {
                        slots: &[2u16],
                        with: "/",
                        templates: &[],
                        written: 0u16,
                        names: &[],
                        unit: __errspec::Unit::Seconds,
                        read_only: false,
                    },
                ],
                status_as_string: false,
                details_map: false,
                errors: (65535u16, 65535u16),
                in_2xx: false,
                default_status: __O::None,
                media_type: "application/json",
            },
        ],
        fields: &[],
        detail: __O::Some((
            __errspec::Layout {
                nodes: &[
                    __errspec::Node {
                        members: &[("issue", 1u16), ("kind", 2u16)],
                        elements: &[],
                        any: __errspec::NOWHERE,
                        values: &[],
                        names: &[],
                    },
                    __errspec::Node {
                        members: &[],
                        elements: &[],
                        any: __errspec::NOWHERE,
                        values: &[0u16],
                        names: &[],
                    },
                    __errspec::Node {
                        members: &[],
                        elements: &[],
                        any: __errspec::NOWHERE,
                        values: &[1u16],
                        names: &[],
                    },
                ],
                locations: &["/issue", "/kind"],
                filters: &[],
            },
            &[
                __errspec::Field {
                    name: "issue",
                    ident: "issue",
                    ty: __errspec::Type::String,
                    source: &[
                        __errspec::Alternative {
                            slots: &[0u16],
                            with: "/",
                            templates: &[],
                            written: 0u16,
                            names: &[],
                            unit: __errspec::Unit::Seconds,
                            read_only: false,
                        },
                    ],
                    parameter: false,
                    required: true,
                    separator: __O::None,
                    values: &[],
                },
                __errspec::Field {
                    name: "kind",
                    ident: "kind",
                    ty: __errspec::Type::String,
                    source: &[
                        __errspec::Alternative {
                            slots: &[1u16],
                            with: "/",
                            templates: &[],
                            written: 0u16,
                            names: &[],
                            unit: __errspec::Unit::Seconds,
                            read_only: false,
                        },
                    ],
                    parameter: false,
                    required: false,
                    separator: __O::None,
                    values: &[],
                },
            ],
        )),
        success_codes: &[],
        success_when: &[],
        packed: __errspec::Packed {
            text: "PROCESSINGProcessingWait.It is not done yet.Ask again.MISSING_FIELDSMissingFieldsMissing fields: \0\u{1}OLDOldOld \0\u{1}PROCESSING took its place.ODDOddE-4\0\u{3}E-4",
            ends: __errspec::Words(
                b"\n\0\0\0\x14\0\0\0\x19\0\0\0,\0\0\x006\0\0\0D\0\0\0Q\0\0\0c\0\0\0f\0\0\0i\0\0\0o\0\0\0\x89\0\0\0\x8C\0\0\0\x8F\0\0\0\x92\0\0\0\x94\0\0\0\x97\0\0\0",
            ),
            entries: __errspec::Words(
                b"]\x06\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x05\0\0\0\x02\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01 \0\0\x08\0\0\0\x03\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC2\0\0\0\x0C\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\x02\0\0\0\x01\0\0\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
            ),
            integers: __errspec::Words(
                b"\x01\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x03\0\0\0\0\0\0\0\x02\0\0\0\x01\0\0\0\x02\0\0\0",
            ),
            strings: __errspec::Words(b"\x10\0\0\0\x03\0\0\0\x01\0\0\0\x03\0\0\0"),
            candidates: __errspec::Words(b"\0\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0"),
            codeless: __errspec::Words(b""),
            any_code: __errspec::Words(b""),
            lists: __errspec::Lists {
                aliases: &[&[]],
                statuses: &[&[], &[(400u16, 400u16)], &[(500u16, 599u16)]],
                when: &[
                    &[],
                    &[
                        __errspec::Condition {
                            slot: 3u16,
                            test: __errspec::Test::Is(
                                &[
                                    __errspec::Literal::String("odd"),
                                    __errspec::Literal::Integer(-1i64),
                                    __errspec::Literal::Boolean(true),
                                ],
                            ),
                        },
                    ],
                ],
                fields: &[
                    &[],
                    &[
                        __errspec::Field {
                            name: "fields",
                            ident: "fields",
                            ty: __errspec::Type::List,
                            source: &[],
                            parameter: true,
                            required: true,
                            separator: __O::Some(", "),
                            values: &[],
                        },
                    ],
                    &[
                        __errspec::Field {
                            name: "type",
                            ident: "type",
                            ty: __errspec::Type::String,
                            source: &[],
                            parameter: true,
                            required: true,
                            separator: __O::None,
                            values: &[],
                        },
                    ],
                    &[
                        __errspec::Field {
                            name: "type",
                            ident: "type",
                            ty: __errspec::Type::String,
                            source: &[
                                __errspec::Alternative {
                                    slots: &[4u16],
                                    with: "/",
                                    templates: &[],
                                    written: 0u16,
                                    names: &[],
                                    unit: __errspec::Unit::Seconds,
                                    read_only: false,
                                },
                                __errspec::Alternative {
                                    slots: &[7u16],
                                    with: "/",
                                    templates: &[],
                                    written: 0u16,
                                    names: &[],
                                    unit: __errspec::Unit::Seconds,
                                    read_only: false,
                                },
                            ],
                            parameter: false,
                            required: false,
                            separator: __O::None,
                            values: &["a", "b"],
                        },
                        __errspec::Field {
                            name: "ratio",
                            ident: "ratio",
                            ty: __errspec::Type::Number,
                            source: &[
                                __errspec::Alternative {
                                    slots: &[5u16],
                                    with: "/",
                                    templates: &[],
                                    written: 0u16,
                                    names: &[],
                                    unit: __errspec::Unit::Seconds,
                                    read_only: false,
                                },
                            ],
                            parameter: false,
                            required: false,
                            separator: __O::None,
                            values: &[],
                        },
                        __errspec::Field {
                            name: "message",
                            ident: "message",
                            ty: __errspec::Type::String,
                            source: &[],
                            parameter: true,
                            required: true,
                            separator: __O::None,
                            values: &[],
                        },
                    ],
                ],
                texts: &[
                    &[
                        "Work takes its time.",
                        "See [the page](https://small.example/work), or <nothing>.",
                    ],
                ],
            },
        },
        examples: &[
            __errspec::Example {
                entry: __O::Some("PROCESSING"),
                status: 400u16,
                headers: &[("retry-after", "3")],
                body: "{\"code\": 1, \"message\": \"Wait.\"}",
            },
        ],
    };
    fn __index_0(this: &SmallError) -> __O<::core::primitive::u32> {
        match this {
            SmallError::Processing => __O::Some(0),
            SmallError::MissingFields { .. } => __O::Some(1),
            SmallError::Old { .. } => __O::Some(2),
            SmallError::Odd { .. } => __O::Some(3),
            SmallError::Unknown(_) => __O::None,
        }
    }
    fn __build_0(
        index: ::core::primitive::u32,
        fields: &mut __errspec::Fields<'_>,
    ) -> __O<SmallError> {
        __O::Some(
            match index {
                0 => SmallError::Processing,
                1 => {
                    SmallError::MissingFields {
                        fields: fields.take(),
                    }
                }
                2 => {
                    SmallError::Old {
                        r#type: fields.take(),
                    }
                }
                3 => {
                    SmallError::Odd {
                        r#type: fields.take(),
                        ratio: fields.take(),
                        message: fields.take(),
                    }
                }
                _ => return __O::None,
            },
        )
    }
    fn __field_0_0(this: &SmallError) -> __O<__errspec::Value<'_>> {
        match this {
            SmallError::Odd { r#type: field, .. } => __errspec::AsValue::as_value(field),
            _ => __field_0_1(this),
        }
    }
    fn __field_0_1(this: &SmallError) -> __O<__errspec::Value<'_>> {
        match this {
            SmallError::Old { r#type: field } => __errspec::AsValue::as_value(field),
            _ => __field_0_2(this),
        }
    }
    fn __field_0_2(this: &SmallError) -> __O<__errspec::Value<'_>> {
        match this {
            SmallError::MissingFields { fields: field } => {
                __errspec::AsValue::as_value(field)
            }
            _ => __O::None,
        }
    }
    fn __field_1_0(this: &SmallError) -> __O<__errspec::Value<'_>> {
        match this {
            SmallError::Odd { ratio: field, .. } => __errspec::AsValue::as_value(field),
            _ => __O::None,
        }
    }
    fn __field_2_0(this: &SmallError) -> __O<__errspec::Value<'_>> {
        match this {
            SmallError::Odd { message: field, .. } => __errspec::AsValue::as_value(field),
            _ => __O::None,
        }
    }
    #[automatically_derived]
    impl __errspec::Instance for SmallError {
        fn table(&self) -> &'static __errspec::Table {
            &TABLE
        }
        fn index(&self) -> __O<::core::primitive::u32> {
            __index_0(self)
        }
        fn field(&self, number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
            match number {
                0 => __field_0_0(self),
                1 => __field_1_0(self),
                2 => __field_2_0(self),
                _ => __O::None,
            }
        }
        fn as_unknown(&self) -> __O<&__errspec::Unknown> {
            match self {
                SmallError::Unknown(unknown) => __O::Some(unknown),
                _ => __O::None,
            }
        }
    }
    #[automatically_derived]
    impl __errspec::Generated for SmallError {
        type Detail = SmallErrorDetail;
        fn tables() -> &'static [&'static __errspec::Table] {
            TABLES
        }
        fn covers(
            _: ::core::primitive::usize,
            _: ::core::primitive::u32,
        ) -> ::core::primitive::bool {
            true
        }
    }
    #[automatically_derived]
    impl __errspec::Built for SmallError {
        fn build(
            _: ::core::primitive::usize,
            index: ::core::primitive::u32,
            fields: &mut __errspec::Fields<'_>,
        ) -> __O<Self> {
            let _ = &fields;
            match index / 128 {
                0 => __build_0(index, fields),
                _ => __O::None,
            }
        }
        fn from_unknown(unknown: __errspec::Unknown) -> Self {
            SmallError::Unknown(unknown)
        }
    }
    #[automatically_derived]
    impl ::errspec::Spec for SmallError {}
    #[automatically_derived]
    impl ::errspec::Decode for SmallError {}
    #[automatically_derived]
    impl ::core::fmt::Debug for SmallError {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __errspec::debug(self, f)
        }
    }
    #[automatically_derived]
    impl ::core::fmt::Display for SmallError {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __errspec::display(self, f)
        }
    }
    #[automatically_derived]
    impl ::core::clone::Clone for SmallError {
        fn clone(&self) -> Self {
            __errspec::clone(self)
        }
    }
    #[automatically_derived]
    impl ::core::cmp::PartialEq for SmallError {
        fn eq(&self, other: &Self) -> ::core::primitive::bool {
            __errspec::equal(self, other)
        }
    }
    #[automatically_derived]
    impl ::core::error::Error for SmallError {}
    #[automatically_derived]
    impl __errspec::Record for SmallErrorDetail {
        const TYPED: ::core::primitive::bool = true;
        fn build(fields: &mut __errspec::Fields<'_>) -> Self {
            let _ = &fields;
            Self {
                issue: fields.take(),
                kind: fields.take(),
            }
        }
        fn field(&self, number: ::core::primitive::usize) -> __O<__errspec::Value<'_>> {
            match number {
                0 => __errspec::AsValue::as_value(&self.issue),
                1 => __errspec::AsValue::as_value(&self.kind),
                _ => __O::None,
            }
        }
    }
};
