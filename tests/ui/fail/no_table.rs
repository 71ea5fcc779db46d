// Where a table cannot be had, the attribute has one error and the uses of the enum have none.

mod misspelt {
    #[errspec::table("../tables/smal.toml")]
    pub enum Error {}

    impl Error {
        pub fn is_wait(&self) -> bool {
            matches!(self, Self::Processing)
        }
    }

    pub mod inner {
        use super::Error;

        pub fn fields() -> Result<(), Error> {
            Err(Error::missing_fields(["iban"]))
        }

        pub fn generic<E: From<Error>>() -> Result<(), E> {
            fields()?;
            Ok(())
        }

        #[derive(Debug)]
        pub enum Outer {
            Small(Box<Error>),
        }

        impl From<Error> for Outer {
            fn from(error: Error) -> Self {
                Self::Small(Box::new(error))
            }
        }
    }
}

mod imported {
    #[errspec::table("../tabels/small.toml")]
    enum Error {}

    use Error::*;

    pub fn number(status: u16) -> u8 {
        match Error::decode(status, b"").into_error() {
            Processing => 1,
            MissingFields { fields } => fields.len() as u8,
            _ => 0,
        }
    }
}

mod nowhere {
    #[errspec::table("./tables/nothing/like/it.toml")]
    pub enum Error {}
}

mod folder {
    #[errspec::table("../tables")]
    pub(in crate::folder) enum Error {}
}

mod not_utf8 {
    #[errspec::table("../tables/latin1.toml")]
    pub enum Error {}
}

mod empty_path {
    #[errspec::table("")]
    pub enum Error {}
}

mod no_path {
    #[errspec::table]
    pub enum Bare {}

    #[errspec::table()]
    pub enum Empty {}

    #[errspec::table(boxed)]
    pub enum Option {}
}

mod no_string {
    #[errspec::table(small)]
    pub enum Word {}

    #[errspec::table(../tables/small.toml)]
    pub enum Unquoted {}

    #[errspec::table(specs/small.toml)]
    pub enum UnquotedBelow {}

    #[errspec::table(concat!(env!("CARGO_MANIFEST_DIR"), "/specs/small.toml"))]
    pub enum Macro {}

    #[errspec::table(["../tables/small.toml"])]
    pub enum Array {}
}

mod one_of_two {
    #[errspec::table("../tables/small.toml", "../tables/shp.toml")]
    pub enum Error {}
}

fn in_function() {
    #[errspec::table("../tables/smal.toml")]
    enum Error {}

    let _ = Error::Processing;
}

fn main() {
    in_function();
    let error = misspelt::Error::decode(400, b"").into_error();
    println!("{} {}", error, misspelt::Error::Processing.is_wait());
    match misspelt::inner::generic::<misspelt::inner::Outer>() {
        Err(misspelt::inner::Outer::Small(small)) => println!("{small}"),
        Ok(()) => println!("{}", imported::number(400)),
    }
    let all = [
        nowhere::Error::A.code(),
        not_utf8::Error::B { c: 1 }.code(),
        empty_path::Error::d(2).code(),
        no_path::Bare::Processing.code(),
        no_path::Empty::Processing.code(),
        no_path::Option::Processing.code(),
        no_string::Word::Processing.code(),
        no_string::Macro::Processing.code(),
        one_of_two::Error::Processing.code(),
    ];
    let _ = all;
}
