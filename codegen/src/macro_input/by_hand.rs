//! Implementations by hand that a macro would repeat, beside the type in its file.
//!
//! The compiler reports each of them as a conflict. Found here, they are one error, which says what settles it. What is not plainly such an
//! implementation is left to the compiler.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::surroundings::{Surroundings, is_word};

/// The implementations of a type that are written by hand.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct ByHand {
    /// `true` for one of `Display`, or for another derive of it if `Error` is implemented by hand.
    pub(crate) display: bool,
    pub(crate) error: bool,
    /// The types that `From` converts.
    pub(crate) from: Vec<String>,
    /// The inherent functions.
    pub(crate) functions: Vec<Ident>,
}

impl ByHand {
    /// Returns `true` if a text may contain implementations of a type. Others need no tokens.
    pub(crate) fn may_be_in(text: &str, ty: &Ident) -> bool {
        [" for", "impl", ">"].iter().any(|before| text.contains(&format!("{before} {ty}")))
    }

    /// Reads the implementations of a type beside it.
    pub(crate) fn read(surroundings: &Surroundings, ty: &Ident) -> Self {
        let mut found = Self::default();
        surroundings.implementations().for_each(|(head, body)| found.add(head, body, ty));
        let derives = surroundings.derives().names;
        found.display |= found.error && derives.iter().any(|name| name == "Display");
        found
    }

    /// Adds the implementation with this head.
    fn add(&mut self, head: &[TokenTree], body: &Group, ty: &Ident) {
        if is_inherent(head, ty) {
            self.functions.extend(functions(body));
            return;
        }
        let Some(at) = head.iter().rposition(|token| is_word(token, "for")) else { return };
        let (name, of) = head.split_at(at);
        if !of.get(1).is_some_and(|token| is_word(token, &ty.to_string())) {
            return;
        }
        if is_trait(name, "Display", "fmt") {
            self.display |= functions(body).iter().any(|name| name == "fmt");
        }
        if is_trait(name, "Error", "error") {
            // Other traits of this name, such as that of serde, have other functions.
            let methods = ["source", "description", "cause", "provide"];
            self.error |= functions(body).iter().all(|name| methods.iter().any(|method| name == method));
        }
        if let [.., TokenTree::Punct(close)] = name
            && close.as_char() == '>'
            && let Some(open) = name.iter().position(|token| is_word(token, "From"))
            && let Some([TokenTree::Punct(less), source @ .., _]) = name.get(open + 1..)
            && less.as_char() == '<'
        {
            self.from.push(source.iter().cloned().collect::<TokenStream>().to_string());
        }
    }
}

/// Returns `true` if a head is that of the inherent implementation of a type.
fn is_inherent(head: &[TokenTree], ty: &Ident) -> bool {
    let [name, rest @ ..] = without_parameters(head) else { return false };
    is_word(name, &ty.to_string()) && !without_parameters(rest).first().is_some_and(|token| is_word(token, "for"))
}

/// Returns the tokens after the parameters in angle brackets, if they begin with them.
fn without_parameters(tokens: &[TokenTree]) -> &[TokenTree] {
    let mut depth = 0_usize;
    let mut is_arrow = false;
    for (at, token) in tokens.iter().enumerate() {
        let sign = if let TokenTree::Punct(sign) = token { sign.as_char() } else { ' ' };
        match sign {
            '<' => depth += 1,
            '>' if !is_arrow => depth = depth.saturating_sub(1),
            _ => {}
        }
        is_arrow = sign == '-';
        if depth == 0 {
            let end = if at == 0 { 0 } else { at + 1 };
            return tokens.get(end..).unwrap_or_default();
        }
    }
    &[]
}

/// Returns the names of the functions in an implementation. One with an attribute that is a condition is left out.
fn functions(body: &Group) -> Vec<Ident> {
    let tokens: Vec<TokenTree> = body.stream().into_iter().collect();
    let is_condition = |token: &TokenTree| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
            group.stream().into_iter().next().is_some_and(|word| is_word(&word, "cfg"))
        }
        _ => false,
    };
    let mut names = Vec::new();
    let mut conditional = false;
    for pair in tokens.windows(2) {
        match pair {
            [keyword, TokenTree::Ident(name)] if is_word(keyword, "fn") => {
                names.extend((!conditional).then(|| name.clone()));
                conditional = false;
            }
            [token, _] => conditional |= is_condition(token),
            _ => {}
        }
    }
    names
}

/// Returns `true` if a path ends with a trait, alone or behind the name of its module.
fn is_trait(path: &[TokenTree], name: &str, module: &str) -> bool {
    let Some((last, before)) = path.split_last() else { return false };
    let is_alone = match before {
        [.., of, TokenTree::Punct(_), TokenTree::Punct(colon)] if colon.as_char() == ':' => is_word(of, module),
        [] => true,
        [.., TokenTree::Punct(close)] => close.as_char() == '>',
        _ => false,
    };
    is_word(last, name) && is_alone
}

#[cfg(test)]
mod tests {
    use proc_macro2::{Ident, Span};

    use super::{ByHand, Surroundings};

    fn find(text: &str) -> ByHand {
        let ty = Ident::new("E", Span::call_site());
        let surroundings = Surroundings::find(text, &ty).filter(|_| ByHand::may_be_in(text, &ty));
        surroundings.map(|it| ByHand::read(&it, &ty)).unwrap_or_default()
    }

    #[test]
    fn implementations_beside_the_type_are_found() {
        let found = find(
            "mod a { pub enum E { A { a: u8 } } impl std::fmt::Display for E { fn fmt(&self) {} } impl<'a> Error for E {} \
             impl From<std::io::Error> for E { fn from() {} } }",
        );
        assert_eq!(
            found,
            ByHand { display: true, error: true, from: vec!["std :: io :: Error".to_owned()], ..ByHand::default() }
        );
    }

    #[test]
    fn a_derive_of_display_counts_beside_an_error_by_hand() {
        let derived = "enum A {} #[derive(Debug, displaydoc::Display)] /// Text.\n pub(crate) enum E {}";
        let found = find(&format!("{derived} impl Error for E {{}}"));
        assert_eq!(found, ByHand { display: true, error: true, ..ByHand::default() });
        assert!(!find(&format!("{derived} impl From<A> for E {{}}")).display);
        let other = "#[derive(Display)] enum A {} #[derive(Debug)] enum E {} impl Error for E {}";
        assert_eq!(find(other), ByHand { error: true, ..ByHand::default() });
    }

    #[test]
    fn inherent_functions_are_found() {
        for text in [
            "enum E {} impl E { pub fn a(&self) { fn c() {} } #[cfg(test)] fn d() {} #[inline] const fn b() {} }",
            "enum E<T> {} impl<T: Fn() -> u8> E<T> where T: for<'a> Fn(&'a u8) { fn a() {} fn b() {} }",
        ] {
            let functions: Vec<String> = find(text).functions.iter().map(ToString::to_string).collect();
            assert_eq!(functions, ["a", "b"], "{text}");
        }
    }

    #[test]
    fn others_are_none() {
        for text in [
            "enum E {} // impl Display for E { fn fmt() {} }",
            "enum E {} mod a { impl Display for E { fn fmt() {} } }",
            "enum E {} #[cfg(test)] impl Display for E { fn fmt() {} }",
            "enum E {} impl Display for E { fn show() {} }",
            "enum E {} impl gui::Display for E { fn fmt() {} }",
            "enum E {} impl Display for Eq { fn fmt() {} } impl Error for F<E> {}",
            "enum E {} mod a { enum E {} impl Error for E {} }",
            "enum E {} impl Error for E { fn custom() {} fn source() {} }",
            "enum E {} impl A for E { fn a() {} } impl A<E> { fn a() {} } impl a::E { fn a() {} }",
            "enum E {} #[cfg(test)] impl E { fn a() {} } mod a { impl E { fn a() {} } }",
        ] {
            assert_eq!(find(text), ByHand::default(), "{text}");
        }
    }
}
