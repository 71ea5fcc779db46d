//! Conversions between [`Json`] and `serde_json`.

use alloc::string::ToString;

use crate::json::Json;

impl Json {
    /// Converts the value to a `serde_json::Value`; the result is `null` if `serde_json` cannot represent a number in it.
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

    /// Deserializes the value as any type that implements `Deserialize`.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not of the type `T`.
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
