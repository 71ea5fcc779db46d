//! The fields of derived errors: sources in messages, texts that attributes compute, and the types that a field can have.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::collections::BTreeSet;
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use errspec::{Unknown, Value};

type Boxed = Box<dyn Error + Send + Sync>;

/// The chain of an error, from its message to the last source.
fn chain(error: &(dyn Error + 'static)) -> Vec<String> {
    std::iter::successors(Some(error), |error| (*error).source()).map(ToString::to_string).collect()
}

/// Checks that an error has the chain of its twin by thiserror, also as `anyhow` writes it.
fn assert_same_chain(own: impl Error + Send + Sync + 'static, twin: impl Error + Send + Sync + 'static) {
    assert_eq!(chain(&own), chain(&twin));
    assert!(chain(&own).len() > 1);
    let (own, twin) = (anyhow::Error::new(own), anyhow::Error::new(twin));
    assert_eq!(format!("{own:#}"), format!("{twin:#}"));
    // A backtrace names the line where the error was made.
    let text = |error: &anyhow::Error| format!("{error:?}").split("Stack backtrace").next().map(str::to_owned);
    assert_eq!(text(&own), text(&twin));
}

fn nested() -> io::Error {
    io::Error::other(Nested(fmt::Error))
}

#[derive(Debug)]
struct Nested(fmt::Error);

impl fmt::Display for Nested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nested")
    }
}

impl Error for Nested {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Debug, errspec::Error)]
#[errspec("./tables/fields.toml", partial)]
enum Own<S> {
    Storage {
        source: S,
    },
    Relay {
        #[errspec(field = "reason")]
        #[source]
        error: S,
    },
}

#[derive(Debug, thiserror::Error)]
enum Twin<S: Error + 'static> {
    #[error("storage failed: {source}")]
    Storage { source: S },
    #[error("the relay failed: {error}")]
    Relay {
        #[source]
        error: S,
    },
}

#[test]
fn a_source_in_the_message_stays_the_source() {
    assert_same_chain(Own::Storage { source: nested() }, Twin::Storage { source: nested() });
    assert_same_chain(Own::Relay { error: nested() }, Twin::Relay { error: nested() });
    let own: Own<io::Error> = Own::Storage { source: nested() };
    assert_eq!(own.encode(), br#"{"message":"storage failed: nested","code":"storage"}"#);
}

#[derive(Debug, errspec::Error)]
#[errspec("./tables/fields.toml", partial)]
enum OwnBoxed {
    Storage {
        source: Boxed,
    },
    Relay(
        #[from]
        #[errspec(field = "reason")]
        anyhow::Error,
    ),
    #[errspec(entry = "RATIO")]
    Shared {
        ratio: f64,
        source: Arc<dyn Error + Send + Sync>,
    },
    Unreadable {
        path: String,
        source: Option<Box<io::Error>>,
    },
}

#[derive(Debug, thiserror::Error)]
enum TwinBoxed {
    #[error("storage failed: {source}")]
    Storage { source: Boxed },
    #[error("the relay failed: {0}")]
    Relay(#[from] anyhow::Error),
    #[error("the ratio is {ratio}")]
    Shared { ratio: f64, source: Arc<dyn Error + Send + Sync> },
    #[error("cannot read {path}")]
    Unreadable { path: String, source: Option<Box<io::Error>> },
}

#[test]
fn boxed_and_shared_sources_have_the_chain_of_thiserror() {
    assert_same_chain(OwnBoxed::Storage { source: nested().into() }, TwinBoxed::Storage { source: nested().into() });
    let with_context = || anyhow::Error::new(nested()).context("outer");
    assert_same_chain(OwnBoxed::from(with_context()), TwinBoxed::from(with_context()));
    let shared = || -> Arc<dyn Error + Send + Sync> { Arc::new(nested()) };
    assert_same_chain(
        OwnBoxed::Shared { ratio: 0.5, source: shared() },
        TwinBoxed::Shared { ratio: 0.5, source: shared() },
    );
    let (path, source) = ("/etc".to_owned(), Some(Box::new(nested())));
    let twin = TwinBoxed::Unreadable { path: path.clone(), source: Some(Box::new(nested())) };
    assert_same_chain(OwnBoxed::Unreadable { path: path.clone(), source }, twin);
    assert!(OwnBoxed::Unreadable { path, source: None }.source().is_none());
}

#[test]
fn every_pointer_to_an_error_is_a_source() {
    #[derive(Debug, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Pointers {
        Storage { source: Rc<io::Error> },
        Relay { reason: String, source: Rc<dyn Error> },
        Unreadable { path: String, source: Box<Box<dyn Error + Send>> },
        Ratio { ratio: f32, source: &'static fmt::Error },
    }
    assert_eq!(chain(&Pointers::Storage { source: Rc::new(nested()) }).len(), 3);
    let error = Pointers::Relay { reason: "gone".to_owned(), source: Rc::new(fmt::Error) };
    assert!(error.source().unwrap().is::<fmt::Error>());
    let error = Pointers::Unreadable { path: String::new(), source: Box::new(Box::new(fmt::Error)) };
    assert!(error.source().unwrap().is::<fmt::Error>());
    assert_eq!(chain(&Pointers::Ratio { ratio: 0.1, source: &fmt::Error })[0], "the ratio is 0.1");
}

#[test]
fn a_plain_value_with_the_name_source_is_no_source() {
    #[derive(Debug, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Plain {
        Storage {
            source: String,
        },
        Relay {
            reason: Box<str>,
            #[errspec(skip)]
            #[allow(dead_code)]
            source: Vec<u8>,
        },
    }

    #[derive(Debug, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Path {
        Storage { source: PathBuf },
    }
    let error = Plain::Storage { source: "disk".to_owned() };
    assert_eq!((error.to_string().as_str(), error.source().is_none()), ("storage failed: disk", true));
    assert!(Plain::Relay { reason: "".into(), source: Vec::new() }.source().is_none());
    assert_eq!(Path::Storage { source: "/dev".into() }.to_string(), "storage failed: /dev");
}

/// The errors of a program, beside thiserror, whose messages are those of the table.
#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("./tables/fields.toml", partial)]
enum Beside {
    #[error("storage failed: {0}")]
    Storage(
        #[from]
        #[errspec(field = "source")]
        io::Error,
    ),
    #[error("mask {mask:#010x} at ratio {ratio:.2}")]
    Masked {
        #[errspec(format = "{:#010x}")]
        mask: u32,
        #[errspec(format = "{:.2}")]
        ratio: f64,
    },
    #[error("{0} gave no answer within {1:?}")]
    TimedOut(#[errspec(field = "host")] String, #[errspec(field = "after", debug)] Duration),
    #[error("cannot read {path}", path = .path.display())]
    Unreadable { path: PathBuf },
    #[error("{} items, beginning with {first}", .items.len(), first = .items[0].to_lowercase())]
    TooMany {
        #[errspec(field = "count", with = "Vec::len")]
        items: Vec<String>,
        #[errspec(field = "first", with = |first| first.to_lowercase())]
        first: &'static str,
    },
    #[error("no route to {peer:?}")]
    Peer {
        #[errspec(plain)]
        peer: SocketAddr,
        #[errspec(with = "shown")]
        local: Option<IpAddr>,
    },
}

fn shown(address: &Option<IpAddr>) -> Option<String> {
    address.map(|address| format!("<{address}>"))
}

fn message(error: &Beside) -> String {
    let body: serde_json::Value = serde_json::from_slice(&error.encode()).unwrap();
    body["message"].as_str().unwrap().to_owned()
}

#[test]
fn the_response_has_the_text_of_the_other_derive() {
    let same = [
        Beside::from(nested()),
        Beside::Masked { mask: 0xff, ratio: 1.0 / 3.0 },
        Beside::TimedOut("db".to_owned(), Duration::from_millis(1500)),
        Beside::Unreadable { path: "/etc/passwd".into() },
        Beside::TooMany { items: vec!["A".to_owned(), "B".to_owned()], first: "A" },
    ];
    for error in same {
        assert_eq!(message(&error), error.to_string());
    }
    assert_eq!(message(&Beside::Masked { mask: 0xff, ratio: 1.0 / 3.0 }), "mask 0x000000ff at ratio 0.33");
    let error = Beside::Peer { peer: ([127, 0, 0, 1], 80).into(), local: Some(Ipv4Addr::LOCALHOST.into()) };
    assert_eq!(message(&error), "no route to 127.0.0.1:80");
    assert_eq!(error.field_by_name("local").unwrap().as_str(), Some("<127.0.0.1>"));
    let error = Beside::Peer { peer: ([127, 0, 0, 1], 80).into(), local: None };
    assert!(error.field_by_name("local").is_none());
}

#[test]
fn functions_are_paths_and_closures() {
    #[derive(Debug, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Computed<'a, T: fmt::LowerHex + fmt::Debug> {
        TooMany {
            #[errspec(with = "|items| items.len()")]
            count: &'a [u8],
            #[errspec(with = str::trim)]
            first: String,
        },
        Unreadable {
            #[errspec(with = "Path::display")]
            path: &'a Path,
        },
        Masked {
            #[errspec(format = "<{:x}>")]
            mask: T,
            #[errspec(debug)]
            ratio: Option<T>,
        },
        Peer {
            #[errspec(with = "<[u8]>::is_empty", field = "peer")]
            empty: Vec<u8>,
            #[errspec(debug)]
            local: Option<T>,
        },
        NoAccount {
            #[errspec(with = "|id: &Id| id.0")]
            id: Id,
            #[errspec(with = "Option::as_ref")]
            limit: Option<u8>,
        },
    }
    #[derive(Debug)]
    struct Id(u64);

    let error: Computed<'_, u8> = Computed::TooMany { count: &[1, 2], first: " a ".to_owned() };
    assert_eq!(error.to_string(), "2 items, beginning with a");
    let error: Computed<'_, u8> = Computed::Unreadable { path: Path::new("/a") };
    assert_eq!(error.to_string(), "cannot read /a");
    let error = Computed::Masked { mask: 255, ratio: Some(7) };
    assert_eq!(error.to_string(), "mask <ff> at ratio Some(7)");
    // An optional field of the table is the value in the `Option`.
    let error = Computed::Peer { empty: Vec::new(), local: Some(7) };
    assert_eq!(
        (error.to_string().as_str(), error.field_by_name("local").unwrap().as_str()),
        ("no route to true", Some("7"))
    );
    let error: Computed<'_, u8> = Computed::NoAccount { id: Id(u64::MAX), limit: Some(3) };
    assert_eq!(error.to_string(), "there is no account 18446744073709551615");
    assert_eq!(error.field_by_name("limit"), Some(Value::Integer(3)));
}

#[test]
fn a_text_that_from_str_reads_makes_the_round_trip() {
    #[derive(Debug, PartialEq, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Parsed {
        Storage {
            #[errspec(display, parse, field = "source")]
            level: Level,
        },
        Peer {
            #[errspec(display, parse)]
            peer: Ipv4Addr,
            #[errspec(display, parse)]
            local: Option<Level>,
        },
        #[errspec(unknown)]
        Unknown(Unknown),
    }
    #[derive(Debug, PartialEq)]
    struct Level(u8);
    impl fmt::Display for Level {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "level-{}", self.0)
        }
    }
    impl std::str::FromStr for Level {
        type Err = ();
        fn from_str(text: &str) -> Result<Self, ()> {
            text.strip_prefix("level-").and_then(|number| number.parse().ok()).map(Self).ok_or(())
        }
    }
    let peer = |local| Parsed::Peer { peer: Ipv4Addr::LOCALHOST, local };
    for error in [Parsed::Storage { level: Level(7) }, peer(Some(Level(1))), peer(None)] {
        assert_eq!(Parsed::decode(500, &error.encode()).error(), &error);
    }
    let body = r#"{"code": "storage", "message": "storage failed: disk"}"#;
    assert!(Parsed::decode(500, body).error().is_unknown());
    let body = r#"{"code": "peer", "message": "no route to 127.0.0.1", "local": "?"}"#;
    assert_eq!(Parsed::decode(500, body).into_error(), peer(None));
}

#[test]
fn types_of_the_standard_library_are_fields() {
    #[derive(Debug, PartialEq, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Std {
        Unreadable {
            path: PathBuf,
        },
        Peer {
            peer: SocketAddr,
            local: Option<IpAddr>,
        },
        Storage {
            #[errspec(field = "source")]
            device: Arc<Path>,
        },
        Relay {
            reason: char,
        },
        Ratio {
            ratio: f32,
        },
        #[errspec(unknown)]
        Unknown(Unknown),
    }
    let errors = [
        Std::Unreadable { path: "/a b".into() },
        Std::Peer { peer: "[::1]:80".parse().unwrap(), local: "10.0.0.1".parse().ok() },
        Std::Storage { device: Path::new("/dev/sda").into() },
        Std::Relay { reason: 'x' },
        Std::Ratio { ratio: 0.1 },
    ];
    for error in errors {
        assert_eq!(Std::decode(500, &error.encode()).error(), &error);
    }
    // The digits are those of the `f32`.
    assert_eq!(Std::Ratio { ratio: 0.1 }.to_string(), "the ratio is 0.1");
}

#[test]
fn integers_of_64_and_128_bits_are_read_as_they_are_written() {
    #[derive(Debug, PartialEq, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Wide {
        NoAccount {
            id: u64,
            limit: Option<u128>,
            ids: Option<Vec<u64>>,
        },
        #[errspec(unknown)]
        Unknown(Unknown),
    }
    #[derive(Debug, PartialEq, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Signed {
        NoAccount {
            id: i128,
            ids: Option<BTreeSet<i128>>,
        },
        #[errspec(unknown)]
        Unknown(Unknown),
    }
    for id in [0, i64::MAX as u64, i64::MAX as u64 + 1, u64::MAX] {
        for limit in [None, Some(0), Some(u128::from(id)), Some(u128::MAX)] {
            let error = Wide::NoAccount { id, limit, ids: Some(vec![1, id]) };
            assert_eq!(Wide::decode(500, &error.encode()).error(), &error);
        }
    }
    for id in [i128::MIN, i128::from(i64::MIN), -1, i128::MAX] {
        let error = Signed::NoAccount { id, ids: Some([1, id].into()) };
        assert_eq!(Signed::decode(500, &error.encode()).error(), &error);
    }
    // An integer that the field cannot hold is not cut off.
    let negative = Signed::NoAccount { id: i128::MIN, ids: None };
    assert!(Wide::decode(500, &negative.encode()).error().is_unknown());
}

#[test]
fn an_integer_beyond_i64_is_written_in_each_form_of_integers() {
    #[derive(Debug, PartialEq, errspec::Error)]
    #[errspec("./tables/fields.toml", partial)]
    enum Forms {
        NoAccount {
            id: u64,
            joined: Option<Vec<u64>>,
            quoted: Option<u64>,
            grouped: Option<u64>,
        },
        #[errspec(unknown)]
        Unknown(Unknown),
    }
    let most = Some(u64::MAX);
    let error = Forms::NoAccount { id: 1, joined: Some(vec![u64::MAX, 2]), quoted: most, grouped: most };
    let body: serde_json::Value = serde_json::from_slice(&error.encode()).unwrap();
    assert_eq!(body["joined"], "18446744073709551615; 2");
    assert_eq!(
        (&body["quoted"], &body["grouped"]),
        (&"18446744073709551615".into(), &"18,446,744,073,709,551,615".into())
    );
    assert_eq!(Forms::decode(500, &error.encode()).error(), &error);
}

#[errspec::table("./tables/fields.toml")]
enum Fields {}

#[test]
fn an_integer_beyond_i64_is_absent_in_a_generated_type() {
    let body = r#"{"code": "no_account", "message": "there is no account 7", "limit": 99999999999999999999, "ids": [1, 99999999999999999999]}"#;
    let decoded = Fields::decode(500, body);
    assert_eq!(
        decoded.error(),
        &Fields::NoAccount { id: 7, limit: None, ids: Some(vec![1]), joined: None, quoted: None, grouped: None }
    );
    let body = r#"{"code": "no_account", "message": "there is no account 99999999999999999999"}"#;
    let decoded = Fields::decode(500, body);
    assert_eq!((decoded.error().is_unknown(), decoded.error().name()), (true, "NO_ACCOUNT"));
}

#[test]
fn values_convert_from_and_to_the_types_of_rust() {
    assert_eq!(Value::from(7_u8), Value::Integer(7));
    assert_eq!(Value::from("a".to_owned()), Value::from("a"));
    assert_eq!(Value::from(vec!["a", "b"]).as_list().unwrap().len(), 2);
    assert_eq!(Value::from(true).as_bool(), Some(true));
    assert_eq!((Value::from(0.1_f32).as_f64(), Value::from(2_i32).as_f64()), (Some(0.1), Some(2.0)));
    assert_eq!(Value::from(u128::MAX).as_u128(), Some(u128::MAX));
    assert_eq!((Value::from(u64::MAX).as_i64(), Value::from(u64::MAX).as_u64()), (None, Some(u64::MAX)));
    assert_eq!(String::try_from(Value::from("a")).unwrap(), "a");
    assert_eq!(u64::try_from(Value::from(u64::MAX)).unwrap(), u64::MAX);
    assert_eq!(Vec::<i64>::try_from(Value::from(vec![1_i64])).unwrap(), [1]);
    assert_eq!(Duration::try_from(Value::from(Duration::from_secs(1))).unwrap().as_secs(), 1);
    assert_eq!(
        i8::try_from(Value::Integer(128)).unwrap_err().to_string(),
        "expected an integer in the range of `i8`, found an integer"
    );
}
