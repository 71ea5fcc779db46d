//! Responses whose body is in parts. The response is the first part that is an error.

use alloc::borrow::Cow;
use core::ops::ControlFlow;

use super::outside::{longest_shared, shared_headers};
use super::parts::{Decoded, Rank, ResponseParts, Sequence};
use super::resolve::body_is_error;
use crate::body::{Body, ReceivedCode};
use crate::parts::{BodyPart, Framing};
use crate::response::{CONTENT_TYPE, Header, PartHeaders, Reading, read, wanted_headers};
use crate::table::{BodyKind, PartsKind, Table};
use crate::value::Fields;

/// A response with a body in parts.
#[derive(Clone, Copy)]
pub(super) struct Whole<'t, 'h, 'b> {
    pub(super) table: &'t Table<'t>,
    pub(super) status: Option<u16>,
    /// All headers that the table may read.
    pub(super) headers: &'h [Header],
    pub(super) body: &'b [u8],
}

/// A part that has been read.
pub(super) struct ReadPart<'t, 'r> {
    pub(super) index: usize,
    pub(super) rank: Rank,
    /// The status of the part, or else that of the response.
    pub(super) status: Option<u16>,
    pub(super) reading: &'r Reading<'t, 'r, 'r>,
}

impl<'t> Whole<'t, '_, '_> {
    /// Calls `take` with every part.
    pub(super) fn each_part(&self, framing: &Framing, take: &mut dyn FnMut(ReadPart<'t, '_>) -> ControlFlow<()>) {
        let headers = shared_headers(self.headers, self.longest_header(framing));
        let whole = Whole { headers: &headers, ..*self };
        framing.each(self.body, &mut |part| whole.read_part(framing, &part, take));
    }

    /// Returns the length up to which a header is one of each part, too.
    fn longest_header(&self, framing: &Framing) -> usize {
        if self.headers.is_empty() {
            return 0;
        }
        let mut count = 0;
        framing.each(self.body, &mut |_| {
            count += 1;
            ControlFlow::Continue(())
        });
        longest_shared(self.body, count)
    }

    fn read_part(
        &self,
        framing: &Framing,
        part: &BodyPart<'_>,
        take: &mut dyn FnMut(ReadPart<'t, '_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        // The media type of a multipart body is not that of its parts.
        let is_shared = |name: &str| framing.kind != PartsKind::Multipart || name != "content-type";
        let lookup = PartHeaders { table: self.table, part, shared: self.headers, is_shared: &is_shared };
        let status = part.status.or(self.status);
        let headers = wanted_headers(self.table, Some(&lookup), &part.body);
        read(self.table, &headers, Body::new(&part.body), |reading| {
            let rank = self.rank(framing, part, reading);
            take(ReadPart { index: part.index, rank, status, reading })
        })
    }

    fn rank(&self, framing: &Framing, part: &BodyPart<'_>, reading: &Reading<'_, '_, '_>) -> Rank {
        let is_json = reading.envelope().is_some_and(|envelope| envelope.body() == BodyKind::Json);
        if !framing.is_told && !is_json {
            return Rank::None;
        }
        let may_be_error = reading.envelope().is_some_and(|envelope| envelope.is_in_2xx())
            || !part.status.or(self.status).is_some_and(|status| (200..300).contains(&status));
        let is_error = part.status.is_some_and(|status| status >= 400)
            || (may_be_error && body_is_error(part.status.or(self.status), reading));
        let mut code = None;
        reading.code(&mut code);
        let means_error = |code: &ReceivedCode<'_>| self.table.success_codes().iter().all(|it| it.key() != code.key());
        match code {
            _ if is_error => Rank::Error,
            _ if part.status.is_some() => Rank::None,
            Some(code) if means_error(&code) => Rank::Code,
            None if reading.message().is_some() => Rank::Message,
            _ => Rank::None,
        }
    }
}

/// The result of decoding a body that may be in parts.
pub(super) enum InParts<R> {
    /// The body is one whole.
    Whole,
    /// No part is an error.
    NoError,
    /// The result for the part that is the response.
    Part(R),
}

impl<'t, 'b> Whole<'t, '_, 'b> {
    /// Decodes the first part with the highest rank, if that is at least `least`.
    pub(super) fn decode<R>(
        &self,
        headers: &[Header],
        least: Rank,
        out: &mut Decoded<'t, 'b>,
        decode: &dyn for<'r> Fn(&ReadPart<'t, 'r>, &mut Decoded<'t, 'r>) -> R,
    ) -> InParts<R> {
        let content_type = headers.iter().find(|header| header.slot == CONTENT_TYPE);
        let content_type = content_type.map(|header| &*header.value);
        let Some(framing) = Framing::of(self.table, content_type, self.body) else { return InParts::Whole };
        let mut best: Option<(Rank, R, ResponseParts<'t, 'static>, Fields<'static>)> = None;
        self.each_part(&framing, &mut |part| {
            if part.rank >= least && best.as_ref().is_none_or(|(rank, ..)| part.rank > *rank) {
                let mut decoded = Decoded::new(part.reading.values.body.bytes);
                let result = decode(&part, &mut decoded);
                best = Some((part.rank, result, decoded.parts.into_owned(), decoded.fields.into_owned()));
            }
            match part.rank {
                Rank::Error => ControlFlow::Break(()),
                Rank::Code | Rank::Message | Rank::None => ControlFlow::Continue(()),
            }
        });
        match best {
            Some((rank, result, parts, fields)) => {
                let headers = self.headers.to_vec();
                let sequence = Sequence { body: Cow::Borrowed(self.body), framing, status: self.status, headers, rank };
                out.parts = with_sequence(parts, sequence);
                out.fields = fields;
                InParts::Part(result)
            }
            None if framing.is_told => InParts::NoError,
            None => InParts::Whole,
        }
    }
}

fn with_sequence<'t, 'b>(mut parts: ResponseParts<'t, 'b>, sequence: Sequence<'b>) -> ResponseParts<'t, 'b> {
    parts.rare.get_or_insert_default().sequence = Some(sequence);
    parts
}
