// A missing table causes no further errors: methods, `?` and decoding exist.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/none.toml")]
enum ShopError {
    Anything { at: u8 },
    Storage(#[from] std::io::Error),
    #[errspec(unknown)]
    Unknown(errspec::Unknown),
}

fn read() -> Result<String, ShopError> {
    Ok(std::fs::read_to_string("shop")?)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("{:?} {:?}", ShopError::decode(400, "{}"), ShopError::Anything { at: 0 }.code());
    read()?;
    Ok(())
}
