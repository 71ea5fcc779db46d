//! The search for equal parts of an image while it is written.

use alloc::vec::Vec;

/// The numbers of parts, found by the hashes of the parts.
///
/// It is a hash table with linear probing. An image has tens of thousands of parts, and they are looked up in a compiler plug-in that is
/// usually built without optimization, so the code of a lookup is short.
#[derive(Debug, Default)]
pub(super) struct Dedup {
    /// A part and its hash; 0 is the hash of a free bucket. The number of buckets is a power of two.
    buckets: Vec<(u32, u32)>,
    used: usize,
}

impl Dedup {
    /// Returns the number of a part with this hash that is equal to the one sought.
    pub(super) fn find(&self, hash: u32, is_equal: impl Fn(u32) -> bool) -> Option<u32> {
        let mut at = hash as usize;
        loop {
            let (other, number) = *self.buckets.get(at & self.buckets.len().wrapping_sub(1))?;
            if other == 0 {
                return None;
            }
            if other == hash && is_equal(number) {
                return Some(number);
            }
            at += 1;
        }
    }

    /// Adds the number of a part.
    pub(super) fn insert(&mut self, hash: u32, number: u32) {
        // Half of the buckets stay free, so that every search ends soon.
        if self.used * 2 >= self.buckets.len() {
            self.grow();
        }
        self.place(hash, number);
        self.used += 1;
    }

    fn place(&mut self, hash: u32, number: u32) {
        let mut at = hash as usize;
        let mask = self.buckets.len().wrapping_sub(1);
        while let Some(bucket) = self.buckets.get_mut(at & mask) {
            if bucket.0 == 0 {
                *bucket = (hash, number);
                return;
            }
            at += 1;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.buckets.len() * 2).max(64);
        let old = core::mem::replace(&mut self.buckets, alloc::vec![(0, 0); size]);
        for (hash, number) in old {
            if hash != 0 {
                self.place(hash, number);
            }
        }
    }
}

/// Returns the hash of a part, which is not 0.
pub(super) fn hash(part: &[u8]) -> u32 {
    const FACTOR: u64 = 0x517C_C1B7_2722_0A95;
    let (words, rest) = part.as_chunks::<8>();
    let mut hash = part.len() as u64;
    for word in words {
        hash = (hash.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    for byte in rest {
        hash = (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(FACTOR);
    }
    // The upper bits depend on all bytes.
    (hash >> 32) as u32 | 1 << 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_found_by_its_hash() {
        let parts: Vec<alloc::string::String> = (0..1000).map(|number| alloc::format!("part {number}")).collect();
        let mut dedup = Dedup::default();
        let number_of = |dedup: &Dedup, part: &str| {
            dedup.find(hash(part.as_bytes()), |number| parts.get(number as usize).is_some_and(|other| other == part))
        };
        for (number, part) in (0..).zip(&parts) {
            assert_eq!(number_of(&dedup, part), None);
            dedup.insert(hash(part.as_bytes()), number);
        }
        for (number, part) in (0..).zip(&parts) {
            assert_eq!(number_of(&dedup, part), Some(number));
        }
    }

    #[test]
    fn parts_with_one_hash_are_told_apart() {
        let mut dedup = Dedup::default();
        dedup.insert(7 | 1 << 31, 1);
        dedup.insert(7 | 1 << 31, 2);
        assert_eq!(dedup.find(7 | 1 << 31, |number| number == 2), Some(2));
        assert_eq!(dedup.find(7 | 1 << 31, |_| false), None);
    }
}
