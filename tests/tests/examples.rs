//! The recorded responses of a table are its tests.

#![allow(clippy::expect_used, missing_docs)]

use errspec_tests::apis::{FlanksError, FrankieOneError};

mod tables {
    #[errspec::table("./tables/examples.toml")]
    pub enum Wrong {}
}

#[test]
fn the_examples_of_both_apis_are_what_their_tables_say() {
    FlanksError::check_examples().expect("Flanks");
    FrankieOneError::check_examples().expect("FrankieOne");
}

#[test]
fn every_wrong_example_is_reported_at_once() {
    let error = tables::Wrong::check_examples().expect_err("three are wrong");
    assert_eq!(
        error.to_string(),
        "3 recorded examples do not decode as recorded\n\n\
         table `examples`: expected no error, found ONE: status 200, body\n{\"code\": 1}\n\n\
         table `examples`: expected ONE, found TWO: status 400, body\n{\"code\": 2}\n\n\
         table `examples`: expected ONE, found unknown: status 400, body\n{\"code\": 3}\n\
         because: no entry of the table has the code \"3\""
    );
}
