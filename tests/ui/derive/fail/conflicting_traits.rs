// Traits that the type has already, or lacks.
#[derive(errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum WithoutDebug {
    Internal(#[from] std::io::Error),
}

fn read() -> Result<String, Box<dyn std::error::Error>> {
    let read = || Ok::<_, WithoutDebug>(std::fs::read_to_string("a")?);
    Ok(read()?)
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum OwnFrom {
    Internal(#[from] std::fmt::Error),
}

impl From<std::fmt::Error> for OwnFrom {
    fn from(error: std::fmt::Error) -> Self {
        Self::Internal(error)
    }
}

#[derive(Debug, displaydoc::Display, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Documented {
    /// internal error
    Internal,
}

#[derive(Debug, displaydoc::Display, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Marked {
    #[displaydoc("internal error")]
    Internal,
}

impl std::error::Error for Marked {}

// Implementations in another module are found by the compiler, which ends with the name of what leaves out those of the derive.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Elsewhere {
    Internal(#[from] std::fmt::Error),
}

mod elsewhere {
    use std::fmt;

    impl fmt::Display for super::Elsewhere {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("elsewhere")
        }
    }

    impl From<fmt::Error> for super::Elsewhere {
        fn from(error: fmt::Error) -> Self {
            Self::Internal(error)
        }
    }
}

fn main() {}
