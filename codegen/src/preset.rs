//! Presets: well-known envelopes. Each is a table itself, whose keys hold where the user's table has none.

use crate::ast::{AstEnvelope, AstField, AstTable, Given};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::parse::parse_preset;
use crate::presets::PRESETS;
use crate::rules;

/// Fills in the keys of presets. The place of a value from a preset is the place at which the table names the preset.
pub(crate) fn apply_presets(mut table: AstTable, sink: &mut Diagnostics<'_>) -> AstTable {
    let Ok(envelopes) = &mut table.envelopes else { return table };
    for envelope in envelopes {
        let Ok(Some(name)) = &envelope.preset else { continue };
        let span = name.span;
        let Some((_, text)) = PRESETS.iter().find(|(known, _)| *known == name.value) else {
            let known: Vec<&str> = PRESETS.iter().map(|(known, _)| *known).collect();
            let diagnostic = Diagnostic::new(&rules::BAD_PRESET, span, format!("unknown preset `{}`", name.value))
                .suggest_word(name, &known);
            let rejected = sink.report(diagnostic);
            envelope.preset = Err(rejected);
            // The keys of the preset are unknown, so none is missing.
            envelope.sound = Err(rejected);
            continue;
        };
        let Some(preset) = parse_preset(text, span, sink) else { continue };
        if let Some(base) = preset.envelopes.ok().and_then(|list| list.into_iter().next()) {
            merge_envelope(envelope, base);
        }
        merge_fields(&mut table.fields, preset.fields);
        fill_in(&mut table.success.when, preset.success.when);
    }
    table
}

/// Fills in the keys of an envelope that it lacks.
pub(crate) fn merge_envelope(envelope: &mut AstEnvelope, base: AstEnvelope) {
    fill_in(&mut envelope.body, base.body);
    fill_in(&mut envelope.parts, base.parts);
    fill_in(&mut envelope.when, base.when);
    fill_in(&mut envelope.code, base.code);
    fill_in(&mut envelope.no_code, base.no_code);
    fill_in(&mut envelope.message, base.message);
    fill_in(&mut envelope.name, base.name);
    fill_in(&mut envelope.request_id, base.request_id);
    fill_in(&mut envelope.status, base.status);
    fill_in(&mut envelope.retry, base.retry);
    fill_in(&mut envelope.retry_after, base.retry_after);
    fill_in(&mut envelope.details, base.details);
    fill_in(&mut envelope.errors, base.errors);
    fill_in(&mut envelope.in_2xx, base.in_2xx);
    fill_in(&mut envelope.default_status, base.default_status);
    fill_in(&mut envelope.media_type, base.media_type);
    fill_in(&mut envelope.write, base.write);
}

/// Takes a value if there is none.
pub(crate) fn fill_in<T>(own: &mut Given<T>, base: Given<T>) {
    if matches!(own, Ok(None)) {
        *own = base;
    }
}

/// Adds the fields with other names.
pub(crate) fn merge_fields(own: &mut Vec<AstField>, base: Vec<AstField>) {
    for field in base {
        if !own.iter().any(|known| known.name.value == field.name.value) {
            own.push(field);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::presets::PRESETS;
    use crate::{Model, Source, read};

    #[test]
    fn every_preset_is_a_valid_envelope() {
        for (name, text) in PRESETS {
            let table = format!("[table]\nformat = 1\nname = \"it\"\n{text}\n[errors.SOME]\nstatus = 500\n");
            let source = Source::new(*name, table);
            assert!(read(&source).is_ok_and(|model| model.envelopes.len() == 1), "{name}");

            let used = format!("[table]\nformat = 1\nname = \"it\"\n[envelope]\npreset = \"{name}\"\n");
            let used = Source::new(*name, used + "[errors.SOME]\nstatus = 500\n");
            let models = (read(&source).ok().map(without_lines), read(&used).ok().map(without_lines));
            assert!(models.0.is_some() && models.0 == models.1, "{name}");
        }
    }

    fn without_lines(mut model: Model) -> Model {
        model.entries.iter_mut().for_each(|entry| entry.line = None);
        model
    }
}
