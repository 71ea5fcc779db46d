// Fields for sub-errors that cannot carry them.
use errspec::Unknown;

#[derive(Debug, errspec::Error)]
#[errspec("../../tables/small.toml", partial)]
enum SmallError {
    Processing(#[errspec(details)] Vec<SmallErrorDetail>, #[errspec(details)] Vec<SmallErrorDetail>),
    MissingFields { fields: Vec<String>, #[errspec(details, field = "more")] details: Vec<SmallErrorDetail> },
    #[errspec(transparent)]
    Other(#[errspec(details)] Box<SmallError>),
    #[errspec(details)]
    Old,
    #[errspec(unknown)]
    Unknown(#[errspec(details)] Unknown),
}

// The envelope has no details.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/shop.toml", partial)]
enum ShopError {
    Conflict { message: String, #[errspec(details)] problems: Vec<errspec::Json> },
}

// The types are no collections of the table's sub-errors.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/small.toml", partial)]
enum Types {
    Processing { #[errspec(details)] number: u32 },
    MissingFields { fields: Vec<String>, #[errspec(details)] texts: Vec<String> },
    #[errspec(unknown)]
    Unknown(Unknown),
}

// A reference cannot be read.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/small.toml", partial)]
enum Borrowed {
    Processing { #[errspec(details)] details: &'static [BorrowedDetail] },
    #[errspec(unknown)]
    Unknown(Unknown),
}

// The mark is missing.
#[derive(Debug, errspec::Error)]
#[errspec("../../tables/small.toml", partial)]
enum Unmarked {
    Processing { details: Vec<UnmarkedDetail> },
    MissingFields(Vec<String>, Vec<UnmarkedDetail>),
}

fn main() {}
