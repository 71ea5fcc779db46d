//! A gRPC service that returns errors of a table, and a client that decodes them. It implements `grpc.health.v1`, so that no code
//! is generated from a `.proto`.
//!
//! ```sh
//! cargo run -p errspec --example tonic --features tonic
//! ```

use std::error::Error;

use errspec::tonic::{RequestIdLayer, decode_status};
use tonic::transport::{Channel, Server};
use tonic::{Request, Response, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

#[errspec::table("specs/flanks.toml", tonic)]
pub enum FlanksError {}

struct Service;

/// Returns the health of a service, or an error of the table.
fn check(service: &str) -> Result<HealthCheckResponse, FlanksError> {
    match service {
        "portfolio" => Err(FlanksError::Processing),
        "" => Err(FlanksError::missing_fields(["service"])),
        _ => Ok(HealthCheckResponse { status: 1 }),
    }
}

#[tonic::async_trait]
impl Health for Service {
    async fn check(&self, request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        Ok(Response::new(check(&request.into_inner().service)?))
    }

    type WatchStream = tonic::codegen::BoxStream<HealthCheckResponse>;

    async fn watch(&self, _request: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
        Err(FlanksError::Processing)?
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let incoming = tonic::transport::server::TcpIncoming::from(listener);
    let mut server = Server::builder().layer(RequestIdLayer::from_header("x-request-id"));
    tokio::spawn(server.add_service(HealthServer::new(Service)).serve_with_incoming(incoming));

    let channel = Channel::from_shared(format!("http://{address}"))?.connect().await?;
    let mut client = HealthClient::new(channel);
    for service in ["", "portfolio", "credentials"] {
        let mut request = Request::new(HealthCheckRequest { service: service.to_owned() });
        request.metadata_mut().insert("x-request-id", "req_1".parse()?);
        match client.check(request).await {
            Ok(response) => println!("{service:?}: {response:?}"),
            Err(status) => {
                let decoded = decode_status::<FlanksError>(&status);
                let (error, id) = (decoded.error(), decoded.request_id());
                println!("{service:?}: {:?} -> {error:?}, retry {:?}, request {id:?}", status.code(), decoded.retry());
            }
        }
    }
    Ok(())
}
