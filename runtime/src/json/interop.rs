//! To and from `serde_json`.

use alloc::string::ToString;

use super::Json;

impl Json {
    /// The value as `serde_json` has it. A number that `serde_json` cannot hold is `null`.
    ///
    /// ```
    /// let json: errspec::Json = r#"{"zone": "us-east1-a"}"#.parse()?;
    /// assert_eq!(json.to_value()["zone"], "us-east1-a");
    /// # Ok::<(), errspec::JsonError>(())
    /// ```
    #[must_use]
    pub fn to_value(&self) -> serde_json::Value {
        serde_json::from_str(self.as_str()).unwrap_or_default()
    }

    /// The value as any type that `serde` can read.
    ///
    /// # Errors
    ///
    /// If it is not of that type.
    ///
    /// ```
    /// let json: errspec::Json = "[1, 2]".parse()?;
    /// let numbers: Vec<u8> = json.deserialize()?;
    /// assert_eq!(numbers, [1, 2]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn deserialize<'t, T: ::serde::Deserialize<'t>>(&'t self) -> Result<T, serde_json::Error> {
        serde_json::from_str(self.as_str())
    }
}

impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        Self::from_valid(value.to_string())
    }
}
