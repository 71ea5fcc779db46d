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

fn main() {}
