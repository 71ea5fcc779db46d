// Attributes at places where they have no meaning.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
#[source]
enum ShopError {
    #[from]
    Internal(std::io::Error),
    RateLimited { #[errspec(display)] limit: u32, #[source(x)] hint: Option<std::fmt::Error> },
    #[errspec(transparent = true)]
    Inner(Other),
    #[errspec(unknown)]
    Unknown(#[errspec(skip)] errspec::Unknown),
    Conflict { #[errspec(default = "path")] message: String },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Other {
    #[errspec(entry = "INTERNAL", entry = "CONFLICT")]
    Internal,
    NotFound(#[source] #[source] std::fmt::Error, String, u64),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
struct Internal;

fn main() {}
