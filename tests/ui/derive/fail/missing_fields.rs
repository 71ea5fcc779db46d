// A parameter of the message, a value of the body, the message itself, and a field of a tuple are missing.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    NotFound { thing: String },
    RateLimited,
    Conflict,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Tuple {
    NotFound(String),
}

fn main() {}
