//! Random records and random well-typed expressions, made of a tape of numbers so that failing ones can be made smaller.

use engine_base::{DataType, Date, Decimal, Duration, Key, Row, Time, Timestamp, Value};
use expression::{Aggregate, BinaryOp, Expr, Function as F, Hop, Path, corpus};

use super::test_property::id;

#[rustfmt::skip]
const TEXTS: [&str; 16] = [
    "a", "B", "abc ABC", "宁波精工", " x ", "12.50", "-3", "1,234",
    "2024-02-29", "%_\\", "ß İ Σ", "e\u{301}", "\u{a0}\u{3000}z\t", "x,y,,z", "😀b", "0",
];
const PATTERNS: [&str; 7] = ["yyyy-MM-dd", "yy年M月d日", "ddddMM", "HH:mm:ss", "H\"m\\s", "yyyyy Q ssss", "MMM D"];
const UNITS: [&str; 5] = ["day", "week", "month", "quarter", "year"];
const CODES: [&str; 5] = ["330206", "330200", "330000", "310000", "330212"];

/// Turns a tape of numbers into choices; a tape that has ended chooses the first.
pub(super) struct Tape<'a> {
    world: &'a corpus::World,
    tape: Vec<u16>,
    at: usize,
    in_row: bool,
}

fn lit(value: Value) -> Expr {
    Expr::Literal { value, ty: DataType::Null }
}

fn call(function: F, args: Vec<Expr>) -> Expr {
    Expr::Call { function, args }
}

fn or(a: Expr, b: Expr) -> Expr {
    BinaryOp::Coalesce.of(a, b)
}

impl<'a> Tape<'a> {
    pub(super) fn new(world: &'a corpus::World, tape: Vec<u16>) -> Tape<'a> {
        Tape { world, tape, at: 0, in_row: false }
    }

    fn next(&mut self) -> u16 {
        let number = self.tape.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        number
    }

    fn pick(&mut self, count: usize) -> usize {
        usize::from(self.next()) % count
    }

    fn one<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.pick(all.len())]
    }

    fn maybe(&mut self, value: Value) -> Value {
        if self.pick(5) == 4 { Value::Null } else { value }
    }

    fn decimal(&mut self, scale: u32) -> Decimal {
        let size = [10_i64, 1_000, 100_000, 10_000_000, 9_000_000_000_000_000][self.pick(5)];
        let units = (i64::from(self.next()) * 65_537 + i64::from(self.next()))
            * 7_919_993_i64.pow(u32::from(size > 1_000_000))
            % size;
        let sign = if self.pick(3) == 2 { -1 } else { 1 };
        Decimal::from_i128_with_scale(i128::from(units * sign), scale)
    }

    fn day(&mut self) -> Date {
        let base = jiff::civil::date(1999, 12, 31);
        match self.pick(12) {
            10 => jiff::civil::date(9_999, 12, 31),
            11 => jiff::civil::date(1, 1, 1),
            _ => base.checked_add(jiff::Span::new().days(i64::from(self.next()) % 20_000 - 5_000)).unwrap(),
        }
    }

    fn clock(&mut self) -> Time {
        let second = i32::from(self.next()) * 2 % 86_400;
        Time::midnight().checked_add(jiff::Span::new().seconds(second)).unwrap()
    }

    fn instant(&mut self) -> Timestamp {
        // Around changes of the clock as well.
        let base = [
            "2024-03-10T06:59:00Z",
            "2024-11-03T05:30:00Z",
            "2024-10-05T15:00:00Z",
            "2024-04-06T14:45:00Z",
            "2026-01-01T00:00:00Z",
        ];
        let base: Timestamp = base[self.pick(5)].parse().unwrap();
        let span = match self.pick(3) {
            0 => i64::from(self.next()) % 14_400,
            1 => (i64::from(self.next()) - 30_000) * 40_000,
            _ => i64::from(self.next()) * 7,
        };
        let micros = if self.pick(4) == 3 { i64::from(self.next()) } else { 0 };
        Timestamp::from_microsecond(base.as_microsecond() + span * 1_000_000 + micros).unwrap()
    }

    fn text_value(&mut self) -> Value {
        let text = self.one(&TEXTS);
        Value::text(text)
    }

    fn value_of(&mut self, ty: &DataType) -> Value {
        let value = match ty {
            DataType::Number { scale } => Value::Number(self.decimal(u32::from(*scale))),
            DataType::YesNo => Value::Bool(self.pick(2) == 0),
            DataType::Date => Value::Date(self.day()),
            DataType::Time => Value::Time(self.clock()),
            DataType::DateTime => Value::Timestamp(self.instant()),
            DataType::User => Value::Id(id(11 + u8::try_from(self.pick(3)).unwrap())),
            DataType::Department => Value::Id(id(21 + u8::try_from(self.pick(4)).unwrap())),
            DataType::Link { .. } => Value::Id(id(1 + u8::try_from(self.pick(3)).unwrap())),
            DataType::Option { .. } => Value::text(self.one(&CODES)),
            DataType::List { of } => {
                let mut items: Vec<Value> = (0..self.pick(4)).map(|_| self.item_of(of)).collect();
                items.dedup();
                items.sort_by_key(|item| format!("{item:?}"));
                items.dedup();
                return if items.is_empty() { Value::Null } else { Value::list(items) };
            }
            _ => self.text_value(),
        };
        self.maybe(value)
    }

    fn item_of(&mut self, ty: &DataType) -> Value {
        let value = self.value_of(ty);
        if value == Value::Null { self.item_of_present(ty) } else { value }
    }

    fn item_of_present(&mut self, ty: &DataType) -> Value {
        if let DataType::Text = ty {
            Value::text("vip")
        } else if let DataType::User = ty {
            Value::Id(id(11))
        } else {
            Value::Id(id(1))
        }
    }

    /// A record of the form `thing`.
    pub(super) fn record(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        for field in self.world.fields("thing") {
            values.push(match field.ty {
                DataType::Rows => {
                    let count = self.pick(4);
                    let rows = (0..count).map(|_| Row {
                        id: None,
                        values: field.fields.iter().map(|field| self.value_of(&field.ty)).collect(),
                    });
                    let rows: Vec<Row> = rows.collect();
                    if rows.is_empty() { Value::Null } else { Value::Rows(rows.into()) }
                }
                _ if field.key == "id" => Value::text(id(99).to_string()),
                ref ty => self.value_of(ty),
            });
        }
        values
    }

    /// A field of the record, or of the row by the same key.
    fn field(&mut self, keys: &[&str]) -> Expr {
        let key = keys[self.pick(keys.len())];
        let mut parts = key.split('.');
        let first = parts.next().unwrap();
        let fields = self.world.fields("thing");
        let rows = fields.iter().find(|field| field.key == "lines").map(|field| field.fields.as_slice()).unwrap();
        let row = self.in_row && rows.iter().any(|field| field.key == first) && self.pick(3) != 2;
        let slot_of = |fields: &[corpus::Field], key: &str| fields.iter().position(|field| field.key == key).unwrap();
        let slot = slot_of(if row { rows } else { fields }, first);
        let mut form = match first {
            "owner" => "user",
            _ => "other",
        };
        let mut hops = Vec::new();
        for key in parts {
            hops.push(Hop {
                form: Key::new(form).unwrap(),
                slot: slot_of(self.world.fields(form), key),
                key: Key::new(key).unwrap(),
            });
            form = "user";
        }
        Expr::Field(Path { row, slot, key: Key::new(first).unwrap(), hops })
    }

    fn either(&mut self, depth: usize, make: fn(&mut Self, usize) -> Expr) -> Expr {
        if self.pick(2) == 0 {
            let (a, b) = (make(self, depth), make(self, depth));
            return or(a, b);
        }
        let (test, then, other) = (self.yes(depth), make(self, depth), make(self, depth));
        Expr::If { test: Box::new(test), then: Box::new(then), other: Box::new(other) }
    }

    fn rows(&mut self, function: Aggregate, depth: usize, each: Option<fn(&mut Self, usize) -> Expr>) -> Expr {
        let slot = self.world.fields("thing").iter().position(|field| field.key == "lines").unwrap();
        self.in_row = true;
        let each = each.map(|each| Box::new(each(self, depth)));
        let filter = if self.pick(2) == 0 || matches!(function, Aggregate::Every) {
            Some(Box::new(self.yes(depth)))
        } else {
            None
        };
        self.in_row = false;
        Expr::Rows { function, table: slot, table_key: Key::new("lines").unwrap(), each, filter }
    }

    fn number(&mut self, depth: usize) -> Expr {
        use BinaryOp::{Add, Divide, Multiply, Remainder, Subtract};
        if depth == 0 {
            return match self.pick(4) {
                0 => self.field(&["n2", "n0", "n4", "other.n2"]),
                1 => lit(Value::Null),
                _ => {
                    let scale = u32::try_from(self.pick(5)).unwrap();
                    let number = self.decimal(scale);
                    lit(Value::Number(number))
                }
            };
        }
        let d = depth - 1;
        match self.pick(22) {
            0 | 1 => self.number(0),
            2 | 3 => {
                let op = self.one(&[Add, Subtract, Multiply, Divide, Remainder]);
                let (a, b) = (self.number(d), self.number(d));
                op.of(a, b)
            }
            4 => Expr::Negate(Box::new(self.number(d))),
            5 => {
                let function = self.one(&[F::Abs, F::Sign, F::Floor, F::Ceil]);
                call(function, vec![self.number(d)])
            }
            6 => {
                let function = self.one(&[F::Round, F::RoundUp, F::RoundDown]);
                let (x, digits) = (self.number(d), self.whole(d, &[-3, -1, 0, 1, 2, 4, 11, 12, 13]));
                call(function, vec![x, digits])
            }
            7 => call(F::Mod, vec![self.number(d), self.number(d)]),
            8 => {
                let (x, n) = (self.number(d), self.whole(d, &[0, 1, 2, 3, 5, -1, -2]));
                call(F::Power, vec![x, n])
            }
            9 => {
                let function = self.one(&[F::Sum, F::Avg, F::Min, F::Max, F::Count]);
                let items = (0..=self.pick(3)).map(|_| self.number(d)).collect();
                call(function, vec![Expr::List(items)])
            }
            10 => call(F::Len, vec![self.text(d)]),
            11 => call(F::Find, vec![self.text(d), self.text(d)]),
            12 => self.either(d, Self::number),
            13 => {
                let function = self.one(&[F::Year, F::Month, F::Day, F::Weekday, F::Week, F::Quarter, F::DaysInMonth]);
                call(function, vec![self.date(d)])
            }
            14 => {
                let function = self.one(&[F::Hour, F::Minute, F::Second]);
                call(function, vec![self.time(d)])
            }
            15 => {
                let function = self.one(&[F::InDays, F::InHours, F::InMinutes]);
                call(function, vec![self.span(d)])
            }
            16 => {
                let (a, b, unit) = (self.date(d), self.date(d), self.one(&UNITS));
                call(F::DateDiff, vec![a, b, lit(Value::text(unit))])
            }
            17 => {
                let (a, b, unit) = (
                    self.moment(d),
                    self.moment(d),
                    self.one(&["minute", "hour", "day", "week", "month", "quarter", "year"]),
                );
                call(F::MomentDiff, vec![a, b, lit(Value::text(unit))])
            }
            18 => call(F::DaysBetween, vec![self.date(d), self.date(d)]),
            19 => call(F::NumberOfText, vec![self.text(d)]),
            20 if !self.in_row => {
                let function =
                    self.one(&[Aggregate::Sum, Aggregate::Avg, Aggregate::Min, Aggregate::Max, Aggregate::Count]);
                self.rows(function, d, Some(Self::number))
            }
            21 => {
                let function = self.one(&[F::Count, F::Min, F::Max]);
                if function == F::Count {
                    call(function, vec![self.list(d)])
                } else {
                    call(F::Len, vec![call(function, vec![self.list(d)])])
                }
            }
            _ => self.number(0),
        }
    }

    fn whole(&mut self, depth: usize, all: &[i64]) -> Expr {
        if self.pick(4) == 3 { self.number(depth) } else { lit(Value::Number(Decimal::from(self.one(all)))) }
    }

    fn text(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return match self.pick(3) {
                0 => self.field(&["t1", "t2", "region", "other.t1", "owner.name"]),
                1 => lit(self.text_value()),
                _ => lit(Value::Null),
            };
        }
        let d = depth - 1;
        match self.pick(20) {
            0 | 1 => self.text(0),
            2 => BinaryOp::Concat.of(self.text(d), self.text(d)),
            3 => {
                let (function, text) = (self.one(&[F::Left, F::Right]), self.text(d));
                let count = self.whole(d, &[0, 1, 2, 5, -1]);
                call(function, vec![text, count])
            }
            4 => {
                let (text, start, count) =
                    (self.text(d), self.whole(d, &[1, 2, 0, -1]), self.whole(d, &[1, 2, 5, 0, -2]));
                call(F::Mid, vec![text, start, count])
            }
            5 => {
                let function = self.one(&[F::Trim, F::Lower, F::Upper]);
                call(function, vec![self.text(d)])
            }
            6 => call(F::Replace, vec![self.text(d), self.text(d), self.text(d)]),
            7 => {
                let (text, count) = (self.text(d), self.whole(d, &[0, 1, 3, 1_000, 1_001]));
                call(F::Repeat, vec![text, count])
            }
            8 => {
                let (text, count, filler) = (self.text(d), self.whole(d, &[0, 5, 12, 1_001]), self.text(d));
                call(F::PadLeft, vec![text, count, filler])
            }
            9 => call(F::TextOfNumber, vec![self.number(d)]),
            10 => call(F::TextOfDate, vec![self.date(d)]),
            11 => call(F::TextOfTime, vec![self.time(d)]),
            12 => call(F::TextOfMoment, vec![self.moment(d)]),
            13 => {
                let (function, number) = (self.one(&[F::Fixed, F::Thousands, F::Percent]), self.number(d));
                let digits = self.whole(d, &[0, 2, 5, 10, 12, 13, -1]);
                call(function, vec![number, digits])
            }
            14 => {
                let (date, pattern) = (self.date(d), self.one(&PATTERNS));
                call(F::FormatDate, vec![date, lit(Value::text(pattern))])
            }
            15 => {
                let (moment, pattern) = (self.moment(d), self.one(&PATTERNS));
                call(F::FormatMoment, vec![moment, lit(Value::text(pattern))])
            }
            16 => call(F::Join, vec![self.list(d), self.text(0)]),
            17 => {
                let function = self.one(&[F::First, F::Last]);
                call(function, vec![self.list(d)])
            }
            18 => self.either(d, Self::text),
            _ => call(F::CapitalAmount, vec![self.number(d)]),
        }
    }

    fn list(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return if self.pick(2) == 0 {
                self.field(&["tags"])
            } else {
                lit(Value::list([Value::text("vip"), self.text_value()]))
            };
        }
        match self.pick(4) {
            0 => call(F::Split, vec![self.text(depth - 1), self.text(0)]),
            1 => {
                let items = (0..=self.pick(2)).map(|_| self.text(depth - 1)).collect();
                Expr::List(items)
            }
            2 => self.either(depth - 1, Self::list),
            _ => self.list(0),
        }
    }

    fn date(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return match self.pick(4) {
                0 => self.field(&["d1", "d2", "other.d1"]),
                1 => Expr::Today,
                2 => lit(Value::Date(self.day())),
                _ => lit(Value::Null),
            };
        }
        let d = depth - 1;
        match self.pick(9) {
            0 | 1 => self.date(0),
            2 => {
                let parts = vec![
                    self.whole(d, &[2024, 2023, 0, 9_999]),
                    self.whole(d, &[2, 12, 13, 0]),
                    self.whole(d, &[28, 29, 31, 0]),
                ];
                call(F::DateOfParts, parts)
            }
            3 => call(F::DateOfText, vec![self.text(d)]),
            4 => call(F::DateOfMoment, vec![self.moment(d)]),
            5 => {
                let (date, count, unit) =
                    (self.date(d), self.whole(d, &[1, -1, 13, -400, 100_000, 5_000_000_000]), self.one(&UNITS));
                call(F::DateAdd, vec![date, count, lit(Value::text(unit))])
            }
            6 => {
                let (function, date, unit) = (self.one(&[F::StartOf, F::EndOf]), self.date(d), self.one(&UNITS));
                call(function, vec![date, lit(Value::text(unit))])
            }
            7 => {
                let function = self.one(&[F::DatePlus, F::DateMinus]);
                call(function, vec![self.date(d), self.span(d)])
            }
            _ => self.either(d, Self::date),
        }
    }

    fn time(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return if self.pick(2) == 0 { self.field(&["c1"]) } else { lit(Value::Time(self.clock())) };
        }
        let d = depth - 1;
        match self.pick(4) {
            0 => self.time(0),
            1 => {
                let parts = vec![self.whole(d, &[0, 23, 24]), self.whole(d, &[0, 59, 60]), self.whole(d, &[0, 59, -1])];
                call(F::TimeOfParts, parts)
            }
            2 => call(F::TimeOfMoment, vec![self.moment(d)]),
            _ => self.either(d, Self::time),
        }
    }

    fn moment(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return match self.pick(3) {
                0 => self.field(&["m1", "m2"]),
                1 => lit(Value::Timestamp(self.instant())),
                _ => Expr::Now,
            };
        }
        let d = depth - 1;
        match self.pick(6) {
            0 => self.moment(0),
            1 => call(F::MomentOf, vec![self.date(d), self.time(d)]),
            2 => call(F::MomentOfDate, vec![self.date(d)]),
            3 => {
                let units = ["minute", "hour", "day", "week", "month", "quarter", "year"];
                let (moment, count, unit) =
                    (self.moment(d), self.whole(d, &[1, -1, 13, -400, 90_000_000]), self.one(&units));
                call(F::MomentAdd, vec![moment, count, lit(Value::text(unit))])
            }
            4 => {
                let function = self.one(&[F::MomentPlus, F::MomentMinus]);
                call(function, vec![self.moment(d), self.span(d)])
            }
            _ => self.either(d, Self::moment),
        }
    }

    fn span(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            let span = i64::from(self.next()) * 86_400_123;
            return lit(Value::Duration(Duration(span)));
        }
        let d = depth - 1;
        match self.pick(6) {
            0 => {
                let function = self.one(&[F::Days, F::Hours, F::Minutes, F::Seconds]);
                call(function, vec![self.number(d)])
            }
            1 => call(F::MomentDifference, vec![self.moment(d), self.moment(d)]),
            2 => {
                let function = self.one(&[F::DurationPlus, F::DurationMinus]);
                call(function, vec![self.span(d), self.span(d)])
            }
            3 => {
                let function = self.one(&[F::DurationTimes, F::DurationOver]);
                call(function, vec![self.span(d), self.number(d)])
            }
            4 => Expr::Negate(Box::new(self.span(d))),
            _ => self.either(d, Self::span),
        }
    }

    fn person(&mut self) -> Expr {
        match self.pick(4) {
            0 => self.field(&["owner", "other.owner"]),
            1 => Expr::Me(expression::MeAttribute::Id),
            2 => lit(Value::Id(id(12))),
            _ => lit(Value::Null),
        }
    }

    fn department(&mut self) -> Expr {
        match self.pick(4) {
            0 => self.field(&["dep", "owner.department", "other.owner.department"]),
            1 => Expr::Me(expression::MeAttribute::Department),
            2 => lit(Value::Id(id(21))),
            _ => lit(Value::Null),
        }
    }

    fn yes(&mut self, depth: usize) -> Expr {
        use BinaryOp::{And, Equal, Greater, GreaterEqual, In, Less, LessEqual, NotEqual, Or};
        if depth == 0 {
            return match self.pick(3) {
                0 => self.field(&["yes", "other.yes"]),
                1 => lit(Value::Bool(self.pick(2) == 0)),
                _ => lit(Value::Null),
            };
        }
        let d = depth - 1;
        let ordered = [Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual];
        match self.pick(20) {
            0 => self.yes(0),
            1 => Expr::Not(Box::new(self.yes(d))),
            2 => And.of(self.yes(d), self.yes(d)),
            3 => Or.of(self.yes(d), self.yes(d)),
            4 | 5 => self.one(&ordered).of(self.number(d), self.number(d)),
            6 => self.one(&ordered).of(self.text(d), self.text(d)),
            7 => self.one(&ordered).of(self.date(d), self.date(d)),
            8 => self.one(&ordered).of(self.time(d), self.time(d)),
            9 => self.one(&ordered).of(self.moment(d), self.moment(d)),
            10 => self.one(&ordered).of(self.span(d), self.span(d)),
            11 => self.one(&[Equal, NotEqual]).of(self.person(), self.person()),
            12 => match self.pick(4) {
                0 => {
                    let list: Vec<Value> =
                        (0..self.pick(25)).map(|_| self.value_of(&DataType::Number { scale: 2 })).collect();
                    In.of(self.number(d), lit(Value::list(list)))
                }
                1 => {
                    let list: Vec<Value> = (0..self.pick(25)).map(|_| self.value_of(&DataType::Text)).collect();
                    In.of(self.text(d), lit(Value::list(list)))
                }
                2 => In.of(self.person(), lit(Value::list([Value::Id(id(11)), Value::Null]))),
                _ => In.of(self.text(d), self.list(d)),
            },
            13 => {
                let function = self.one(&[F::Contains, F::StartsWith, F::EndsWith]);
                call(function, vec![self.text(d), self.text(d)])
            }
            14 => {
                let of = match self.pick(5) {
                    0 => self.field(&["lines", "tags", "others", "team", "t1", "owner", "dep"]),
                    1 => self.number(d),
                    2 => self.text(d),
                    3 => self.list(d),
                    _ => self.date(d),
                };
                call(F::IsEmpty, vec![of])
            }
            15 => match self.pick(4) {
                0 => call(F::Has, vec![self.list(d), self.text(d)]),
                1 => call(F::Has, vec![self.field(&["team"]), self.person()]),
                2 => call(F::Has, vec![self.field(&["others"]), self.field(&["other"])]),
                _ => self.one(&[Equal, NotEqual]).of(self.list(d), self.list(d)),
            },
            16 => {
                let function = self.one(&[F::HasAny, F::HasAll]);
                call(function, vec![self.list(d), self.list(d)])
            }
            17 => call(F::WithinDepartment, vec![self.department(), self.department()]),
            18 => {
                let code = self.one(&CODES);
                let above = if self.pick(2) == 0 { self.field(&["region"]) } else { lit(Value::text(code)) };
                call(F::WithinRegion, vec![self.field(&["region"]), above])
            }
            _ if self.in_row => self.yes(0),
            _ => {
                let function = self.one(&[Aggregate::Some, Aggregate::Every]);
                self.rows(function, d, None)
            }
        }
    }

    /// An expression of any type.
    pub(super) fn any(&mut self) -> Expr {
        let depth = 1 + self.pick(4);
        match self.pick(9) {
            0 | 1 => self.yes(depth),
            2 | 3 => self.number(depth),
            4 => self.text(depth),
            5 => self.date(depth),
            6 => self.moment(depth),
            7 => self.span(depth),
            _ => self.list(depth),
        }
    }
}
