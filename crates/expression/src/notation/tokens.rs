//! What of Rhai's tokens a formula may use, and how they are carried through Rhai's parser.
//!
//! Numbers travel as texts with a mark before them, so that no digit passes through a float; words that only statements
//! need become ordinary names, so that a field may be called `case`, `new` or `private`.

use rhai::{Identifier, LexError, Position, Token};

/// Before the digits of a number.
pub(super) const NUMBER: char = 'n';
/// Before the characters of a text.
pub(super) const TEXT: char = 't';

/// The token that Rhai's parser gets to see in place of `token`.
pub(super) fn admit(token: Token, _: Position, _: &rhai::TokenizeState) -> Token {
    match token {
        Token::IntegerConstant(number) => marked(NUMBER, &number.to_string()),
        Token::FloatConstant(number) => marked(NUMBER, &number.1),
        Token::DecimalConstant(number) => marked(NUMBER, &number.1),
        Token::StringConstant(text) => marked(TEXT, &text),
        Token::CharConstant(character) => marked(TEXT, character.encode_utf8(&mut [0; 4])),
        // Every step over a link is null-safe already.
        Token::Elvis => Token::Period,
        Token::Reserved(word) if rhai::is_valid_identifier(&word) => Token::Identifier(word),
        Token::Let
        | Token::Const
        | Token::Switch
        | Token::Do
        | Token::While
        | Token::Until
        | Token::Loop
        | Token::For
        | Token::Fn
        | Token::Continue
        | Token::Break
        | Token::Return
        | Token::Throw
        | Token::Try
        | Token::Catch
        | Token::Private
        | Token::Import
        | Token::Export
        | Token::As => Token::Identifier(Box::new(Identifier::from(token.literal_syntax()))),
        Token::Identifier(_)
        | Token::LeftBrace
        | Token::RightBrace
        | Token::LeftParen
        | Token::RightParen
        | Token::LeftBracket
        | Token::RightBracket
        | Token::Unit
        | Token::Plus
        | Token::UnaryPlus
        | Token::Minus
        | Token::UnaryMinus
        | Token::Multiply
        | Token::Divide
        | Token::Modulo
        | Token::PowerOf
        | Token::Comma
        | Token::Period
        | Token::DoubleQuestion
        | Token::True
        | Token::False
        | Token::If
        | Token::Else
        | Token::In
        | Token::NotIn
        | Token::LessThan
        | Token::GreaterThan
        | Token::LessThanEqualsTo
        | Token::GreaterThanEqualsTo
        | Token::EqualsTo
        | Token::NotEqualsTo
        | Token::Bang
        | Token::Or
        | Token::And
        | Token::Comment(_)
        | Token::LexError(_)
        | Token::EOF => token,
        other => Token::LexError(Box::new(LexError::UnexpectedInput(other.to_string()))),
    }
}

fn marked(mark: char, text: &str) -> Token {
    let mut carried = Identifier::from(text);
    carried.insert(0, mark);
    Token::StringConstant(Box::new(carried))
}
