//! The trace as a tree, for people.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use super::candidates::{CandidateTrace, CodeKnowledge};
use super::check::Check;
use super::envelopes::{EnvelopeTrace, Verdict};
use super::locations::PlaceTrace;
use super::outcome::TraceOutcome;
use super::shown::quoted;
use super::{BodyTrace, Trace};
use crate::table::Entry;

/// The most candidates that a tree shows with all that they demand.
const MOST_CANDIDATES: usize = 8;

/// A node of the tree.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TraceNode<'t> {
    /// The mark.
    pub mark: Mark,
    /// The text, in one line.
    pub text: String,
    /// The place of the table that the node is about.
    pub origin: Option<Origin<'t>>,
    /// The nodes below.
    pub children: Vec<TraceNode<'t>>,
}

/// The mark of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mark {
    /// A statement about the response or the table.
    None,
    /// A part of the table that fits.
    Fits,
    /// A part of the table that does not fit.
    Misses,
}

/// A place of a table.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Origin<'t> {
    /// A key of an entry; empty for the entry itself.
    Entry(Entry<'t>, String),
    /// The envelope with this number, counted from 1.
    Envelope(usize),
}

impl<'t> TraceNode<'t> {
    fn new(mark: Mark, text: String) -> Self {
        Self { mark, text, origin: None, children: Vec::new() }
    }

    fn at(self, origin: Origin<'t>) -> Self {
        Self { origin: Some(origin), ..self }
    }

    fn with(self, children: impl IntoIterator<Item = TraceNode<'t>>) -> Self {
        Self { children: children.into_iter().collect(), ..self }
    }
}

impl<'t> Trace<'t> {
    /// Returns the trace as a tree.
    #[must_use]
    pub fn tree(&self) -> TraceNode<'t> {
        self.tree_with(MOST_CANDIDATES)
    }

    /// Returns the trace as a tree with up to `most` candidates.
    #[must_use]
    pub fn tree_with(&self, most: usize) -> TraceNode<'t> {
        let root = match self.outcome {
            TraceOutcome::Entry(entry) => {
                let node = TraceNode::new(Mark::Fits, format!("the response is {}", entry.name()));
                node.at(Origin::Entry(entry, String::new()))
            }
            TraceOutcome::Unknown(Some(nearest)) => {
                TraceNode::new(Mark::Misses, format!("the response is an unknown error, nearest to {}", nearest.name()))
            }
            TraceOutcome::Unknown(None) => TraceNode::new(Mark::Misses, "the response is an unknown error".into()),
            TraceOutcome::Success => TraceNode::new(Mark::None, "the response is no error".into()),
        };
        let mut children: Vec<TraceNode<'t>> = self.notes.iter().map(|note| info(note.clone())).collect();
        children.push(info(match self.status {
            Some(status) => format!("the status is {status}"),
            None => "the status is not known".into(),
        }));
        children.push(info(body_text(&self.body)));
        let is_only = self.envelopes.len() == 1;
        children.extend(self.envelopes.iter().map(|traced| envelope_node(traced, is_only)));
        children.push(self.candidates_node(most));
        root.with(children)
    }

    fn candidates_node(&self, most: usize) -> TraceNode<'t> {
        let count = self.candidates.len();
        let have = |what: &str| match count {
            0 => format!("no entry {what}"),
            1 => format!("one entry {what}"),
            _ => format!("{count} entries {what}, the nearest first"),
        };
        let text = match (self.knowledge, &self.code) {
            (CodeKnowledge::Known, Some(code)) => have(&format!("can have the code {}", quoted(code))),
            (CodeKnowledge::Unknown, Some(code)) => match count {
                0 => format!("no entry has the code {}", quoted(code)),
                _ => format!("no entry has the code {}; {}", quoted(code), have("can have any code")),
            },
            _ => format!("there is no code; {}", have("can be without one")),
        };
        let mark = if count == 0 { Mark::Misses } else { Mark::None };
        let mut children: Vec<TraceNode<'t>> =
            self.candidates.iter().take(most).map(|candidate| self.candidate_node(candidate)).collect();
        if let Some(more) = count.checked_sub(most).filter(|more| *more > 0) {
            children.push(info(format!("{more} more")));
        }
        TraceNode::new(mark, text).with(children)
    }

    fn candidate_node(&self, candidate: &CandidateTrace<'t>) -> TraceNode<'t> {
        let name = candidate.entry.name();
        let (mark, text) = match candidate.failures() {
            _ if candidate.is_found => (Mark::Fits, String::from(name)),
            0 if matches!(self.outcome, TraceOutcome::Entry(_)) => {
                (Mark::None, format!("{name} fits, but is tried later"))
            }
            0 => (Mark::Fits, String::from(name)),
            _ => (Mark::Misses, String::from(name)),
        };
        let by_code = candidate
            .is_by_code
            .then(|| info("no other entry has the code, so that status and message need not tell it".into()));
        let checks = candidate
            .checks
            .iter()
            .map(|check| check_node(check).at(Origin::Entry(candidate.entry, check.key.clone())));
        TraceNode::new(mark, text)
            .at(Origin::Entry(candidate.entry, String::new()))
            .with(by_code.into_iter().chain(checks))
    }
}

fn info<'t>(text: String) -> TraceNode<'t> {
    TraceNode::new(Mark::None, text)
}

fn body_text(body: &BodyTrace) -> String {
    let form = if body.is_converted { "a form or a part of the body" } else { "the body" };
    let error = body.error.as_ref().map(|error| format!(", with an error: {error}")).unwrap_or_default();
    match body.kind {
        _ if body.length == 0 => format!("{form} is empty"),
        Some(kind) => format!("{form} is read as `{kind}`, {} bytes{error}", body.length),
        None => format!("{form} is no JSON, {} bytes{error}", body.length),
    }
}

fn envelope_node<'t>(traced: &EnvelopeTrace<'t>, is_only: bool) -> TraceNode<'t> {
    let name = match traced.envelope.id() {
        _ if is_only => "the envelope".into(),
        Some(id) => format!("the envelope `{id}`"),
        None => format!("the envelope number {}", traced.number),
    };
    let (mark, verdict) = match traced.verdict {
        Verdict::Used => (Mark::Fits, "is used".into()),
        Verdict::AlsoFits => (Mark::None, "fits, but another one comes first".into()),
        Verdict::NoText => {
            (Mark::Misses, "has a value that is no text in the place of one, and another one fits".into())
        }
        Verdict::Condition => (Mark::Misses, "has a condition that is not met".into()),
        Verdict::NoValue => (Mark::Misses, "finds none of its values in the body".into()),
        Verdict::OtherBody(kind) => (Mark::Misses, format!("is for a body of the kind `{}`", kind.name())),
    };
    let node = TraceNode::new(mark, format!("{name} {verdict}")).at(Origin::Envelope(traced.number));
    // Few responses have all of the rest.
    let is_shown = |place: &&PlaceTrace| place.value.is_some() || ["code", "message", "errors"].contains(&place.key);
    node.with(traced.checks.iter().map(check_node).chain(traced.places.iter().filter(is_shown).map(place_node)))
}

fn place_node<'t>(place: &PlaceTrace) -> TraceNode<'t> {
    let location = if place.location.is_empty() { "the whole body".into() } else { format!("`{}`", place.location) };
    let (mark, found) = match (&place.value, &place.reason) {
        (Some(value), _) => (Mark::Fits, value.clone()),
        (None, Some(reason)) => (Mark::None, format!("nothing: {reason}")),
        (None, None) => (Mark::None, "nothing".into()),
    };
    TraceNode::new(mark, format!("{} at {location}: {found}", place.key))
}

fn check_node<'t>(check: &Check) -> TraceNode<'t> {
    TraceNode::new(if check.passes { Mark::Fits } else { Mark::Misses }, check.text.clone())
}

impl Mark {
    /// Returns the sign of the mark; empty if it has none.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Fits => "✓ ",
            Self::Misses => "✗ ",
        }
    }
}

impl fmt::Display for TraceNode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_node(self, "", "", f)
    }
}

fn write_node(node: &TraceNode<'_>, first: &str, rest: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    writeln!(f, "{first}{}{}", node.mark.sign(), node.text)?;
    let last = node.children.len().saturating_sub(1);
    for (number, child) in node.children.iter().enumerate() {
        let (branch, below) = if number == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        let (mut own, mut under) = (String::from(rest), String::from(rest));
        own.write_str(branch)?;
        under.write_str(below)?;
        write_node(child, &own, &under, f)?;
    }
    Ok(())
}

impl fmt::Display for Trace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tree().fmt(f)
    }
}
