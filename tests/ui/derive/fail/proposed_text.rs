//! The entry that is proposed for a variant has the text of another derive, also where that shows a field by a method that keeps its text.

use std::path::PathBuf;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial, own_display)]
pub enum ShopError {
    #[error("cannot open {} in {shop}: {source}", path.display(), shop = shop.as_str())]
    Unopened { path: PathBuf, shop: String, source: std::io::Error },
    #[error("{1} is not {}", .0.to_string())]
    Other(u8, String),
    #[error("{} items are too many", .items.len())]
    Overflow { items: Vec<String> },
}

impl std::fmt::Display for ShopError {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}

impl std::error::Error for ShopError {}

fn main() {}
