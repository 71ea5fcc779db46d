// Each wrong argument has one error, at its word, and the enum is that of the table.

#[errspec::table("../tables/small.toml", crate = errspec, crate = errspec, "../tables/small.toml", boxed, boxed)]
pub enum Twice {}

#[errspec::table("../tables/small.toml", krate = errspec, colour = "red", boxd, "boxed", partial, derive(Debug), Clone)]
pub enum Unknown {}

#[errspec::table("../tables/small.toml", implement = ["axum", "serde"], features(miette), actix-web, Serialize)]
pub enum Lists {}

#[errspec::table("../tables/small.toml", reqwest, tower_retry, non_exhaustive, name = "Other", rename_all = "camelCase")]
pub enum Foreign {}

#[errspec::table("../tables/small.toml", axum = "PaymentError", no_constructors = true, boxed(all))]
pub enum Values {}

#[errspec::table(path = "../tables/small.toml")]
pub enum NamedPath {}

#[errspec::table(files("../tables/small.toml", "../tables/shop.toml"))]
pub enum NamedPaths {}

#[errspec::table("../tables/small.toml", crate = 1)]
pub enum Number {}

#[errspec::table("../tables/small.toml", crate = "not a path")]
pub enum Text {}

#[errspec::table("../tables/small.toml", crate)]
pub enum Bare {}

#[errspec::table("../tables/small.toml", crate =)]
pub enum Nothing {}

fn main() {
    let all = [
        Twice::Processing.code(),
        Unknown::Processing.code(),
        Lists::Processing.code(),
        Foreign::Processing.code(),
        NamedPath::Processing.code(),
        NamedPaths::Processing.code(),
    ];
    let _ = all;
}
