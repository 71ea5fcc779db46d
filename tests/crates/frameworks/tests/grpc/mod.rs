//! A gRPC service on loopback that answers every call with a status.

#![allow(dead_code)]

use std::sync::Arc;

use errspec::tonic::RequestIdLayer;
use tonic::codegen::http::HeaderMap;
use tonic::codegen::tokio_stream::{self, StreamExt as _};
use tonic::transport::{Channel, Server};
use tonic::{Request, Response, Status};
use tonic_health::pb::health_client::HealthClient;
use tonic_health::pb::health_server::{Health, HealthServer};
use tonic_health::pb::{HealthCheckRequest, HealthCheckResponse};

/// A service that returns the same status for every call. A stream has a message before it.
pub(crate) struct Service(pub(crate) Arc<dyn Fn() -> Status + Send + Sync>);

#[tonic::async_trait]
impl Health for Service {
    async fn check(&self, _request: Request<HealthCheckRequest>) -> Result<Response<HealthCheckResponse>, Status> {
        Err((self.0)())
    }

    type WatchStream = tonic::codegen::BoxStream<HealthCheckResponse>;

    async fn watch(&self, _request: Request<HealthCheckRequest>) -> Result<Response<Self::WatchStream>, Status> {
        let messages = tokio_stream::iter([Ok(HealthCheckResponse { status: 1 }), Err((self.0)())]);
        Ok(Response::new(Box::pin(messages)))
    }
}

/// Starts a server. Returns its address.
pub(crate) async fn serve(
    layer: Option<RequestIdLayer>,
    status: impl Fn() -> Status + Send + Sync + 'static,
) -> std::net::SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let incoming = tonic::transport::server::TcpIncoming::from(listener);
    let service = HealthServer::new(Service(Arc::new(status)));
    match layer {
        Some(layer) => {
            tokio::spawn(Server::builder().layer(layer).add_service(service).serve_with_incoming(incoming));
        }
        None => {
            tokio::spawn(Server::builder().add_service(service).serve_with_incoming(incoming));
        }
    }
    address
}

/// Returns a client that accepts 8 KiB of headers, as other implementations do by default.
pub(crate) async fn client(address: std::net::SocketAddr) -> HealthClient<Channel> {
    let endpoint = Channel::from_shared(format!("http://{address}")).unwrap().http2_max_header_list_size(8192);
    HealthClient::new(endpoint.connect().await.unwrap())
}

/// Returns the status that a client receives.
pub(crate) async fn over_the_wire(status: impl Fn() -> Status + Send + Sync + 'static) -> Status {
    client(serve(None, status).await).await.check(HealthCheckRequest::default()).await.unwrap_err()
}

/// Returns the status at the end of a stream.
pub(crate) async fn end_of_stream(client: &mut HealthClient<Channel>, request: Request<HealthCheckRequest>) -> Status {
    let mut stream = client.watch(request).await.unwrap().into_inner();
    assert!(stream.next().await.unwrap().is_ok());
    stream.next().await.unwrap().unwrap_err()
}

/// Returns the size of a status as a header list (RFC 9113, section 6.5.2).
pub(crate) fn header_list_size(status: &Status) -> usize {
    let mut headers = HeaderMap::new();
    status.add_header(&mut headers).unwrap();
    headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 32).sum()
}
