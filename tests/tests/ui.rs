//! The errors of the compiler for invalid uses of the macros.

#[test]
fn errors_of_the_attribute_are_at_their_place() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/fail/*.rs");
}

#[test]
fn errors_of_the_derive_are_at_their_place() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/derive/pass/*.rs");
    cases.compile_fail("ui/derive/fail/*.rs");
}
