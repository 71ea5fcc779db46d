//! Types that the macros generate, in a crate that forbids every lint that can be forbidden. A lint in generated code is an error
//! here, and so is an `#[allow]`.

#![forbid(unused, deprecated, nonstandard_style, rust_2018_idioms, rust_2021_compatibility, rust_2024_compatibility)]
#![forbid(future_incompatible, let_underscore, keyword_idents, refining_impl_trait)]
#![forbid(unsafe_code)]
#![forbid(ambiguous_negative_literals, closure_returning_async_block, deprecated_in_future, ffi_unwind_calls)]
#![forbid(explicit_outlives_requirements, impl_trait_redundant_captures)]
#![forbid(macro_use_extern_crate, meta_variable_misuse, missing_copy_implementations)]
#![forbid(missing_debug_implementations, missing_docs, non_ascii_idents, redundant_imports, redundant_lifetimes)]
#![forbid(single_use_lifetimes, trivial_casts, trivial_numeric_casts, unit_bindings, unnameable_types, unreachable_pub)]
#![forbid(unused_extern_crates, unused_import_braces, unused_lifetimes, unused_macro_rules, unused_qualifications)]
#![forbid(unused_results, variant_size_differences, non_shorthand_field_patterns, dead_code)]
#![forbid(clippy::all, clippy::pedantic, clippy::nursery)]

pub mod attribute;
pub mod boxed;
pub mod derive;
