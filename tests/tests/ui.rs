//! What the compiler says of an invocation of a macro.

#[test]
fn the_attribute_says_what_is_wrong_where_it_is() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/fail/*.rs");
}

#[test]
fn the_derive_says_what_is_wrong_where_it_is() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/derive/pass/*.rs");
    cases.compile_fail("ui/derive/fail/*.rs");
}
