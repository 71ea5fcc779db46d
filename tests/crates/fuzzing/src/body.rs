//! The target `body`: any response is decoded by any table.

use errspec_engine::table::Table;

use crate::checks::check_response;
use crate::draw::Draw;
use crate::numbered::with_any_table;
use crate::response::MadeResponse;

/// Decodes a response that is made for a table by it.
pub fn check_body(input: &[u8]) {
    with_any_table(input, check_body_by);
}

pub(crate) fn check_body_by(table: &Table<'_>, _text: &str, draw: &mut Draw<'_>) {
    check_response(table, &MadeResponse::of(table, draw));
}
