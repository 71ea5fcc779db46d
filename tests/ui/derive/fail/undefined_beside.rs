// A type that does not exist is reported beside the errors of the derive, and once, also in angle brackets.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    Confict { message: String },
    NotFound { thing: Missing1, id: u64 },
    Internal(#[from] Box<Missing2>),
}

#[derive(Debug, errspec::Error)]
enum TransparentError {
    #[errspec(transparent)]
    Card(#[from] Box<Missing3>),
}

fn main() {}
