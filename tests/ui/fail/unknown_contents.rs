#[errspec::table("../tables/small.toml")]
pub enum Small {}

fn code(error: &Small) -> i64 {
    match error {
        // A code that a later table names would break this match; so it cannot be written.
        Small::Unknown(errspec::Unknown { code: Some(code), .. }) => *code,
        Small::Unknown(errspec::Unknown(inner)) => inner.code,
        _ => 0,
    }
}

fn main() {
    code(&Small::decode(400, "{}").into_error());
}
