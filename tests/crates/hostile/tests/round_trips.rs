//! Every entry of every hostile table round-trips by its generated type.

#![allow(clippy::panic)]

use errspec_tests_hostile::CHECKS;

#[test]
fn every_entry_of_a_hostile_table_is_read_back_as_it_was_written() {
    for (number, check) in CHECKS.iter().enumerate() {
        if let Err(error) = check() {
            panic!("table {number}: {error}");
        }
    }
}
