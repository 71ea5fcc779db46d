//! Adapters to other crates, one folder for each.
//!
//! Rust allows the implementation of a foreign trait only in the crate that defines the type. So generated code calls a macro
//! `__implement_<name>` with `[generics] Type [bounds]`, and the macro expands to an `impl` whose methods call functions of this
//! crate. Without the feature, the macro expands to an error that names the feature.

#[cfg(feature = "actix_web")]
pub mod actix_web;
#[cfg(feature = "axum")]
pub mod axum;
#[cfg(feature = "backon")]
pub mod backon;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "jsonrpsee")]
pub mod jsonrpsee;
#[cfg(feature = "miette")]
pub mod miette;
#[cfg(feature = "problem")]
pub mod problem;
#[cfg(feature = "process")]
pub mod process;
#[cfg(all(feature = "reqwest", not(all(target_family = "wasm", target_os = "unknown"))))]
pub mod reqwest;
#[cfg(any(feature = "schemars", feature = "utoipa"))]
mod schema;
#[cfg(feature = "schemars")]
pub mod schemars;
#[cfg(feature = "serde")]
pub mod serde;
#[cfg(any(feature = "actix_web", feature = "tower"))]
mod server;
mod shared;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(feature = "tower")]
pub mod tower;
#[cfg(feature = "tower-retry")]
pub mod tower_retry;
#[cfg(feature = "tracing")]
pub mod tracing;
#[cfg(feature = "utoipa")]
pub mod utoipa;

#[cfg(all(feature = "reqwest", target_family = "wasm", target_os = "unknown"))]
compile_error!(
    "the feature `reqwest` of errspec does not support wasm32-unknown-unknown, where a `reqwest::Response` cannot be rebuilt after \
     its body was read\nhelp: remove the feature for this target, and call `decode_response` with the status, the headers and the \
     bytes of the response"
);

/// Defines the macros of the features that are not enabled: each expands to an error.
macro_rules! without_feature {
    ($dollar:tt $($feature:literal $macro:ident)*) => {$(
        #[cfg(not(feature = $feature))]
        #[doc(hidden)]
        #[macro_export]
        macro_rules! $macro {
            ($dollar($dollar any:tt)*) => {
                ::core::compile_error!(::core::concat!(
                    "errspec was built without its feature `", $feature, "`\nhelp: in Cargo.toml, ",
                    "`errspec = { version = \"0.1\", features = [\"", $feature, "\"] }`",
                ));
            };
        }
    )*};
}

without_feature! { $
    "actix_web" __implement_actix_web
    "axum" __implement_axum
    "jsonrpsee" __implement_jsonrpsee
    "miette" __implement_miette
    "process" __implement_process
    "schemars" __implement_schemars
    "serde" __implement_serde
    "tonic" __implement_tonic
    "utoipa" __implement_utoipa
}
