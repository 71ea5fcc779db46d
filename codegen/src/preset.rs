//! Well-known envelopes. Each is a table in the format's own language, merged under what the user writes.

use crate::ast::{AstEnvelope, AstField, AstTable, Given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::parse::parse_preset;
use crate::rules;
use crate::suggest;

/// The presets by name.
const PRESETS: &[(&str, &str)] = &[
    ("rfc9457", include_str!("presets/rfc9457.toml")),
    ("google-rpc", include_str!("presets/google-rpc.toml")),
    ("json-api", include_str!("presets/json-api.toml")),
    ("graphql", include_str!("presets/graphql.toml")),
    ("json-rpc", include_str!("presets/json-rpc.toml")),
    ("oauth2", include_str!("presets/oauth2.toml")),
    ("kubernetes", include_str!("presets/kubernetes.toml")),
];

/// Fills in what the presets of the envelopes say. What is read from a preset stands where the table names it.
pub(crate) fn apply_presets(mut table: AstTable, sink: &mut Diagnostics<'_>) -> AstTable {
    let Ok(envelopes) = &mut table.envelopes else { return table };
    for envelope in envelopes {
        let Ok(Some(name)) = &envelope.preset else { continue };
        let span = name.span;
        let Some((_, text)) = PRESETS.iter().find(|(known, _)| *known == name.value) else {
            let known: Vec<&str> = PRESETS.iter().map(|(known, _)| *known).collect();
            let diagnostic = Diagnostic::new(&rules::BAD_PRESET, span, format!("there is no preset `{}`", name.value))
                .label("not a known layout")
                .help(suggest::help(&name.value, &known));
            let rejected = sink.report(diagnostic);
            envelope.preset = Err(rejected);
            // What it would have filled in is not known, so nothing is missing.
            envelope.sound = Err(rejected);
            continue;
        };
        let Some(preset) = parse_preset(text, span, sink) else { continue };
        if let Some(base) = preset.envelopes.ok().and_then(|list| list.into_iter().next()) {
            merge_envelope(envelope, base);
        }
        merge_fields(&mut table.fields, preset.fields);
    }
    table
}

fn merge_envelope(envelope: &mut AstEnvelope, base: AstEnvelope) {
    or(&mut envelope.body, base.body);
    or(&mut envelope.when, base.when);
    or(&mut envelope.code, base.code);
    or(&mut envelope.no_code, base.no_code);
    or(&mut envelope.message, base.message);
    or(&mut envelope.name, base.name);
    or(&mut envelope.request_id, base.request_id);
    or(&mut envelope.status, base.status);
    or(&mut envelope.retry_after, base.retry_after);
    or(&mut envelope.details, base.details);
    or(&mut envelope.errors, base.errors);
    or(&mut envelope.in_2xx, base.in_2xx);
    or(&mut envelope.default_status, base.default_status);
    or(&mut envelope.media_type, base.media_type);
}

fn or<T>(own: &mut Given<T>, base: Given<T>) {
    if matches!(own, Ok(None)) {
        *own = base;
    }
}

fn merge_fields(own: &mut Vec<AstField>, base: Vec<AstField>) {
    for field in base {
        if !own.iter().any(|known| known.name.value == field.name.value) {
            own.push(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PRESETS;
    use crate::{Source, read};

    #[test]
    fn every_preset_is_a_valid_envelope() {
        for (name, text) in PRESETS {
            let table = format!("[table]\nformat = 1\nname = \"it\"\n{text}\n[errors.SOME]\nstatus = 500\n");
            let source = Source::new(*name, table);
            assert!(read(&source).is_ok_and(|model| model.envelopes.len() == 1), "{name}");

            let used = format!("[table]\nformat = 1\nname = \"it\"\n[envelope]\npreset = \"{name}\"\n");
            let used = Source::new(*name, used + "[errors.SOME]\nstatus = 500\n");
            let models = (read(&source).ok(), read(&used).ok());
            assert!(models.0.is_some() && models.0 == models.1, "{name}");
        }
    }
}
