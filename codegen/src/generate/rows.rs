//! The rows by which an entry is found from its code, packed.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::pack::{self, Numbers, Texts};
use crate::model::{Code, Row};

/// Rows of one kind of code.
pub(super) struct Rows {
    /// The statics in which they stand.
    pub(super) statics: TokenStream,
    /// The slice that they are.
    pub(super) slice: TokenStream,
}

/// The rows of integer codes, ascending.
pub(super) fn integers(rows: &[Row]) -> Rows {
    let mut rows: Vec<(i64, &Row)> = rows.iter().filter_map(|row| Some((integer(&row.code)?, row))).collect();
    rows.sort_by_key(|(number, _)| *number);
    let blocks = rows.chunks(pack::BLOCK).map(|block| {
        let mut numbers = Numbers::default();
        for (number, row) in block {
            numbers.push_signed(*number);
            push_entries(row, &mut numbers);
        }
        let (numbers, candidates) = (numbers.literal(), candidates(block.iter().map(|(_, row)| *row)));
        quote!(__errspec::integers(#numbers, #candidates))
    });
    join("__INTEGERS", &quote!(::core::primitive::i64), &blocks.collect::<Vec<_>>(), rows.len())
}

/// The rows of string codes, sorted as the runtime looks them up: by length, then bytes.
pub(super) fn strings(rows: &[Row]) -> Rows {
    let mut rows: Vec<(&str, &Row)> = rows.iter().filter_map(|row| Some((string(&row.code)?, row))).collect();
    rows.sort_by_key(|(text, _)| (text.len(), *text));
    let blocks = rows.chunks(pack::BLOCK).map(|block| {
        let (mut numbers, mut texts) = (Numbers::default(), Texts::default());
        for (text, row) in block {
            texts.push(text);
            push_entries(row, &mut numbers);
        }
        let (numbers, candidates) = (numbers.literal(), candidates(block.iter().map(|(_, row)| *row)));
        let name = format_ident!("__CODES");
        let texts = texts.expand(&name);
        quote!({ #texts __errspec::strings(#numbers, #candidates, #name) })
    });
    join("__STRINGS", &quote!(&::core::primitive::str), &blocks.collect::<Vec<_>>(), rows.len())
}

fn integer(code: &Code) -> Option<i64> {
    match code {
        Code::Integer(number) => Some(*number),
        Code::String(_) => None,
    }
}

fn string(code: &Code) -> Option<&str> {
    match code {
        Code::Integer(_) => None,
        Code::String(text) => Some(text),
    }
}

fn push_entries(row: &Row, numbers: &mut Numbers) {
    numbers.push_usize(row.candidates.len());
    numbers.push_place(row.owner);
}

/// Those of all rows of a block.
fn candidates<'r>(rows: impl Iterator<Item = &'r Row>) -> TokenStream {
    pack::array(rows.flat_map(|row| row.candidates.iter().copied()))
}

fn join(name: &str, code: &TokenStream, blocks: &[TokenStream], count: usize) -> Rows {
    if count == 0 {
        return Rows { statics: TokenStream::new(), slice: quote!(&[]) };
    }
    let (statics, slice) = pack::join(&format_ident!("{}", name), &quote!(__errspec::Row<#code>), blocks, count);
    Rows { statics, slice }
}
