//! Locations that belong together: those of a code and of a message, and that of the object around them.

use crate::draw::Draw;

/// The locations of an error in a body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Family {
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    /// What other locations begin with.
    pub(super) base: &'static str,
    /// The list of errors that the locations are in.
    pub(super) errors: &'static str,
}

const fn family(code: &'static str, message: &'static str, base: &'static str) -> Family {
    Family { code, message, base, errors: "" }
}

const fn listed(code: &'static str, message: &'static str, base: &'static str, errors: &'static str) -> Family {
    Family { code, message, base, errors }
}

const JSON: &[Family] = &[
    family("/code", "/message", ""),
    family("/error/code", "/error/message", "/error"),
    listed("/errors/0/code", "/errors/0/message", "/errors/0", "/errors"),
    family("/errors/*/code", "/errors/*/message", "/errors/*"),
    family("/0", "/1", ""),
    family("/1/code", "/1/message", "/1"),
    family("/data/(json)/code", "/data/(json)/message", "/data/(json)"),
    family("/error/[kind=a]/code", "/error/[kind=a]/text", "/error/[kind=a]"),
    family("/text/(form)/code", "/text/(form)/message", "/text/(form)"),
    family("/error/inner**/code", "/error/inner**/message", "/error/inner**"),
    family("/errors/*~#", "/errors/*", ""),
    family("/url/(query)/error", "/url/(query)/text", "/url/(query)"),
    family("header:www-authenticate/(parameters)/error", "header:www-authenticate/(parameters)/error_description", ""),
    family("/xml/(xml)/E/Code", "/xml/(xml)/E/Message", "/xml/(xml)/E"),
    family("header:x-code", "header:x-message", ""),
    family("/a~1b", "/m~0n", "/ä"),
    listed("/data/(json)/0/code", "/data/(json)/0/message", "/data/(json)/0", "/data/(json)"),
    listed("/0/code", "/0/message", "/0", ""),
    family("/errors/*/list/*/code", "/errors/*/list/*/message", "/errors/*/list/*"),
    family("/error", "/error_description", ""),
    family("/", "/~1", ""),
    family("/data/(json)/text/(form)/code", "/data/(json)/message", "/data/(json)"),
    family("/a/(json)/e/*/code", "/a/(json)/e/*/message", "/a/(json)/e/*"),
];

const XML: &[Family] = &[
    family("/E/Code", "/E/Message", "/E"),
    family("/E/@code", "/E", "/E"),
    listed("/E/Errors/Error/Code", "/E/Errors/Error/Message", "/E/Errors/Error", "/E/Errors/Error"),
    family("/E/*/Code", "/E/*/Message", "/E/*"),
    family("/E/Text/(json)/code", "/E/Text/(json)/message", "/E"),
    family("/E/*~#", "/E/*", "/E"),
    family("/E/Error/@code", "/E/Error/Message", "/E/Error"),
];

const PAIRS: &[Family] = &[
    family("/code", "/message", ""),
    family("/*~#", "/*", ""),
    family("/data/(json)/code", "/data/(json)/message", "/data/(json)"),
    family("/error", "/error description", ""),
];

/// A body that is one text.
const TEXT: Family = family("", "", "");

/// Picks the locations for a kind of body.
pub(super) fn family_for(body: &str, draw: &mut Draw<'_>) -> Family {
    match body {
        "json" if draw.one_in(4) => *JSON.first().unwrap_or(&TEXT),
        "json" => *draw.pick(JSON),
        "xml" => *draw.pick(XML),
        "text" => TEXT,
        _ => *draw.pick(PAIRS),
    }
}

/// Returns the root of all locations in a kind of body.
pub(super) fn root_of(body: &str) -> &'static str {
    if body == "xml" { "/E" } else { "" }
}
