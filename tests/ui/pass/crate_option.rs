#![deny(warnings)]

mod other {
    pub use ::errspec as renamed;
}

#[errspec::table("../tables/small.toml", crate = crate::other::renamed)]
pub enum Path {}

#[errspec::table("../tables/small.toml", crate = "::errspec",)]
pub enum Text {}

fn main() {
    assert_eq!(Path::Processing.code(), Some(errspec::Code::from(1)));
    assert_eq!(Text::Processing.to_string(), "Wait.");
}
