//! A JSON text as the value that it is.

use alloc::vec::Vec;

use ::serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use crate::json::{Elements, Scan, WHOLE, scan};
use crate::slot::{Body, Kind, Slot};

/// A part of a JSON text.
pub(super) struct Text<'t> {
    body: Body<'t>,
    slot: Slot,
}

impl<'t> Text<'t> {
    /// The whole of a text that is JSON.
    pub(super) fn of(text: &'t str) -> Self {
        let mut slots = [Slot::ABSENT];
        scan(&WHOLE, text.as_bytes(), &mut slots, &mut Scan::default());
        let [slot] = slots;
        Self { body: Body { bytes: text.as_bytes(), valid: true }, slot }
    }

    /// The elements or members, and the names of these. Some formats have to know how many there are before the first.
    fn children(&self) -> Vec<(Slot, Self)> {
        let (mut elements, mut value) = (Elements::new(self.body.bytes, self.slot), [Slot::ABSENT]);
        let mut children = Vec::new();
        while let Some((name, _)) = elements.next(&WHOLE, 0, &mut value) {
            let [slot] = core::mem::replace(&mut value, [Slot::ABSENT]);
            children.push((name, Self { body: self.body, slot }));
        }
        children
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

impl Serialize for Text<'_> {
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
