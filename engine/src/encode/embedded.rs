//! Values that are written into texts that are bodies of their own.

use alloc::vec::Vec;

use super::piece::Piece;
use crate::location::{Embedded, ITEM, segments, split_embedded};

/// A text that is a body of its own: its location, its kind, and the values in it with their locations.
type Text<'t, P> = (&'t str, Embedded, Vec<(&'t str, P)>);

/// Returns the texts of values at locations in texts, with the locations of the texts.
pub(super) fn embed<'t, P: Piece>(values: Vec<(&'t str, P)>) -> Vec<(&'t str, P)> {
    let mut texts: Vec<Text<'t, P>> = Vec::new();
    for (location, piece) in values {
        let Some(own) = split_embedded(location) else { continue };
        match texts.iter_mut().find(|(outer, kind, _)| *outer == own.outer && *kind == own.kind) {
            Some((_, _, inside)) => inside.push((own.inner, piece)),
            None => texts.push((own.outer, own.kind, alloc::vec![(own.inner, piece)])),
        }
    }
    texts.into_iter().map(|(outer, kind, inside)| (outer, write(kind, inside))).collect()
}

/// Returns the text with these values in it.
fn write<P: Piece>(kind: Embedded, inside: Vec<(&str, P)>) -> P {
    let star = if kind == Embedded::Xml { ITEM } else { "0" };
    let (deeper, own): (Vec<_>, Vec<_>) = inside.into_iter().partition(|(path, _)| split_embedded(path).is_some());
    let mut body = None;
    for (path, piece) in own.into_iter().chain(embed(deeper)) {
        let name = piece.text().filter(|_| path.ends_with("~#"));
        body = Some(match name {
            Some(name) => P::empty_object().set(body, &segments(path), &name),
            None => piece.set(body, &segments(path), star),
        });
    }
    P::embed(kind, body)
}
