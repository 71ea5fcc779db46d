#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum ShopError {
    NotFound { thing: String, id: u64 },
    RateLimited { limit: u32 },
    Conflict { message: String },
    Internal,
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] std::io::Error),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Also {
    #[errspec(also)]
    Internal,
}

fn main() {}
