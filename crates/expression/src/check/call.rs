//! Calls: which signature is meant, and whether the arguments are what it takes.

use engine_base::DataType;

use super::{Checker, Typed, literal, suggest, type_name, types};
use crate::{
    Aggregate, Expr, Function,
    functions::{self, Entry, Gives, Means, Param, Signature, Takes},
    node::{Kind, Name, Node},
};

/// Units of dates.
const DATE_UNITS: [&str; 5] = ["day", "week", "month", "quarter", "year"];
/// Units of moments.
const MOMENT_UNITS: [&str; 7] = ["minute", "hour", "day", "week", "month", "quarter", "year"];

impl Checker<'_> {
    pub(super) fn call(&mut self, name: &Name, args: &[Node], wanted: Option<&DataType>) -> Option<Typed> {
        let args = match (name.text.as_str(), args) {
            ("has_role", [Node { kind: Kind::Path(receiver), .. }, rest @ ..])
                if receiver.len() == 1 && rest.len() == 1 =>
            {
                rest
            }
            _ => args,
        };
        let Some(entry) = functions::entry(&name.text) else {
            let issue = name.at.issue("expression.unknown_function").with("name", name.text.as_str());
            return self.refuse(suggest::with_suggestion(
                issue,
                &name.text,
                functions::catalogue().map(|entry| entry.name),
            ));
        };
        if let Some(function) = Aggregate::named(entry.name)
            && let Some(table) = args.first().and_then(|arg| self.table_in(arg))
        {
            return self.rows(function, table, args, &name.at);
        }
        let candidates: Vec<&Signature> = entry.signatures.iter().filter(|one| one.takes_count(args.len())).collect();
        match candidates.as_slice() {
            [] => self.wrong_count(entry, name, args.len()),
            [Signature { means: Means::Rule(rule), .. }] => self.rule(*rule, name, args, wanted),
            [only] => self.call_of(only, args),
            several => self.overload(several, entry, name, args),
        }
    }

    fn wrong_count<T>(&mut self, entry: &Entry, name: &Name, given: usize) -> Option<T> {
        let issue = name.at.issue("expression.arguments").with("name", entry.name).with("given", given);
        self.refuse(issue.with("usage", entry.usage()))
    }

    fn call_of(&mut self, signature: &Signature, args: &[Node]) -> Option<Typed> {
        let checked: Vec<Option<Typed>> =
            args.iter().zip(0..).map(|(arg, index)| self.argument(signature.param(index)?, arg)).collect();
        self.finish(signature, checked.into_iter().collect::<Option<Vec<Typed>>>()?, args)
    }

    /// One argument, checked as its parameter takes it.
    fn argument(&mut self, param: &Param, arg: &Node) -> Option<Typed> {
        if let Some(words) = words_of(param.takes) {
            return self.word(arg, words);
        }
        let typed = self.check(arg, hint(param).as_ref())?;
        let given = typed.ty.clone();
        match accept(param.takes, typed) {
            Some(typed) => Some(typed),
            None => self.mismatch(&arg.at, expected(param.takes), &given),
        }
    }

    fn overload(&mut self, candidates: &[&Signature], entry: &Entry, name: &Name, args: &[Node]) -> Option<Typed> {
        let checked: Vec<Option<Typed>> = args.iter().map(|arg| self.check(arg, None)).collect();
        let typed = checked.into_iter().collect::<Option<Vec<Typed>>>()?;
        let fits = |signature: &&&Signature| {
            typed.iter().zip(0..).all(|(typed, index)| {
                let takes = signature.param(index).map(|param| param.takes);
                takes.is_some_and(|takes| words_of(takes).is_some() || accept(takes, typed.clone()).is_some())
            })
        };
        let Some(signature) = candidates.iter().find(fits) else {
            let given: Vec<&str> = typed.iter().map(|typed| type_name(&typed.ty)).collect();
            let issue =
                name.at.issue("expression.no_signature").with("name", entry.name).with("given", given.join(", "));
            return self.refuse(issue.with("usage", entry.usage()));
        };
        // What was checked is kept: checking nested calls again at every level would take forever.
        let taken: Vec<Option<Typed>> = typed
            .into_iter()
            .zip(args)
            .zip(0..)
            .map(|((typed, arg), index)| {
                let takes = signature.param(index)?.takes;
                if let Some(words) = words_of(takes) { self.word(arg, words) } else { accept(takes, typed) }
            })
            .collect();
        self.finish(signature, taken.into_iter().collect::<Option<Vec<Typed>>>()?, args)
    }

    fn finish(&mut self, signature: &Signature, typed: Vec<Typed>, nodes: &[Node]) -> Option<Typed> {
        let Means::Call(function) = signature.means else { return None };
        let same = typed.first().map_or(DataType::Null, |first| first.ty.clone());
        let ty = match signature.gives {
            Gives::YesNo => DataType::YesNo,
            Gives::Whole => DataType::INTEGER,
            Gives::Decimal => types::decimal(),
            Gives::Rounded => types::number(digits(nodes.get(1))),
            Gives::Text => DataType::Text,
            Gives::Texts => DataType::Text.list(),
            Gives::Date => DataType::Date,
            Gives::Time => DataType::Time,
            Gives::DateTime => DataType::DateTime,
            Gives::Duration => DataType::Duration,
            Gives::Same => same,
            Gives::Item => match same {
                DataType::List { of } => *of,
                other => other,
            },
        };
        let mut args: Vec<Expr> = typed.into_iter().map(|typed| typed.expr).collect();
        // Every call in the tree has all its arguments.
        for param in signature.params.iter().skip(args.len()) {
            let default = default_of(function, param);
            args.push(default);
        }
        Some(Typed::new(Expr::Call { function, args }, ty))
    }

    /// A text in quotes that must be one of `words`; any when there are none to choose from.
    fn word(&mut self, arg: &Node, words: &[&str]) -> Option<Typed> {
        let Some(text) = literal::quoted(arg) else { return self.refuse(arg.at.issue("expression.quoted")) };
        if !words.is_empty() && !words.contains(&text) {
            let issue = arg.at.issue("expression.unknown_unit").with("name", text).with("known", words.join(", "));
            return self.refuse(suggest::with_suggestion(issue, text, words));
        }
        Some(literal::fixed(engine_base::Value::text(text), DataType::Text))
    }
}

/// The value of an argument that was left out.
fn default_of(function: Function, param: &Param) -> Expr {
    let number = match (function, param.name) {
        (Function::Thousands | Function::Percent, _) => engine_base::Decimal::TWO,
        _ => engine_base::Decimal::ZERO,
    };
    literal::number(number).expr
}

/// The typed argument as the parameter takes it; moments give their date or time where that is asked for.
pub(super) fn accept(takes: Takes, typed: Typed) -> Option<Typed> {
    let convert = |function, ty| Some(Typed::new(Expr::Call { function, args: vec![typed.expr.clone()] }, ty));
    match (takes, &typed.ty) {
        (Takes::Date, DataType::DateTime) => convert(Function::DateOfMoment, DataType::Date),
        (Takes::Time, DataType::DateTime) => convert(Function::TimeOfMoment, DataType::Time),
        (Takes::Any, _)
        | (_, DataType::Null)
        | (Takes::YesNo, DataType::YesNo)
        | (Takes::Number, DataType::Number { .. })
        | (Takes::Text, DataType::Text)
        | (Takes::Date, DataType::Date)
        | (Takes::Time, DataType::Time)
        | (Takes::DateTime, DataType::DateTime)
        | (Takes::Duration, DataType::Duration)
        | (Takes::List, DataType::List { .. })
        | (Takes::DateUnit | Takes::MomentUnit | Takes::Pattern | Takes::Role, DataType::Text) => Some(typed),
        _ => None,
    }
}

/// The words a parameter takes; an empty list stands for any word.
fn words_of(takes: Takes) -> Option<&'static [&'static str]> {
    match takes {
        Takes::DateUnit => Some(&DATE_UNITS),
        Takes::MomentUnit => Some(&MOMENT_UNITS),
        Takes::Pattern | Takes::Role => Some(&[]),
        _ => None,
    }
}

fn hint(param: &Param) -> Option<DataType> {
    match param.takes {
        Takes::Date => Some(DataType::Date),
        Takes::Time => Some(DataType::Time),
        Takes::DateTime => Some(DataType::DateTime),
        _ => None,
    }
}

fn expected(takes: Takes) -> &'static str {
    match takes {
        Takes::YesNo => "yes_no",
        Takes::Number => "number",
        Takes::Date => "date",
        Takes::Time => "time",
        Takes::DateTime => "date_time",
        Takes::Duration => "duration",
        Takes::List => "list",
        _ => "text",
    }
}

/// How many digits a rounding keeps, when that is written as a number.
fn digits(node: Option<&Node>) -> u32 {
    match node.map(|node| &node.kind) {
        None => 0,
        Some(Kind::Number(number)) => {
            crate::exact::whole(*number).map_or(0, |digits| u32::try_from(digits).unwrap_or(0))
        }
        Some(_) => crate::exact::MAX_SCALE,
    }
}
