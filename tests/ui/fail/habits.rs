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

#[errspec::tables("../tables/shop.toml")]
pub enum Plural {}

#[errspec::table("../tables/shop.toml", debug, doc = "The errors of the shop.")]
pub enum Words {}

pub fn conflict() -> Plural {
    Plural::Conflict { message: "text".to_owned() }
}

fn main() {}
