#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum ShopError {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum Nearly {
    NotFound { thing: String, id: u64 },
    RateLimited { limit: u32 },
    Internal,
}

fn main() {}
