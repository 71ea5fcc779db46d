// Names of attributes that were meant otherwise: one error each, and none at the uses of the type.

#[derive(Debug, errspec::Error)]
#[error("../../tables/shop.toml", partial)]
pub enum MessageForTable {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspc("../../tables/shop.toml", partial)]
pub enum Misspelt {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum InErrspec {
    #[errspec(entry = "INTERNAL")]
    Storage(#[errspec(from)] std::io::Error),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum OnVariant {
    #[errspec(entry = "INTERNAL", from)]
    Storage(std::io::Error),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum AboveVariant {
    #[from]
    #[errspec(entry = "INTERNAL")]
    Storage(std::io::Error),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
pub enum Form {
    #[errspec(entry = "INTERNAL")]
    Storage(#[form] std::io::Error),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, boxed, features = ["axum"], traits_only = true)]
pub enum Options {
    Internal,
}

fn read<E: From<std::io::Error>>() -> Result<String, E> {
    Ok(std::fs::read_to_string("shop")?)
}

fn main() {
    println!("{} {}", MessageForTable::Conflict, Misspelt::Conflict);
    println!("{:?} {:?}", read::<InErrspec>(), read::<OnVariant>());
    println!("{:?} {:?}", read::<AboveVariant>(), read::<Form>());
}
