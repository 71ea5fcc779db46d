//! The tables that the fuzz targets make have all that the format has: a key that none of them has is one that no fuzzer tries.

#![allow(clippy::panic, clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeSet;

use errspec_codegen::format::{FormatKey, Section, ValueForm};
use errspec_tests_fuzzing::made_table;
use toml::de::{DeTable, DeValue};

/// Keys that no table of a fuzz target has: other files are not read.
const EXCEPT: &[(&str, &str)] = &[("Header", "extends")];

/// The keys of a table, each with its section.
type Keys = BTreeSet<(String, String)>;

fn note_table(section: Section, table: &DeTable<'_>, keys: &mut Keys) {
    for (name, value) in table.iter() {
        let name: &str = name.get_ref();
        keys.insert((format!("{section:?}"), name.to_owned()));
        let forms = section.key(name).map_or(&[][..], |key: &FormatKey| key.forms);
        note_value(forms, value.get_ref(), keys);
    }
}

fn note_value(forms: &[ValueForm], value: &DeValue<'_>, keys: &mut Keys) {
    for form in forms {
        match (form, value) {
            (ValueForm::Table(section), DeValue::Table(table)) => note_table(*section, table, keys),
            (ValueForm::List(forms, _), DeValue::Array(values)) => {
                values.iter().for_each(|value| note_value(forms, value.get_ref(), keys));
            }
            (ValueForm::Map(_, forms), DeValue::Table(table)) => {
                table.iter().for_each(|(_, value)| note_value(forms, value.get_ref(), keys));
            }
            _ => {}
        }
    }
}

#[test]
fn every_key_of_the_format_is_in_a_valid_table_that_is_made() {
    const MOST: usize = 800;
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut byte = || {
        // Xorshift, after Marsaglia.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    let all = Section::ALL
        .iter()
        .flat_map(|section| section.keys().iter().map(move |key| (format!("{section:?}"), key.name.to_owned())));
    let mut missing: Keys = all.collect();
    missing.retain(|(section, key)| !EXCEPT.contains(&(section.as_str(), key.as_str())));
    let (mut made, mut valid) = (0, 0);
    while !missing.is_empty() && made < MOST {
        let input: Vec<u8> = (0..400).map(|_| byte()).collect();
        made += 1;
        let Some(text) = made_table(&input) else { continue };
        valid += 1;
        let mut keys = Keys::new();
        note_table(Section::File, DeTable::parse(&text).expect("the table is valid").get_ref(), &mut keys);
        missing.retain(|key| !keys.contains(key));
    }
    assert!(missing.is_empty(), "{missing:?} in none of {valid} valid tables");
    assert!(3 * valid > made, "{valid} of {made} tables are valid");
}
