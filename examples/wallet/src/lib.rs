//! A service and its client. The guide `guide/service.md` leads through it.

pub mod api;
pub mod client;
pub mod errors;
pub mod server;
