//! A status in headers or trailers.

use alloc::string::String;
use alloc::vec::Vec;

use ::http::HeaderMap;
use ::tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt as _};

use crate::adapters::tonic::size::{MAX_STATUS, header_list_size};

/// Adds a request id to the status in headers, if it is that of an error without one, and if it fits.
pub(super) fn add_request_id(headers: &mut HeaderMap, id: &str) {
    let Some(status) = Status::from_header_map(headers).filter(|status| status.code() != Code::Ok) else { return };
    if status.get_details_request_info().is_some() || status.check_error_details().is_err() {
        return;
    }
    let completed = Status::with_details(status.code(), status.message(), with_id(&status, id).into());
    if header_list_size(&completed) <= MAX_STATUS {
        // It fails for bytes that no header has, and percent-encoding and Base64 leave none. The status then stays as it is.
        let _ = completed.add_header(headers);
    }
}

/// Returns the encoded details of a status, with a request id.
fn with_id(status: &Status, id: &str) -> Vec<u8> {
    let details = ErrorDetails::with_request_info(id, "");
    if status.details().is_empty() {
        return Status::with_error_details(status.code(), status.message(), details).details().to_vec();
    }
    // Messages of Protocol Buffers that are concatenated are merged. So details of types that are not known here stay, too.
    let added = Status::with_error_details(Code::Ok, String::new(), details);
    [status.details(), added.details()].concat()
}
