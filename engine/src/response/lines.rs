//! Headers that are repeated: the values in their lines.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

use super::scalar::{Scalar, restricted};
use super::values::Values;
use crate::table::Place;

impl<'b> Values<'_, 'b, '_> {
    /// Returns the value at a place of a header in the lines after the first.
    #[cold]
    pub(super) fn in_further_lines(&self, place: &Place<'_>) -> Option<Scalar<'b>> {
        let number = place.slots().first().filter(|_| place.slots().len() == 1)?;
        let mut lines = self.lines(number).skip(1);
        lines.find_map(|line| restricted(place, Scalar::string(Cow::Owned(line.to_owned()))))
    }

    /// Returns the values at a place of a header, one for each line that has one.
    pub(super) fn texts_in_lines<'v>(&'v self, place: &'v Place<'_>) -> impl Iterator<Item = String> + 'v {
        let lines = place.slots().first().into_iter().flat_map(|number| self.lines(number));
        lines.filter_map(|line| {
            let whole = Scalar::string(Cow::Owned(line.to_owned()));
            let found = if place.is_whole() { whole } else { restricted(place, whole)? };
            Some(found.text.into_text().into_owned())
        })
    }

    /// Returns `true` if a place is a header that is repeated.
    pub(super) fn is_repeated(&self, place: &Place<'_>) -> bool {
        let number = place.slots().first().filter(|_| place.slots().len() == 1);
        number.is_some_and(|number| self.lines(number).nth(1).is_some())
    }

    /// Returns the lines of the header in a slot.
    pub(super) fn lines(&self, number: u32) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |header| header.slot == number).map(|header| &*header.value)
    }
}
