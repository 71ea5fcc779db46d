//! The target `body`: any response is decoded by any table.

use errspec_codegen::{Source, read};

use crate::checks::check_response;
use crate::draw::Draw;
use crate::made_table::table_text;
use crate::response::MadeResponse;
use crate::tables::models;

/// Decodes a response that is made for a table by it.
pub fn check_body(input: &[u8]) {
    let mut draw = Draw::new(input);
    if draw.chance() {
        let model = draw.pick(models());
        let table = model.table();
        return check_response(&table, &MadeResponse::of(&table, &mut draw));
    }
    if let Ok(model) = read(&Source::new("made.toml", table_text(&mut draw))) {
        let table = model.table();
        check_response(&table, &MadeResponse::of(&table, &mut draw));
    }
}
