//! Servers of axum and actix-web, and clients that are no Rust: httpx and curl, and wrk for the load.

#![allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)]

mod actix_server;
mod axum_server;
mod clients;
mod exchanges;
mod load;
#[allow(dead_code)]
#[path = "../orders/mod.rs"]
mod orders;

use std::net::SocketAddr;

use clients::Client;
use exchanges::{OfServer, assert_all};

/// Checks all exchanges between a client and a server.
async fn assert_exchanges(client: Client, address: SocketAddr, of_server: OfServer) {
    let exchanges = exchanges::all(of_server);
    let sent = exchanges.clone();
    let received = tokio::task::spawn_blocking(move || client.send(address, &sent)).await.unwrap();
    assert_all(&exchanges, &received);
}

#[tokio::test]
#[cfg_attr(no_peers, ignore = "needs the packages of peers/requirements.txt")]
async fn httpx_reads_all_that_a_server_of_axum_answers() {
    assert_exchanges(Client::Httpx, axum_server::serve().await, OfServer::Axum).await;
}

#[tokio::test]
#[cfg_attr(no_peers, ignore = "needs the packages of peers/requirements.txt")]
async fn httpx_reads_all_that_a_server_of_actix_web_answers() {
    assert_exchanges(Client::Httpx, actix_server::serve(), OfServer::ActixWeb).await;
}

#[tokio::test]
#[cfg_attr(no_curl, ignore = "needs curl")]
async fn curl_reads_all_that_a_server_of_axum_answers() {
    assert_exchanges(Client::Curl, axum_server::serve().await, OfServer::Axum).await;
}

#[tokio::test]
#[cfg_attr(no_curl, ignore = "needs curl")]
async fn curl_reads_all_that_a_server_of_actix_web_answers() {
    assert_exchanges(Client::Curl, actix_server::serve(), OfServer::ActixWeb).await;
}

#[tokio::test]
#[cfg_attr(no_wrk, ignore = "needs wrk")]
async fn under_load_every_response_of_axum_is_valid_and_none_is_lost() {
    load::assert_complete(axum_server::serve().await).await;
}

#[tokio::test]
#[cfg_attr(no_wrk, ignore = "needs wrk")]
async fn under_load_every_response_of_actix_web_is_valid_and_none_is_lost() {
    load::assert_complete(actix_server::serve()).await;
}
