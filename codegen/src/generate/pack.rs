//! Packing: numbers and texts as a few literals, which the runtime reads where they stand (its `packed.rs`).
//!
//! Each token of a macro costs time three times over: where it is made, where it is parsed, where it is type-checked. A
//! literal is one token, however long it is.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// Has no number.
pub(super) const NONE: u32 = u32::MAX;

/// Words of four bytes, the lowest byte first.
#[derive(Default)]
pub(super) struct Words(Vec<u8>);

impl Words {
    pub(super) fn push(&mut self, word: u32) {
        self.0.extend_from_slice(&word.to_le_bytes());
    }

    /// Two words, the lower half first.
    pub(super) fn push_long(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    pub(super) fn extend(&mut self, numbers: impl IntoIterator<Item = usize>) {
        numbers.into_iter().for_each(|number| self.push(word(number)));
    }

    pub(super) fn len(&self) -> u32 {
        word(self.0.len() / 4)
    }

    pub(super) fn expand(&self) -> TokenStream {
        let bytes = Literal::byte_string(&self.0);
        quote!(__errspec::Words(#bytes))
    }
}

/// A number as a word. More than a word holds is checked before (`limits`).
pub(super) fn word(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}

/// Texts, one after the other.
#[derive(Default)]
pub(super) struct Texts {
    text: String,
    ends: Words,
}

impl Texts {
    /// The number of the next text.
    pub(super) fn next(&self) -> u32 {
        self.ends.len()
    }

    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(word(self.text.len()));
    }

    /// The text, and where each of them ends.
    pub(super) fn expand(&self) -> (Literal, TokenStream) {
        (Literal::string(&self.text), self.ends.expand())
    }
}
