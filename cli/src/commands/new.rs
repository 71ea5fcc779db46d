//! `new`: the first table of an API.

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;
use errspec_codegen::format::WordSet;

use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::recording::{self, Recorded};
use crate::responses::{Responses, in_file, read_file};
use crate::skeleton::{self, Codes, Layout, Names, Sample, look, sample_of};
use crate::terminal::Terminal;
use crate::write_file::{exists_already, write_new_file};

/// Writes the first table of an API, with an entry and an example.
///
/// The layout of the errors comes from a preset, from the options, or from a recorded response. Without any of these, it is asked for, if
/// standard input is a terminal. The table is valid. A file is never overwritten.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    errspec new acme-pay --from response.txt\n  \
    errspec new acme-pay --preset rfc9457\n  \
    errspec new acme-pay --code-at /error/code --message-at /error/message --codes integer\n  \
    curl -si https://api.example/none | errspec new acme-pay --from -")]
pub(crate) struct New {
    /// The name of the API, such as `acme-pay`.
    name: String,
    /// A well-known layout, such as `rfc9457`.
    #[arg(long, value_parser = PossibleValuesParser::new(WordSet::Preset.words()), hide_possible_values = true)]
    preset: Option<String>,
    /// The kind of body.
    #[arg(long, value_parser = PossibleValuesParser::new(WordSet::Body.words()))]
    body: Option<String>,
    /// The location of the code, such as `/error/code`.
    #[arg(long, value_name = "LOCATION")]
    code_at: Option<String>,
    /// The location of the message.
    #[arg(long, value_name = "LOCATION")]
    message_at: Option<String>,
    /// The kind of codes.
    #[arg(long, value_enum)]
    codes: Option<Codes>,
    /// A recorded response of an error, or `-` for standard input. It becomes the example.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    responses: Responses,
    /// The file to write; `-` for standard output. By default NAME.toml in the folder `specs` if there is one, else here.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl New {
    pub(super) fn run(&self, terminal: &mut Terminal) -> Result<Outcome, Failure> {
        let names = Names::of(&self.name)?;
        let path = self.output.clone().unwrap_or_else(|| default_path(&names.name));
        let to_output = path == Path::new("-");
        if !to_output && path.exists() {
            return Err(exists_already(&path));
        }
        let (layout, sample) = self.layout(terminal)?;
        let text = skeleton::text(&names, &layout, sample)?;
        if to_output {
            terminal.write_all(text.as_bytes())?;
            return Ok(Outcome::Well);
        }
        write_new_file(&path, text.as_bytes())?;
        terminal.write_line(&format!("wrote {}", path.display()))?;
        Ok(Outcome::Well)
    }

    fn layout(&self, terminal: &mut Terminal) -> Result<(Layout, Sample), Failure> {
        let stated = self.stated();
        if let Some(file) = &self.from {
            let response = self.response(file)?;
            let layout = look(&response, &stated).map_err(|error| in_file(&error, file))?;
            let (sample, replaced) = sample_of(&layout, &response).map_err(|error| in_file(&error, file))?;
            for it in replaced {
                terminal.note(&format!("replaced {} in the example by {}", it.what, it.after))?;
            }
            return Ok((layout, sample));
        }
        let (layout, codes) = match stated == Layout::default() {
            true if std::io::stdin().is_terminal() => ask(&mut |question| {
                terminal.note(question)?;
                let mut answer = String::new();
                if std::io::stdin().lock().read_line(&mut answer)? == 0 {
                    return Err(Failure::new("the questions are not answered, so that nothing is written"));
                }
                Ok(answer.trim().to_owned())
            })?,
            true => (Layout::of_body("json"), Codes::String),
            false => (complete(stated), Codes::String),
        };
        let codes = self.codes.unwrap_or(if layout.preset.is_some() { layout.codes() } else { codes });
        Ok((layout.clone(), Sample::of(&layout, codes)))
    }

    /// Returns what the options say.
    fn stated(&self) -> Layout {
        Layout {
            preset: self.preset.clone(),
            body: self.body.clone().filter(|body| body != "json"),
            code: self.code_at.clone(),
            message: self.message_at.clone(),
            ..Layout::default()
        }
    }

    /// Returns the first response of a file that is an error by its status, or else the first.
    fn response(&self, file: &Path) -> Result<Recorded, Failure> {
        let responses = recording::read(&read_file(file)?, &self.responses.known());
        let responses = responses.map_err(|error| in_file(&error, file))?;
        let error = responses.iter().position(|response| response.status.is_some_and(|status| status >= 400));
        let response = responses.into_iter().nth(error.unwrap_or_default());
        response.ok_or_else(|| in_file(&Failure::new("the file has no response"), file))
    }
}

/// Returns a layout with the locations that most APIs of its kind of body have, unless it states some.
fn complete(stated: Layout) -> Layout {
    let usual = Layout::of_body(stated.body.as_deref().unwrap_or("json"));
    match stated.preset.is_none() && stated.code.is_none() && stated.message.is_none() {
        true => usual,
        false => stated,
    }
}

/// Returns the path of a table: in the folder of tables, if there is one.
fn default_path(name: &str) -> PathBuf {
    let file = format!("{name}.toml");
    if Path::new("specs").is_dir() { Path::new("specs").join(file) } else { PathBuf::from(file) }
}

/// Asks for the layout and the kind of codes. `answer` asks a question and returns the answer, without blanks around it.
fn ask(answer: &mut dyn FnMut(&str) -> Result<String, Failure>) -> Result<(Layout, Codes), Failure> {
    let presets = WordSet::Preset.words();
    let question =
        format!("Are the errors of a well-known layout? One of {}; or Enter for another one:", presets.join(", "));
    let preset = one_of(&question, &presets, answer)?;
    if !preset.is_empty() {
        let layout = Layout { preset: Some(preset), ..Layout::default() };
        let codes = layout.codes();
        return Ok((layout, codes));
    }
    let bodies = WordSet::Body.words();
    let body =
        one_of(&format!("Of which kind is a body? One of {}; or Enter for json:", bodies.join(", ")), &bodies, answer)?;
    let mut layout = Layout::of_body(if body.is_empty() { "json" } else { &body });
    layout.code = location("the code", layout.code, answer)?;
    layout.message = location("the message", layout.message, answer)?;
    let codes = match layout.code {
        Some(_) => one_of("Are codes integers or strings? Enter for strings:", &["integers", "strings"], answer)?,
        None => String::new(),
    };
    Ok((layout, if codes == "integers" { Codes::Integer } else { Codes::String }))
}

/// Asks until the answer is one of these words, or empty.
fn one_of(
    question: &str,
    words: &[&str],
    answer: &mut dyn FnMut(&str) -> Result<String, Failure>,
) -> Result<String, Failure> {
    loop {
        let given = answer(question)?;
        if given.is_empty() || words.contains(&given.as_str()) {
            return Ok(given);
        }
    }
}

/// Asks for a location. A `-` is none.
fn location(
    what: &str,
    usual: Option<String>,
    answer: &mut dyn FnMut(&str) -> Result<String, Failure>,
) -> Result<Option<String>, Failure> {
    let shown = match usual.as_deref() {
        None => "none".to_owned(),
        Some("") => "the whole body".to_owned(),
        Some(usual) => usual.to_owned(),
    };
    let given = answer(&format!("Where is {what}? A location, or `-` for none; Enter for {shown}:"))?;
    Ok(match given.as_str() {
        "" => usual,
        "-" => None,
        _ => Some(given),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{Codes, Layout, ask};

    fn asked(answers: &[&str]) -> (Layout, Codes) {
        let mut answers = answers.iter();
        ask(&mut |_| Ok((*answers.next().unwrap()).to_owned())).unwrap()
    }

    #[test]
    fn a_preset_needs_no_more_answers() {
        let (layout, _) = asked(&["no such one", "rfc9457"]);
        assert_eq!(layout, Layout { preset: Some("rfc9457".to_owned()), ..Layout::default() });
    }

    #[test]
    fn an_empty_answer_takes_what_most_apis_have() {
        let (layout, codes) = asked(&["", "", "", "/msg", "integers"]);
        assert_eq!(layout, Layout { message: Some("/msg".to_owned()), ..Layout::of_body("json") });
        assert_eq!(codes, Codes::Integer);
    }

    #[test]
    fn an_api_without_codes_is_not_asked_for_their_kind() {
        let (layout, _) = asked(&["", "text", "", ""]);
        assert_eq!(layout, Layout::of_body("text"));
    }
}
