//! The style of reports: plain or in color.

use std::env;
use std::io::IsTerminal as _;

use super::cargo::in_build_script;
use crate::diagnostics::RenderStyle;

/// Returns the style of text that is printed to standard error.
pub(super) fn style_of_stderr() -> RenderStyle {
    let settings = Settings {
        cargo: env::var("CARGO_TERM_COLOR").ok(),
        no_color: anstyle_query::no_color(),
        force: anstyle_query::clicolor_force(),
        clicolor: anstyle_query::clicolor(),
    };
    // Cargo captures the output of a build script, and strips the colors where its own output has none.
    settings
        .style(|| in_build_script() || (std::io::stderr().is_terminal() && anstyle_query::term_supports_ansi_color()))
}

/// The settings of the environment.
#[derive(Default)]
struct Settings {
    cargo: Option<String>,
    no_color: bool,
    force: bool,
    clicolor: Option<bool>,
}

impl Settings {
    /// Returns the style. A setting for cargo alone goes before those for all programs, and these before the abilities of the
    /// terminal.
    fn style(&self, terminal: impl FnOnce() -> bool) -> RenderStyle {
        let colored = match self.cargo.as_deref() {
            Some("always") => true,
            Some("never") => false,
            _ if self.no_color => false,
            _ if self.force => true,
            _ => self.clicolor != Some(false) && terminal(),
        };
        if colored { RenderStyle::Colored } else { RenderStyle::Plain }
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::diagnostics::RenderStyle::{Colored, Plain};

    fn cargo(setting: &str) -> Settings {
        Settings { cargo: Some(setting.to_owned()), ..Settings::default() }
    }

    #[test]
    fn the_terminal_decides_without_a_setting() {
        for settings in [Settings::default(), cargo("auto"), Settings { clicolor: Some(true), ..Settings::default() }] {
            assert_eq!(settings.style(|| true), Colored);
            assert_eq!(settings.style(|| false), Plain);
        }
    }

    #[test]
    fn no_color_and_clicolor_turn_colors_off() {
        assert_eq!(Settings { no_color: true, force: true, ..Settings::default() }.style(|| true), Plain);
        assert_eq!(Settings { clicolor: Some(false), ..Settings::default() }.style(|| true), Plain);
    }

    #[test]
    fn clicolor_force_turns_colors_on_without_a_terminal() {
        assert_eq!(Settings { force: true, ..Settings::default() }.style(|| false), Colored);
    }

    #[test]
    fn the_setting_for_cargo_goes_first() {
        assert_eq!(Settings { no_color: true, ..cargo("always") }.style(|| false), Colored);
        assert_eq!(Settings { force: true, ..cargo("never") }.style(|| true), Plain);
    }
}
