// The warnings of a table are those of the derive, too. A type that allows them leaves them to the next one.
#![deny(deprecated)]

#[allow(deprecated)]
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/patterns.toml")]
pub enum Allowed {
    Lost,
    Late,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/patterns.toml")]
pub enum Own {
    Lost,
    Late,
}

fn main() {}
