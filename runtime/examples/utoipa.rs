//! An OpenAPI description whose error responses come from a table.
//!
//! ```sh
//! cargo run -p errspec --example utoipa --features utoipa
//! ```

use utoipa::openapi::path::{HttpMethod, OperationBuilder};
use utoipa::openapi::{InfoBuilder, OpenApiBuilder, PathItem, PathsBuilder};

#[errspec::table("../../specs/frankieone.toml", utoipa)]
pub enum FrankieOneError {}

fn main() -> Result<(), serde_json::Error> {
    // With utoipa's macros: `#[utoipa::path(get, path = "/entities/{id}", responses(FrankieOneError))]`.
    let responses = utoipa::openapi::ResponsesBuilder::new().responses_from_into_responses::<FrankieOneError>();
    let operation = OperationBuilder::new().responses(responses.build()).build();
    let paths = PathsBuilder::new().path("/entities/{id}", PathItem::new(HttpMethod::Get, operation));
    let info = InfoBuilder::new().title("Entities").version("1").build();
    let api = OpenApiBuilder::new().info(info).paths(paths.build()).build();
    println!("{}", serde_json::to_string_pretty(&api)?);
    Ok(())
}
