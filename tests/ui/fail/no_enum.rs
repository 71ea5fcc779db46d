// Each item that cannot be the enum of a table has one error, at what is wrong, and its uses have none.

mod variants {
    #[errspec::table("../tables/small.toml")]
    pub enum Repeated {
        Processing,
        Own(String),
    }

    #[errspec::table("../tables/small.toml")]
    pub enum OfDerive {
        Processing,
        #[errspec(entry = "OLD")]
        Old(#[from] std::io::Error),
    }

    #[errspec::table("../tables/small.toml")]
    #[derive(Debug, errspec::Error)]
    pub enum WithDerive {
        Processing,
    }

    #[derive(Debug, errspec::Error)]
    #[errspec::table("../tables/small.toml")]
    pub enum BelowDerive {
        Processing,
        #[errspec(entry = "MISSING_FIELDS")]
        Missing { fields: Vec<String> },
    }
}

mod twice {
    #[errspec::table("../tables/small.toml")]
    #[errspec::table("../tables/shop.toml")]
    pub enum Error {}

    use errspec::table;

    #[table("../tables/small.toml")]
    #[table("../tables/shop.toml")]
    pub enum Imported {}
}

mod derived {
    #[errspec::table("../tables/small.toml")]
    #[derive(Debug, Clone, PartialEq, errspec::Error)]
    pub enum Above {}

    #[derive(errspec::Error)]
    #[errspec::table("../tables/small.toml")]
    pub enum Below {}
}

mod items {
    #[errspec::table("../tables/small.toml")]
    pub struct Structure {
        field: u8,
    }

    #[errspec::table("../tables/small.toml")]
    pub union Union {
        field: u8,
    }

    #[errspec::table("../tables/small.toml")]
    pub type Alias = ();

    #[errspec::table("../tables/small.toml")]
    pub trait Trait {}

    #[errspec::table("../tables/small.toml")]
    pub fn function() {}
}

mod generic {
    #[errspec::table("../tables/small.toml")]
    pub enum Small<'a, T>
    where
        T: Clone, {}
}

fn main() {
    items::function();
    let _ = items::Structure { field: 1 };
    let all = [
        variants::Repeated::Own(String::new()).code(),
        variants::OfDerive::Processing.code(),
        variants::WithDerive::Processing.code(),
        variants::BelowDerive::Processing.code(),
        twice::Error::Processing.code(),
        twice::Imported::NotFound { id: 1 }.code(),
        derived::Above::Processing.code(),
        derived::Below::Processing.code(),
        items::Union::Processing.code(),
        items::Alias::missing_fields(["a"]).code(),
        items::Trait::Processing.code(),
        generic::Small::<u8>::Processing.code(),
    ];
    let _ = all;
}
