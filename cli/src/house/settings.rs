//! The file `errspec.toml`.

use std::path::{Path, PathBuf};

use errspec_codegen::model::StatusRange;
use errspec_codegen::{CodePattern, Diagnostic, PatternMistake, Report, Rule, Source, Span, Suggestion};
use errspec_engine::explain::similar_words;
use toml_edit::{Document, Item, TableLike, Value};

use super::codes::statuses;
use super::glob::Glob;
use super::lints::{LINTS, Lint, SETTINGS_LINT};

/// The house rules of a file.
pub(super) struct Settings {
    pub(super) active: Vec<Active>,
    /// The mistakes in the file.
    pub(super) report: Option<Report>,
}

/// A rule that warns or denies.
#[derive(Debug)]
pub(super) struct Active {
    pub(super) lint: &'static Lint,
    /// The form of the rule that its level asks for.
    pub(super) rule: &'static Rule,
    pub(super) keys: Vec<String>,
    pub(super) names: Vec<Glob>,
    /// Classes of codes as they are written and as they are meant.
    pub(super) codes: Vec<(String, CodePattern)>,
    pub(super) statuses: Vec<AllowedStatuses>,
    pub(super) most: usize,
    except: Vec<Glob>,
    /// The line of the rule, as `file:line`.
    place: String,
}

/// The statuses of a class of codes.
#[derive(Debug)]
pub(super) struct AllowedStatuses {
    /// The class as it is written.
    pub(super) class: String,
    pub(super) pattern: CodePattern,
    /// The statuses as they are written and as they are meant.
    pub(super) statuses: Vec<(String, StatusRange)>,
}

/// The name of the file with house rules.
pub(crate) const FILE_NAME: &str = "errspec.toml";

/// The most characters of a text, where a rule says nothing else.
const MOST: usize = 120;

/// The options of every rule.
const COMMON: &[&str] = &["level", "except"];

/// The levels of a rule.
const LEVELS: &[&str] = &["allow", "warn", "deny"];

/// The keys that rules can be about.
const KEYS: &[&str] = &["message", "summary", "causes", "action", "notes", "docs", "since", "examples"];

/// Returns the file with the rules of a table: in its folder or in one above it, up to that of the repository.
pub(crate) fn find(table: &Path) -> Option<PathBuf> {
    let folder = table.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().ok()?;
    let mut folders = folder.ancestors();
    let mut at_root = false;
    let within = std::iter::from_fn(|| {
        let folder = folders.next().filter(|_| !at_root)?;
        at_root = folder.join(".git").exists();
        Some(folder.join(FILE_NAME))
    });
    { within }.find(|path| path.is_file())
}

/// Returns a path as it is shown: from the current folder, if it is in this or above it.
fn shown(path: &Path) -> String {
    let current = std::env::current_dir().and_then(|current| current.canonicalize()).unwrap_or_default();
    if let Ok(below) = path.strip_prefix(&current) {
        return below.display().to_string();
    }
    let depth =
        path.parent().and_then(|folder| current.strip_prefix(folder).ok()).map(|rest| rest.components().count());
    match depth {
        Some(depth) => format!("{}{FILE_NAME}", "../".repeat(depth)),
        None => path.display().to_string(),
    }
}

impl Active {
    /// Returns `true` if the rule does not count for an entry of a table.
    pub(super) fn excepts(&self, table: &str, entry: &str) -> bool {
        let whole = format!("{table}.{entry}");
        self.except.iter().any(|glob| glob.matches(&whole) || glob.matches(table))
    }

    /// Returns where the rule stands, as a note.
    pub(super) fn origin(&self) -> String {
        format!("this is a house rule: {}", self.place)
    }
}

impl Settings {
    pub(super) fn read(path: &Path) -> Self {
        let name = shown(path);
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let source = Source::new(name.as_str(), text.as_str());
        let document = match Document::parse(text) {
            Ok(document) => document,
            Err(error) => {
                let span = error.span().map_or_else(Span::default, Span::from);
                let title = format!("`{FILE_NAME}` is not TOML: {}", error.message());
                let problem = Diagnostic::new(&SETTINGS_LINT.error, span, title);
                return Self { active: Vec::new(), report: Report::of(source, vec![problem]) };
            }
        };
        let mut reader = Reader { source: &source, active: Vec::new(), problems: Vec::new() };
        reader.read(document.as_table());
        let Reader { active, problems, .. } = reader;
        Self { active, report: Report::of(source, problems) }
    }
}

/// The reader of a file.
struct Reader<'s> {
    source: &'s Source,
    active: Vec<Active>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn read(&mut self, document: &dyn TableLike) {
        for (name, item) in document.iter() {
            match item.as_table_like().filter(|_| name == "lints") {
                Some(lints) => lints.iter().for_each(|(name, item)| self.lint((lints, name), item)),
                None if name == "lints" => self.report(span_of(item), "`lints` is a table", None),
                None => self.unknown(document, name, "key", &["lints"]),
            }
        }
    }

    /// Reads a rule.
    fn lint(&mut self, (lints, name): (&dyn TableLike, &str), item: &Item) {
        let Some(lint) = LINTS.iter().find(|lint| lint.id() == name) else {
            let known: Vec<&str> = LINTS.iter().map(Lint::id).collect();
            return self.unknown(lints, name, "house rule", &known);
        };
        let options = item.as_table_like();
        let level = options.map_or(Some(item), |options| options.get("level"));
        let Some(rule) = self.level(lint, item, level) else { return };
        let line = self.source.line_column(key_span(lints, name).start).0;
        let mut active = Active {
            lint,
            rule,
            keys: lint.keys.iter().map(|key| (*key).to_owned()).collect(),
            names: Vec::new(),
            codes: Vec::new(),
            statuses: Vec::new(),
            most: MOST,
            except: Vec::new(),
            place: format!("{}:{line}", self.source.name()),
        };
        let mistakes = self.problems.len();
        for (option, value) in options.into_iter().flat_map(|options| options.iter()).filter(|(key, _)| *key != "level")
        {
            if COMMON.contains(&option) || lint.options.contains(&option) {
                self.option(&mut active, option, value);
            } else if let Some(options) = options {
                let known: Vec<&str> = COMMON.iter().chain(lint.options).copied().collect();
                self.unknown(options, option, &format!("option of `{name}`"), &known);
            }
        }
        let required = lint.required.filter(|required| options.is_none_or(|options| !options.contains_key(required)));
        match required {
            Some(required) => self.report(
                span_of(item),
                &format!("`{name}` has no `{required}`"),
                Some(format!("add `{required}`: see `errspec explain {name}`")),
            ),
            // A rule whose options are rejected would only report consequences.
            None if self.problems.len() > mistakes => {}
            None => self.active.push(active),
        }
    }

    /// Returns the form of a rule for its level; `None` if the rule is allowed, or the level is wrong.
    fn level(&mut self, lint: &'static Lint, rule: &Item, level: Option<&Item>) -> Option<&'static Rule> {
        let Some(level) = level else {
            self.report(
                span_of(rule),
                &format!("`{}` has no `level`", lint.id()),
                Some("add `level = \"warn\"` or `level = \"deny\"`".to_owned()),
            );
            return None;
        };
        match level.as_str() {
            Some("warn") => Some(&lint.warning),
            Some("deny") => Some(&lint.error),
            Some("allow") => None,
            written => {
                self.wrong_word(level, written, "a level", LEVELS);
                None
            }
        }
    }

    fn option(&mut self, active: &mut Active, option: &str, value: &Item) {
        match option {
            "except" => active.except = self.texts(value, "a name", |text| Ok(Glob::new(text))),
            "names" => active.names = self.texts(value, "a name", |text| Ok(Glob::new(text))),
            "codes" => active.codes = self.texts(value, "a class of codes", pattern),
            "keys" => {
                active.keys = Vec::new();
                for item in values(value) {
                    match item.as_str().filter(|key| KEYS.contains(key)) {
                        Some(key) => active.keys.push(key.to_owned()),
                        None => self.wrong_word(&Item::Value(item.clone()), item.as_str(), "a key with texts", KEYS),
                    }
                }
            }
            "most" => match value.as_integer().and_then(|most| usize::try_from(most).ok()) {
                Some(most) => active.most = most,
                None => self.report(span_of(value), "`most` is a number of characters", None),
            },
            _ => active.statuses = self.statuses(value),
        }
    }

    /// Reads a text, or a list.
    fn texts<T>(
        &mut self,
        value: &Item,
        what: &str,
        read: impl Fn(&str) -> Result<T, Option<PatternMistake>>,
    ) -> Vec<T> {
        let all = values(value);
        if all.is_empty() {
            self.report(span_of(value), &format!("expected {what}, or a list"), None);
        }
        let mut found = Vec::new();
        for item in all {
            match item.as_str().ok_or(None).and_then(&read) {
                Ok(text) => found.push(text),
                Err(mistake) => {
                    self.mistake(item.span().unwrap_or_default().into(), mistake, &format!("expected {what}"));
                }
            }
        }
        found
    }

    /// Reports a mistake in a class of codes, or a value that is none.
    fn mistake(&mut self, span: Span, mistake: Option<PatternMistake>, otherwise: &str) {
        match mistake {
            Some(PatternMistake { title, help, .. }) => self.report(span, &title, Some(help)),
            None => self.report(span, otherwise, None),
        }
    }

    fn statuses(&mut self, value: &Item) -> Vec<AllowedStatuses> {
        let Some(table) = value.as_table_like() else {
            let help = "write `statuses = { \"4{_}\" = [\"4xx\"] }`".to_owned();
            self.report(span_of(value), "`statuses` is a table from classes of codes to statuses", Some(help));
            return Vec::new();
        };
        let mut found = Vec::new();
        for (class, item) in table.iter() {
            let (class, pattern) = match pattern(class) {
                Ok(pattern) => pattern,
                Err(mistake) => {
                    self.mistake(key_span(table, class), mistake, &format!("`{class}` is no class of codes"));
                    continue;
                }
            };
            let mut allowed = Vec::new();
            for status in values(item) {
                let text =
                    status.as_integer().map(|number| number.to_string()).or_else(|| status.as_str().map(str::to_owned));
                match text.and_then(|text| Some((text.clone(), statuses(&text)?))) {
                    Some(status) => allowed.push(status),
                    None => self.report(
                        status.span().unwrap_or_default().into(),
                        "expected a status, such as `404` or `\"4xx\"`",
                        None,
                    ),
                }
            }
            found.push(AllowedStatuses { class, pattern, statuses: allowed });
        }
        found
    }

    fn unknown(&mut self, table: &dyn TableLike, name: &str, what: &str, known: &[&str]) {
        let span = key_span(table, name);
        let problem = Diagnostic::new(&SETTINGS_LINT.error, span, format!("unknown {what} `{name}`"));
        let problem = match similar_words(name, known.iter().map(|word| (*word).to_owned())).first() {
            Some(similar) => problem.suggest(Suggestion::replace("did you mean {}?", span, similar).maybe_incorrect()),
            None => problem.help(format!("known: `{}`", known.join("`, `"))),
        };
        self.problems.push(problem);
    }

    fn wrong_word(&mut self, item: &Item, written: Option<&str>, what: &str, known: &[&str]) {
        let span = span_of(item);
        let problem = Diagnostic::new(&SETTINGS_LINT.error, span, format!("expected {what}"));
        let similar = written
            .and_then(|written| similar_words(written, known.iter().map(|word| (*word).to_owned())).into_iter().next());
        let problem = match similar {
            Some(similar) => {
                let quoted = format!("\"{similar}\"");
                problem.suggest(Suggestion::replace("did you mean {}?", span, &quoted).maybe_incorrect())
            }
            None => problem.help(format!("one of `{}`", known.join("`, `"))),
        };
        self.problems.push(problem);
    }

    fn report(&mut self, span: Span, title: &str, help: Option<String>) {
        let problem = Diagnostic::new(&SETTINGS_LINT.error, span, title);
        self.problems.push(match help {
            Some(help) => problem.help(help),
            None => problem,
        });
    }
}

/// Reads a class of codes, written as in `codes` of `[table]`.
fn pattern(text: &str) -> Result<(String, CodePattern), Option<PatternMistake>> {
    if text.is_empty() {
        return Err(None);
    }
    CodePattern::parse(text).map(|pattern| (text.to_owned(), pattern)).map_err(Some)
}

/// Returns a value, or the elements of a list.
fn values(item: &Item) -> Vec<&Value> {
    match item.as_value() {
        Some(Value::Array(list)) => list.iter().collect(),
        other => other.into_iter().collect(),
    }
}

fn span_of(item: &Item) -> Span {
    item.span().map_or_else(Span::default, Span::from)
}

fn key_span(table: &dyn TableLike, name: &str) -> Span {
    table.key(name).and_then(toml_edit::Key::span).map_or_else(Span::default, Span::from)
}
