// A derive that is written twice, or a type inside that is no error, has one error.

use errspec::Error;

#[derive(Debug, Error, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum TwiceError {
    Conflict { message: String },
}

#[derive(Debug, errspec::Error)]
/// Errors.
#[derive(errspec::Error)]
#[errspec("../../tables/shop.toml")]
struct Conflict {
    message: String,
}

// Items that a macro repeats have one derive each, although it is at another place.
macro_rules! in_two_modules {
    ($($item:item)*) => {
        mod one { #[derive(Debug, errspec::Error)] $($item)* }
        mod two { #[derive(Debug, errspec::Error)] $($item)* }
    };
}

in_two_modules! {
    #[errspec("../../tables/shop.toml", partial)]
    pub enum RepeatedError {
        Conflict { message: String },
    }
}

#[derive(Debug, errspec::Error)]
enum TransparentError {
    #[errspec(transparent)]
    Inner { inner: Kind },
}

#[derive(Debug)]
struct Kind;

// What the compiler reports itself has no other error of the derive.
#[derive(errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum RepeatedNames {
    Conflict { message: String, message: String },
    Internal,
    Internal,
    NotFound { thing: String, id: i64, #[source] cause: dyn std::error::Error },
}

impl std::fmt::Debug for RepeatedNames {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

fn main() {}
