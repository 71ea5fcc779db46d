// A method of the user's own with the name of a generated one is one error. The others can be called nevertheless.

#[errspec::table("../tables/shop.toml")]
pub enum ShopError {}

impl ShopError {
    pub fn status(&self) -> u16 {
        500
    }
}

fn main() {
    let error = ShopError::Internal;
    drop((error.status(), error.encode()));
}
