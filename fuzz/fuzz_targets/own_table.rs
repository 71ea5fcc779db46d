#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| errspec_tests_fuzzing::check_own_table(input));
