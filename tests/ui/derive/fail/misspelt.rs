#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", parcial, axun, entry = "INTERNAL", colour = "red")]
enum ShopError {
    NotFound { #[errspec(feild = "thing")] what: String, #[errspec(skipp)] id: u64 },
    #[errspec(entri = "RATE_LIMITED")]
    Slow { limit: u32 },
    #[errspec("INTERNAL")]
    Broken,
    #[errspec(entry)]
    Again,
    #[errspec]
    Empty,
}

fn main() {}
