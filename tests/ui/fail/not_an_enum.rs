#[errspec::table("../tables/small.toml")]
pub struct Structure {
    field: u8,
}

#[errspec::table("../tables/small.toml")]
pub union Union {
    field: u8,
}

#[errspec::table("../tables/small.toml")]
pub fn function() {}

fn main() {
    function();
    let _ = Structure { field: 1 };
}
