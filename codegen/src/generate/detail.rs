//! The description of the struct of a sub-error.

use proc_macro2::Ident;
use quote::format_ident;

use super::{docs, names};
use crate::emit::{Detail, DetailField, Kind, hygiene};
use crate::model::Model;

/// Describes the struct of a sub-error, if the table has details. Its name begins with the name of the error.
pub(crate) fn describe(model: &Model, error: &Ident) -> Option<Detail> {
    let fields = model.detail.as_ref()?.iter().map(|field| DetailField {
        ident: names::ident(&field.ident),
        kind: Kind::of(field),
        doc: docs::for_field(field),
    });
    Some(Detail {
        ident: format_ident!("{}Detail", error, span = hygiene::span(error.span())),
        fields: fields.collect(),
    })
}
