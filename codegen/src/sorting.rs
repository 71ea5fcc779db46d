//! Sorting and grouping.
//!
//! The sort and the maps of the standard library are compiled for each type of item, some 2,500 lines of intermediate code a time, and every user of
//! the crate pays for that. Here only the comparison and the swaps are compiled for a type; the sort itself works on places.

use std::cmp::Ordering;

/// Sorts items by a comparison. Equal items keep their order.
pub(crate) fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let swaps = swaps(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    swaps.into_iter().for_each(|(a, b)| items.swap(a, b));
}

/// Sorts items by a key, which is made once for each of them. Equal items keep their order.
pub(crate) fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let swaps = swaps(items.len(), &|a, b| keys.get(a).cmp(&keys.get(b)));
    swaps.into_iter().for_each(|(a, b)| items.swap(a, b));
}

/// Sorts items.
pub(crate) fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Groups values by their keys, in the order of the keys. The values of a key keep their order.
pub(crate) fn group<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Vec<(K, Vec<V>)> {
    let mut pairs: Vec<(K, V)> = pairs.into_iter().collect();
    sort_by(&mut pairs, |(a, _), (b, _)| a.cmp(b));
    let mut groups: Vec<(K, Vec<V>)> = Vec::new();
    for (key, value) in pairs {
        match groups.last_mut() {
            Some((last, values)) if *last == key => values.push(value),
            _ => groups.push((key, vec![value])),
        }
    }
    groups
}

/// Returns the swaps that sort `count` items, given the comparison of the items at two places.
fn swaps(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let mut sorted: Vec<usize> = (0..count).collect();
    sorted.sort_by(|a, b| compare(*a, *b));
    // While the swaps are made, `place_of` is the place of an item, and `item_at` the item at a place.
    let (mut place_of, mut item_at): (Vec<usize>, Vec<usize>) = ((0..count).collect(), (0..count).collect());
    let mut swaps = Vec::new();
    for (place, item) in sorted.into_iter().enumerate() {
        let (Some(from), Some(displaced)) = (place_of.get(item).copied(), item_at.get(place).copied()) else {
            continue;
        };
        if from == place {
            continue;
        }
        swaps.push((place, from));
        for (item, place) in [(item, place), (displaced, from)] {
            place_of.get_mut(item).into_iter().for_each(|own| *own = place);
            item_at.get_mut(place).into_iter().for_each(|own| *own = item);
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_sorted_as_the_standard_library_sorts_them() {
        // A fixed linear congruential generator, with many equal keys.
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 28
        };
        for count in 0..64 {
            let items: Vec<(u32, usize)> = (0..count).map(|place| (next(), place)).collect();
            let (mut ours, mut theirs) = (items.clone(), items);
            sort_by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            assert_eq!(ours, theirs);
        }
    }

    #[test]
    fn groups_are_in_the_order_of_their_keys_and_keep_that_of_their_values() {
        let groups = group([(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (3, 'e')]);
        assert_eq!(groups, [(1, vec!['b', 'd']), (2, vec!['a', 'c']), (3, vec!['e'])]);
    }
}
