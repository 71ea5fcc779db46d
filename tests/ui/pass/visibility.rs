#![deny(warnings, unreachable_pub)]

mod inner {
    #[errspec::table("../tables/small.toml")]
    pub(crate) enum Crate {}

    #[errspec::table("../tables/small.toml")]
    pub(super) enum Super {}

    #[errspec::table("../tables/small.toml")]
    enum Private {}

    pub(crate) fn private() -> String {
        Private::Processing.to_string()
    }
}

fn main() {
    #[errspec::table("../tables/small.toml")]
    enum Local {}

    assert_eq!(inner::Crate::Processing.name(), "PROCESSING");
    assert_eq!(inner::Super::decode(400, br#"{"code": 1, "message": "Wait."}"#).error().name(), "PROCESSING");
    assert_eq!(inner::private(), "Wait.");
    assert_eq!(Local::Processing.to_string(), "Wait.");
    let _ = inner::CrateDetail::new("issue");
}
