// A type, a trait or a lifetime that does not exist is one error, where the user wrote it.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum FieldError {
    Conflict { #[errspec(display, parse)] message: Option<Missing1> },
    NotFound { thing: &'missing2 str, id: u64 },
    Internal(#[from] Missing3),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum SourceError<T: Missing4 + std::fmt::Debug>
where
    Vec<T>: missing5::Trait,
{
    Conflict { message: T, #[source] #[errspec(skip)] cause: std::Missing6 },
    Internal(#[from] std::io::Error),
}

#[derive(Debug, errspec::Error)]
enum TransparentError {
    #[errspec(transparent)]
    Card(#[from] Missing7),
}

fn main() {}
