// A type that is no error, although it says that it implements `Error` itself.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, own_display)]
enum ShopError {
    Internal,
}

fn status(error: &ShopError) -> Option<u16> {
    error.status()
}

fn main() {}
