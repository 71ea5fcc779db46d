//! Programs whose errors are those of a table: exit statuses, and reports on the standard error.
//!
//! `#[errspec::table("…", process)]` and `#[errspec("…", process)]` implement [`Termination`] for the type, and [`ExitCode`] is made from
//! an error by `From`. [`Exit`] is what `main` returns:
//!
//! ```
//! use errspec::process::Exit;
//!
//! #[derive(Debug, errspec::Error)]
//! #[errspec("specs/tally.toml", process, partial)]
//! enum TallyError {
//!     FileUnreadable { path: String, source: std::io::Error },
//! }
//!
//! fn run() -> Result<(), TallyError> {
//!     let path = "numbers.txt";
//!     match std::fs::read_to_string(path) {
//!         Ok(_) => Ok(()),
//!         Err(source) => Err(TallyError::FileUnreadable { path: path.to_owned(), source }),
//!     }
//! }
//!
//! # fn _not_called() {
//! fn main() -> Exit<TallyError> {
//!     Exit::from(run()).explain_with("tally --explain")
//! }
//! # }
//! ```
//!
//! Without the file, this program exits with the `exit` of the entry, 66, and writes
//!
//! ```text
//! error[TLY-0002]: cannot read `numbers.txt`
//! caused by: No such file or directory (os error 2)
//! help: Check the path and the permissions of the file.
//! note: `tally --explain TLY-0002` says more
//! ```
//!
//! A `main` that returns `Result<(), TallyError>` is what Rust makes of it: it writes the error by `Debug`, and exits with 1.
//!
//! `examples/tally` is a whole program with `--explain` and `--json`.

pub(crate) mod exit;
mod report;

pub use std::process::{ExitCode, Termination};

pub use self::exit::Exit;
pub use self::report::ErrorReport;

/// Implements `Termination` for a type of errors, and `From` for `ExitCode`.
#[doc(hidden)]
#[macro_export]
macro_rules! __implement_process {
    ([$($generics:tt)*] $ty:ty [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl<$($generics)*> $crate::__private0_1::process::Termination for $ty where $($bounds)* {
            fn report(self) -> $crate::__private0_1::process::ExitCode {
                $crate::__private0_1::process::terminate(&self)
            }
        }

        #[automatically_derived]
        impl<$($generics)*> ::core::convert::From<$ty> for $crate::__private0_1::process::ExitCode where $($bounds)* {
            fn from(error: $ty) -> Self {
                $crate::__private0_1::process::exit_code(&error)
            }
        }

        #[automatically_derived]
        impl<$($generics)*> ::core::convert::From<&$ty> for $crate::__private0_1::process::ExitCode where $($bounds)* {
            fn from(error: &$ty) -> Self {
                $crate::__private0_1::process::exit_code(error)
            }
        }
    };
}
