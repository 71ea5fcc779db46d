//! Codes and literals as types of the engine.

use errspec_engine::table::{ImageWriter, TestKind, TestSpec};
use errspec_engine::{Code as EngineCode, table};

use crate::model::{Code, JsonType, Literal, Test};

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

/// Writes what a test compares with. Returns the test as the type of the engine.
pub(super) fn test_spec(test: &Test, writer: &mut ImageWriter) -> TestSpec {
    let texts = |texts: &[String], writer: &mut ImageWriter| {
        writer.literals(texts.iter().map(|text| table::Literal::String(text)))
    };
    let (kind, literals) = match test {
        Test::Present(true) => (TestKind::Present, writer.literals([])),
        Test::Present(false) => (TestKind::Absent, writer.literals([])),
        Test::Is(values) => (TestKind::Is, writer.literals(values.iter().map(literal))),
        Test::Not(values) => (TestKind::Not, writer.literals(values.iter().map(literal))),
        Test::StartsWith(starts) => (TestKind::StartsWith, texts(starts, writer)),
        Test::EndsWith(ends) => (TestKind::EndsWith, texts(ends, writer)),
        Test::MediaType(types) => (TestKind::MediaType, texts(types, writer)),
        Test::Type(types) => (TestKind::Type, writer.literals(types.iter().map(|ty| number(*ty)))),
    };
    TestSpec { kind, literals }
}

/// Returns the number of a type.
fn number(ty: JsonType) -> table::Literal<'static> {
    let number = JsonType::ALL.iter().zip(0..).find(|(known, _)| **known == ty);
    table::Literal::Integer(number.map_or(0, |(_, number)| number))
}
