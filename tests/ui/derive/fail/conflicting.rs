#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, partial)]
enum ShopError {
    #[errspec(transparent, unknown)]
    Inner(Other),
    NotFound { #[errspec(field = "thing", skip)] what: String, thing: String, id: u64 },
    #[errspec(unknown)]
    One(errspec::Unknown),
    #[errspec(unknown)]
    Two(errspec::Unknown),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Other {
    Internal,
}

fn main() {}
