//! Keys of the table in the attributes of a type, and values in another form. Each is answered with where it belongs.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, decoded = "ShopResponse")]
pub enum ShopError {
    #[errspec(status = 404)]
    NotFound {
        #[errspec(format = ":>5")]
        thing: String,
        #[errspec(type = "integer")]
        id: u64,
    },
    #[errspec(message = "It failed.")]
    Internal,
}

fn main() {
    let _ = |error: &ShopError| error.status();
}
