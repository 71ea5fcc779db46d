//! The sources of derived errors, as the trait objects that `Error::source` returns.
//!
//! `Box<dyn Error>` is no `Error`, and a type that is one must be its own source. The compiler chooses between the traits here by the
//! number of references to the receiver: the trait for most references comes first. The last one has every type, so that a type that is no
//! error is reported by the condition of its method, in the words of [`IsError`].

use alloc::boxed::Box;
use core::error::Error;
use core::fmt;
use core::ops::Deref;

/// A reference to a source.
#[derive(Debug)]
pub struct SourceRef<'f, T: ?Sized>(pub &'f T);

impl<T: ?Sized> Clone for SourceRef<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for SourceRef<'_, T> {}

/// A source that is an error.
pub trait ErrorSource<'f> {
    /// Returns the error.
    fn source(self) -> &'f (dyn Error + 'static);
}

impl<'f, T: Error + 'static> ErrorSource<'f> for &&&SourceRef<'f, T> {
    #[inline]
    fn source(self) -> &'f (dyn Error + 'static) {
        self.0
    }
}

/// A source that points to any error, such as `Box<dyn Error>`.
pub trait PointerSource<'f> {
    /// Returns the error.
    fn source(self) -> &'f (dyn Error + 'static);
}

impl<'f, P: Deref<Target: AnyError>> PointerSource<'f> for &&SourceRef<'f, P> {
    #[inline]
    fn source(self) -> &'f (dyn Error + 'static) {
        self.0.deref().as_error()
    }
}

/// A source that points to an error of one type, such as `Rc<io::Error>`.
pub trait TypedPointerSource<'f> {
    /// Returns the error.
    fn source(self) -> &'f (dyn Error + 'static);
}

impl<'f, P: Deref<Target: Error + Sized + 'static>> TypedPointerSource<'f> for &SourceRef<'f, P> {
    #[inline]
    fn source(self) -> &'f (dyn Error + 'static) {
        self.0.deref()
    }
}

/// A type that is no error, for which the condition of the method fails.
pub trait NoSource<'f, T: ?Sized + 'static> {
    /// Returns the error.
    fn source(self) -> &'f (dyn Error + 'static)
    where
        T: IsError;
}

impl<'f, T: ?Sized + 'static> NoSource<'f, T> for SourceRef<'f, T> {
    #[inline]
    fn source(self) -> &'f (dyn Error + 'static)
    where
        T: IsError,
    {
        // No value has a type for which this is called: an error has the traits above, and a field has a size.
        &fmt::Error
    }
}

/// A reference to the error inside a transparent variant. Its methods have any type: one without the traits is reported where the variant
/// needs more of it, and not by each of its traits.
#[derive(Debug)]
pub struct InnerRef<'f, T>(pub &'f T);

impl<T> Clone for InnerRef<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for InnerRef<'_, T> {}

/// An error inside that can be displayed.
pub trait ShownInner {
    /// Writes the text of the error.
    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl<T: fmt::Display> ShownInner for &InnerRef<'_, T> {
    #[inline]
    fn write(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An error inside that may have a source.
pub trait SourcedInner<'f> {
    /// Returns the source of the error.
    fn inner_source(self) -> Option<&'f (dyn Error + 'static)>;
}

impl<'f, T: Error> SourcedInner<'f> for &InnerRef<'f, T> {
    #[inline]
    fn inner_source(self) -> Option<&'f (dyn Error + 'static)> {
        self.0.source()
    }
}

/// A type that is no error.
pub trait NoInner<'f>: Sized {
    /// Writes nothing.
    fn write(self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    /// Returns no source.
    fn inner_source(self) -> Option<&'f (dyn Error + 'static)> {
        None
    }
}

impl<'f, T> NoInner<'f> for InnerRef<'f, T> {}

/// A type that can be the source of an error.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the source of an error, since it is not an error",
    label = "expected an error, a `Box<dyn Error>` or the like",
    note = "a field is the source if its name is `source`, or if it is marked `#[source]` or `#[from]`",
    note = "implement `std::error::Error` for the type, or mark the field `#[errspec(skip)]` in place of `#[source]`",
    note = "to have a value of another type in the table, give the field another name, and write `#[errspec(field = \"source\")]`"
)]
pub trait IsError: Error {}

impl<T: Error + ?Sized> IsError for T {}

/// The trait objects of errors.
pub trait AnyError {
    /// Returns the error as that trait object that is a source.
    fn as_error(&self) -> &(dyn Error + 'static);
}

macro_rules! any_errors {
    ($($ty:ty),*) => {$(
        impl AnyError for $ty {
            #[inline]
            fn as_error(&self) -> &(dyn Error + 'static) {
                self
            }
        }

        impl AnyError for Box<$ty> {
            #[inline]
            fn as_error(&self) -> &(dyn Error + 'static) {
                &**self
            }
        }
    )*};
}

any_errors!(dyn Error, dyn Error + Send, dyn Error + Send + Sync, dyn Error + Send + Sync + core::panic::UnwindSafe);

/// The traits, for an import in generated code.
pub mod source_traits {
    pub use super::{ErrorSource as _, NoSource as _, PointerSource as _, TypedPointerSource as _};
    pub use super::{NoInner as _, ShownInner as _, SourcedInner as _};
}
