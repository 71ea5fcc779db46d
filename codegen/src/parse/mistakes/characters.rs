//! Characters that look like those of TOML, and that editors, web pages and other programs put in their place.

/// A character that TOML does not know.
#[derive(Clone, Copy)]
pub(super) struct Lookalike {
    /// The character of TOML for it; `None` for one that has to go.
    pub(super) meant: Option<char>,
    /// The name of the odd character.
    pub(super) name: &'static str,
}

/// Returns what a character stands for that is none of TOML.
pub(super) fn lookalike(character: char) -> Option<Lookalike> {
    let (meant, name) = match character {
        '\u{ad}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => (None, "invisible character"),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            (Some(' '), "space of another kind")
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' => (Some(' '), "line separator"),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '〝' | '〞' | '〟' => (Some('"'), "typographic quote"),
        '「' | '」' | '『' | '』' | '《' | '》' | '〈' | '〉' => (Some('"'), "quote of another script"),
        '、' | '،' | '﹐' | '︐' => (Some(','), "comma of another script"),
        '؛' => (Some(';'), "semicolon of another script"),
        '【' | '〔' => (Some('['), "bracket of another script"),
        '】' | '〕' => (Some(']'), "bracket of another script"),
        '。' => (Some('.'), "full stop of another script"),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' => (Some('\''), "typographic quote"),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => (Some('-'), "typographic dash"),
        '\u{ff01}'..='\u{ff5e}' => {
            (char::from_u32(u32::from(character).saturating_sub(0xfee0)), "full-width character")
        }
        _ => return None,
    };
    Some(Lookalike { meant, name })
}

/// Returns `true` for a control character that no TOML file may contain, not even in a string or a comment. A carriage return may
/// precede a line feed.
pub(super) fn is_control(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}')
}

/// Returns `true` for a character of a key without quotes.
pub(super) fn is_bare(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// Returns a text with ASCII letters for those with accents.
pub(super) fn without_accents(text: &str) -> String {
    const LETTERS: &[(&str, &str)] = &[
        ("A", "ÀÁÂÃÄÅàáâãäå"),
        ("C", "Çç"),
        ("E", "ÈÉÊËèéêë"),
        ("I", "ÌÍÎÏìíîï"),
        ("N", "Ññ"),
        ("O", "ÒÓÔÕÖØòóôõöø"),
        ("SS", "ß"),
        ("U", "ÙÚÛÜùúûü"),
        ("Y", "Ýýÿ"),
    ];
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match LETTERS.iter().find(|(_, accented)| accented.contains(letter)) {
            Some((ascii, _)) => plain.push_str(ascii),
            None => plain.push(letter),
        }
    }
    plain
}
