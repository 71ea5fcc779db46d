//! Whether reports are in colour.

use std::env;
use std::io::IsTerminal as _;

use super::surroundings::in_build_script;

/// Whether what is printed to standard error is read where there are colours.
pub(super) fn on_stderr() -> bool {
    let asked = Asked {
        cargo: env::var("CARGO_TERM_COLOR").ok(),
        no_color: anstyle_query::no_color(),
        force: anstyle_query::clicolor_force(),
        clicolor: anstyle_query::clicolor(),
    };
    // Of a build script cargo keeps what is printed, and shows it without colours where its own output has none.
    asked.decide(|| in_build_script() || (std::io::stderr().is_terminal() && anstyle_query::term_supports_ansi_color()))
}

/// What the environment asks for.
#[derive(Default)]
struct Asked {
    cargo: Option<String>,
    no_color: bool,
    force: bool,
    clicolor: Option<bool>,
}

impl Asked {
    /// What is said of cargo alone goes before what is said of all programs, and what anyone said before what the terminal
    /// can do.
    fn decide(&self, terminal: impl FnOnce() -> bool) -> bool {
        match self.cargo.as_deref() {
            Some("always") => true,
            Some("never") => false,
            _ if self.no_color => false,
            _ if self.force => true,
            _ => self.clicolor != Some(false) && terminal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;

    fn cargo(asked: &str) -> Asked {
        Asked { cargo: Some(asked.to_owned()), ..Asked::default() }
    }

    #[test]
    fn the_terminal_decides_where_nothing_is_asked() {
        for asked in [Asked::default(), cargo("auto"), Asked { clicolor: Some(true), ..Asked::default() }] {
            assert!(asked.decide(|| true));
            assert!(!asked.decide(|| false));
        }
    }

    #[test]
    fn no_color_and_clicolor_refuse() {
        assert!(!Asked { no_color: true, force: true, ..Asked::default() }.decide(|| true));
        assert!(!Asked { clicolor: Some(false), ..Asked::default() }.decide(|| true));
    }

    #[test]
    fn clicolor_force_asks_for_it_where_there_is_no_terminal() {
        assert!(Asked { force: true, ..Asked::default() }.decide(|| false));
    }

    #[test]
    fn what_is_asked_of_cargo_goes_first() {
        assert!(Asked { no_color: true, ..cargo("always") }.decide(|| false));
        assert!(!Asked { force: true, ..cargo("never") }.decide(|| true));
    }
}
