//! The trace of a response as JSON.

use errspec_engine::trace::{
    CandidateTrace, Check, CodeKnowledge, EnvelopeTrace, Origin, PlaceTrace, Trace, TraceOutcome, Verdict,
};
use serde_json::{Value, json};

use crate::origin::Origins;

/// Returns a trace as a JSON object.
pub(crate) fn object(trace: &Trace<'_>, origins: &Origins, place: &str) -> Value {
    let (outcome, entry) = match trace.outcome {
        TraceOutcome::Entry(entry) => ("entry", Some(entry.name())),
        TraceOutcome::Unknown(nearest) => ("unknown", nearest.map(|entry| entry.name())),
        _ => ("success", None),
    };
    let name = if outcome == "unknown" { "nearest" } else { "entry" };
    let knowledge = match trace.knowledge {
        CodeKnowledge::Known => "known",
        CodeKnowledge::Unknown => "unknown",
        _ => "none",
    };
    json!({
        "place": place,
        "outcome": outcome,
        name: entry,
        "notes": trace.notes,
        "status": trace.status,
        "body": { "length": trace.body.length, "kind": trace.body.kind, "error": trace.body.error },
        "code": trace.code,
        "code_is": knowledge,
        "message": trace.message,
        "envelopes": trace.envelopes.iter().map(|own| envelope(own, origins)).collect::<Vec<Value>>(),
        "candidates": trace.candidates.iter().map(|own| candidate(own, origins)).collect::<Vec<Value>>(),
    })
}

fn envelope(traced: &EnvelopeTrace<'_>, origins: &Origins) -> Value {
    let verdict = match traced.verdict {
        Verdict::Used => "used",
        Verdict::AlsoFits => "also_fits",
        Verdict::NoText => "no_text",
        Verdict::Condition => "condition",
        Verdict::NoValue => "no_value",
        _ => "other_body",
    };
    json!({
        "number": traced.number,
        "id": traced.envelope.id(),
        "place": origins.place(&Origin::Envelope(traced.number)),
        "verdict": verdict,
        "checks": traced.checks.iter().map(|own| check(own, None)).collect::<Vec<Value>>(),
        "locations": traced.places.iter().map(location).collect::<Vec<Value>>(),
    })
}

fn location(traced: &PlaceTrace) -> Value {
    json!({ "key": traced.key, "location": traced.location, "value": traced.value, "reason": traced.reason })
}

fn candidate(traced: &CandidateTrace<'_>, origins: &Origins) -> Value {
    let place = |key: &str| origins.place(&Origin::Entry(traced.entry, key.to_owned()));
    json!({
        "entry": traced.entry.name(),
        "place": place(""),
        "is_found": traced.is_found,
        "is_by_code": traced.is_by_code,
        "failures": traced.failures(),
        "checks": traced.checks.iter().map(|own| check(own, place(&own.key))).collect::<Vec<Value>>(),
    })
}

fn check(check: &Check, place: Option<String>) -> Value {
    json!({ "key": check.key, "passes": check.passes, "text": check.text, "place": place })
}
