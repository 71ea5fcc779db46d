#[errspec::table("")]
pub enum Small {}

fn main() {}
