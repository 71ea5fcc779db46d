// A parameter of the message, a value of the body, the kept message, one of a tuple.
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
