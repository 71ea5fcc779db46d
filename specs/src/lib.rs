#![doc = include_str!("../CRATE.md")]
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

#[cfg(feature = "flanks")]
#[cfg_attr(docsrs, doc(cfg(feature = "flanks")))]
pub mod flanks;
#[cfg(feature = "frankieone")]
#[cfg_attr(docsrs, doc(cfg(feature = "frankieone")))]
pub mod frankieone;
#[cfg(feature = "sqlstate")]
#[cfg_attr(docsrs, doc(cfg(feature = "sqlstate")))]
pub mod sqlstate;
