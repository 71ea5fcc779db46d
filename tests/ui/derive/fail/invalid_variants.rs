// A variant with an error lacks no conversion: nobody knows from which type.

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    #[errspec(transparent)]
    Internal,
}

fn read() -> Result<String, ShopError> {
    Ok(std::fs::read_to_string("path")?)
}

fn main() {
    drop(read());
}
