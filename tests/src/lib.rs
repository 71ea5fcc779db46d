//! Parts that the tests share: the folder of reference data, and the list of the tables of the zoo.

pub mod apis;
pub mod broken;
pub mod generated;
pub mod published;
pub mod zoo;

use std::path::PathBuf;

/// The folder of reference data beside the project.
///
/// If it is absent, the build script sets `no_shared`. A test that needs the folder is ignored then:
/// `#[cfg_attr(no_shared, ignore = "needs ../shared")]`.
#[must_use]
pub fn shared() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared")
}

#[cfg(test)]
mod tests {
    /// The build script does not run again when the folder appears.
    #[test]
    fn no_shared_is_set_if_there_is_no_reference_data() {
        let is_there = super::shared().is_dir();
        assert_eq!(
            is_there,
            !cfg!(no_shared),
            "run `touch tests/build.rs`: ../shared was added or removed since the build"
        );
    }
}
