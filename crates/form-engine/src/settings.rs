//! What the app decides for all its forms.

/// Settings of the app that fields fall back on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormSettings {
    /// ISO 4217 code of money fields that name none.
    pub currency: String,
    /// Region whose national telephone numbers are understood; only `CN` is, for any other a number needs its country code.
    pub phone_region: String,
}

impl Default for FormSettings {
    fn default() -> Self {
        FormSettings { currency: "CNY".to_owned(), phone_region: "CN".to_owned() }
    }
}
