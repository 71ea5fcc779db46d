//! The order in which a table has its parts: that of the format reference, with what is long behind what is short. Names that an author
//! chooses, such as those of entries and fields, keep their order.

use std::collections::HashMap;

use super::statements::{Statements, Step};

/// A part of a table, by which the order of its keys is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Root,
    Table,
    Envelope,
    Success,
    Reserved,
    /// `[errors]`, and the `cases` of an entry.
    Entries,
    Entry,
    /// `[fields]`, `[detail]`, and the `fields` of an entry.
    Fields,
    Field,
    Example,
    /// A part whose keys keep their order.
    Free,
}

impl Kind {
    /// The section that tells a table from other files.
    pub(super) const TABLE_SECTION: &'static str = "table";

    /// Returns the keys in their order, each with the kind of its value. A part without any keeps the order of its keys.
    pub(super) const fn keys(self) -> &'static [(&'static str, Self)] {
        match self {
            Self::Root => ROOT,
            Self::Table => TABLE,
            Self::Envelope => ENVELOPE,
            Self::Success => SUCCESS,
            Self::Reserved => RESERVED,
            Self::Entry => ENTRY,
            Self::Field => FIELD,
            Self::Example => EXAMPLE,
            Self::Entries | Self::Fields | Self::Free => &[],
        }
    }

    /// Returns the place of a key among the others, and the kind of its value. An unknown key is behind the known ones.
    fn child(self, key: &str) -> (usize, Self) {
        match self {
            Self::Entries => (0, Self::Entry),
            Self::Fields => (0, Self::Field),
            _ => match self.keys().iter().position(|(known, _)| *known == key) {
                Some(place) => (place, self.keys().get(place).map_or(Self::Free, |(_, kind)| *kind)),
                None => (self.keys().len(), Self::Free),
            },
        }
    }
}

const ROOT: &[(&str, Kind)] = &[
    (Kind::TABLE_SECTION, Kind::Table),
    ("envelope", Kind::Envelope),
    ("fields", Kind::Fields),
    ("detail", Kind::Fields),
    ("success", Kind::Success),
    ("reserved", Kind::Reserved),
    ("errors", Kind::Entries),
];

/// Returns keys whose values have no order of their own.
macro_rules! plain {
    ($($key:literal)*) => {
        &[$(($key, Kind::Free)),*]
    };
}

const TABLE: &[(&str, Kind)] = plain!["format" "name" "title" "description" "docs" "domain" "codes" "require" "allow" "ignore_case" "unknown" "extends"];

const ENVELOPE: &[(&str, Kind)] = &[
    ("id", Kind::Free),
    ("preset", Kind::Free),
    ("body", Kind::Free),
    ("parts", Kind::Free),
    ("when", Kind::Free),
    ("code", Kind::Field),
    ("no_code", Kind::Free),
    ("message", Kind::Field),
    ("name", Kind::Field),
    ("request_id", Kind::Field),
    ("status", Kind::Field),
    ("retry", Kind::Free),
    ("retry_after", Kind::Field),
    ("details", Kind::Field),
    ("errors", Kind::Free),
    ("in_2xx", Kind::Free),
    ("default_status", Kind::Free),
    ("media_type", Kind::Free),
    ("write", Kind::Free),
];

const SUCCESS: &[(&str, Kind)] = &[("codes", Kind::Free), ("when", Kind::Free), ("examples", Kind::Example)];

const RESERVED: &[(&str, Kind)] = plain!["names" "codes"];

const ENTRY: &[(&str, Kind)] = &[
    ("code", Kind::Free),
    ("codes", Kind::Free),
    ("aliases", Kind::Free),
    ("status", Kind::Free),
    ("exit", Kind::Free),
    ("grpc", Kind::Free),
    ("message", Kind::Free),
    ("without_code", Kind::Free),
    ("any_code", Kind::Free),
    ("symbol", Kind::Free),
    ("envelope", Kind::Free),
    ("when", Kind::Free),
    ("summary", Kind::Free),
    ("causes", Kind::Free),
    ("action", Kind::Free),
    ("notes", Kind::Free),
    ("retry", Kind::Free),
    ("retry_after", Kind::Free),
    ("applied", Kind::Free),
    ("docs", Kind::Free),
    ("since", Kind::Free),
    ("deprecated", Kind::Free),
    ("variant", Kind::Free),
    // What an entry has of its own keys comes behind the keys that it shares with all others.
    ("fields", Kind::Fields),
    ("examples", Kind::Example),
    ("cases", Kind::Entries),
];

const FIELD: &[(&str, Kind)] = plain![
    "at" "join" "with" "type" "of" "quoted" "separator" "values" "chars" "longest" "not_empty" "thousands" "unit" "required" "template"
    "parameters" "encoding" "trim" "description"
];

const EXAMPLE: &[(&str, Kind)] = plain!["status" "headers" "body"];

/// The place of a value: for each step of the way to it the rank of the key, and its place among those of one rank.
type Place = Vec<(usize, usize)>;

/// The places of the parts of a text. Names that keep their order have that of their first appearance.
#[derive(Default)]
struct Places<'s> {
    seen: HashMap<Vec<&'s Step>, usize>,
}

impl<'s> Places<'s> {
    fn of(&mut self, path: impl Iterator<Item = &'s Step>) -> Place {
        let mut kind = Kind::Root;
        let mut place = Place::new();
        let mut way: Vec<&Step> = Vec::new();
        for step in path {
            way.push(step);
            let count = self.seen.len();
            let appearance = match self.seen.get(&way) {
                Some(known) => *known,
                None => *self.seen.entry(way.clone()).or_insert(count),
            };
            let rank = match step {
                Step::Key(key) => {
                    let (rank, child) = kind.child(key);
                    kind = child;
                    rank
                }
                Step::Element(_) => 0,
            };
            place.push((rank, appearance));
        }
        place
    }
}

/// Brings statements into the usual order.
pub(super) fn sort(statements: &mut Statements<'_>) {
    let places = places(statements);
    let mut sections: Vec<_> = std::mem::take(&mut statements.sections).into_iter().zip(places).collect();
    // The keys before the first header cannot stand behind one, and their place is before all others: the way to them is empty.
    sections.sort_by(|(_, (one, _)), (_, (other, _))| one.cmp(other));
    for (mut section, (_, places)) in sections {
        let mut pairs: Vec<_> = std::mem::take(&mut section.pairs).into_iter().zip(places).collect();
        pairs.sort_by(|(_, one), (_, other)| one.cmp(other));
        section.pairs = pairs.into_iter().map(|(pair, _)| pair).collect();
        statements.sections.push(section);
    }
}

/// Returns the place of each section, and those of its keys.
fn places(statements: &Statements<'_>) -> Vec<(Place, Vec<Place>)> {
    let mut places = Places::default();
    let sections = statements.sections.iter().map(|section| {
        let own = places.of(section.path.iter());
        let pairs = section.pairs.iter().map(|pair| places.of(section.path.iter().chain(&pair.path)));
        (own, pairs.collect())
    });
    sections.collect()
}

/// Returns the values and the headers of a text in the usual order, each with the way to it.
pub(super) fn values<'s>(statements: &'s Statements<'_>) -> Vec<(Vec<&'s Step>, &'s str)> {
    let mut all = Vec::new();
    for (section, (own, places)) in statements.sections.iter().zip(places(statements)) {
        all.push((own, section.path.iter().collect(), ""));
        for (pair, place) in section.pairs.iter().zip(places) {
            all.push((place, section.path.iter().chain(&pair.path).collect(), pair.value));
        }
    }
    all.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    all.into_iter().map(|(_, way, value)| (way, value)).collect()
}
