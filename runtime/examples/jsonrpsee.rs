//! A server of JSON-RPC that returns errors of a table, and a client that decodes them.
//!
//! ```sh
//! cargo run -p errspec --example jsonrpsee --features jsonrpsee
//! ```

use std::error::Error;

use errspec::jsonrpsee::decode;
use jsonrpsee_core::client::{ClientT, Error as ClientError};
use jsonrpsee_core::params::ArrayParams;
use jsonrpsee_http_client::HttpClientBuilder;
use jsonrpsee_server::{RpcModule, Server};
use jsonrpsee_types::Params;

#[errspec::table("specs/billing.toml", jsonrpsee)]
pub enum BillingError {}

/// Returns an invoice, or an error of the table. The error of the parameters has words of serde, which no client needs.
fn invoice(params: &Params<'_>) -> Result<String, BillingError> {
    let number = params.one::<i64>().map_err(|_| BillingError::InvalidRequest)?;
    if number == 7 { Ok("invoice 7".to_owned()) } else { Err(BillingError::InvoiceNotFound { number }) }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut module = RpcModule::new(());
    module.register_method("invoice", |params, (), _| invoice(&params))?;
    let server = Server::builder().build("127.0.0.1:0").await?;
    let client = HttpClientBuilder::default().build(format!("http://{}", server.local_addr()?))?;
    let handle = server.start(module);
    for number in ["7", "8", "seven"] {
        let mut params = ArrayParams::new();
        match number.parse::<i64>() {
            Ok(number) => params.insert(number)?,
            Err(_) => params.insert(number)?,
        }
        match client.request::<String, _>("invoice", params).await {
            Ok(invoice) => println!("{number}: {invoice}"),
            Err(ClientError::Call(object)) => {
                let decoded = decode::<BillingError>(&object);
                println!("{number}: {} {:?}, retry {:?}", object.code(), decoded.error(), decoded.retry());
            }
            Err(other) => return Err(other.into()),
        }
    }
    handle.stop()?;
    handle.stopped().await;
    Ok(())
}
