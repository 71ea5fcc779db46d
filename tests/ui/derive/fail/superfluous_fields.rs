#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    NotFound { thing: String, id: u64, idd: u64 },
    Internal { context: String },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Tuple {
    NotFound(String, u64, u64),
    Internal(String),
}

fn main() {}
