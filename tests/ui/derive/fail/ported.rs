// A type in the style of published libraries with three slips: a source of another name, one that is no error, and a table that says less.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/ported.toml")]
pub enum StoreError {
    Generic { store: &'static str, source: Box<dyn std::error::Error + Send + Sync> },
    NotFound { path: String, cause: Box<dyn std::error::Error + Send + Sync> },
    InvalidPath { source: PathError },
    NotSupported { source: PathError },
    Precondition { path: String, source: PathError },
    NotModified { path: String, source: Box<dyn std::error::Error + Send + Sync> },
    NotImplemented { operation: String, implementer: String },
    UnknownKey { store: &'static str, key: String, allowed: Vec<String> },
}

#[derive(Debug)]
pub struct PathError;

fn open(path: &str) -> Result<(), StoreError> {
    Err(StoreError::InvalidPath { source: PathError })
}

fn boxed() -> Result<(), Box<dyn std::error::Error>> {
    open("a")?;
    Ok(())
}

fn main() {}
