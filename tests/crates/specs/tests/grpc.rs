//! The codes of gRPC, sent by a server of tonic and read by its client.

#![allow(clippy::panic, clippy::unwrap_used)]

use errspec::{Applied, Retry};
use errspec_specs::grpc::{GrpcError, from_status};
use tonic::transport::{Channel, Server, server::TcpIncoming};
use tonic::{Code, Request, Response, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

/// A service that fails with the code that it is asked for by number.
struct Service;

#[tonic::async_trait]
impl Health for Service {
    async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        let number: i32 = request.into_inner().service.parse().map_err(|_| Status::invalid_argument("no number"))?;
        match Code::from(number) {
            Code::Ok => Ok(Response::new(HealthCheckResponse { status: 1 })),
            code => Err(Status::new(code, format!("code {number}, 50 % of \"100\""))),
        }
    }

    type WatchStream = tonic::codegen::BoxStream<HealthCheckResponse>;

    async fn watch(&self, _request: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
        Err(GrpcError::aborted("the version is 7").into())
    }
}

async fn client() -> HealthClient<Channel> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(
        Server::builder().add_service(HealthServer::new(Service)).serve_with_incoming(TcpIncoming::from(listener)),
    );
    HealthClient::new(Channel::from_shared(format!("http://{address}")).unwrap().connect().await.unwrap())
}

/// The entries in the order of their codes, from 1 on.
const NAMES: [&str; 16] = [
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
];

#[tokio::test]
async fn each_code_of_a_server_becomes_its_entry() {
    let mut client = client().await;
    for (number, name) in (1_i32..).zip(NAMES) {
        let status = client.check(HealthCheckRequest { service: number.to_string() }).await.unwrap_err();
        let error = from_status(&status).unwrap();
        assert_eq!((error.name(), error.is_unknown()), (name, false));
        assert_eq!(error.to_string(), format!("code {number}, 50 % of \"100\""));
        assert_eq!(error.code(), Some(i64::from(number).into()));

        let sent = Status::from(error);
        assert_eq!((sent.code(), sent.message()), (status.code(), status.message()));
        // The trailers of a client that is not tonic.
        let headers = status.clone().into_http::<()>();
        let decoded = GrpcError::detect_response(200, headers.headers(), "").unwrap();
        assert_eq!(decoded.error().name(), name);
    }
    assert!(client.check(HealthCheckRequest { service: "0".to_owned() }).await.is_ok());
    assert!(from_status(&Status::ok("")).is_none());
}

#[tokio::test]
async fn an_error_that_a_service_returns_is_read_with_its_advice() {
    let status = client().await.watch(HealthCheckRequest::default()).await.unwrap_err();
    let error = from_status(&status).unwrap();
    assert_eq!(error, GrpcError::aborted("the version is 7"));
    assert_eq!((error.retry(), error.applied(), error.status()), (Retry::After, Applied::No, Some(409)));
}

#[test]
fn the_trailers_of_a_success_are_no_error() {
    assert!(GrpcError::detect_response(200, &[("grpc-status", "0")], "").is_none());
    assert!(GrpcError::detect(200, r#"{"code": 5}"#).is_none(), "a 2xx in JSON is no error");
}
