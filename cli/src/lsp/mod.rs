//! A language server for tables, over standard input and standard output.
//!
//! ```text
//! server     the loop over messages
//! features   the features of the server, one file for each request
//! state      the documents, their checks and the folder
//! checks     the tables that are checked again after a change
//! job        the check of one table
//! background the thread that checks large tables
//! findings   diagnostics with their fixes, as the protocol has them
//! names      entries, envelopes, fields and files, wherever they are named
//! family     the files that belong to a table
//! outline    the text as far as it can be read
//! documents  open texts, and positions in them
//! transport  messages on standard input and output
//! ```

mod abilities;
mod addresses;
mod background;
mod checks;
mod documents;
mod family;
mod features;
mod findings;
mod first_look;
mod format_level;
mod job;
mod names;
mod notifications;
mod outline;
mod positions;
mod refusal;
mod requests;
mod rust_uses;
mod sections;
mod server;
mod state;
mod template_parameters;
mod transport;
mod workspace;

pub(crate) use self::server::serve;
