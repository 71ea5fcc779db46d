// A derive above the attribute sees the enum without its variants: one error, and none at the uses. Below the attribute, one for each trait.

mod above {
    #[derive(Debug)]
    #[errspec::table("../tables/small.toml")]
    pub enum Single {}

    /// Documented.
    #[derive(Debug, errspec::Error)]
    // A comment.
    #[errspec::table("../tables/small.toml")]
    pub enum OfDerive {}

    #[cfg_attr(all(), derive(Clone, PartialEq))]
    #[allow(missing_docs)]
    #[errspec::table("../tables/small.toml")]
    pub enum Conditional {}
}

mod below {
    #[errspec::table("../tables/small.toml")]
    #[derive(Eq, Hash)]
    pub enum Implemented {}

    #[errspec::table("../tables/small.toml")]
    #[derive(Copy, std::default::Default, Ord)]
    pub enum Impossible {}
}

fn main() {
    let all = [
        above::Single::Processing.code(),
        above::OfDerive::Processing.code(),
        above::Conditional::Processing.code(),
        below::Implemented::Processing.code(),
        below::Impossible::missing_fields(["a"]).code(),
    ];
    let _ = all;
}
