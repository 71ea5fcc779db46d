// The table's faults are reported, and nothing that follows from them.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/faulty.toml", "../../tables/none.toml")]
enum ShopError {
    Anything { at: u8 },
}

fn main() {
    let error = ShopError::Anything { at: 0 };
    println!("{error} {:?}", error.status());
}
