//! The target `body`: any response is decoded by any table.

use crate::checks::check_response;
use crate::draw::Draw;
use crate::made_table::made_model;
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
    if let Some((_, model)) = made_model(&mut draw) {
        let table = model.table();
        check_response(&table, &MadeResponse::of(&table, &mut draw));
    }
}
