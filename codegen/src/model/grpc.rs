//! The codes of gRPC.

/// A code of gRPC for an error: a number of [`google.rpc.Code`](https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto)
/// other than `OK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GrpcCode(u8);

impl GrpcCode {
    /// The codes by their names.
    pub(crate) const ALL: &[(&str, Self)] = &[
        ("CANCELLED", Self(1)),
        ("UNKNOWN", Self(2)),
        ("INVALID_ARGUMENT", Self(3)),
        ("DEADLINE_EXCEEDED", Self(4)),
        ("NOT_FOUND", Self(5)),
        ("ALREADY_EXISTS", Self(6)),
        ("PERMISSION_DENIED", Self(7)),
        ("RESOURCE_EXHAUSTED", Self(8)),
        ("FAILED_PRECONDITION", Self(9)),
        ("ABORTED", Self(10)),
        ("OUT_OF_RANGE", Self(11)),
        ("UNIMPLEMENTED", Self(12)),
        ("INTERNAL", Self(13)),
        ("UNAVAILABLE", Self(14)),
        ("DATA_LOSS", Self(15)),
        ("UNAUTHENTICATED", Self(16)),
    ];

    /// Returns the number, from 1 to 16.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }
}
