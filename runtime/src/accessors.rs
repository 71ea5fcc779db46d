//! The bodies of the methods of `Spec`. The inherent methods call them here, so that a type that is no error is reported once, and not
//! for each of its methods.

use alloc::string::String;
use alloc::vec::Vec;
use core::num::NonZeroU8;
use core::time::Duration;

use errspec_engine::{Applied, Code, Retry};

use crate::encoder::{Encoder, Response};
use crate::entries::{Entries, Entry, Example, Texts};
use crate::instance::{Generated, code_of, entry_of, field_by_name};
use crate::unknown::Unknown;
use crate::value::Value;

/// The methods of `Spec`.
#[expect(missing_docs, reason = "`Spec` documents the methods")]
pub trait Accessors: Generated {
    fn code(&self) -> Option<Code<'_>> {
        match self.as_unknown() {
            Some(unknown) => unknown.code(),
            None => code_of(self),
        }
    }

    fn name(&self) -> &str {
        match self.as_unknown() {
            Some(unknown) => unknown.name().unwrap_or("UNKNOWN"),
            None => entry_of(self).map_or("UNKNOWN", |entry| entry.name()),
        }
    }

    fn status(&self) -> Option<u16> {
        match self.as_unknown() {
            Some(unknown) => unknown.status(),
            None => entry_of(self)?.status(),
        }
    }

    fn exit_code(&self) -> u8 {
        self.entry().and_then(|entry| entry.exit()).map_or(1, NonZeroU8::get)
    }

    fn retry(&self) -> Retry {
        self.entry().map(|entry| entry.retry()).unwrap_or_default()
    }

    fn retry_after(&self) -> Option<Duration> {
        self.entry()?.retry_after()
    }

    fn applied(&self) -> Applied {
        self.entry().map(|entry| entry.applied()).unwrap_or_default()
    }

    fn summary(&self) -> Option<&'static str> {
        self.entry()?.summary()
    }

    fn causes(&self) -> Texts {
        self.entry().map(|entry| entry.causes()).unwrap_or_default()
    }

    fn action(&self) -> Option<&'static str> {
        self.entry()?.action()
    }

    fn notes(&self) -> Texts {
        self.entry().map(|entry| entry.notes()).unwrap_or_default()
    }

    fn docs_url(&self) -> Option<String> {
        self.entry()?.docs_url_of(self.code())
    }

    fn entry(&self) -> Option<Entry> {
        match self.as_unknown() {
            Some(unknown) => unknown.entry(),
            None => entry_of(self),
        }
    }

    fn is_unknown(&self) -> bool {
        self.as_unknown().is_some()
    }

    fn unknown(&self) -> Option<&Unknown> {
        self.as_unknown()
    }

    fn field_by_name(&self, name: &str) -> Option<Value<'_>> {
        field_by_name(self, name)
    }

    fn encode(&self) -> Vec<u8> {
        self.encoder().body()
    }

    fn encode_response(&self) -> Response {
        self.encoder().response()
    }

    fn encoder(&self) -> Encoder<'_, Self> {
        Encoder::new(self)
    }

    fn into_encoder(self) -> Encoder<'static, Self> {
        self.into()
    }

    fn entries() -> Entries {
        Entries::new(Self::COVERAGE.tables())
    }

    fn examples() -> Vec<Example> {
        Self::COVERAGE.tables().into_iter().flat_map(|table| table.examples()).collect()
    }
}

impl<T: Generated> Accessors for T {}
