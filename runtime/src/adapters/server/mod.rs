//! The responses of a server that are errors, for any framework.

pub(super) mod catch;
pub(super) mod completion;
pub(super) mod options;
pub(super) mod origin;
pub(super) mod rejection;
