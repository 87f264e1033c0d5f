//! Conditions in SQL: true exactly when they hold.

/// A condition. The SQL may give NULL for no, which lets comparisons with columns stand bare, where indexes serve them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Truth {
    Always,
    Never,
    /// In parentheses where it has to.
    When(String),
}

impl Truth {
    pub(super) fn of(holds: bool) -> Truth {
        if holds { Truth::Always } else { Truth::Never }
    }

    pub(super) fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::Never, _) | (_, Truth::Never) => Truth::Never,
            (Truth::Always, truth) | (truth, Truth::Always) => truth,
            (Truth::When(a), Truth::When(b)) => Truth::When(format!("({a} AND {b})")),
        }
    }

    pub(super) fn or(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::Always, _) | (_, Truth::Always) => Truth::Always,
            (Truth::Never, truth) | (truth, Truth::Never) => truth,
            (Truth::When(a), Truth::When(b)) => Truth::When(format!("({a} OR {b})")),
        }
    }

    /// Yes and no changed; what was NULL is yes.
    pub(super) fn not(self) -> Truth {
        match self {
            Truth::Always => Truth::Never,
            Truth::Never => Truth::Always,
            Truth::When(sql) => Truth::When(format!("({sql} IS NOT TRUE)")),
        }
    }

    /// For WHERE and CASE, where NULL counts as no.
    pub(super) fn into_text(self) -> String {
        match self {
            Truth::Always => "TRUE".to_owned(),
            Truth::Never => "FALSE".to_owned(),
            Truth::When(sql) => sql,
        }
    }

    /// Never NULL.
    pub(super) fn into_exact(self) -> String {
        match self {
            Truth::When(sql) => format!("({sql} IS TRUE)"),
            known => known.into_text(),
        }
    }

    /// ` AND …`, or nothing when it always holds.
    pub(super) fn as_further(&self) -> String {
        match self {
            Truth::Always => String::new(),
            Truth::Never => " AND FALSE".to_owned(),
            Truth::When(sql) => format!(" AND {sql}"),
        }
    }
}
