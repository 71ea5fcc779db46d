#![doc = include_str!("../CRATE.md")]
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "sqlstate")]
extern crate alloc;

#[cfg(feature = "flanks")]
#[cfg_attr(docsrs, doc(cfg(feature = "flanks")))]
pub mod flanks;
#[cfg(feature = "frankieone")]
#[cfg_attr(docsrs, doc(cfg(feature = "frankieone")))]
pub mod frankieone;
#[cfg(feature = "grpc")]
#[cfg_attr(docsrs, doc(cfg(feature = "grpc")))]
pub mod grpc;
#[cfg(feature = "kubernetes")]
#[cfg_attr(docsrs, doc(cfg(feature = "kubernetes")))]
pub mod kubernetes;
#[cfg(feature = "oauth2")]
#[cfg_attr(docsrs, doc(cfg(feature = "oauth2")))]
pub mod oauth2;
#[cfg(feature = "problem")]
#[cfg_attr(docsrs, doc(cfg(feature = "problem")))]
pub mod problem;
#[cfg(feature = "s3")]
#[cfg_attr(docsrs, doc(cfg(feature = "s3")))]
pub mod s3;
#[cfg(feature = "sqlstate")]
#[cfg_attr(docsrs, doc(cfg(feature = "sqlstate")))]
pub mod sqlstate;
