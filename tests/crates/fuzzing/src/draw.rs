//! Choices that are made by the bytes of an input. When no bytes are left, every choice is the first.

use arbitrary::Unstructured;

/// Pieces of texts that are difficult somewhere: in JSON, XML, forms, templates, headers, TOML or Rust.
const DIFFICULT: &[&str] = &[
    "",
    "ä",
    "🦀",
    "\u{202e}",
    "\u{0}",
    "\n",
    "\r\n",
    "\t",
    "\"",
    "'",
    "\\",
    "\\u0041",
    "\\ud83e",
    "{",
    "}",
    "{a}",
    "{_}",
    "{{",
    ", ",
    ": ",
    " is ",
    " ",
    "  ",
    "=",
    "&",
    "%",
    "%41",
    "+",
    ";",
    "<",
    ">",
    "</a>",
    "&lt;",
    "&amp",
    "]]>",
    "<![CDATA[",
    "<html>",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "-0",
    "7",
    "1e3",
    "1.5",
    "9223372036854775807",
    "9223372036854775808",
    "340282366920938463463374607431768211456",
    "[]",
    "{}",
    "[1,",
    "{\"code\":7}",
    "data: ",
    "--b",
    "\u{feff}",
    "é",
    "E7",
    "e7",
    "code",
    "self",
    "r#",
    "*/",
    "///",
    "#",
    "2026-11-27T00:00:00Z",
    "PT5S",
    "00",
    "1,000",
    "\u{7f}",
    "\u{85}",
    "x",
];

/// The choices of an input.
pub(crate) struct Draw<'d>(Unstructured<'d>);

impl<'d> Draw<'d> {
    pub(crate) fn new(input: &'d [u8]) -> Self {
        Self(Unstructured::new(input))
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.0.arbitrary().unwrap_or_default()
    }

    pub(crate) fn chance(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// Returns `true` for one of `count` values of a byte.
    pub(crate) fn one_in(&mut self, count: u8) -> bool {
        self.byte() % count == count - 1
    }

    pub(crate) fn below(&mut self, count: usize) -> usize {
        if count < 2 {
            return 0;
        }
        let large = if count > 256 { usize::from(self.byte()) << 8 } else { 0 };
        (large | usize::from(self.byte())) % count
    }

    pub(crate) fn pick<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        choices.get(self.below(choices.len())).expect("there are choices")
    }

    pub(crate) fn word(&mut self, choices: &[&'static str]) -> &'static str {
        choices.get(self.below(choices.len())).copied().unwrap_or_default()
    }

    pub(crate) fn integer(&mut self) -> i64 {
        match self.byte() % 4 {
            0 => i64::from(self.byte()),
            1 => i64::from(self.byte()) - 128,
            2 => *self.pick(&[i64::MAX, i64::MIN, 1 << 53, -(1 << 53) - 1, 1_700_000_000]),
            _ => self.0.arbitrary().unwrap_or_default(),
        }
    }

    pub(crate) fn float(&mut self) -> f64 {
        let any: f64 = match self.byte() % 3 {
            0 => f64::from(self.byte()) / 4.0,
            1 => *self.pick(&[0.0, -0.0, 1e21, 1e-7, f64::MAX, f64::MIN_POSITIVE, 0.1]),
            _ => self.0.arbitrary().unwrap_or_default(),
        };
        // No body has another number.
        if any.is_finite() { any } else { 0.5 }
    }

    /// Returns a text of a few pieces, each a letter or difficult.
    pub(crate) fn text(&mut self) -> String {
        let count = self.byte() % 6;
        (0..count).fold(String::new(), |mut text, _| {
            match self.byte() {
                letter @ 0..0x80 => text.push(letter.into()),
                other => text.push_str(DIFFICULT.get(usize::from(other - 0x80) % DIFFICULT.len()).unwrap_or(&"")),
            }
            text
        })
    }

    /// Returns the bytes that are left.
    pub(crate) fn rest(&mut self) -> &'d [u8] {
        let length = self.0.len();
        self.0.bytes(length).unwrap_or_default()
    }
}
