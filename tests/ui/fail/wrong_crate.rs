// A wrong path of the crate has one error for a type, whatever is generated for it.

mod other {
    pub mod empty {}
}

#[errspec::table("../tables/small.toml", crate = crate::other::missing)]
pub enum Table {}

#[errspec::table("../tables/small.toml", crate = crate::other::empty)]
pub enum NotTheCrate {}

#[derive(Debug, errspec::Error)]
#[errspec("../tables/small.toml", partial, crate = other::absent)]
enum Derived {
    Processing,
    MissingFields { fields: Vec<String> },
}

#[derive(Debug, errspec::Error)]
#[errspec("../tables/small.toml", partial, crate = gone::errspec, decoded = Decoded)]
enum WithParameters<T> {
    Processing,
    MissingFields { fields: Vec<T> },
}

#[derive(Debug, errspec::Error)]
#[errspec("../tables/small.toml", partial, traits_only, crate = crate::nowhere)]
enum TraitsOnly {
    Processing,
}

fn main() {
    let _ = Table::missing_fields(["a"]).to_string();
    let _: errspec::Decoded<'_, NotTheCrate> = NotTheCrate::decode(400, "");
    let _ = (Derived::Processing.code(), WithParameters::<String>::Processing.encode(), TraitsOnly::Processing);
}
