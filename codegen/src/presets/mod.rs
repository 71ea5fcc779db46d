//! The texts of the presets.

/// The presets by name.
pub(crate) const PRESETS: &[(&str, &str)] = &[
    ("rfc9457", include_str!("rfc9457.toml")),
    ("google-rpc", include_str!("google-rpc.toml")),
    ("json-api", include_str!("json-api.toml")),
    ("graphql", include_str!("graphql.toml")),
    ("json-rpc", include_str!("json-rpc.toml")),
    ("oauth2", include_str!("oauth2.toml")),
    ("kubernetes", include_str!("kubernetes.toml")),
    ("odata", include_str!("odata.toml")),
    ("aws-json", include_str!("aws-json.toml")),
    ("aws-query", include_str!("aws-query.toml")),
    ("s3", include_str!("s3.toml")),
    ("soap", include_str!("soap.toml")),
    ("elasticsearch", include_str!("elasticsearch.toml")),
    ("scim", include_str!("scim.toml")),
    ("fhir", include_str!("fhir.toml")),
    ("oci", include_str!("oci.toml")),
    ("grpc-gateway", include_str!("grpc-gateway.toml")),
    ("matrix", include_str!("matrix.toml")),
    ("prometheus", include_str!("prometheus.toml")),
];
