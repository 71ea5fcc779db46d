//! The values of a response that an error does not carry itself.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use super::plan::plan_detail;
use super::tree::Tree;
use super::written::Written;
use crate::table::{Envelope, Table};
use crate::value::{FieldValues, Value};

/// The values of a response that an error does not carry itself.
#[derive(Debug, Clone, Default)]
pub struct Extras {
    /// The number of the envelope that overrides the entry's.
    pub envelope: Option<usize>,
    /// The status that overrides the entry's first.
    pub status: Option<u16>,
    /// The request id.
    pub request_id: Option<String>,
    /// The delay before a retry that overrides the entry's.
    pub retry_after: Option<Duration>,
    /// The sub-errors.
    pub details: Vec<DetailTree>,
    /// The JSON of the details, which overrides the sub-errors.
    pub details_json: Option<String>,
    /// The values of top-level fields by name.
    pub fields: Vec<(String, Value<'static>)>,
}

/// A sub-error to write.
#[derive(Debug, Clone, Default)]
pub struct DetailTree {
    /// The name of the sub-error in a map.
    pub name: Option<String>,
    /// The name of the member or element that encloses a gathered sub-error.
    pub parent: Option<String>,
    /// The body of the sub-error.
    pub tree: Tree<'static>,
}

impl Extras {
    /// No values.
    pub const NONE: Self = Self {
        envelope: None,
        status: None,
        request_id: None,
        retry_after: None,
        details: Vec::new(),
        details_json: None,
        fields: Vec::new(),
    };

    /// Returns `true` if there are no values.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.status.is_none() && self.are_those_of_a_frame()
    }

    /// Returns `true` if no value is written beside those that the frame of an envelope leaves open.
    pub(super) fn are_those_of_a_frame(&self) -> bool {
        let Self { envelope, status: _, request_id, retry_after, details, details_json, fields } = self;
        envelope.is_none()
            && request_id.is_none()
            && retry_after.is_none()
            && details.is_empty()
            && details_json.is_none()
            && fields.is_empty()
    }

    /// Returns the details in the layout of an envelope; `None` if there are none.
    #[must_use]
    pub fn details_tree(&self, envelope: &Envelope<'_>) -> Option<Tree<'_>> {
        let Self { details, details_json, .. } = self;
        if let Some(json) = details_json {
            return Some(Tree::Value(json.into()));
        }
        if details.is_empty() {
            return None;
        }
        Some(if envelope.has_details_map() {
            let members = details.iter().map(|DetailTree { name, tree, .. }| {
                (Cow::Borrowed(name.as_deref().unwrap_or_default()), tree.borrowed())
            });
            Tree::Object(members.collect())
        } else {
            Tree::Array(details.iter().map(|detail| detail.tree.borrowed()).collect())
        })
    }
}

/// Returns a sub-error to write: in the layout of the table's `[detail]`, or as a JSON value if the table has none.
#[must_use]
pub fn detail_tree<'t>(table: Option<&'t Table<'t>>, values: &dyn FieldValues) -> DetailTree {
    let Some((layout, fields)) = table.and_then(Table::detail) else {
        let json = values.value(0).map(|value| value.to_json());
        return DetailTree { tree: json.map_or(Tree::Empty, |json| Tree::Value(json.into())), ..DetailTree::default() };
    };
    let plan = plan_detail(layout, fields, &|number, field| {
        values.value(number).map(|value| Written::from_field(field, value))
    });
    let text = |piece: Option<&Written<'_>>| piece.map(|piece| piece.text().into_owned());
    let (name, parent) = (text(plan.detail_name()), text(plan.detail_parent()));
    let body = plan.lay_out().and_then(|(body, _)| body);
    DetailTree { name, parent, tree: body.unwrap_or_default().into_owned() }
}
