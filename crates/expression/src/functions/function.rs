//! Every meaning a call in a typed tree can have.

/// Declares the functions, their names in the tree and nothing else.
macro_rules! functions {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal,)+) => {
        /// A function of the typed tree. Unless its description says otherwise an empty argument gives an empty result.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Function {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Function {
            /// Every function.
            pub const ALL: &'static [Function] = &[$(Function::$variant,)+];

            /// The name in the tree; each meaning has its own.
            pub fn name(self) -> &'static str {
                match self {
                    $(Function::$variant => $name,)+
                }
            }
        }
    };
}

functions! {
    /// `(any)` → yes/no: no value, empty text, empty list, no files.
    IsEmpty "is_empty",

    /// `(number)` → number: without its sign.
    Abs "abs",
    /// `(number)` → -1, 0 or 1.
    Sign "sign",
    /// `(number, digits)` → number: to the nearest, half away from zero; negative digits round to tens, hundreds…
    Round "round",
    /// `(number, digits)` → number: away from zero.
    RoundUp "round_up",
    /// `(number, digits)` → number: towards zero.
    RoundDown "round_down",
    /// `(number)` → the greatest whole number not above.
    Floor "floor",
    /// `(number)` → the least whole number not below.
    Ceil "ceil",
    /// `(number, divisor)` → remainder with the divisor's sign; empty for divisor 0.
    Mod "mod",
    /// `(base, exponent)` → the base multiplied whole-number times, rounded after each step.
    Power "power",
    /// `(list)` → sum of the numbers that are not empty; 0 when there are none.
    Sum "sum",
    /// `(list)` → mean of the numbers that are not empty; empty when there are none.
    Avg "avg",
    /// `(list)` → the least value that is not empty.
    Min "min",
    /// `(list)` → the greatest value that is not empty.
    Max "max",
    /// `(list)` → how many values are not empty; 0 for an empty list.
    Count "count",

    /// `(text)` → how many characters (code points); 0 for an empty text.
    Len "len",
    /// `(text, count)` → the first characters.
    Left "left",
    /// `(text, count)` → the last characters.
    Right "right",
    /// `(text, start, count)` → characters from position `start`, counted from 1.
    Mid "mid",
    /// `(text)` → without spaces, tabs, line ends, U+00A0 and U+3000 at both ends.
    Trim "trim",
    /// `(text)` → in small letters.
    Lower "lower",
    /// `(text)` → in capital letters.
    Upper "upper",
    /// `(text, part)` → yes/no, the case of A–Z ignored; no when either is empty.
    Contains "contains",
    /// `(text, start)` → yes/no, the case of A–Z ignored; no when either is empty.
    StartsWith "starts_with",
    /// `(text, end)` → yes/no, the case of A–Z ignored; no when either is empty.
    EndsWith "ends_with",
    /// `(text, part)` → position of the first, counted from 1, the case of A–Z ignored; empty when it is not there.
    Find "find",
    /// `(text, old, new)` → each `old` replaced, case kept apart; an empty `new` removes, an empty `old` changes nothing.
    Replace "replace",
    /// `(text, count)` → the text so many times; empty above 1,000 times.
    Repeat "repeat",
    /// `(text, count, filler)` → the filler before the text until it has `count` characters; never shorter; empty above 1,000.
    PadLeft "pad_left",
    /// `(text, separator)` → list of the parts between separators, trimmed, without empty ones.
    Split "split",
    /// `(list, separator)` → the texts that are not empty, with the separator between; an empty separator joins closely.
    Join "join",
    /// `(number)` → the shortest decimal text.
    TextOfNumber "text_of_number",
    /// `(date)` → `2026-01-31`.
    TextOfDate "text_of_date",
    /// `(time)` → `09:30`, with seconds when they are not 0.
    TextOfTime "text_of_time",
    /// `(moment)` → `2026-01-31 09:30` in the organisation's zone.
    TextOfMoment "text_of_moment",
    /// `(number, digits)` → with exactly so many digits after the point (0 to 12).
    Fixed "fixed",
    /// `(number, digits)` → as `fixed`, with a comma after each thousand.
    Thousands "thousands",
    /// `(number, digits)` → `12.5%`, at most so many digits after the point (0 to 10).
    Percent "percent",
    /// `(date, pattern)` → the date as the pattern says: `yyyy yy MM M dd d`, everything else as it stands.
    FormatDate "format_date",
    /// `(moment, pattern)` → the moment in the organisation's zone; also `HH H mm m ss s`.
    FormatMoment "format_moment",
    /// `(text)` → the number that the text is, commas of thousands and spaces at the ends allowed; else empty.
    NumberOfText "number_of_text",
    /// `(number)` → Chinese capital amount; empty from 10^16 on.
    CapitalAmount "capital_amount",

    /// `(year, month, day)` → date; empty when there is no such day.
    DateOfParts "date_of_parts",
    /// `(text)` → date from `2026-01-31`; else empty.
    DateOfText "date_of_text",
    /// `(moment)` → its date in the organisation's zone.
    DateOfMoment "date_of_moment",
    /// `(hour, minute, second)` → time of day; empty when there is no such time.
    TimeOfParts "time_of_parts",
    /// `(moment)` → its time of day in the organisation's zone.
    TimeOfMoment "time_of_moment",
    /// `(date, time)` → the moment in the organisation's zone.
    MomentOf "moment_of",
    /// `(date)` → the moment the day begins in the organisation's zone.
    MomentOfDate "moment_of_date",
    /// `(date)` → whole number.
    Year "year",
    /// `(date)` → 1 to 12.
    Month "month",
    /// `(date)` → 1 to 31.
    Day "day",
    /// `(date)` → 1 for Monday to 7 for Sunday.
    Weekday "weekday",
    /// `(date)` → week of the year by ISO 8601: Monday first, week 1 has the first Thursday.
    Week "week",
    /// `(date)` → 1 to 4.
    Quarter "quarter",
    /// `(time)` → 0 to 23.
    Hour "hour",
    /// `(time)` → 0 to 59.
    Minute "minute",
    /// `(time)` → 0 to 59.
    Second "second",
    /// `(date)` → how many days its month has.
    DaysInMonth "days_in_month",
    /// `(number)` → span of so many days of 24 hours, rounded to the microsecond.
    Days "days",
    /// `(number)` → span.
    Hours "hours",
    /// `(number)` → span.
    Minutes "minutes",
    /// `(number)` → span.
    Seconds "seconds",
    /// `(span)` → number of days, 12 digits.
    InDays "in_days",
    /// `(span)` → number of hours, 12 digits.
    InHours "in_hours",
    /// `(span)` → number of minutes, 12 digits.
    InMinutes "in_minutes",
    /// `(date, whole number, unit)` → date; months and longer end at the month's last day at the latest.
    DateAdd "date_add",
    /// `(moment, whole number, unit)` → moment; days and longer keep the time of day in the organisation's zone.
    MomentAdd "moment_add",
    /// `(date, date, unit)` → whole units from the first to the second, cut towards zero.
    DateDiff "date_diff",
    /// `(moment, moment, unit)` → whole units; days and longer by the clock of the organisation's zone.
    MomentDiff "moment_diff",
    /// `(date, unit)` → first day of its week (Monday), month, quarter, year.
    StartOf "start_of",
    /// `(date, unit)` → last day of its week (Sunday), month, quarter, year.
    EndOf "end_of",
    /// `(date, date)` → whole days from the first to the second.
    DaysBetween "days_between",
    /// `(date, span)` → date; a part of a day counts down: `date + hours(36)` is the next day.
    DatePlus "date_plus",
    /// `(date, span)` → date.
    DateMinus "date_minus",
    /// `(moment, span)` → moment.
    MomentPlus "moment_plus",
    /// `(moment, span)` → moment.
    MomentMinus "moment_minus",
    /// `(moment, moment)` → span from the second to the first.
    MomentDifference "moment_difference",
    /// `(span, span)` → span.
    DurationPlus "duration_plus",
    /// `(span, span)` → span.
    DurationMinus "duration_minus",
    /// `(span, number)` → span, rounded to the microsecond.
    DurationTimes "duration_times",
    /// `(span, number)` → span, rounded to the microsecond; empty for 0.
    DurationOver "duration_over",

    /// `(list, item)` → yes/no: the list has the item; no for an empty item.
    Has "has",
    /// `(list, list)` → yes/no: they have an item in common.
    HasAny "has_any",
    /// `(list, list)` → yes/no: the first has every item of the second; yes when the second is empty.
    HasAll "has_all",
    /// `(list)` → its first item.
    First "first",
    /// `(list)` → its last item.
    Last "last",

    /// `(role)` → yes/no: the person who asks has the role.
    HasRole "has_role",
    /// `(department, department)` → yes/no: the first is the second or below it; no when either is empty.
    WithinDepartment "within_department",
    /// `(region, region)` → yes/no: by code, `330206` is within `330200`, `330000`; no when either is empty.
    WithinRegion "within_region",
}

impl Function {
    /// The function with this name in the tree.
    pub fn named(name: &str) -> Option<Function> {
        Function::ALL.iter().copied().find(|function| function.name() == name)
    }

    /// Whether it can be compiled to SQL. The others are computed on rows that were read.
    pub fn has_sql(self) -> bool {
        !matches!(self, Function::Power | Function::CapitalAmount)
    }

    /// Whether it asks about the person.
    pub fn reads_person(self) -> bool {
        self == Function::HasRole
    }
}
