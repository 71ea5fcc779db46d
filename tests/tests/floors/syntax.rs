//! The paths in a stream of tokens, as far as they are found without types.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::{ItemUse, UseTree};

/// Macros whose tokens are generated code: its paths belong to another crate.
const QUOTES: [&str; 4] = ["quote", "quote_spanned", "parse_quote", "parse_quote_spanned"];

/// A path in an expression, a type, a pattern or the tokens of a macro.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mention {
    /// Two segments or more: `crate::json::scan`.
    Path(Vec<String>),
    /// A single name: a type, or a function that is called.
    Name(String),
    /// The name of a macro that is called.
    Macro(String),
}

/// A name that a `use` brings into scope.
#[derive(Debug, Clone)]
pub(crate) struct Import {
    /// The path that is imported; for a glob, the path of the module or enum.
    pub(crate) path: Vec<String>,
    /// The name in scope; `None` for a glob.
    pub(crate) name: Option<String>,
}

/// The paths and imports in a stream of tokens.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) mentions: Vec<Mention>,
    /// The imports within functions.
    pub(crate) imports: Vec<Import>,
}

/// The first segment of a path that begins with `::`, and therefore leads to another crate.
const OTHER_CRATE: &str = "::";

/// Returns the imports of a `use`.
pub(crate) fn imports(item: &ItemUse) -> Vec<Import> {
    let mut imports = Vec::new();
    let prefix = item.leading_colon.as_ref().map(|_| OTHER_CRATE.to_owned());
    flatten(&item.tree, prefix.as_slice(), &mut imports);
    imports
}

fn flatten(tree: &UseTree, prefix: &[String], imports: &mut Vec<Import>) {
    let with = |segment: String| [prefix, &[segment]].concat();
    match tree {
        UseTree::Path(path) => flatten(&path.tree, &with(path.ident.to_string()), imports),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, prefix, imports)),
        UseTree::Glob(_) => imports.push(Import { path: prefix.to_vec(), name: None }),
        UseTree::Name(name) if name.ident == "self" => {
            imports.push(Import { path: prefix.to_vec(), name: prefix.last().cloned() });
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            imports.push(Import { path: with(name.clone()), name: Some(name) });
        }
        UseTree::Rename(rename) => {
            let path = if rename.ident == "self" { prefix.to_vec() } else { with(rename.ident.to_string()) };
            imports.push(Import { path, name: Some(rename.rename.to_string()) });
        }
    }
}

/// Checks, by its first attributes, that an item is compiled for tests only.
pub(crate) fn is_test(tokens: &TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut rest = tokens.as_slice();
    while let [TokenTree::Punct(hash), TokenTree::Group(attribute), after @ ..] = rest {
        if hash.as_char() != '#' {
            return false;
        }
        if is_test_attribute(attribute.stream()) {
            return true;
        }
        rest = after;
    }
    false
}

/// Checks for `test`, and for a `cfg` that is true in tests only.
fn is_test_attribute(attribute: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = attribute.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name)] => name == "test",
        [TokenTree::Ident(name), TokenTree::Group(predicate)] if name == "cfg" => needs_test(predicate.stream()),
        _ => false,
    }
}

/// Checks that a predicate of `cfg` is true in tests only.
fn needs_test(predicate: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = predicate.into_iter().collect();
    match tokens.as_slice() {
        [TokenTree::Ident(name)] => name == "test",
        [TokenTree::Ident(name), TokenTree::Group(list)] => {
            let list: Vec<TokenTree> = list.stream().into_iter().collect();
            let mut parts = list
                .split(|token| is_punct(Some(token), ','))
                .filter(|part| !part.is_empty())
                .map(|part| part.iter().cloned().collect());
            match name.to_string().as_str() {
                "all" => parts.any(needs_test),
                "any" => parts.all(needs_test),
                _ => false,
            }
        }
        _ => false,
    }
}

/// Collects the paths and imports in a stream of tokens.
pub(crate) fn scan(tokens: TokenStream) -> Scan {
    let mut scan = Scan::default();
    scan.read(tokens);
    scan
}

impl Scan {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at = match token {
                TokenTree::Group(group) => {
                    self.read(group.stream());
                    at + 1
                }
                TokenTree::Punct(_) => after_test(&tokens, at).unwrap_or(at + 1),
                TokenTree::Ident(_) => self.read_path(&tokens, at),
                TokenTree::Literal(_) => at + 1,
            };
        }
    }

    /// Reads the path, the `use` or the macro call that begins at an identifier, and returns the index of its end.
    fn read_path(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        if let Some((imports, end)) = local_use(tokens, start) {
            self.imports.extend(imports);
            return end;
        }
        let (segments, end) = path(tokens, start);
        let called = is_punct(tokens.get(end), '!');
        if called && segments.last().is_some_and(|name| QUOTES.contains(&name.as_str())) {
            return self.read_quote(tokens, end + 1);
        }
        if !is_head(tokens, start) {
            return end;
        }
        match segments.as_slice() {
            [name] if called => self.mentions.push(Mention::Macro(name.clone())),
            [name] if is_use_of_name(tokens, start, name) => self.mentions.push(Mention::Name(name.clone())),
            [_, _, ..] => self.mentions.push(Mention::Path(segments)),
            _ => {}
        }
        end
    }

    /// Reads only the expression of the span of a quoting macro, before `=>`.
    fn read_quote(&mut self, tokens: &[TokenTree], at: usize) -> usize {
        if let Some(TokenTree::Group(group)) = tokens.get(at) {
            let quoted: Vec<TokenTree> = group.stream().into_iter().collect();
            let arrow = quoted.windows(2).position(|pair| is_punct(pair.first(), '=') && is_punct(pair.last(), '>'));
            self.read(quoted.into_iter().take(arrow.unwrap_or(0)).collect());
        }
        at + 1
    }
}

/// Returns the index of the end of an item that is compiled for tests only, if one begins here with its attribute.
fn after_test(tokens: &[TokenTree], start: usize) -> Option<usize> {
    let TokenTree::Group(attribute) = tokens.get(start + 1)? else { return None };
    let is_attribute = is_punct(tokens.get(start), '#') && attribute.delimiter() == Delimiter::Bracket;
    if !is_attribute || !is_test_attribute(attribute.stream()) {
        return None;
    }
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        token => is_punct(Some(token), ';') || is_punct(Some(token), ','),
    };
    let rest = tokens.get(start + 2..)?;
    Some(rest.iter().position(ends).map_or(tokens.len(), |length| start + 3 + length))
}

/// Returns the imports of a `use` that begins here, and the index of its end.
fn local_use(tokens: &[TokenTree], start: usize) -> Option<(Vec<Import>, usize)> {
    if !matches!(tokens.get(start), Some(TokenTree::Ident(name)) if name == "use") {
        return None;
    }
    let length = tokens.get(start..)?.iter().position(|token| is_punct(Some(token), ';'))? + 1;
    let item = tokens.get(start..start + length)?.iter().cloned().collect();
    Some((imports(&syn::parse2(item).ok()?), start + length))
}

/// Returns the segments of the path that begins at an identifier, and the index of its end.
fn path(tokens: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let mut segments = Vec::new();
    let mut at = start;
    while let Some(TokenTree::Ident(name)) = tokens.get(at) {
        segments.push(name.to_string());
        at += 1;
        let goes_on = matches!(tokens.get(at + 2), Some(TokenTree::Ident(_)));
        if !(goes_on && is_separator(tokens, at)) {
            break;
        }
        at += 2;
    }
    (segments, at)
}

/// Checks that an identifier is the first of a path, and not a member, a lifetime or a variable of a macro.
fn is_head(tokens: &[TokenTree], at: usize) -> bool {
    let before = |distance: usize| at.checked_sub(distance).and_then(|at| tokens.get(at));
    let is_crate = matches!(tokens.get(at), Some(TokenTree::Ident(name)) if name == "crate");
    let is_member = is_punct(before(1), '.') && !is_punct(before(2), '.');
    let follows = at.checked_sub(2).is_some_and(|at| is_separator(tokens, at));
    !is_member && !follows && !is_punct(before(1), '\'') && (is_crate || !is_punct(before(1), '$'))
}

/// Checks that a single name is a type, or a function that is called, and not a variable or a definition.
fn is_use_of_name(tokens: &[TokenTree], at: usize, name: &str) -> bool {
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let defines = matches!(before, Some(TokenTree::Ident(word)) if word == "fn" || word == "mod" || word == "let");
    let is_type = name.starts_with(|first: char| first.is_ascii_uppercase());
    let is_called = match tokens.get(at + 1) {
        Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
        _ => is_separator(tokens, at + 1),
    };
    !defines && (is_type || is_called)
}

fn is_separator(tokens: &[TokenTree], at: usize) -> bool {
    is_punct(tokens.get(at), ':') && is_punct(tokens.get(at + 1), ':')
}

fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}
