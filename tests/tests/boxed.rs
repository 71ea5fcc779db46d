//! Enums whose large variants have their fields in a box.

#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use std::collections::HashSet;

use errspec::Json;

mod large {
    #[errspec::table("./tables/large.toml", boxed)]
    pub enum Packed {}
}
use large::{Packed, PackedEverythingFields, PackedTooLargeFields};

mod plain {
    #[errspec::table("./tables/large.toml")]
    pub enum Plain {}
}
use plain::Plain;

/// Returns an error of every variant.
fn every_error() -> Vec<Packed> {
    #[allow(deprecated)]
    let old = Packed::old("a", "b", "c", "d", "e");
    vec![
        Packed::fits("a", "b", "c", "d", 1, true),
        Packed::too_large("a", "b", "c", "d", "e"),
        Packed::everything("t", "o", ["l", "m"], 1, 2, true, "[1]".parse::<Json>().unwrap()),
        Packed::everything("t", None, None, None, 2, None, None),
        old,
        Packed::detail("a", "b", "c", "d", "e"),
        Packed::decode(400, "?").into_error(),
    ]
}

#[test]
fn no_enum_is_as_large_as_clippy_reports() {
    assert!(size_of::<Packed>() < 128, "{}", size_of::<Packed>());
    assert!(size_of::<Plain>() >= 128, "the option is of use");
    assert!(size_of::<errspec::Unknown>() <= size_of::<usize>());
}

#[test]
fn the_fields_of_a_large_variant_are_a_struct_in_a_box() {
    let error = Packed::too_large("a", "b", "c", "d", "e");
    let Packed::TooLarge(fields) = &error else { panic!("{error}") };
    assert_eq!((fields.a.as_str(), fields.e.as_str()), ("a", "e"));
    let written_out = PackedTooLargeFields { e: "E".to_owned(), ..PackedTooLargeFields::clone(fields) };
    assert_eq!(Packed::TooLarge(Box::new(written_out)), Packed::too_large("a", "b", "c", "d", "E"));
    // A smaller variant has its fields itself.
    let Packed::Fits { n, flag, .. } = Packed::fits("a", "b", "c", "d", 7, false) else { panic!() };
    assert_eq!((n, flag), (7, false));
}

#[test]
fn a_boxed_variant_behaves_like_any_other() {
    for error in every_error() {
        assert_eq!(error, error.clone());
        let decoded = Packed::decode(400, &error.encode()).into_error();
        assert_eq!(decoded, error);
        assert_eq!((decoded.to_string(), format!("{decoded:?}")), (error.to_string(), format!("{error:?}")));
        let plain = Plain::decode(400, &error.encode()).into_error();
        assert_eq!((plain.to_string(), plain.encode()), (error.to_string(), error.encode()));
        assert_eq!(format!("{plain:?}"), format!("{error:?}"));
        assert_eq!(plain.name(), error.name());
    }
    assert_eq!(every_error().into_iter().collect::<HashSet<_>>().len(), every_error().len());
    let error = Packed::everything("t", "o", ["l"], 1, 2, true, None);
    assert!(matches!(error, Packed::Everything(fields) if *fields == PackedEverythingFields {
        r#type: "t".to_owned(),
        optional: Some("o".to_owned()),
        list: Some(vec!["l".to_owned()]),
        integer: Some(1),
        number: 2,
        boolean: Some(true),
        json: None,
    }));
}
