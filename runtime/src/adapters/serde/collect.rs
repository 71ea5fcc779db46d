//! Reading: a value of any self-describing format as JSON text.

use alloc::string::{String, ToString};
use core::fmt;

use ::serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use errspec_engine::json::escape;

/// The greatest depth of a value, as of the body of a response.
const DEPTH: u32 = 128;

/// Reads the next value as JSON text.
pub(super) fn json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let mut out = String::new();
    JsonWriter { out: &mut out, depth: 0 }.deserialize(deserializer)?;
    Ok(out)
}

/// A visitor that writes a value as JSON text.
struct JsonWriter<'o> {
    out: &'o mut String,
    depth: u32,
}

impl JsonWriter<'_> {
    fn display<E>(self, value: impl fmt::Display) -> Result<(), E> {
        self.out.push_str(&value.to_string());
        Ok(())
    }

    fn inner<E: Error>(&mut self) -> Result<JsonWriter<'_>, E> {
        if self.depth >= DEPTH {
            return Err(E::custom("more than 128 levels of arrays and objects"));
        }
        Ok(JsonWriter { out: self.out, depth: self.depth + 1 })
    }
}

impl<'de> DeserializeSeed<'de> for JsonWriter<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for JsonWriter<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error's body")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.display(flag)
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.display(number)
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.display(number)
    }

    fn visit_i128<E>(self, number: i128) -> Result<(), E> {
        self.display(number)
    }

    fn visit_u128<E>(self, number: u128) -> Result<(), E> {
        self.display(number)
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        // `Debug` writes `1.0`, where `Display` would make an integer of it: `1`.
        if number.is_finite() { self.display(format_args!("{number:?}")) } else { self.display("null") }
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        escape(text, self.out);
        Ok(())
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<(), E> {
        escape(&String::from_utf8_lossy(bytes), self.out);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.display("null")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.display("null")
    }

    fn visit_some<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        self.inner()?.deserialize(deserializer)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        self.inner()?.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        self.out.push('[');
        let mut first = true;
        loop {
            // Whether there is another element is only known after the comma is written.
            let before = self.out.len();
            if !first {
                self.out.push(',');
            }
            if seq.next_element_seed(self.inner()?)?.is_none() {
                self.out.truncate(before);
                break;
            }
            first = false;
        }
        self.out.push(']');
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.out.push('{');
        let mut first = true;
        loop {
            let before = self.out.len();
            if !first {
                self.out.push(',');
            }
            if map.next_key_seed(NameWriter(self.out))?.is_none() {
                self.out.truncate(before);
                break;
            }
            first = false;
            self.out.push(':');
            map.next_value_seed(self.inner()?)?;
        }
        self.out.push('}');
        Ok(())
    }
}

/// A visitor that writes the name of a member as a JSON string. Some formats have names that are not strings.
struct NameWriter<'o>(&'o mut String);

impl NameWriter<'_> {
    fn display<E>(self, name: impl fmt::Display) -> Result<(), E> {
        escape(&name.to_string(), self.0);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for NameWriter<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for NameWriter<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        self.display(flag)
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.display(number)
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.display(number)
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.display(text)
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<(), E> {
        self.display(String::from_utf8_lossy(bytes))
    }
}
