//! Lists of integers and numbers as fields of variants.

#![allow(clippy::unwrap_used, missing_docs)]

use errspec::{Unknown, Value};

mod generated {
    #[errspec::table("./tables/lists.toml")]
    pub enum Generated {}
}
use generated::Generated;

/// A type of the user, whose lists have other types.
#[derive(Debug, PartialEq, errspec::Error)]
#[errspec("tests/tables/lists.toml")]
enum Derived {
    Taken {
        seats: Vec<u16>,
        prices: Option<Box<[f32]>>,
    },
    #[errspec(unknown)]
    Other(Unknown),
}

const BODY: &str = r#"{"prices":[7.5,8],"message":"The seats 12, 13 are taken","code":1}"#;

#[test]
fn the_fields_of_a_variant_are_lists_of_numbers() {
    let error = Generated::decode(409, BODY).into_error();
    assert_eq!(error, Generated::taken([12, 13], vec![7.5, 8.0]));
    assert_eq!(error, Generated::taken(&[12_u8, 13][..], Some(vec![7.5, 8.0])));
    assert_eq!(error.to_string(), "The seats 12, 13 are taken");
    assert_eq!(format!("{error:?}"), "Taken { seats: [12, 13], prices: Some([7.5, 8.0]) }");
    let decoded = Generated::decode(409, BODY);
    assert_eq!(decoded.field("seats"), Some(Value::Integers(vec![12, 13].into())));
    assert_eq!(error.encode(), BODY.as_bytes());
    assert_eq!(Generated::taken([1], None).encode(), br#"{"message":"The seats 1 are taken","code":1}"#);
    errspec::testing::check::<Generated>().unwrap();
}

#[test]
fn a_derived_error_has_lists_of_other_types() {
    let error = Derived::decode(409, BODY).into_error();
    assert_eq!(error, Derived::Taken { seats: vec![12, 13], prices: Some([7.5, 8.0].into()) });
    assert_eq!(error.encode(), BODY.as_bytes());
    // A seat that the type cannot hold.
    assert!(Derived::decode(409, BODY.replace("13", "-13").as_str()).into_error().is_unknown());
}
