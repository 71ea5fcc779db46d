#[errspec::table("../tables/faulty.toml")]
pub enum Faulty {}

// Each fault of the table is one error, and the uses of the enum are none.
fn main() {
    let decoded = Faulty::decode(400, b"{}");
    match decoded.error() {
        Faulty::Processing => {}
        Faulty::MissingFields { .. } => {}
        Faulty::NotFound { what } => println!("{what}"),
        other => println!("{other} {:?}", other.code()),
    }
}
