#![deny(warnings)]

#[errspec::table("../tables/small.toml")]
pub enum One {}

#[errspec::table("../tables/small.toml")]
pub enum Two {}

fn main() {
    assert_eq!(One::Processing.to_string(), Two::Processing.to_string());
    let detail: OneDetail = OneDetail::new("issue");
    assert_eq!(detail.clone(), detail);
    assert_eq!(TwoDetail::new("issue").kind, None);
}
