//! The encoder.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;
use core::time::Duration;

#[cfg(feature = "tower")]
use errspec_engine::encode::WholeResponse;
use errspec_engine::encode::{EncodeRequest, Encoded, Extras};
use errspec_engine::table::Table;

use crate::details::written;
use crate::headers::{Headers, latin1};
use crate::instance::{Generated, Instance, entry_of, table_number};
use crate::json::Json;
use crate::value::Value;

/// A response to send: status, headers and body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers as text. The encoder writes the names in lower case. [`header_lines`](Self::header_lines) returns them as they are sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// The names of the headers that the table has in ISO-8859-1.
    latin1: Vec<String>,
}

impl Response {
    /// Creates a response.
    ///
    /// ```
    /// use errspec::Response;
    ///
    /// let response = Response::new(404, [("content-type", "text/plain")], "There is nothing here.");
    /// assert_eq!(response.status, 404);
    /// ```
    #[must_use]
    pub fn new(
        status: u16,
        headers: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name.into(), value.into()));
        Self { status, headers: headers.collect(), body: body.into(), latin1: Vec::new() }
    }

    /// Returns the name and the value of each header as it is sent: in ISO-8859-1 where the table says `encoding = "iso-8859-1"` and it
    /// has all characters of the value, else in UTF-8.
    ///
    /// ```
    /// use errspec::Response;
    ///
    /// let response = Response::new(404, [("x-note", "für")], "");
    /// let lines: Vec<_> = response.header_lines().collect();
    /// assert_eq!(lines[0], ("x-note", "für".as_bytes().into()));
    /// ```
    pub fn header_lines(&self) -> impl Iterator<Item = (&str, Cow<'_, [u8]>)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), self.sent(name, value)))
    }

    /// Returns the value of a header as it is sent.
    fn sent<'r>(&self, name: &str, value: &'r str) -> Cow<'r, [u8]> {
        let in_latin1 =
            || self.latin1.iter().any(|own| own.eq_ignore_ascii_case(name)).then(|| latin1(value)).flatten();
        in_latin1().map_or(Cow::Borrowed(value.as_bytes()), Cow::Owned)
    }

    /// Returns the response with the headers in ISO-8859-1 that a table has so.
    pub(crate) fn in_charsets_of(mut self, table: &'static Table<'static>) -> Self {
        let others = self.headers.iter().filter(|(_, value)| !value.is_ascii());
        self.latin1 = others.filter(|(name, _)| table.is_latin1(name)).map(|(name, _)| name.clone()).collect();
        self
    }
}

impl From<Encoded> for Response {
    fn from(encoded: Encoded) -> Self {
        let Encoded { status, headers, body } = encoded;
        Self { status, headers, body, latin1: Vec::new() }
    }
}

impl Headers for Response {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.header(name)
    }

    fn each_line(&self, name: &str, take: &mut dyn FnMut(&[u8])) {
        let lines = self.header_lines().filter(|(own, _)| own.eq_ignore_ascii_case(name));
        lines.for_each(|(_, value)| take(&value));
    }
}

/// An encoder of an error and of the values that the error does not carry itself: request id, details, top-level fields.
///
/// [`Spec::encoder`](crate::Spec::encoder) borrows the error, [`Spec::into_encoder`](crate::Spec::into_encoder) takes it. An encoder
/// that has its error is an error itself: a function returns it, and `?` converts an error into it.
///
/// ```
/// use errspec::Encoder;
///
/// # #[errspec::table("specs/billing.toml")] pub enum BillingError {}
/// fn pay(card: &str) -> Result<(), Encoder<'static, BillingError>> {
///     if card.is_empty() {
///         let details = [BillingErrorDetail::new("card", "missing")];
///         return Err(BillingError::InvalidRequest.into_encoder().details(details));
///     }
///     Err(BillingError::CardDeclined { reason: "limit".into() })?
/// }
///
/// let error = pay("").unwrap_err();
/// assert_eq!(error.error(), &BillingError::InvalidRequest);
/// assert_eq!(BillingError::decode(400, &error.body()).details().len(), 1);
/// ```
pub struct Encoder<'e, E> {
    error: Subject<'e, E>,
    // In a box, because a function returns the encoder as its error.
    pub(crate) extras: Box<Extras>,
}

// Clippy reports a function that returns an error of 128 bytes.
const _: () = assert!(size_of::<Encoder<'static, ()>>() < 128);

/// The error that an encoder encodes.
enum Subject<'e, E> {
    Borrowed(&'e E),
    Shared(Arc<E>),
}

impl<E> Subject<'_, E> {
    fn get(&self) -> &E {
        match self {
            Self::Borrowed(error) => error,
            Self::Shared(error) => error,
        }
    }
}

/// An error to encode. It hides the type of the error.
#[derive(Clone, Copy)]
pub(crate) struct Request<'r> {
    pub(crate) error: &'r dyn Instance,
    pub(crate) extras: &'r Extras,
}

impl Request<'_> {
    /// Calls `then` with the encode request of the engine; returns `None` for an unknown error.
    pub(crate) fn for_entry<R>(&self, then: impl FnOnce(&EncodeRequest<'static, '_>) -> R) -> Option<R> {
        let entry = entry_of(self.error)?;
        Some(then(&EncodeRequest { entry, values: &self.error, extras: self.extras }))
    }

    /// Encodes the response without copies of the texts of the table; `None` for an unknown error, and for one that is written as a part
    /// of a body or with other headers than ASCII.
    #[cfg(feature = "tower")]
    pub(crate) fn whole_response(&self) -> Option<WholeResponse<'static>> {
        let whole = self.for_entry(|request| request.encode_whole())??;
        whole.headers.iter().all(|(_, value)| value.is_ascii()).then_some(whole)
    }

    /// Encodes the response.
    pub(crate) fn response(&self) -> Response {
        let of_entry = |request: &EncodeRequest<'static, '_>| {
            Response::from(request.encode()).in_charsets_of(request.entry.of_table())
        };
        if let Some(response) = self.for_entry(of_entry) {
            return response;
        }
        // An unknown error is sent as received.
        let (status, body) = match self.error.as_unknown() {
            Some(unknown) => (unknown.status(), unknown.body().to_vec()),
            None => (None, Vec::new()),
        };
        let status = self.extras.status.or(status).unwrap_or(500);
        Response { status, headers: Vec::new(), body, latin1: Vec::new() }
    }
}

impl<'e, E: Generated> Encoder<'e, E> {
    pub(crate) fn new(error: &'e E) -> Self {
        Self::of(Subject::Borrowed(error))
    }

    /// Creates the encoder of an error and its sub-errors.
    fn of(error: Subject<'e, E>) -> Self {
        let details = error.get().details();
        Self { error, extras: Box::new(Extras { details, ..Extras::default() }) }
    }

    /// Returns the request, which hides the type of the error.
    pub(crate) fn request(&self) -> Request<'_> {
        Request { error: self.error(), extras: &self.extras }
    }

    /// Returns the error that the encoder has, and the values that the error does not carry itself.
    #[cfg(any(feature = "actix_web", feature = "tower"))]
    pub(crate) fn into_parts(self) -> (Result<Arc<E>, &'e E>, Extras) {
        let error = match self.error {
            Subject::Shared(error) => Ok(error),
            Subject::Borrowed(error) => Err(error),
        };
        (error, *self.extras)
    }

    /// Returns the values that the error does not carry itself, and its sub-errors.
    #[cfg(any(feature = "actix_web", feature = "tower"))]
    pub(crate) fn into_extras(self) -> Extras {
        *self.extras
    }

    /// Sets the status, which overrides the first status of the entry.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.extras.status = Some(status);
        self
    }

    /// Sets the request id.
    #[must_use]
    pub fn request_id(mut self, id: impl Into<String>) -> Self {
        self.extras.request_id = Some(id.into());
        self
    }

    /// Sets the delay before a retry, which overrides the entry's.
    #[must_use]
    pub fn retry_after(mut self, delay: Duration) -> Self {
        self.extras.retry_after = Some(delay);
        self
    }

    /// Appends sub-errors to those that the error carries.
    #[must_use]
    pub fn details(mut self, details: impl IntoIterator<Item = E::Detail>) -> Self {
        // The type determines the layout of the sub-errors, even if a transparent variant holds an error of another table.
        let table = table_number(self.error());
        self.extras.details.extend(details.into_iter().map(|detail| written(E::tables(), table, &detail)));
        self
    }

    /// Sets the JSON at the location of the details, which overrides the sub-errors.
    #[must_use]
    pub fn details_json(mut self, details: Json) -> Self {
        self.extras.details_json = Some(details.into_text());
        self
    }

    /// Sets the value of a top-level field of the table. A name that the table does not have is ignored.
    #[must_use]
    pub fn field(mut self, name: impl Into<String>, value: Value<'_>) -> Self {
        self.extras.fields.push((name.into(), value.into_engine().into_owned()));
        self
    }

    /// Encodes the body.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        self.response().body
    }

    /// Encodes the response: status, headers and body. The status is 500 if neither the caller nor the table defines one.
    #[must_use]
    pub fn response(&self) -> Response {
        self.request().response()
    }
}

impl<E: Clone> Encoder<'_, E> {
    /// Converts the error, such as to a type that has it in a transparent variant. The values that were set stay: status, request id, delay,
    /// sub-errors and top-level fields.
    ///
    /// ```
    /// use errspec::Encoder;
    ///
    /// # #[errspec::table("specs/flanks.toml")] pub enum FlanksError {}
    /// # #[errspec::table("specs/billing.toml")] pub enum BillingError {}
    /// #[derive(Debug, errspec::Error)]
    /// enum PayError {
    ///     #[errspec(transparent)]
    ///     Bank(#[from] FlanksError),
    ///     #[errspec(transparent)]
    ///     Billing(#[from] BillingError),
    /// }
    ///
    /// fn pay(card: &str) -> Result<(), Encoder<'static, PayError>> {
    ///     if card.is_empty() {
    ///         let error = BillingError::InvalidRequest.into_encoder();
    ///         return Err(error.details([BillingErrorDetail::new("card", "missing")]).map(PayError::from));
    ///     }
    ///     Ok(())
    /// }
    ///
    /// let body = pay("").unwrap_err().body();
    /// assert_eq!(BillingError::decode(400, &body).details(), [BillingErrorDetail::new("card", "missing")]);
    /// ```
    #[must_use]
    pub fn map<F: Generated>(self, convert: impl FnOnce(E) -> F) -> Encoder<'static, F> {
        let error = match self.error {
            Subject::Borrowed(error) => error.clone(),
            Subject::Shared(error) => Arc::unwrap_or_clone(error),
        };
        // The sub-errors that the error carries are among those of the encoder already.
        Encoder { error: Subject::Shared(Arc::new(convert(error))), extras: self.extras }
    }
}

impl<E> Encoder<'_, E> {
    /// Returns the error.
    #[must_use]
    pub fn error(&self) -> &E {
        self.error.get()
    }
}

/// Takes the error, without further values.
impl<E: Generated> From<E> for Encoder<'static, E> {
    fn from(error: E) -> Self {
        Self::of(Subject::Shared(Arc::new(error)))
    }
}

impl<E> Clone for Encoder<'_, E> {
    fn clone(&self) -> Self {
        let error = match &self.error {
            Subject::Borrowed(error) => Subject::Borrowed(*error),
            Subject::Shared(error) => Subject::Shared(Arc::clone(error)),
        };
        Self { error, extras: self.extras.clone() }
    }
}

impl<E: fmt::Debug> fmt::Debug for Encoder<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoder").field("error", self.error()).field("extras", &self.extras).finish()
    }
}

/// Writes the message of the error.
impl<E: fmt::Display> fmt::Display for Encoder<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error().fmt(f)
    }
}

impl<E: core::error::Error> core::error::Error for Encoder<'_, E> {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error().source()
    }
}
