// Another wording would exchange two fields of one type in silence; and two tables of one name are not told apart.
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
