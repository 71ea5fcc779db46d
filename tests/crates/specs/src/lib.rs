//! Tests of `errspec-specs` are in `tests/`.
