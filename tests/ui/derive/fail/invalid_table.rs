// The errors of the table are reported, without further errors that follow from them.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/broken.toml", "../../tables/none.toml")]
enum ShopError {
    Anything { at: u8 },
}

fn main() {
    let error = ShopError::Anything { at: 0 };
    println!("{error} {:?}", error.status());
}
