#[errspec::table("../tables/broken.toml")]
pub enum Broken {}

// Every error of the table is reported once. Uses of the enum are not reported as further errors.
fn main() {
    let decoded = Broken::decode(400, b"{}");
    match decoded.error() {
        Broken::Processing => {}
        Broken::MissingFields { .. } => {}
        Broken::NotFound { what } => println!("{what}"),
        other => println!("{other} {:?}", other.code()),
    }
}
