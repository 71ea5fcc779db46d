// Without constructors, the user can define a method with the name of one.
#![deny(warnings)]

#[errspec::table("../tables/small.toml", no_constructors)]
pub enum Small {}

impl Small {
    pub fn missing_fields(field: &str) -> Self {
        Self::MissingFields { fields: vec![field.to_owned()] }
    }
}

fn main() {
    assert_eq!(Small::missing_fields("id").to_string(), "Missing fields: id");
}
