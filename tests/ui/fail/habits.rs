// What users of other macros write is answered with what is meant.

#[errspec::table(("../tables/shop.toml"))]
pub enum Parentheses {}

#[errspec::table(&"../tables/shop.toml")]
pub enum Reference {}

#[errspec::table("../tables/*.toml")]
pub enum Pattern {}

#[errspec::table("../tables/shop.toml"; boxed)]
pub enum Semicolon {}

#[errspec::table("../tables/shop.toml")]
#[errspec(boxed)]
pub enum Beside {}

fn main() {}
