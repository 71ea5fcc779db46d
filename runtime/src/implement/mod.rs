//! What generated types implement for other crates.
//!
//! A trait of another crate can be implemented for a type only where one of both is defined, so generated code calls a macro
//! `__implement_<name>` with the type: `[generics] Type [bounds]`. What it writes is a shell over a function of this crate.
//! Without the feature it says which one is missing.

#[cfg(feature = "miette")]
pub mod miette;

/// Stands for the macro of a feature that is not enabled.
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
    "miette" __implement_miette
    "schemars" __implement_schemars
    "serde" __implement_serde
    "tonic" __implement_tonic
    "utoipa" __implement_utoipa
}
