#[errspec::table("../tables/latin1.toml")]
pub enum Latin {}

fn main() {}
