//! Code that a build script of another version has generated.

const _: () = errspec::__private0_1::check_layout(0);

fn main() {}
