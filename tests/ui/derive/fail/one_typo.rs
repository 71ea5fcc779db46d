// Every typo is reported as one error.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", parcial)]
enum Argument {
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml")]
enum Variant {
    NotFond { thing: String, id: u64 },
    RateLimited { limit: u32 },
    Conflict { message: String },
    Internal,
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Field {
    NotFound { thng: String, id: u64 },
    Conflict { #[errspec(field = "mesage")] text: String },
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum Mark {
    Internal,
    #[errspec(unknwn)]
    Unknown(errspec::Unknown),
}

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum NoMark {
    Internal,
    Unknown(errspec::Unknown),
}

fn main() {
    println!("{:?} {:?}", Mark::decode(400, "{}"), NoMark::decode(400, "{}"));
}
