// Two sources, a field beside `#[from]`, and a transparent variant with two fields.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    Internal { #[source] one: std::io::Error, #[source] two: std::io::Error },
    Conflict { #[from] source: std::fmt::Error, message: String },
    #[errspec(transparent)]
    Inner(std::io::Error, u8),
    #[errspec(transparent)]
    Foreign(std::io::Error),
}

fn main() {}
