//! Errors of a server of jsonrpsee, as a client of jsonrpsee reads them over a real connection.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::io;
use std::time::Duration;

use errspec::jsonrpsee::decode;
use errspec::{Decoded, Encoder, Retry};
use jsonrpsee_core::client::{ClientT, Error as ClientError};
use jsonrpsee_core::params::ArrayParams;
use jsonrpsee_http_client::{HttpClient, HttpClientBuilder};
use jsonrpsee_server::{RpcModule, Server, ServerHandle};
use jsonrpsee_types::{ErrorObject, ErrorObjectOwned, Params};

#[errspec::table("tables/wallet.toml", jsonrpsee)]
enum WalletError {}

/// A table for HTTP, whose codes are texts.
#[errspec::table("tables/billing.toml", jsonrpsee)]
enum BillingError {}

/// The error of the server, whose source is a secret.
#[derive(Debug, errspec::Error)]
#[errspec("tables/wallet.toml", jsonrpsee)]
enum ServerError {
    InvalidParams,
    NoMethod,
    InsufficientFunds {
        missing: u32,
        balance: Option<u32>,
    },
    NodeBusy,
    #[errspec(entry = "INTERNAL")]
    Storage(#[from] io::Error),
}

const SECRET: &str = "hunter2";

fn withdraw(params: &Params<'_>) -> Result<u32, ServerError> {
    match params.one::<u32>().map_err(|_| ServerError::InvalidParams)? {
        0 => Err(ServerError::NodeBusy),
        1 => Err(io::Error::other(SECRET))?,
        2 => Err(ServerError::NoMethod),
        amount => Err(ServerError::InsufficientFunds { missing: amount - 5, balance: Some(5) }),
    }
}

fn wallet_error() -> Encoder<'static, WalletError> {
    let details = [WalletErrorDetail::new("to", "no address"), WalletErrorDetail::new("amount", "negative")];
    WalletError::InvalidParams.into_encoder().details(details)
}

fn billing_error() -> Encoder<'static, BillingError> {
    let details = [BillingErrorDetail::new("card", "expired")];
    let error = BillingError::card_declined("Acme Bank", "limit").into_encoder();
    error.request_id("req_1").details(details).retry_after(Duration::from_millis(1500))
}

/// Starts a server, and returns it with its client.
async fn connect() -> (ServerHandle, HttpClient) {
    let mut module = RpcModule::new(());
    module.register_method("withdraw", |params, (), _| withdraw(&params)).unwrap();
    module.register_method("details", |_, (), _| Err::<(), ErrorObjectOwned>(wallet_error().into())).unwrap();
    module.register_method("billing", |_, (), _| Err::<(), ErrorObjectOwned>(billing_error().into())).unwrap();
    module.register_method("plain", |_, (), _| Err::<(), _>(BillingError::NotFound)).unwrap();
    let server = Server::builder().build("127.0.0.1:0").await.unwrap();
    let client = HttpClientBuilder::default().build(format!("http://{}", server.local_addr().unwrap())).unwrap();
    (server.start(module), client)
}

/// Calls a method, and returns the error object.
async fn object(client: &HttpClient, method: &str, params: ArrayParams) -> ErrorObjectOwned {
    match client.request::<u32, _>(method, params).await {
        Err(ClientError::Call(object)) => object,
        other => panic!("{other:?}"),
    }
}

fn params(amount: impl serde::Serialize) -> ArrayParams {
    let mut params = ArrayParams::new();
    params.insert(amount).unwrap();
    params
}

#[tokio::test]
async fn an_error_of_a_table_for_json_rpc_arrives_as_the_table_describes() {
    let (_server, client) = connect().await;
    let funds = object(&client, "withdraw", params(12)).await;
    assert_eq!((funds.code(), funds.message()), (4001, "The balance is 7 too low."));
    assert_eq!(funds.data().unwrap().get(), r#"{"balance":5}"#);
    let decoded: Decoded<'_, WalletError> = decode(&funds);
    assert_eq!(decoded.error(), &WalletError::insufficient_funds(7, Some(5)));
    assert_eq!(decoded.error().retry(), Retry::Never);
    let busy = object(&client, "withdraw", params(0)).await;
    assert_eq!(busy, ErrorObject::owned(4290, "The node is busy.", None::<()>));
    assert_eq!(decode::<WalletError>(&busy).into_error(), WalletError::NodeBusy);
    let delay = Duration::from_millis(1500);
    let delayed = ErrorObjectOwned::from(WalletError::NodeBusy.encoder().retry_after(delay));
    assert_eq!(delayed.data().unwrap().get(), r#"{"retryAfterMs":1500}"#);
    assert_eq!(decode::<WalletError>(&delayed).retry_after(), Some(delay));
}

#[tokio::test]
async fn details_arrive_typed() {
    let (_server, client) = connect().await;
    let decoded: Decoded<'_, WalletError> = decode(&object(&client, "details", ArrayParams::new()).await);
    assert_eq!(decoded.error(), &WalletError::InvalidParams);
    let expected = [WalletErrorDetail::new("to", "no address"), WalletErrorDetail::new("amount", "negative")];
    assert_eq!(decoded.details(), expected);
}

#[tokio::test]
async fn parameters_that_are_rejected_and_sources_are_not_shown() {
    let (_server, client) = connect().await;
    for (amount, expected) in
        [(serde_json::json!(SECRET), WalletError::InvalidParams), (1.into(), WalletError::Internal)]
    {
        let object = object(&client, "withdraw", params(amount)).await;
        assert!(!format!("{object:?}").contains(SECRET) && object.data().is_none(), "{object:?}");
        assert_eq!(decode::<WalletError>(&object).error(), &expected);
    }
}

#[tokio::test]
async fn what_the_server_rejects_itself_is_read_by_the_table() {
    let (_server, client) = connect().await;
    let decoded: Decoded<'_, WalletError> = decode(&object(&client, "no such method", ArrayParams::new()).await);
    assert_eq!(decoded.error(), &WalletError::NoMethod);
}

#[tokio::test]
async fn an_error_of_any_other_table_arrives_as_a_problem_document() {
    let (_server, client) = connect().await;
    let object = object(&client, "billing", ArrayParams::new()).await;
    assert_eq!(object.code(), -32000);
    assert_eq!(object.message(), BillingError::card_declined("Acme Bank", "limit").to_string());
    let decoded: Decoded<'_, BillingError> = decode(&object);
    assert_eq!(decoded.error(), &BillingError::card_declined("Acme Bank", "limit"));
    assert_eq!((decoded.request_id(), decoded.retry_after()), (Some("req_1"), Some(Duration::from_millis(1500))));
    assert_eq!(decoded.details(), [BillingErrorDetail::new("card", "expired")]);
    let plain = self::object(&client, "plain", ArrayParams::new()).await;
    assert_eq!(decode::<BillingError>(&plain).into_error(), BillingError::NotFound);
}

#[test]
fn an_object_of_no_table_is_forwarded_as_it_arrived() {
    let long = format!("[{}]", u128::MAX);
    let data = serde_json::value::RawValue::from_string(long).unwrap();
    for received in [
        ErrorObject::owned(-32099, "a \u{1F980} \"text\"", Some(&data)),
        ErrorObject::owned(0, "", None::<()>),
        ErrorObject::owned(7, "x", Some(serde_json::json!({ "type": "about:blank", "title": "x", "name": "NONE" }))),
    ] {
        let error = decode::<WalletError>(&received).into_error();
        assert!(error.is_unknown());
        assert_eq!(ErrorObjectOwned::from(error), received);
        let error = decode::<BillingError>(&received).into_error();
        assert!(error.is_unknown());
        assert_eq!(ErrorObjectOwned::from(error), received);
    }
}

/// The values of a body outside its error object would be lost.
#[test]
fn a_body_with_values_beside_the_error_object_is_no_response_of_json_rpc() {
    #[errspec::table("tables/orders.toml")]
    enum OrderError {}
    let locked = OrderError::order_locked("7");
    let object = errspec::jsonrpsee::error_object(&locked);
    assert_eq!(object.code(), -32000);
    assert_eq!(decode::<OrderError>(&object).into_error(), locked);
}
