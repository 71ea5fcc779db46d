//! Codes.

/// A code, as the table writes it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Code {
    /// An integer.
    Integer(i64),
    /// A string.
    String(String),
}

impl Code {
    /// Returns the form in which codes are compared: a string that is the shortest form of an `i64` becomes that integer.
    #[must_use]
    pub fn key(&self) -> Self {
        match self {
            Self::String(text) => match text.parse::<i64>() {
                Ok(number) if number.to_string() == *text => Self::Integer(number),
                _ => self.clone(),
            },
            Self::Integer(_) => self.clone(),
        }
    }

    /// Returns the code as a table writes it.
    #[must_use]
    pub fn to_toml(&self) -> String {
        match self {
            Self::Integer(number) => number.to_string(),
            Self::String(text) => format!("{text:?}"),
        }
    }
}
