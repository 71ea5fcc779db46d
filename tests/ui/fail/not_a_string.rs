#[errspec::table(small)]
pub enum Small {}

fn main() {}
