//! Tables that are made of a number. Each is made once: to make, check and compile a table takes far longer than to decode a response by it.

use std::collections::BTreeMap;
use std::iter;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use errspec_codegen::Model;
use errspec_engine::table::Table;

use crate::draw::Draw;
use crate::made_table::made_model;
use crate::tables::models;

/// A table that is made of a number, as it is written and as it is read.
type NumberedTable = Arc<(String, Model)>;

/// The tables that were made last. A number of which no valid table is made has none.
static MADE: LazyLock<Mutex<BTreeMap<u16, Option<NumberedTable>>>> = LazyLock::new(Mutex::default);

/// The number of tables that are kept: a fuzzer is stopped when it takes 2 GB of memory.
const KEPT: usize = 2048;

/// Calls a check with a table, its text if it is made, and the choices that are left. The table is one of the project or one that has a
/// number.
pub(crate) fn with_any_table(input: &[u8], check: fn(&Table<'_>, &str, &mut Draw<'_>)) {
    let mut draw = Draw::new(input);
    if draw.chance() {
        let model = draw.pick(models());
        return check(&model.table(), "", &mut draw);
    }
    let number = u16::from_be_bytes([draw.byte(), draw.byte()]);
    if let Some(made) = numbered(number) {
        let (text, model) = &*made;
        check(&model.table(), text, &mut draw);
    }
}

fn numbered(number: u16) -> Option<NumberedTable> {
    let known = MADE.lock().unwrap_or_else(PoisonError::into_inner).get(&number).cloned();
    if let Some(known) = known {
        return known;
    }
    let made = made(number).map(Arc::new);
    let mut kept = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(number, made.clone());
    made
}

/// Makes a table of a number: of the first choices after it that give a valid one.
fn made(number: u16) -> Option<(String, Model)> {
    const ATTEMPTS: usize = 8;
    const CHOICES: usize = 600;
    let mut state = 0x9E37_79B9_7F4A_7C15_u64 ^ (u64::from(number) << 20);
    let mut byte = move || {
        // Xorshift, after Marsaglia.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    // The first numbers are still alike if their seeds are.
    iter::repeat_with(&mut byte).take(64).for_each(drop);
    iter::repeat_with(|| iter::repeat_with(&mut byte).take(CHOICES).collect::<Vec<u8>>())
        .take(ATTEMPTS)
        .find_map(|choices| made_model(&mut Draw::new(&choices)))
}
