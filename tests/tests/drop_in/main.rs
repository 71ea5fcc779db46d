//! Error types that exist before their table: transparent variants and structs, sources, and texts of their own.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, dead_code, missing_docs, unreachable_pub)]

use std::error::Error as _;
use std::{fmt, io};

mod styles;

use serde_json::{Value, json};

/// The kinds of a struct that wraps its kind.
#[derive(Debug, errspec::Error)]
#[errspec("./store.toml", partial)]
pub enum Kind {
    NotFound {
        key: String,
    },
    #[errspec(entry = "INTERNAL")]
    Io(#[from] io::Error),
}

/// A struct that is transparent.
#[derive(Debug, errspec::Error)]
#[errspec(transparent)]
pub struct Store(#[from] Box<Kind>);

/// A struct that has more than its kind.
#[derive(Debug, errspec::Error)]
pub struct Context {
    #[errspec(transparent)]
    kind: Kind,
    attempts: u32,
    source: Option<io::Error>,
}

/// Errors of any type, which callers see as one entry.
#[derive(Debug, errspec::Error)]
#[errspec("./store.toml", partial)]
pub enum Foreign {
    #[errspec(entry = "INTERNAL", transparent)]
    Any(#[from] anyhow::Error),
    #[errspec(entry = "INTERNAL", transparent, also)]
    Boxed(Box<dyn std::error::Error + Send + Sync>),
    #[errspec(entry = "INTERNAL", transparent, also)]
    Io(#[from] io::Error),
    #[errspec(transparent)]
    Store(#[from] Store),
}

/// The same, by another derive.
#[derive(Debug, thiserror::Error)]
pub enum Before {
    #[error(transparent)]
    Any(#[from] anyhow::Error),
    #[error(transparent)]
    Boxed(Box<dyn std::error::Error + Send + Sync>),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A struct with an entry, over an error of any type.
#[derive(Debug, errspec::Error)]
#[errspec("./store.toml", entry = "INTERNAL", transparent)]
pub struct Opaque(#[from] anyhow::Error);

/// A type with texts of its own. One entry has no variant in this build.
#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("./store.toml", message_from_display, optional("TLS_FAILED"), decoded = StoreResponse)]
pub enum Api {
    #[error("no object {key}")]
    NotFound { key: String },
    #[error("the store failed")]
    Internal(#[source] io::Error),
    #[error("the origin {0} is not allowed")]
    InvalidRPOrigin(#[errspec(skip)] &'static str),
    #[cfg(any())]
    #[error("no TLS")]
    TlsFailed,
    #[error("version {version} is unknown")]
    UnknownVersion {
        #[errspec(skip)]
        version: u8,
    },
    #[error("{limit} bytes at most")]
    TooLarge { limit: u64 },
}

fn sent(body: &[u8]) -> Value {
    serde_json::from_slice(body).unwrap()
}

fn chain(error: &dyn std::error::Error) -> Vec<String> {
    let mut chain = vec![error.to_string()];
    let mut source = error.source();
    while let Some(error) = source {
        chain.push(error.to_string());
        source = error.source();
    }
    chain
}

#[derive(Debug)]
struct Disk;

impl fmt::Display for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the disk is full")
    }
}

impl std::error::Error for Disk {}

fn nested() -> anyhow::Error {
    anyhow::Error::new(io::Error::other(Disk)).context("writing the log").context("closing")
}

#[test]
fn a_transparent_struct_is_the_error_inside() {
    let error = Store::from(Box::new(Kind::NotFound { key: "a".into() }));
    assert_eq!(error.to_string(), "There is no object a.");
    assert_eq!(error.status(), Some(404));
    assert_eq!(sent(&error.encode()), json!({"code":"not_found","message":"There is no object a."}));
    let error = Store::from(Box::new(Kind::from(io::Error::other(Disk))));
    assert_eq!(chain(&error), ["The store failed.", "the disk is full"]);
}

#[test]
fn a_struct_with_more_fields_has_its_own_source() {
    let kind = || Kind::NotFound { key: "a".into() };
    let error = Context { kind: kind(), attempts: 3, source: Some(io::Error::other("reset")) };
    assert_eq!(chain(&error), ["There is no object a.", "reset"]);
    assert_eq!((error.code().unwrap().to_string().as_str(), error.attempts), ("not_found", 3));
    assert!(Context { kind: kind(), attempts: 1, source: None }.source().is_none());
}

#[test]
fn a_foreign_error_displays_as_itself_and_is_sent_as_its_entry() {
    let pairs: [(Foreign, Before); 3] = [
        (nested().into(), nested().into()),
        (Foreign::Boxed(Box::new(io::Error::other(Disk))), Before::Boxed(Box::new(io::Error::other(Disk)))),
        (io::Error::other(Disk).into(), io::Error::other(Disk).into()),
    ];
    for (error, before) in pairs {
        assert_eq!(error.to_string(), before.to_string());
        assert_eq!(format!("{error:#}"), format!("{before:#}"));
        assert_eq!(chain(&error), chain(&before));
        assert_eq!(sent(&error.encode()), json!({"code":"internal","message":"The store failed."}));
        let (error, before) = (anyhow::Error::new(error), anyhow::Error::new(before));
        assert_eq!(format!("{error:#}"), format!("{before:#}"));
    }
    let opaque = Opaque::from(nested());
    assert_eq!(format!("{opaque:#}"), "closing: writing the log: the disk is full");
    assert_eq!(opaque.status(), Some(500));
}

#[test]
fn a_text_that_the_table_leaves_to_display_is_the_message() {
    let error = Api::InvalidRPOrigin("http://a.example");
    assert_eq!(
        sent(&error.encode()),
        json!({"code":"invalid_rp_origin","message":"the origin http://a.example is not allowed"})
    );
    let error = Api::UnknownVersion { version: 9 };
    assert_eq!(sent(&error.encode()), json!({"code":"unknown_version","message":"version 9 is unknown"}));
    // A message in the table is what is sent.
    let error = Api::NotFound { key: "k".into() };
    assert_eq!(error.to_string(), "no object k");
    assert_eq!(sent(&error.encode()), json!({"code":"not_found","message":"There is no object k."}));
}

#[test]
fn a_type_with_sources_has_an_enum_for_decoded_responses() {
    let decoded = StoreResponse::decode(500, br#"{"code":"internal","message":"The store failed."}"#);
    assert!(matches!(decoded.error(), StoreResponse::Internal));
    let decoded = StoreResponse::from(Api::Internal(io::Error::other(Disk)));
    assert_eq!(decoded, StoreResponse::Internal);
    let decoded = StoreResponse::from(&Api::TooLarge { limit: 9 });
    assert!(matches!(decoded, StoreResponse::TooLarge { limit: 9, .. }));
    let decoded = StoreResponse::from(&Api::InvalidRPOrigin("x"));
    assert_eq!(decoded, StoreResponse::InvalidRpOrigin { message: "the origin x is not allowed".into() });
    let decoded = StoreResponse::decode(502, br#"{"code":"tls_failed","message":"The connection is not secure."}"#);
    assert!(matches!(decoded.error(), StoreResponse::TlsFailed));
}

/// An entry is called UNKNOWN, and methods of the type have the names of those of errspec.
#[derive(Debug, errspec::Error)]
#[errspec("./versions.toml", traits_only)]
pub enum Version {
    Unknown,
    Gone {
        message: String,
        source: Option<io::Error>,
    },
    #[errspec(unknown)]
    Other(errspec::Unknown),
}

impl Version {
    fn status(&self) -> &'static str {
        "of its own"
    }
}

#[test]
fn a_variant_called_unknown_can_be_an_entry_and_methods_stay_the_users() {
    use errspec::{Decode as _, Spec as _};

    assert!(matches!(
        Version::decode(400, br#"{"code":1,"message":"The version is unknown."}"#).error(),
        Version::Unknown
    ));
    assert!(matches!(Version::decode(400, br#"{"code":3}"#).error(), Version::Other(_)));
    assert_eq!(Version::Unknown.status(), "of its own");
    assert_eq!(errspec::Spec::status(&Version::Unknown), Some(400));
    assert_eq!(Version::Unknown.name(), "UNKNOWN");
}

#[test]
fn an_optional_field_that_no_response_contains_is_empty() {
    let decoded = <Version as errspec::Decode>::decode(410, br#"{"code":2,"message":"gone"}"#).into_error();
    assert!(matches!(decoded, Version::Gone { message, source: None } if message == "gone"));
}
