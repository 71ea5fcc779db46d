// A type with a variant for unknown errors is decoded, so every field must be read from a response.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    NotFound { thing: &'static str, id: u64 },
    Internal { #[source] source: std::io::Error },
    Conflict { #[errspec(display)] message: std::net::IpAddr },
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Other {
    Internal,
    #[errspec(unknown)]
    Unknown(String),
}

fn main() {}
