//! The Rust types of a table: where the code of a workspace names the table, and where it names a variant.
//!
//! The code is searched as text. A table is named by a string with its path, in an attribute, a derive or a build script.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use errspec_codegen::without_detours;
use ignore::WalkBuilder;
use lsp_types::Location;

use super::addresses::address_of;
use super::documents::Document;

/// The most bytes of a file that is searched.
const LARGEST_FILE: u64 = 4 << 20;

/// The most lines between an attribute and the type that it belongs to.
const MOST_LINES: usize = 200;

/// A place where Rust code names a table.
pub(super) struct RustUse {
    /// The place of the path.
    pub(super) path: Location,
    /// The type of an attribute or a derive, and the place of its name.
    pub(super) named_type: Option<(String, Location)>,
    /// The places of variants in the type, by their names.
    body: Option<(Arc<Document>, Range<usize>)>,
}

impl RustUse {
    /// Returns the place of the type, or else that of the path.
    pub(super) fn place(&self) -> Location {
        self.named_type.as_ref().map_or(&self.path, |(_, place)| place).clone()
    }

    /// Returns the place at which the type declares a variant, if a person has written it.
    pub(super) fn variant(&self, name: &str) -> Option<Location> {
        let (document, body) = self.body.as_ref()?;
        let text = document.text.get(body.clone())?;
        let found = words(text, name).find(|at| {
            let line = text.get(..*at).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
            line.trim().is_empty()
        })?;
        let start = body.start + found;
        Some(Location { uri: document.uri.clone(), range: document.range(&(start..start + name.len())) })
    }
}

/// Returns the places where the Rust code below a folder names one of these tables. Positions count as those of `like`.
pub(super) fn rust_uses(root: &Path, tables: &[PathBuf], like: &Document) -> Vec<RustUse> {
    let mut found = Vec::new();
    for path in rust_files(root) {
        let Some(document) = read(&path, like).map(Arc::new) else { continue };
        for table in tables {
            found.extend(uses_in(&document, &path, table));
        }
    }
    found
}

/// Returns the places where the Rust code below a folder names a variant of these types: `Type::Variant`.
pub(super) fn variant_uses(root: &Path, types: &[String], variant: &str, like: &Document) -> Vec<Location> {
    let mut found = Vec::new();
    for path in rust_files(root) {
        let Some(document) = read(&path, like) else { continue };
        for name in types {
            let written = format!("{name}::{variant}");
            for at in words(&document.text, &written) {
                let end = at + written.len();
                let range = document.range(&(end - variant.len()..end));
                found.push(Location { uri: document.uri.clone(), range });
            }
        }
    }
    found
}

fn rust_files(root: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = WalkBuilder::new(root).sort_by_file_path(Path::cmp).build().flatten();
    let is_searched = |entry: &ignore::DirEntry| {
        entry.path().extension().is_some_and(|extension| extension == "rs")
            && entry.metadata().is_ok_and(|metadata| metadata.is_file() && metadata.len() <= LARGEST_FILE)
    };
    entries.filter(is_searched).map(ignore::DirEntry::into_path)
}

fn read(path: &Path, like: &Document) -> Option<Document> {
    Some(like.sibling(address_of(path)?, std::fs::read_to_string(path).ok()?))
}

fn uses_in(document: &Arc<Document>, file: &Path, table: &Path) -> Vec<RustUse> {
    let text = document.text.as_str();
    let Some(name) = table.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let literals = text.match_indices(name).filter_map(|(at, _)| literal(text, at, at + name.len()));
    let own = literals.filter(|span| text.get(span.clone()).is_some_and(|path| names(path, file, table)));
    own.map(|span| {
        let place = |span: &Range<usize>| Location { uri: document.uri.clone(), range: document.range(span) };
        let found = type_after(text, &span);
        RustUse {
            path: place(&span),
            named_type: found.clone().and_then(|found| Some((text.get(found.clone())?.to_owned(), place(&found)))),
            body: found.map(|found| (Arc::clone(document), body_after(text, found.end))),
        }
    })
    .collect()
}

/// Returns the place within the quotes of a string that ends with a name. A string in a comment is none.
fn literal(text: &str, name: usize, end: usize) -> Option<Range<usize>> {
    if !text.get(end..)?.starts_with('"') {
        return None;
    }
    let line = text.get(..name)?.rfind('\n').map_or(0, |at| at + 1);
    let before = text.get(line..name)?;
    let open = before.rfind('"')?;
    (!before.trim_start().starts_with("//")).then_some(line + open + 1..end)
}

/// Returns `true` if a path in a file is that of a table. It is relative to the package, and with `./` or `../` to the file.
fn names(written: &str, file: &Path, table: &Path) -> bool {
    let folder = file.parent().unwrap_or(file);
    let is_relative_to_file = written.starts_with("./") || written.starts_with("../");
    let package = folder.ancestors().find(|folder| folder.join("Cargo.toml").is_file()).unwrap_or(folder);
    let base = if is_relative_to_file { folder } else { package };
    let path = without_detours(&base.join(written.trim_start_matches('/')));
    path == table || matches!((path.canonicalize(), table.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Returns the place of the name of the type with an attribute in which a string is.
fn type_after(text: &str, literal: &Range<usize>) -> Option<Range<usize>> {
    let before = text.get(..literal.start)?;
    let attribute = before.rfind("#[")?;
    if before.get(attribute..)?.contains("]\n") {
        return None;
    }
    let mut at = literal.end;
    for line in text.get(literal.end..)?.split_inclusive('\n').take(MOST_LINES) {
        let is_code = !line.trim_start().starts_with("//");
        let keyword = |word: &str| words(line, word).next().map(|at| at + word.len());
        if let Some(after) = ["enum", "struct"].into_iter().find_map(keyword).filter(|_| is_code) {
            let rest = line.get(after..)?;
            let start = at + after + rest.len() - rest.trim_start().len();
            let length = rest.trim_start().find(|c: char| !is_word(c)).unwrap_or(rest.trim_start().len());
            return (length > 0).then_some(start..start + length);
        }
        at += line.len();
    }
    None
}

/// Returns the place between the braces after a name.
fn body_after(text: &str, name: usize) -> Range<usize> {
    let rest = text.get(name..).unwrap_or_default();
    let Some(open) = rest.find(['{', ';']) else { return name..name };
    let mut depth = 0_usize;
    for (at, letter) in rest.char_indices().skip_while(|(at, _)| *at < open) {
        match letter {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return name + open..name + at;
        }
    }
    name + open..text.len()
}

/// Iterates over the places of a word.
fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{literal, type_after, words};

    #[test]
    fn the_type_of_an_attribute_is_found() {
        for (code, expected) in [
            ("#[errspec::table(\"a.toml\")]\npub enum AError {}", Some("AError")),
            ("#[derive(errspec::Error)]\n#[errspec(table = \"a.toml\")]\n/// An enum.\nenum A { X }", Some("A")),
            ("#[errspec::table(\n    \"a.toml\",\n)]\n#[derive(Ord)]\npub struct B;", Some("B")),
            ("Build::new().table(\"a.toml\").run();\nenum C {}", None),
            ("#[x]\nfn f() { g(\"a.toml\") }\nenum C {}", None),
        ] {
            let at = code.find("a.toml").unwrap_or_default();
            let span = literal(code, at, at + 6).unwrap_or_default();
            assert_eq!(type_after(code, &span).and_then(|span| code.get(span)), expected, "{code}");
        }
    }

    #[test]
    fn a_string_in_a_comment_names_nothing() {
        let code = "/// #[errspec::table(\"a.toml\")]\n";
        let at = code.find("a.toml").unwrap_or_default();
        assert_eq!(literal(code, at, at + 6), None);
    }

    #[test]
    fn a_word_is_no_part_of_another() {
        assert_eq!(words("A::B A::Bc xA::B A::B", "A::B").collect::<Vec<_>>(), [0, 17]);
    }
}
