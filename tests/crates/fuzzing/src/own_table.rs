//! The target `own_table`: a response or an error by a table that the input makes. It is slow, because each input is a table of its own.

use crate::body::check_body_by;
use crate::draw::Draw;
use crate::handed_on::check_handed_on_by;
use crate::made_table::made_model;
use crate::round_trip::check_round_trip_by;

/// Makes a table, and checks with it what one of the targets `body`, `round_trip` and `handed_on` checks.
pub fn check_own_table(input: &[u8]) {
    let mut draw = Draw::new(input);
    let check = *draw.pick(&[check_body_by, check_round_trip_by, check_handed_on_by]);
    if let Some((text, model)) = made_model(&mut draw) {
        check(&model.table(), &text, &mut draw);
    }
}
