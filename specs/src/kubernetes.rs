//! The errors of the [Kubernetes API](https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status): the reasons of a Status.
//!
//! ```
//! use errspec_specs::kubernetes::KubernetesError;
//!
//! let body = r#"{
//!     "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "code": 422, "reason": "Invalid",
//!     "message": "Pod \"web\" is invalid: spec.containers: Required value",
//!     "details": {
//!         "name": "web",
//!         "kind": "Pod",
//!         "causes": [{"reason": "FieldValueRequired", "message": "Required value", "field": "spec.containers"}]
//!     }
//! }"#;
//! let decoded = KubernetesError::decode(422, body);
//! assert_eq!(decoded.error().name(), "INVALID");
//! assert_eq!(decoded.field("name").unwrap().to_string(), "web");
//! assert_eq!(decoded.details()[0].field.as_deref(), Some("spec.containers"));
//!
//! // A watch has the Status in an event, within a 200.
//! let event = r#"{"type": "ERROR", "object": {"kind": "Status", "status": "Failure", "code": 410, "reason": "Expired",
//!                 "message": "too old resource version: 1 (2)"}}"#;
//! let decoded = KubernetesError::detect(200, event).unwrap();
//! assert_eq!(decoded.error(), &KubernetesError::expired("too old resource version: 1 (2)"));
//! assert!(KubernetesError::detect(200, r#"{"kind": "Status", "status": "Success"}"#).is_none());
//! ```
//!
//! An admission webhook or an aggregated API server writes them:
//!
//! ```
//! use errspec_specs::kubernetes::KubernetesError;
//!
//! let response = KubernetesError::forbidden("images from this registry are not allowed").encode_response();
//! assert_eq!(response.status, 403);
//! let decoded = KubernetesError::try_decode(403, &response.body).unwrap();
//! assert_eq!(decoded.message(), Some("images from this registry are not allowed"));
//! ```

#[errspec::table("kubernetes.toml")]
pub enum KubernetesError {}
