#[errspec::table("../tables")]
pub enum Folder {}

fn main() {}
