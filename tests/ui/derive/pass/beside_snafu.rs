// An attribute of snafu shows that it implements `Display` and `Error`.
#[derive(Debug, snafu::Snafu, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    #[snafu(display("limit {limit} of the log"))]
    RateLimited { limit: u32 },
    #[snafu(display("no answer"))]
    Internal { #[errspec(skip)] source: std::io::Error },
}

fn main() {
    let error = ShopError::RateLimited { limit: 7 };
    assert_eq!(error.to_string(), "limit 7 of the log");
    assert_eq!(error.status(), Some(429));
}
