// Attributes of another derive, which the type does not have, are one error, and so is each other mistake.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum OfThiserror {
    #[error("it failed: {0:?}")]
    Internal(#[from] std::io::Error),
    #[error("conflict: {message:?}")]
    Conflict { message: String },
    #[error("no {what}")]
    NotFound { what: String, id: u64 },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum OfSnafu {
    #[snafu(display("it failed"))]
    Internal { source: std::io::Error },
    #[snafu(display("conflict: {message}"))]
    Conflict { message: String },
}

/// Of derive_more.
#[derive(Clone, Debug, PartialEq, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum OfDisplay {
    #[display("it failed")]
    Internal,
    #[display("conflict: {message}")]
    Conflict { message: String },
}

fn read() -> Result<String, OfThiserror> {
    Ok(std::fs::read_to_string("path")?)
}

fn main() {
    let errors: [Box<dyn std::error::Error>; 3] = [
        Box::new(OfThiserror::Conflict { message: "a".to_owned() }),
        Box::new(OfSnafu::Conflict { message: "b".to_owned() }),
        Box::new(OfDisplay::Internal),
    ];
    drop((read(), errors.map(|error| error.to_string())));
}
