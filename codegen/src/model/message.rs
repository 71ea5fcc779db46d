//! Messages of entries.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::template::Template;
use crate::sorting::sort_by_key;

/// The message of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Any text: the table states no message.
    Any {
        /// `true` if the variant keeps the text in a field `message`. It does where an envelope has a message that is not at
        /// the very location of its code.
        kept: bool,
    },
    /// One of these wordings.
    Wordings(Wordings),
}

impl Message {
    /// Returns `true` if any text fits.
    #[must_use]
    pub const fn is_any(&self) -> bool {
        matches!(self, Self::Any { .. })
    }

    /// Returns the wordings, unless any text fits.
    #[must_use]
    pub const fn wordings(&self) -> Option<&Wordings> {
        match self {
            Self::Wordings(wordings) => Some(wordings),
            Self::Any { .. } => None,
        }
    }

    /// Returns the templates by which a text is read, the most specific first. For a text that is kept it is `{message}`.
    #[must_use]
    pub fn templates(&self) -> Cow<'_, [Template]> {
        match self {
            Self::Any { kept: false } => Cow::Borrowed(&[]),
            Self::Any { kept: true } => Cow::Owned(vec![Template::lone("message")]),
            Self::Wordings(wordings) => Cow::Borrowed(wordings.as_slice()),
        }
    }

    /// Returns the index in [`templates`](Self::templates) of the one that is written.
    #[must_use]
    pub const fn written_index(&self) -> usize {
        match self {
            Self::Any { .. } => 0,
            Self::Wordings(wordings) => wordings.written_index(),
        }
    }
}

/// The wordings of a message, the most specific first. Equally specific ones keep the order of the table. There is at least
/// one, and every parameter but `_` is a field of the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wordings {
    templates: Vec<Template>,
    written: usize,
}

impl Wordings {
    /// Creates the wordings from the one that is written and the others, which are only read.
    pub(crate) fn new(
        written: Template,
        others: impl IntoIterator<Item = Template>,
        is_restricted: impl Fn(&str) -> bool,
    ) -> Self {
        let mut templates: Vec<(bool, Template)> = vec![(true, written)];
        templates.extend(others.into_iter().map(|template| (false, template)));
        sort_by_key(&mut templates, |(_, template)| Reverse(template.specificity(&is_restricted)));
        let written = templates.iter().position(|(written, _)| *written).unwrap_or_default();
        Self { templates: templates.into_iter().map(|(_, template)| template).collect(), written }
    }

    /// Returns the wordings, the most specific first.
    #[must_use]
    pub fn as_slice(&self) -> &[Template] {
        &self.templates
    }

    /// Iterates over the wordings, the most specific first.
    pub fn iter(&self) -> std::slice::Iter<'_, Template> {
        self.templates.iter()
    }

    /// Returns the most specific wording.
    #[must_use]
    pub fn most_specific(&self) -> Option<&Template> {
        self.templates.first()
    }

    /// Returns the number of wordings, which is never 0.
    #[must_use]
    #[allow(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.templates.len()
    }

    /// Returns the position of the wording that is written.
    #[must_use]
    pub const fn written_index(&self) -> usize {
        self.written
    }

    /// Iterates over the wordings, with the one that is written first.
    pub fn written_first(&self) -> impl Iterator<Item = &Template> {
        let rest = self.templates.iter().enumerate().filter(|(index, _)| *index != self.written);
        self.templates.get(self.written).into_iter().chain(rest.map(|(_, template)| template))
    }
}
