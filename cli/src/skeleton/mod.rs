//! The first table of an API.
//!
//! ```text
//! layout   what is known of the errors of the API
//! look     the layout that a recorded response shows
//! sample   the first entry, and its example
//! ```

mod layout;
mod look;
mod sample;

use std::fmt::Write as _;

use errspec_codegen::{Model, RenderStyle, Source, read};

pub(crate) use layout::{Codes, Layout};
pub(crate) use look::look;
pub(crate) use sample::Sample;

use crate::example::with_example;
use crate::failure::Failure;
use crate::formatting::format;
use crate::publish::{example_of, redacted};
use crate::recording::Recorded;
use crate::redact::Replaced;
use crate::response::decide;

/// The names of a table.
pub(crate) struct Names {
    /// The name in kebab-case.
    pub(crate) name: String,
    /// The name of the API as people write it, if it is another one.
    pub(crate) title: Option<String>,
}

impl Names {
    /// Returns the names for a name as people write it.
    pub(crate) fn of(written: &str) -> Result<Self, Failure> {
        let words = written.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let name = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
        match name.is_empty() {
            true => Err(Failure::new(format!("`{written}` has neither a letter from A to Z nor a digit"))
                .help("name the API, such as `errspec new acme-pay`")),
            false => Ok(Self { title: (name != written).then(|| written.to_owned()), name }),
        }
    }
}

/// Returns the text of a table with this entry. It is valid, and has an example.
pub(crate) fn text(names: &Names, layout: &Layout, sample: Sample) -> Result<String, Failure> {
    let text = format!("{}{}{}", header(names), layout.text(), sample.text());
    let example = match sample.recorded {
        Some(recorded) => recorded,
        None => sample::written(&model(&text)?, &sample.name)?,
    };
    let text = with_example(&text, &["errors".to_owned(), sample.name], &example)?;
    let text = text.replacen("\n\n[[errors.", &format!("\n{}\n[[errors.", sample::FURTHER_KEYS), 1);
    model(&text)?;
    Ok(format(&text).unwrap_or(text))
}

/// Returns the entry that a recorded response is, with the response as its example. Also returns what was replaced in it.
pub(crate) fn sample_of(layout: &Layout, response: &Recorded) -> Result<(Sample, Vec<Replaced>), Failure> {
    // The entry of a draft matters only in that a table has one.
    let draft = Sample::of(layout, layout.codes()).text();
    let draft = model(&format!("[table]\nformat = 1\nname = \"draft\"\n{}{draft}", layout.text()))?;
    let (redacted, replaced) = redacted(&draft.table(), response, &[])?;
    let decision = decide(&draft.table(), &redacted)
        .ok_or_else(|| Failure::new("the response is no error").help("record one with a status from 400 on"))?;
    let sample = Sample::of_response(&decision);
    Ok((Sample { recorded: Some(example_of(&redacted)), ..sample }, replaced))
}

/// Reads a new table, which has no errors if what is known of the API goes together.
fn model(text: &str) -> Result<Model, Failure> {
    read(&Source::new("the new table", text)).map_err(|report| {
        Failure::new("what is known of the errors makes no valid table, so that nothing is written")
            .help(report.render(RenderStyle::Plain))
    })
}

fn header(names: &Names) -> String {
    let title = names.title.as_deref().unwrap_or(&names.name);
    let mut text =
        format!("# The errors of {title}. The format: {}/blob/main/specs/README.md\n\n", env!("CARGO_PKG_REPOSITORY"));
    // A text in JSON is one in TOML.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let _ = write!(text, "[table]\nformat = 1\nname   = \"{}\"\n", names.name);
    match &names.title {
        Some(title) => _ = writeln!(text, "title  = {}", quoted(title)),
        None => text.push_str("# title   = \"…\"                         # the name of the API as people write it\n"),
    }
    text.push_str("# docs    = \"https://…/errors#{code}\"   # the page of an error\n");
    text.push_str("# require = [\"summary\", \"retry\"]        # what every entry must have\n");
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use errspec_codegen::format::WordSet;

    use super::{Codes, Layout, Names, Sample, format, model, text};

    #[test]
    fn a_new_table_of_each_preset_is_valid_and_has_an_example() {
        for preset in WordSet::Preset.words() {
            for codes in [Codes::String, Codes::Integer] {
                let layout = Layout { preset: Some(preset.to_owned()), ..Layout::default() };
                let text = text(&Names::of("acme").unwrap(), &layout, Sample::new(codes));
                let text = text.unwrap_or_else(|error| format!("{preset}: {error:?}"));
                assert_eq!(format(&text).unwrap(), text, "{preset}");
                let model = model(&text).unwrap();
                assert_eq!(model.entries.first().map(|entry| entry.examples.len()), Some(1), "{preset}");
            }
        }
    }

    #[test]
    fn a_new_table_of_each_kind_of_body_is_valid() {
        for body in WordSet::Body.words() {
            let layout = Layout::of_body(body);
            assert!(text(&Names::of("acme").unwrap(), &layout, Sample::of(&layout, layout.codes())).is_ok(), "{body}");
        }
    }

    #[test]
    fn a_name_is_in_kebab_case() {
        let names = Names::of("Acme Pay").unwrap();
        assert_eq!((names.name.as_str(), names.title.as_deref()), ("acme-pay", Some("Acme Pay")));
        assert_eq!(Names::of("acme-pay").unwrap().title, None);
        assert!(Names::of("—").is_err());
    }
}
