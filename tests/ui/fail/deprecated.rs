#![deny(deprecated)]

#[errspec::table("../tables/small.toml")]
pub enum Small {}

fn main() {
    let _ = Small::old("x");
    if let Small::Old { r#type } = Small::Processing {
        println!("{}", r#type);
    }
}
