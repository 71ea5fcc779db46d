#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    Internal,
}

fn decode<E: errspec::Decode>() {}

fn main() {
    decode::<ShopError>();
}
