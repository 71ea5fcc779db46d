// The attribute of a derive that is missing, so that the type is no error, and a method that the type has already.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    #[error("internal")]
    Internal,
}

fn status(error: &ShopError) -> Option<u16> {
    error.status()
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Collides {
    Internal,
}

impl Collides {
    fn retry(&self) -> bool {
        false
    }
}

fn main() {}
