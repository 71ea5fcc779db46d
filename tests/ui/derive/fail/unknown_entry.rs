#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum ShopError {
    NotFound { thing: String, id: u64 },
    RateLimited { limit: u32 },
    Conflict { message: String },
    Internal,
    NotFond { thing: String },
    #[errspec(entry = "RATE_LIMIT")]
    Slow { limit: u32 },
}

fn main() {}
