//! The tables of keys in the text of the reference.

/// A row of a table of keys.
#[derive(Debug)]
pub(super) struct Row {
    /// The heading above the table.
    pub(super) heading: &'static str,
    pub(super) keys: Vec<&'static str>,
    pub(super) kind: String,
    pub(super) default: String,
    pub(super) meaning: String,
}

impl Row {
    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.contains(&key)
    }
}

/// The titles of the first column of a table of keys.
const TITLES: &[&str] = &["key", "section", "test"];

/// Returns the rows of all tables of keys.
pub(super) fn read(text: &'static str) -> Vec<Row> {
    let (mut rows, mut heading, mut columns) = (Vec::new(), "", Vec::new());
    for line in text.lines() {
        if line.starts_with('#') {
            heading = line.trim_start_matches('#').trim();
        }
        let Some(cells) = cells(line) else {
            columns.clear();
            continue;
        };
        match (columns.is_empty(), cells.first()) {
            (true, Some(title)) if TITLES.contains(title) => columns = cells,
            (true, _) | (_, None) => {}
            (false, Some(first)) if first.starts_with('-') => {}
            (false, Some(_)) => rows.push(row(heading, &columns, &cells)),
        }
    }
    rows
}

fn row(heading: &'static str, columns: &[&str], cells: &[&'static str]) -> Row {
    let cell = |title: &str| {
        let cell = columns.iter().position(|column| *column == title).and_then(|column| cells.get(column));
        without_links(cell.copied().unwrap_or_default())
    };
    let meaning = match (columns.last(), cells.last()) {
        (Some(&"meaning"), _) => cell("meaning"),
        // The title of the column begins the sentence.
        (Some(title), Some(rest)) => {
            let sentence = format!("{} {}", title.trim_end_matches([' ', '…']), without_links(rest));
            let sentence = capitalized(&sentence);
            if sentence.ends_with('.') { sentence } else { sentence + "." }
        }
        _ => String::new(),
    };
    let keys = cells.first().copied().map(keys).unwrap_or_default();
    Row { heading, keys, kind: cell("type"), default: cell("default"), meaning }
}

/// Returns the cells of a line of a table. No cell of the reference has a bar.
fn cells(line: &'static str) -> Option<Vec<&'static str>> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}

/// Returns the keys that the code of a cell names: `` `fields.<name>` ``, `` `[errors.NAME]` `` or `` `{ is = "ok" }` ``.
fn keys(cell: &'static str) -> Vec<&'static str> {
    let mut keys: Vec<&str> = Vec::new();
    for code in cell.split('`').skip(1).step_by(2) {
        let name = code.trim_start_matches(['[', '{', ' ']);
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(name.len());
        let name = name.get(..end).unwrap_or(name);
        if !keys.contains(&name) {
            keys.push(name);
        }
    }
    keys
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Replaces the links of Markdown by their texts.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, link)) = rest.split_once("](") {
        let Some((text, after)) = start_of_link(before).zip(link.split_once(')').map(|(_, after)| after)) else {
            break;
        };
        out.push_str(before.get(..text).unwrap_or_default());
        out.push_str(before.get(text + 1..).unwrap_or_default());
        rest = after;
    }
    out + rest
}

/// Returns the place of the bracket that begins the text of a link. Brackets within it are in pairs.
fn start_of_link(before: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, letter) in before.char_indices().rev() {
        match letter {
            ']' => depth += 1,
            '[' if depth == 0 => return Some(at),
            '[' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{keys, without_links};

    #[test]
    fn links_become_their_texts() {
        for (text, expected) in [
            ("see [Delays](#delays).", "see Delays."),
            ("see [`[detail]`](#detail), [times](#times)", "see `[detail]`, times"),
            ("`[member=value]` is (one)", "`[member=value]` is (one)"),
        ] {
            assert_eq!(without_links(text), expected);
        }
    }

    #[test]
    fn a_cell_names_its_keys() {
        assert_eq!(keys("`cases.<NAME>`"), ["cases"]);
        assert_eq!(keys("`[envelope]`, `[[envelope]]`"), ["envelope"]);
        assert_eq!(keys("`{ is = \"ok\" }`, `{ is = [\"ok\", 0] }`"), ["is"]);
        assert_eq!(keys("`values`, `chars`"), ["values", "chars"]);
    }
}
