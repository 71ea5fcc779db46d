/// Documentation by the user.
/**
The errors of Small API, from the table `small`.

| Code | Status | Variant |
|---|---|---|
| `1` | `400` | [`Processing`](Self::Processing) |
| `2` |  | [`MissingFields`](Self::MissingFields) |
| `3` |  | [`Old`](Self::Old) |
| `E-4` | `5xx` | [`Odd`](Self::Odd) |
*/
#[non_exhaustive]
pub enum SmallError {
    /**It is not done yet.

- Code: `1`
- Status: `400`
- Message: `Wait.`
- Retry: after polling
- Applied: no, the failed call has not taken effect

**Causes**

- Work takes its time.
- See [the page](https://small.example/work), or \<nothing\>.

**Action**: Ask again.

[Documentation](<https://small.example/errors#1>)
*/
    #[doc(alias = "1")]
    Processing,
    /**`MISSING_FIELDS`

- Code: `2`
- Message: `Missing fields: {fields}`

[Documentation](<https://small.example/errors#2>)
*/
    #[doc(alias = "2")]
    MissingFields {
        ///`{fields}` of the message.
        fields: ::errspec::__private0_1::Vec<::errspec::__private0_1::String>,
    },
    /**`OLD`

- Code: `3`
- Message: `Old {type}`

[Documentation](<https://small.example/errors#3>)
*/
    #[doc(alias = "3")]
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
    #[doc(alias = "E-4")]
    Odd {
        /**Its `type`.

One of `a`, `b`.*/
        r#type: ::core::option::Option<::errspec::__private0_1::String>,
        ///The value at `/ratio`.
        ratio: ::core::option::Option<::core::primitive::f64>,
        ///The message.
        message: ::errspec::__private0_1::String,
    },
    /// An error that is not in the table, with everything that the response contained.
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
    ///The value at `/issue`.
    pub issue: ::errspec::__private0_1::String,
    ///The value at `/kind`.
    pub kind: ::core::option::Option<::errspec::__private0_1::String>,
}
impl SmallErrorDetail {
    /// Creates a sub-error with these values. All others are `None`.
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
::errspec::__private0_1::methods_unless_traits_only! {
    Decode[] [pub fn] [] [SmallError] [] [H B 'b]
}
::errspec::__private0_1::methods_unless_traits_only! {
    Spec[] [pub fn] [] [SmallError] [] []
}
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
        fn __make(r#type: ::errspec::__private0_1::String) -> SmallError {
            SmallError::Old { r#type }
        }
        __make(::errspec::IntoField::into_field(r#type))
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
const _: () = {
    use ::errspec::__private0_1 as __errspec;
    use ::core::option::Option as __O;
    const _: &[::core::primitive::u8] = ::core::include_bytes!("small.toml");
    static __TABLES: &[&__errspec::Table] = &[&__TABLE_0];
    static __TABLE_0: __errspec::Table = {
        const _: () = __errspec::check_layout(9);
        __errspec::Table::new(
            "codedetailserrorsmessageratio0kindtype/code/message/details/errors/*/kind/errors/0/type/ratioodd/application/json{\"message\":\0\u{2},\"code\":\0\u{1}}Work takes its time.See [the page](https://small.example/work), or <nothing>.fields, abretry-after3{\"code\": 1, \"message\": \"Wait.\"}issue/issue/kindsmallSmall APIhttps://small.example/errors#{code}x-typePROCESSINGProcessingWait.It is not done yet.Ask again.MISSING_FIELDSMissingFieldsMissing fields: \0\u{1}OLDOldOld \0\u{1}PROCESSING took its place.ODDOddE-4\0\u{3}E-4",
            [
                b"\x1B\x01\0\0\x05\0\0\0 \x01\0\0\t\0\0\0)\x01\0\0#\0\0\0\x0E\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x06\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\n\0\0\0\x0C\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0F\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0\x02\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                b"\0\0\0\0\x05\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0\0\x07\0\0\0\x07\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x05\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x06\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x03\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x04\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\t\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                b"\0\0\0\0\x04\0\0\0\x01\0\0\0code\"\0\0\0\xFF\xFF\xFF\xFF\xFF\0\0\0\x04\0\0\0\x07\0\0\0\x02\0\0\0details\"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x0B\0\0\0\x06\0\0\0\x03\0\0\0errors\"\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\x11\0\0\0\x07\0\0\0\x04\0\0\0message\"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x18\0\0\0\x05\0\0\0\x05\0\0\0ratio\"\0\0\xFF\xFF\xFF\xFF\xFF\xFF\0\0\x1D\0\0\0\x01\0\0\0\x06\0\0\x000\"\0\0\0\0\0\0\xFF\xFF\0\0\0\0\0\0\x1E\0\0\0\x04\0\0\0\x08\0\0\0kind\"\0\0\0\xFF\xFF\xFF\xFF\xFF\0\0\0\"\0\0\0\x04\0\0\0\t\0\0\0type\"\0\0\0\xFF\xFF\xFF\xFF\xFF\0\0\0\x1E\0\0\0\x04\0\0\0\x08\0\0\0kind\"\0\0\0\xFF\xFF\xFF\xFF\xFF\0\0\0\x0B\x01\0\0\x05\0\0\0\x0B\0\0\0issue\"\0\0\xFF\xFF\xFF\xFF\xFF\xFF\0\0\x1E\0\0\0\x04\0\0\0\x0C\0\0\0kind\"\0\0\0\xFF\xFF\xFF\xFF\xFF\0\0\0",
                b"\0\0\0\0\x06\0\0\0",
                b"",
                b"\0\0\0\0\x01\0\0\0\x06\0\0\0\x02\0\0\0\x04\0\0\0\x07\0\0\0\x05\0\0\0\x03\0\0\0",
                b"",
                b"\x03\0\0\0\0\0\0\0\0\0\0\0\x03\0\0\0",
                b"\x01\0\0\0]\0\0\0\x03\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02\0\0\0\x01\0\0\0\0\0\0\0",
                b"\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\0\0\0",
                b"",
                b"\0\0\0\0\0\0\0\0\x01\0\0\0`\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\x01\0\0\0\x01\0\0\0\x01\0\0\0`\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\x06\0\0\0\x02\0\0\0\x01\0\0\0`\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\x02\0\0\0\x03\0\0\0\x01\0\0\0`\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\x04\0\0\0\x04\0\0\0\x01\0\0\0`\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\x07\0\0\0\x05\0\0\0\x01\0\0\0`\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\x05\0\0\0\x06\0\0\0\x01\0\0\0`\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF",
                b"\xD6\0\0\0\x06\0\0\0\xD6\0\0\0\x06\0\0\0\x04\0\0\0\x03\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xDC\0\0\0\x02\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\"\0\0\0\x04\0\0\0\"\0\0\0\x04\0\0\0\0\0\0\0\x03\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\"\0\0\0\x04\0\0\0\"\0\0\0\x04\0\0\0\0\0\0\0\x10\0\0\0\x04\0\0\0\x04\0\0\0\x02\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\x08\0\0\0\x02\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\x18\0\0\0\x05\0\0\0\x18\0\0\0\x05\0\0\0\x02\0\0\0\0\0\0\0\x05\0\0\0\x06\0\0\0\x01\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\x11\0\0\0\x07\0\0\0\x11\0\0\0\x07\0\0\0\0\0\0\0\x03\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\x0B\x01\0\0\x05\0\0\0\x0B\x01\0\0\x05\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\x1E\0\0\0\x04\0\0\0\x1E\0\0\0\x04\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0",
                b"&\0\0\0\x05\0\0\0+\0\0\0\x08\0\0\x003\0\0\0\x08\0\0\0;\0\0\0\x0E\0\0\0I\0\0\0\x0E\0\0\0W\0\0\0\x06\0\0\0\x89\0\0\0\x14\0\0\0\x9D\0\0\09\0\0\0\xDE\0\0\0\x01\0\0\0\xDF\0\0\0\x01\0\0\0\xE0\0\0\0\x0B\0\0\0\xEB\0\0\0\x01\0\0\0\x10\x01\0\0\x06\0\0\0\x16\x01\0\0\x05\0\0\0\x1B\x01\0\0\x05\0\0\0\xE0\0\0\0\x0B\0\0\0L\x01\0\0\x06\0\0\0",
                b"\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\x06\0\0\0\x02\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0\0\0\0a\0\0\0\x10\0\0\0q\0\0\0\x18\0\0\0",
                b"\x90\x01\0\0\x90\x01\0\0\xF4\x01\0\0W\x02\0\0",
                b"\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\x06\0\0\0\x02\0\0\0\x01\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0",
                b"]\x06\0 \0\0\0\0\x01\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0 \x05\0\0\0\x02\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01 \0 \x08\0\0\0\x03\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x03\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xC2\0\0\0\x0C\0\0\0\0\0\0\0\0\0\0\0\xFF\xFF\xFF\xFF\0\0\0\0\0\0\0\0\x03\0\0\0\x01\0\0\0\x04\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
                b"R\x01\0\0\\\x01\0\0f\x01\0\0k\x01\0\0~\x01\0\0\x88\x01\0\0\x96\x01\0\0\xA3\x01\0\0\xB5\x01\0\0\xB8\x01\0\0\xBB\x01\0\0\xC1\x01\0\0\xDB\x01\0\0\xDE\x01\0\0\xE1\x01\0\0\xE4\x01\0\0\xE6\x01\0\0\xE9\x01\0\0",
                b"\x01\0\0\0\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x03\0\0\0\0\0\0\0\x03\0\0\0\x01\0\0\0\x02\0\0\0",
                b"\x10\0\0\0\x07\0\0\0\x01\0\0\0\x03\0\0\0",
                b"",
                b"\0\0\0\0\x90\x01\0\0\n\0\0\0\x02\0\0\0\xEC\0\0\0\x1F\0\0\0",
                b"",
                b"",
            ],
        )
    };
    #[automatically_derived]
    impl __errspec::Record for SmallErrorDetail {
        #[inline]
        fn is_typed(_: ::core::primitive::usize) -> ::core::primitive::bool {
            true
        }
        #[inline]
        fn build(
            _: ::core::primitive::usize,
            __fields: &mut __errspec::Fields<'_>,
        ) -> Self {
            Self {
                issue: __errspec::take(__fields),
                kind: __errspec::take(__fields),
            }
        }
        #[inline]
        fn field(
            &self,
            __number: ::core::primitive::usize,
        ) -> __O<__errspec::Value<'_>> {
            match __number {
                0 => __errspec::AsValue::as_value(&self.issue),
                1 => __errspec::AsValue::as_value(&self.kind),
                _ => __O::None,
            }
        }
    }
    #[automatically_derived]
    impl __errspec::Instance for SmallError {
        #[inline]
        fn table(&self) -> &'static __errspec::Table {
            &__TABLE_0
        }
        #[inline]
        fn index(&self) -> __O<::core::primitive::u32> {
            __O::Some(
                match self {
                    SmallError::Processing => 0,
                    SmallError::MissingFields { .. } => 1,
                    SmallError::Old { .. } => 2,
                    SmallError::Odd { .. } => 3,
                    _ => return __O::None,
                },
            )
        }
        #[inline]
        fn field(
            &self,
            __number: ::core::primitive::usize,
        ) -> __O<__errspec::Value<'_>> {
            match __number {
                0 => {
                    match self {
                        SmallError::Odd { r#type: __field, .. } => {
                            __errspec::AsValue::as_value(__field)
                        }
                        SmallError::Old { r#type: __field } => {
                            __errspec::AsValue::as_value(__field)
                        }
                        SmallError::MissingFields { fields: __field } => {
                            __errspec::AsValue::as_value(__field)
                        }
                        _ => __O::None,
                    }
                }
                1 => {
                    match self {
                        SmallError::Odd { ratio: __field, .. } => {
                            __errspec::AsValue::as_value(__field)
                        }
                        _ => __O::None,
                    }
                }
                2 => {
                    match self {
                        SmallError::Odd { message: __field, .. } => {
                            __errspec::AsValue::as_value(__field)
                        }
                        _ => __O::None,
                    }
                }
                _ => __O::None,
            }
        }
        #[inline]
        fn as_unknown(&self) -> __O<&__errspec::Unknown> {
            match self {
                SmallError::Unknown(__field) => {
                    __O::Some(__errspec::KeepsUnknown::unknown(__field))
                }
                _ => __O::None,
            }
        }
    }
    #[automatically_derived]
    impl __errspec::Generated for SmallError {
        type Detail = SmallErrorDetail;
        const ROUND_TRIPS: __O<__errspec::RoundTrips> = <__errspec::TypedTrips<
            Self,
        >>::CHECK;
        #[inline]
        fn tables() -> &'static [&'static __errspec::Table] {
            __TABLES
        }
    }
    #[automatically_derived]
    impl ::errspec::Spec for SmallError {}
    #[automatically_derived]
    impl __errspec::Covers for SmallError {
        const COVERAGE: &'static __errspec::Coverage = &__errspec::Coverage {
            own: &[
                __errspec::TableCoverage {
                    name: "small",
                    table: &__TABLE_0,
                    entries: __errspec::CoveredEntries::All,
                    shared: &[],
                },
            ],
            inner: &[],
        };
    }
    #[automatically_derived]
    impl __errspec::Built for SmallError {
        #[inline]
        fn build(
            __table: ::core::primitive::usize,
            __index: ::core::primitive::u32,
            __fields: &mut __errspec::Fields<'_>,
        ) -> __O<Self> {
            __O::Some(
                match __index {
                    0 => SmallError::Processing,
                    1 => {
                        SmallError::MissingFields {
                            fields: __errspec::take(__fields),
                        }
                    }
                    2 => {
                        SmallError::Old {
                            r#type: __errspec::take(__fields),
                        }
                    }
                    3 => {
                        SmallError::Odd {
                            r#type: __errspec::take(__fields),
                            ratio: __errspec::take(__fields),
                            message: __errspec::take(__fields),
                        }
                    }
                    _ => return __O::None,
                },
            )
        }
        #[inline]
        fn from_unknown(__unknown: __errspec::Unknown) -> Self {
            SmallError::Unknown(__errspec::KeepsUnknown::keep(__unknown))
        }
    }
    #[automatically_derived]
    impl ::errspec::Decode for SmallError {}
    #[automatically_derived]
    impl ::core::fmt::Debug for SmallError {
        #[inline]
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __errspec::debug(self, __f)
        }
    }
    #[automatically_derived]
    impl ::core::fmt::Display for SmallError {
        #[inline]
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __errspec::display(self, __f)
        }
    }
    #[automatically_derived]
    impl ::core::clone::Clone for SmallError {
        #[inline]
        fn clone(&self) -> Self {
            __errspec::clone(self)
        }
    }
    #[automatically_derived]
    impl ::core::cmp::PartialEq for SmallError {
        #[inline]
        fn eq(&self, __other: &Self) -> ::core::primitive::bool {
            __errspec::equal(self, __other)
        }
    }
    #[automatically_derived]
    impl ::core::error::Error for SmallError {}
};
