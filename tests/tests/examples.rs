//! The recorded responses of a table, checked as its tests.

#![allow(clippy::expect_used, missing_docs)]

use errspec_tests::apis::{FlanksError, FrankieOneError};

mod tables {
    /// A type whose amount is smaller than some amounts in the examples.
    #[derive(errspec::Error, Clone, Debug, PartialEq)]
    #[errspec("./tables/examples.toml")]
    pub(super) enum Narrow {
        One {
            amount: u8,
        },
        Two,
        #[errspec(unknown)]
        Unknown(errspec::Unknown),
    }
}

#[test]
fn the_examples_of_both_apis_decode_to_their_entries() {
    FlanksError::check_examples().expect("Flanks");
    FrankieOneError::check_examples().expect("FrankieOne");
}

#[test]
fn all_examples_that_a_type_rejects_are_reported_at_once() {
    let error = tables::Narrow::check_examples().expect_err("two are too large for the type");
    let example = |amount: &str| {
        format!(
            "\n\ntable `examples`: expected ONE, found unknown: status 400, body\n{{\"code\": 1, \"amount\": {amount}}}\n\
             reason: invalid value of field `amount` of `ONE`"
        )
    };
    let expected = ["2 recorded examples do not decode as expected", &example("300"), &example("-1")].concat();
    assert_eq!(error.to_string(), expected);
}
