//! Errors of an API as reports of `miette`, with code, advice and the address of the documentation.
//!
//! ```sh
//! cargo run -p errspec --example miette --features miette
//! ```

use miette::NarratableReportHandler;

#[errspec::table("specs/flanks.toml", miette)]
pub enum FlanksError {}

fn main() -> std::fmt::Result {
    for error in [FlanksError::missing_fields(["client_id"]), FlanksError::Processing] {
        let mut report = String::new();
        NarratableReportHandler::new().render_report(&mut report, &error)?;
        println!("{report}");
    }
    Ok(())
}
