// Faults of the arguments, of the item and of the table are all reported.
#[errspec::table("../tables/faulty.toml", colour = "red")]
pub enum Faulty<T> {
    Own,
}

fn main() {}
