//! The errors of [PostgreSQL](https://www.postgresql.org/docs/current/errcodes-appendix.html), by their SQLSTATE.
//!
//! With the feature `tokio-postgres`, the error of a query becomes a variant:
//!
//! ```
//! # #[cfg(feature = "tokio-postgres")] {
//! use errspec_specs::sqlstate::SqlstateError;
//! use tokio_postgres::Client;
//!
//! /// Returns `false` if there is a customer with this address already.
//! async fn add(client: &Client, email: &str) -> Result<bool, tokio_postgres::Error> {
//!     let Err(error) = client.execute("insert into customers (email) values ($1)", &[&email]).await else {
//!         return Ok(true);
//!     };
//!     match error.as_db_error().map(SqlstateError::from) {
//!         Some(SqlstateError::UniqueViolation { constraint: Some(name), .. }) if name == "customers_email_key" => Ok(false),
//!         _ => Err(error),
//!     }
//! }
//! # }
//! ```
//!
//! Other drivers have the report of the server as fields, each with the letter of the [protocol]:
//!
//! ```
//! use errspec::Retry;
//! use errspec_specs::sqlstate::{SqlstateError, decode_report};
//!
//! let decoded = decode_report([
//!     ('C', "23505"),
//!     ('M', r#"duplicate key value violates unique constraint "customers_pkey""#),
//!     ('D', "Key (id)=(1) already exists."),
//!     ('t', "customers"),
//!     ('n', "customers_pkey"),
//! ]);
//! let SqlstateError::UniqueViolation { constraint, .. } = decoded.error() else { panic!() };
//! assert_eq!(constraint.as_deref(), Some("customers_pkey"));
//! assert_eq!(decoded.field("detail").unwrap().to_string(), "Key (id)=(1) already exists.");
//!
//! // The code alone tells what to do.
//! let decoded = decode_report([('C', "40001")]);
//! assert_eq!(decoded.error().retry(), Retry::After);
//! assert_eq!(decoded.error().summary(), Some("The transaction conflicts with another one and was rolled back."));
//!
//! // A code that the table does not list is one of its class.
//! assert_eq!(decode_report([('C', "22ZZZ")]).error().name(), "OTHER_DATA_EXCEPTION");
//! ```
//!
//! A body that forwards the error is decoded as any other: that of PostgREST, an error of node-postgres as JSON, a line of the log in JSON,
//! or what psql shows with `VERBOSITY` set to `verbose`.
//!
//! ```
//! use errspec_specs::sqlstate::SqlstateError;
//!
//! let body = r#"{"code": "42P01", "details": null, "hint": null, "message": "relation \"api.projects\" does not exist"}"#;
//! let decoded = SqlstateError::decode(404, body);
//! let SqlstateError::UndefinedTable { relation, .. } = decoded.error() else { panic!() };
//! assert_eq!(relation.as_deref(), Some("api.projects"));
//!
//! let error = SqlstateError::division_by_zero("division by zero");
//! assert_eq!(error.encode(), br#"{"message":"division by zero","code":"22012"}"#);
//! assert_eq!(error.status(), Some(400));
//! ```
//!
//! [protocol]: https://www.postgresql.org/docs/current/protocol-error-fields.html

use alloc::string::String;

use errspec::{Decoded, Json};

#[errspec::table("sqlstate.toml")]
pub enum SqlstateError {}

/// Decodes the report of a server: its fields, each with the letter that it has in the protocol and in libpq's `PG_DIAG_…`.
///
/// The code is `C`, the message `M`, detail and hint are `D` and `H`; schema, table, column, data type and constraint are `s`, `t`, `c`, `d`
/// and `n`. A letter that the table has no use for is passed over.
pub fn decode_report<'f>(fields: impl IntoIterator<Item = (char, &'f str)>) -> Decoded<'static, SqlstateError> {
    let mut body = String::from("{");
    for (letter, text) in fields {
        if let Some(name) = member(letter) {
            body.push_str(if body.len() > 1 { ",\"" } else { "\"" });
            body.push_str(name);
            body.push_str("\":");
            body.push_str(Json::string(text).as_str());
        }
    }
    body.push('}');
    SqlstateError::decode(None, &body).into_owned()
}

/// Returns the name of the member in which the table has the field of a letter.
fn member(letter: char) -> Option<&'static str> {
    Some(match letter {
        'S' => "severity",
        'C' => "code",
        'M' => "message",
        'D' => "detail",
        'H' => "hint",
        'P' => "position",
        'W' => "where",
        's' => "schema",
        't' => "table",
        'c' => "column",
        'd' => "dataType",
        'n' => "constraint",
        'R' => "routine",
        _ => return None,
    })
}

#[cfg(feature = "tokio-postgres")]
#[cfg_attr(docsrs, doc(cfg(feature = "tokio-postgres")))]
mod driver {
    use alloc::string::ToString;

    use errspec::Decoded;
    use tokio_postgres::error::{DbError, ErrorPosition};

    use super::{SqlstateError, decode_report};

    /// Decodes an error that the server reported, with detail, hint and context, which are no fields of the variants.
    ///
    /// ```
    /// # use errspec_specs::sqlstate;
    /// fn show(error: &tokio_postgres::Error) {
    ///     let Some(report) = error.as_db_error() else { return eprintln!("{error}") };
    ///     let decoded = sqlstate::decode_db_error(report);
    ///     eprintln!("{}: {}", decoded.error().name(), decoded.error());
    ///     if let Some(hint) = decoded.field("hint") {
    ///         eprintln!("{hint}");
    ///     }
    /// }
    /// ```
    pub fn decode_db_error(error: &DbError) -> Decoded<'static, SqlstateError> {
        let position = error.position().and_then(|position| match position {
            ErrorPosition::Original(position) => Some(position.to_string()),
            ErrorPosition::Internal { .. } => None,
        });
        let fields = [
            ('S', Some(error.severity())),
            ('C', Some(error.code().code())),
            ('M', Some(error.message())),
            ('D', error.detail()),
            ('H', error.hint()),
            ('P', position.as_deref()),
            ('W', error.where_()),
            ('s', error.schema()),
            ('t', error.table()),
            ('c', error.column()),
            ('d', error.datatype()),
            ('n', error.constraint()),
            ('R', error.routine()),
        ];
        decode_report(fields.into_iter().filter_map(|(letter, text)| Some((letter, text?))))
    }

    impl From<&DbError> for SqlstateError {
        fn from(error: &DbError) -> Self {
            decode_db_error(error).into_error()
        }
    }
}

#[cfg(feature = "tokio-postgres")]
pub use self::driver::decode_db_error;
