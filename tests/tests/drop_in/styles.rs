//! Error types in the styles of published libraries, each with its table and without a change of its texts, sources and conversions.

use std::error::Error;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;

use crate::{chain, sent};

/// Returns a source.
fn refused() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "permission denied")
}

/// A struct around its kind, which is private, with a depth that callers do not get.
mod walk {
    use super::*;

    #[derive(Debug, errspec::Error)]
    pub struct WalkError {
        #[errspec(transparent)]
        inner: Inner,
        depth: usize,
    }

    #[derive(Debug, errspec::Error)]
    #[errspec("./kinds.toml", partial)]
    enum Inner {
        Io {
            #[errspec(skip)]
            path: Option<PathBuf>,
            #[source]
            error: io::Error,
        },
        Loop {
            ancestor: PathBuf,
            child: PathBuf,
        },
    }

    impl WalkError {
        pub fn of_loop(ancestor: &Path, child: &Path) -> Self {
            Self { inner: Inner::Loop { ancestor: ancestor.into(), child: child.into() }, depth: 2 }
        }

        pub fn depth(&self) -> usize {
            self.depth
        }
    }

    impl From<io::Error> for WalkError {
        fn from(error: io::Error) -> Self {
            Self { inner: Inner::Io { path: None, error }, depth: 0 }
        }
    }
}

/// Beside snafu: context selectors, a boxed source, a name that is constant.
mod store {
    use super::*;
    use snafu::Snafu;

    #[derive(Debug, Snafu, errspec::Error)]
    #[errspec("./kinds.toml", partial, own_display)]
    #[snafu(visibility(pub))]
    pub enum StoreError {
        #[snafu(display("Generic {store} error: {source}"))]
        #[errspec(entry = "OBJECT_STORE")]
        Generic { store: &'static str, source: Box<dyn Error + Send + Sync> },
        #[snafu(display("Object at location {path} already exists"))]
        AlreadyExists {
            path: String,
            #[errspec(skip)]
            source: io::Error,
        },
    }
}

/// Beside displaydoc, with `Error` by hand.
mod parse {
    use super::*;
    use displaydoc::Display;

    #[derive(Debug, Display, errspec::Error)]
    #[errspec("./kinds.toml", partial, own_display)]
    pub enum ParseError {
        /// unexpected character {found:?}
        UnexpectedChar {
            #[errspec(debug)]
            found: char,
            line: NonZero<u32>,
            column: u16,
        },
        /// not enough bytes
        TooShort {
            #[errspec(with = "usize::clone")]
            len: usize,
        },
    }

    impl Error for ParseError {}
}

/// Written by hand, with a type parameter for the error of a user, and a text made by code.
mod route {
    use super::*;

    #[derive(Debug, errspec::Error)]
    #[errspec("./kinds.toml", partial, own_display, message_from_display)]
    pub enum RouteError<E> {
        NoHandler {
            #[errspec(skip)]
            tried: Vec<String>,
        },
        #[errspec(entry = "IO")]
        Handler(#[source] E),
    }

    impl<E> fmt::Display for RouteError<E> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match self {
                Self::NoHandler { tried } => write!(f, "no handler among {}", tried.join(", ")),
                Self::Handler(_) => f.write_str("the handler failed"),
            }
        }
    }

    impl<E: Error + 'static> Error for RouteError<E> {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            match self {
                Self::NoHandler { .. } => None,
                Self::Handler(error) => Some(error),
            }
        }
    }
}

/// A trait object of the library's own, of which one property is for callers.
mod database {
    use super::*;

    pub trait DatabaseError: Error + Send + Sync + 'static {
        fn constraint(&self) -> Option<&str>;
    }

    #[derive(Debug, errspec::Error)]
    #[errspec("./kinds.toml", partial)]
    pub enum DbError {
        UniqueViolation(
            #[errspec(field = "constraint", with = |error| error.constraint().map(str::to_owned))]
            Box<dyn DatabaseError>,
        ),
        #[errspec(entry = "IO", transparent)]
        Io(#[from] io::Error),
        #[cfg(any())]
        Poisoned,
    }
}

/// Beside thiserror, with a text that a function makes.
#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("./kinds.toml", partial, message_from_display)]
enum Computed {
    #[error(fmt = tried_paths)]
    NoHandler {
        #[errspec(skip)]
        tried: Vec<&'static str>,
    },
}

fn tried_paths(tried: &[&'static str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "no handler among {}", tried.join(", "))
}

/// Values that are borrowed, and a marker that is no value.
#[derive(Debug, errspec::Error)]
#[errspec("./kinds.toml", partial)]
enum Borrowed<'a, T> {
    Borrowed {
        name: &'a str,
        #[errspec(skip)]
        marker: PhantomData<T>,
    },
    InvalidMask {
        #[errspec(format = "{:#06x}")]
        mask: &'a u16,
    },
}

type Kept<'a> = Borrowed<'a, u8>;

/// A type that can be cloned, since its source is shared.
#[derive(Debug, Clone, errspec::Error)]
#[errspec("./kinds.toml", partial)]
enum Shared {
    Io(#[from] Arc<io::Error>),
    Poisoned,
}

#[test]
fn a_struct_around_a_private_kind() {
    let error = walk::WalkError::of_loop(Path::new("/a"), Path::new("/a/b"));
    assert_eq!(error.to_string(), "a link at /a/b leads back to /a");
    assert_eq!((error.depth(), error.status()), (2, Some(508)));
    assert_eq!(chain(&walk::WalkError::from(refused())), ["the file system failed", "permission denied"]);
}

#[test]
fn beside_snafu_and_displaydoc_the_texts_of_the_log_stay() {
    use snafu::ResultExt;

    let error = store::StoreError::Generic { store: "S3", source: Box::new(refused()) };
    assert_eq!(chain(&error), ["Generic S3 error: permission denied", "permission denied"]);
    assert_eq!(
        sent(&error.encode()),
        json!({"code": "object_store", "message": "the store S3 failed: permission denied"})
    );
    let result: Result<(), io::Error> = Err(refused());
    let error = result.context(store::AlreadyExistsSnafu { path: "a/b" }).unwrap_err();
    assert_eq!(chain(&error), ["Object at location a/b already exists", "permission denied"]);
    assert_eq!(sent(&error.encode()), json!({"code": "already_exists", "message": "a/b exists already"}));

    let error = parse::ParseError::UnexpectedChar { found: '\n', line: NonZero::<u32>::MIN, column: 7 };
    assert_eq!(error.to_string(), "unexpected character '\\n'");
    assert_eq!(sent(&error.encode()), json!({"code": "unexpected_char", "message": "unexpected '\\n' at 1:7"}));
    let error = parse::ParseError::TooShort { len: 3 };
    assert_eq!(sent(&error.encode())["message"], "3 bytes are too few");
}

#[test]
fn a_type_with_a_parameter_and_texts_made_by_code() {
    let error = route::RouteError::<io::Error>::NoHandler { tried: vec!["/a".into(), "/b".into()] };
    assert_eq!(sent(&error.encode()), json!({"code": "no_handler", "message": "no handler among /a, /b"}));
    let error = route::RouteError::Handler(refused());
    assert_eq!(chain(&error), ["the handler failed", "permission denied"]);
    assert_eq!(sent(&error.encode()), json!({"code": "io", "message": "the file system failed"}));
}

#[test]
fn a_text_of_a_function_of_thiserror_is_the_message() {
    let error = Computed::NoHandler { tried: vec!["/a", "/b"] };
    assert_eq!(error.to_string(), "no handler among /a, /b");
    assert_eq!(sent(&error.encode()), json!({"code": "no_handler", "message": "no handler among /a, /b"}));
}

#[test]
fn a_property_of_a_trait_object_is_a_field() {
    #[derive(Debug)]
    struct Taken(Option<&'static str>);

    impl fmt::Display for Taken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("duplicate key value: secret@example.com")
        }
    }

    impl Error for Taken {}

    impl database::DatabaseError for Taken {
        fn constraint(&self) -> Option<&str> {
            self.0
        }
    }

    let error = database::DbError::UniqueViolation(Box::new(Taken(Some("users_mail"))));
    assert_eq!(
        sent(&error.encode()),
        json!({"code": "unique_violation", "message": "the key is taken", "constraint": "users_mail"})
    );
    let error = database::DbError::UniqueViolation(Box::new(Taken(None)));
    assert_eq!(sent(&error.encode()), json!({"code": "unique_violation", "message": "the key is taken"}));
    assert_eq!(chain(&database::DbError::from(refused())), ["permission denied"]);
}

#[test]
fn borrowed_values_markers_and_shared_sources() {
    let error = Kept::Borrowed { name: "n", marker: PhantomData };
    assert_eq!(error.to_string(), "n is not known");
    assert_eq!(Kept::InvalidMask { mask: &0xF0 }.to_string(), "the mask 0x00f0 is not allowed");
    let error = Shared::from(Arc::new(refused())).clone();
    assert_eq!(chain(&error), ["the file system failed", "permission denied"]);
    assert_eq!(Shared::Poisoned.status(), Some(500));
}
