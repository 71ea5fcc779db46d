//! Every table keeps the promises of a table: each recorded response decodes to its entry, each entry makes the round trip, and each
//! says what to do.

#![allow(clippy::unwrap_used, clippy::panic)]

use errspec::Decode;

fn check<E: Decode>(table: &str) {
    errspec::testing::check::<E>().unwrap_or_else(|error| panic!("{table}: {error}"));
    E::check_examples().unwrap_or_else(|error| panic!("{table}: {error}"));
    assert!(!E::examples().is_empty(), "{table} has no recorded response");
    for entry in E::entries() {
        assert!(entry.summary().is_some_and(|text| text.ends_with('.')), "{table}: {} has no summary", entry.name());
        assert!(entry.action().is_some(), "{table}: {} has no action", entry.name());
        assert!(!entry.causes().is_empty(), "{table}: {} has no cause", entry.name());
    }
}

macro_rules! tables {
    ($($module:ident $name:ident;)*) => {$(
        #[test]
        fn $module() {
            check::<errspec_specs::$module::$name>(stringify!($module));
        }
    )*};
}

tables! {
    flanks FlanksError;
    frankieone FrankieOneError;
    grpc GrpcError;
    kubernetes KubernetesError;
    oauth2 OAuth2Error;
    problem ProblemError;
    s3 S3Error;
    sqlstate SqlstateError;
}
