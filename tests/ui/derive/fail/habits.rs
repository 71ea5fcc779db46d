// What users of other derives write is answered with what is meant.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, transparent, non_exhaustive, decoded("ShopResponse"))]
#[allow(dead_code)]
enum ShopError {
    #[errspec(retryable)]
    Conflict { #[errspec(display = "<{}>")] message: String },
    NotFound { #[errspec(with = shown())] thing: String, #[errspec(with = id.unsigned_abs())] id: i64 },
    #[errspec("INTERNAL")]
    Storage(#[source] std::io::Error),
    #[errspec(name = "RATE_LIMITED")]
    Limited { #[source] first: std::fmt::Error, #[source] second: std::fmt::Error },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", skip("NOT_FOUND", "RATE_LIMITED"))]
enum SkipError {
    Conflict { message: String },
    Internal,
}

fn main() {}
