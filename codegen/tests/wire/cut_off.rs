//! Joined codes in bodies that are cut off.

use crate::{incoming, table};
use errspec_engine::decode::{Decoded, decode};

fn nearest(body: &str) -> Option<String> {
    let model = table(
        "[envelope]\ncode = [{ join = [\"/type\", \"/sub\"] }, \"/type\"]\n[errors.COARSE]\ncode = \"card\"\n[errors.FINE]\ncode = \"card/stolen\"\n",
    );
    let table = model.table();
    let mut out = Decoded::new(body.as_bytes());
    decode(&table, &incoming(402, body), &mut out).nearest().map(|entry| entry.name().to_owned())
}

#[test]
fn a_code_that_lacks_a_part_names_no_nearest_entry() {
    for (body, expected) in [
        (r#"{"type":"card","sub":"stolen"}"#, Some("FINE")),
        (r#"{"type":"card"}"#, Some("COARSE")),
        (r#"{"type":"card","sub":"stolen","#, Some("FINE")),
        (r#"{"type":"card","sub":"sto"#, None),
        (r#"{"type":"card","#, None),
        (r#"{"type":"ca"#, None),
    ] {
        assert_eq!(nearest(body).as_deref(), expected, "{body}");
    }
}
