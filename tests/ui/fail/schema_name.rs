// The name of a schema is a string that OpenAPI allows.

#[errspec::table("../tables/small.toml", utoipa = "Payment Error")]
pub enum WithSpace {}

#[errspec::table("../tables/small.toml", utoipa = PaymentError)]
pub enum WithoutQuotes {}

#[errspec::table("../tables/small.toml", axum = "PaymentError")]
pub enum OtherIntegration {}

fn main() {}
