// The warnings of a table are those of the derive, too.
#![deny(deprecated)]

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/patterns.toml")]
pub enum Own {
    Lost,
    Late,
}

fn main() {}
