//! Codes and literals as types of the engine.

use errspec_engine::{Code as EngineCode, table};

use crate::model::{Code, Literal};

/// Returns a code as the type of the engine.
pub(super) fn code(code: &Code) -> EngineCode<'_> {
    match code {
        Code::Integer(number) => EngineCode::Integer(*number),
        Code::String(text) => EngineCode::String(text),
    }
}

/// Returns a literal as the type of the engine.
pub(super) fn literal(literal: &Literal) -> table::Literal<'_> {
    match literal {
        Literal::String(text) => table::Literal::String(text),
        Literal::Integer(number) => table::Literal::Integer(*number),
        Literal::Boolean(flag) => table::Literal::Boolean(*flag),
    }
}
