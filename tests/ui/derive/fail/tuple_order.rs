// A change of the wording would swap two fields of the same type silently. Two tables with the same name are rejected.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/transfer.toml")]
enum Transfer {
    Refused(String, String),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", "../../tables/transfer.toml", partial)]
enum Both {
    Internal,
}

fn main() {}
