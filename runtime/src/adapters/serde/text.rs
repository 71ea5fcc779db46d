//! Writing: JSON text as a value of any format.

use alloc::vec::Vec;

use ::serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use errspec_engine::Kind;
use errspec_engine::body::{Body, Elements, Slot, json_value};

/// A part of a JSON text.
pub(super) struct JsonPart<'t> {
    body: Body<'t>,
    slot: Slot,
}

impl<'t> JsonPart<'t> {
    /// Returns the whole of a text that is JSON.
    pub(super) fn of(text: &'t str) -> Self {
        let (slot, _) = json_value(text.as_bytes());
        Self { body: Body::of_str(text), slot }
    }

    /// The elements of an array, or the members of an object with their names. They are collected because some formats need
    /// their number before the first of them.
    fn children(&self) -> Vec<(Slot, Self)> {
        let elements = Elements::new(self.body.bytes, self.slot);
        elements.map(|element| (element.name, Self { body: self.body, slot: element.value })).collect()
    }

    fn serialize_number<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.body.part(self.slot);
        if let Ok(number) = text.parse::<i64>() {
            serializer.serialize_i64(number)
        } else if let Ok(number) = text.parse::<u64>() {
            serializer.serialize_u64(number)
        } else {
            serializer.serialize_f64(text.parse().unwrap_or(f64::NAN))
        }
    }
}

impl Serialize for JsonPart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.slot.kind {
            Kind::Absent => serializer.serialize_unit(),
            Kind::True => serializer.serialize_bool(true),
            Kind::False => serializer.serialize_bool(false),
            Kind::Number => self.serialize_number(serializer),
            Kind::Array => {
                let children = self.children();
                let mut seq = serializer.serialize_seq(Some(children.len()))?;
                children.iter().try_for_each(|(_, element)| seq.serialize_element(element))?;
                seq.end()
            }
            Kind::Object => {
                let children = self.children();
                let mut map = serializer.serialize_map(Some(children.len()))?;
                for (name, member) in &children {
                    map.serialize_entry(&name.text(self.body).unwrap_or_default(), member)?;
                }
                map.end()
            }
            _ => serializer.serialize_str(&self.slot.text(self.body).unwrap_or_default()),
        }
    }
}
