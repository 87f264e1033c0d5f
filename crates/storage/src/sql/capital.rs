//! Chinese capital amounts in PostgreSQL's SQL; `engine_base::capital_amount` says what they are.

use super::{Repr, SqlBuilder, term::Sql};
use crate::Error;

/// Digits of the whole part, one after the other: a zero is spoken before a digit when the one above is zero; each group of four
/// that is not all zeros has its name.
const WHOLE: &str = "SELECT string_agg(CASE WHEN substr({w}, i, 1) = '0' THEN '' ELSE CASE WHEN i > 1 AND substr({w}, i - 1, 1) = '0' \
    THEN '零' ELSE '' END || translate(substr({w}, i, 1), '123456789', '壹贰叁肆伍陆柒捌玖') || (ARRAY['', '拾', '佰', '仟'])[1 + (length({w}) - i) % 4] END \
    || CASE WHEN (length({w}) - i) % 4 = 0 AND ltrim(substr({w}, GREATEST(1, i - 3), LEAST(4, i)), '0') <> '' \
    THEN (ARRAY['', '万', '亿', '兆', '京'])[1 + (length({w}) - i) / 4] ELSE '' END, '' ORDER BY i) FROM generate_series(1, length({w})) AS i";

const DIGITS: &str = "(ARRAY['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'])";

impl SqlBuilder<'_> {
    pub(super) fn capital_amount(&mut self, number: Sql) -> Result<Sql, Error> {
        let (cents, parts) = (self.alias(), self.alias());
        let whole = WHOLE.replace("{w}", &format!("{parts}.w"));
        let (w, jiao, fen) = (format!("{parts}.w"), format!("{parts}.jiao"), format!("{parts}.fen"));
        let text = format!(
            "CASE WHEN {parts}.negative AND {parts}.cents > 0 THEN '负' ELSE '' END \
             || CASE WHEN {w} <> '0' THEN ({whole}) || '元' WHEN {parts}.cents = 0 THEN '零元' ELSE '' END \
             || CASE WHEN {jiao} = 0 AND {fen} = 0 THEN '整' \
             WHEN {jiao} = 0 THEN CASE WHEN {w} <> '0' THEN '零' ELSE '' END || {DIGITS}[1 + {fen}] || '分' \
             ELSE CASE WHEN {w} <> '0' AND right({w}, 1) = '0' THEN '零' ELSE '' END || {DIGITS}[1 + {jiao}] || '角' \
             || CASE WHEN {fen} > 0 THEN {DIGITS}[1 + {fen}] || '分' ELSE '' END END"
        );
        let split = format!(
            "SELECT {cents}.negative, {cents}.cents, div({cents}.cents, 100)::text AS w, \
             (div({cents}.cents, 10) % 10)::int AS jiao, ({cents}.cents % 10)::int AS fen"
        );
        let template = format!(
            "(SELECT {text} FROM ({split} FROM (SELECT {{0}} < 0 AS negative, round(abs({{0}}) * 100) AS cents OFFSET 0) AS {cents} OFFSET 0) \
             AS {parts} WHERE {parts}.cents < 1000000000000000000)"
        );
        Ok(Sql::new(self.fill(&template, &[number])?, Repr::Text))
    }
}
