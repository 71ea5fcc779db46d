//! Packing: many numbers and texts as a few literals, which the runtime unpacks at compile time (its `unpack.rs`).
//!
//! Each token of a macro costs time three times over: where it is made, where it is parsed, where it is type-checked. A
//! literal is one token, however long it is.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// Numbers: seven bits to a byte, the lowest first, the eighth bit set on all but the last byte of a number.
#[derive(Default)]
pub(super) struct Numbers(Vec<u8>);

impl Numbers {
    pub(super) fn push(&mut self, number: u64) {
        let mut rest = number;
        while rest >= 0x80 {
            self.0.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        self.0.push(rest.to_le_bytes()[0]);
    }

    pub(super) fn push_usize(&mut self, number: usize) {
        self.push(number as u64);
    }

    /// A number with its sign in the lowest bit.
    pub(super) fn push_signed(&mut self, number: i64) {
        self.push(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// The number of an entry; 0 says that there is none.
    pub(super) fn push_place(&mut self, index: Option<usize>) {
        self.push_usize(index.map_or(0, |index| index + 1));
    }

    pub(super) fn literal(&self) -> Literal {
        Literal::byte_string(&self.0)
    }
}

/// Texts, one after the other.
#[derive(Default)]
pub(super) struct Texts(Vec<Literal>);

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.0.push(Literal::string(text));
    }

    pub(super) fn extend(&mut self, texts: &[String]) {
        for text in texts {
            self.push(text);
        }
    }

    /// The static with this name that has them as an array.
    pub(super) fn expand(&self, name: &Ident) -> TokenStream {
        let texts = &self.0;
        quote!(static #name: &[&::core::primitive::str] = &[#(#texts),*];)
    }
}

/// Numbers as an array of their own.
pub(super) fn array(numbers: impl IntoIterator<Item = usize>) -> TokenStream {
    let mut packed = Numbers::default();
    let count = numbers.into_iter().map(|number| packed.push_usize(number)).count();
    if count == 0 {
        return quote!(&[]);
    }
    let packed = packed.literal();
    quote!({ static __NUMBERS: [::core::primitive::u32; #count] = __errspec::numbers(#packed); &__NUMBERS })
}

/// How many things stand in one constant. The compiler bounds the work that one may be, and interprets a long one slowly: the
/// time it takes for a pointer in memory grows with all others there.
pub(super) const BLOCK: usize = 16;

/// Things in blocks of one length, as the one array that they are. The last is filled up with what is cut off here.
pub(super) fn join(name: &Ident, ty: &TokenStream, blocks: &[TokenStream], count: usize) -> (TokenStream, TokenStream) {
    let (rows, length) = (blocks.len(), length(count));
    let statics = quote! {
        static #name: [[#ty; #length]; #rows] = [#({
            const __BLOCK: [#ty; #length] = #blocks;
            __BLOCK
        }),*];
    };
    (statics, quote!(#name.as_flattened().split_at(#count).0))
}

/// The length of each block of so many things.
pub(super) fn length(count: usize) -> usize {
    count.clamp(1, BLOCK)
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn numbers_take_seven_bits_of_a_byte() {
        let mut numbers = Numbers::default();
        for number in [0, 127, 128, 300] {
            numbers.push(number);
        }
        assert_eq!(numbers.0, [0, 127, 0x80, 1, 0xac, 2]);
    }

    #[test]
    fn a_sign_is_the_lowest_bit() {
        let packed = |number| {
            let mut numbers = Numbers::default();
            numbers.push_signed(number);
            numbers.0
        };
        assert_eq!([packed(0), packed(-1), packed(1), packed(-64)], [[0], [1], [2], [127]]);
        assert_eq!(packed(i64::MIN), [[0xff; 9].as_slice(), &[1]].concat());
    }
}
