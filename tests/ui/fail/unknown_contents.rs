#[errspec::table("../tables/small.toml")]
pub enum Small {}

fn code(error: &Small) -> i64 {
    match error {
        // The contents of an unknown error cannot be matched: the match would break when the table names the code.
        Small::Unknown(errspec::Unknown { code: Some(code), .. }) => *code,
        Small::Unknown(errspec::Unknown(inner)) => inner.code,
        _ => 0,
    }
}

fn main() {
    code(&Small::decode(400, "{}").into_error());
}
