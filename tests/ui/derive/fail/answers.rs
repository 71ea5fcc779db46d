// Each mistake has one message, at its place, with the text that mends it.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    #[errspec(entry = "OUT_OF_STOCK")]
    Gone { item: String, left: u8 },
    NotFound { thing: String, #[errspec(skip)] id: u64 },
    #[errspec(entry = INTERNAL)]
    Internal,
    #[errspec(transparent)]
    Text(String),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Misplaced {
    NotFound { #[errspec(entry = "NOT_FOUND")] thing: String, id: u64 },
}

// Without the conversion, the `?` would be an error, too.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Beside {
    Internal(#[from] std::fmt::Error, u8),
}

fn write() -> Result<(), Beside> {
    Err(std::fmt::Error)?
}

// The format of the other derive makes the type of the field irrelevant.
#[derive(Debug, thiserror::Error, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Logged {
    #[error("no {thing:?} {id}")]
    NotFound { thing: std::time::Duration, id: u64 },
}

fn main() {
    _ = write();
}
