// Errors in the arguments, the item and the table are all reported.
#[errspec::table("../tables/broken.toml", colour = "red")]
pub enum Broken<T> {
    Own,
}

fn main() {}
