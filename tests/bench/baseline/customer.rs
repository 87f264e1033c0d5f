//! The two records: read, validated as the definition says, and as the values of their columns.

use jiff::{Timestamp, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Deserialize;

const LEVELS: [&str; 4] = ["vip", "gold", "silver", "normal"];
const STATUSES: [&str; 5] = ["lead", "qualified", "negotiation", "customer", "churned"];
const SOURCES: [&str; 6] = ["web", "referral", "fair", "cold_call", "partner", "ads"];
const INDUSTRIES: [&str; 10] =
    ["it", "retail", "finance", "health", "education", "energy", "transport", "food", "media", "other"];

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    Cents,
    Flag,
    Date,
    Moment,
}

/// The columns of customers after `id`, in the order of every statement.
pub const COLUMNS: [(&str, Kind); 20] = [
    ("name", Kind::Text),
    ("level", Kind::Text),
    ("source", Kind::Text),
    ("industry", Kind::Text),
    ("status", Kind::Text),
    ("phone", Kind::Text),
    ("email", Kind::Text),
    ("website", Kind::Text),
    ("city", Kind::Text),
    ("address", Kind::Text),
    ("owner_id", Kind::Number),
    ("amount", Kind::Cents),
    ("probability", Kind::Number),
    ("first_contact", Kind::Date),
    ("last_contact", Kind::Moment),
    ("next_followup", Kind::Date),
    ("notes", Kind::Text),
    ("is_active", Kind::Flag),
    ("newsletter", Kind::Flag),
    ("company", Kind::Number),
];

/// The columns of companies after `id`.
pub const COMPANY_COLUMNS: [(&str, Kind); 5] = [
    ("name", Kind::Text),
    ("industry", Kind::Text),
    ("city", Kind::Text),
    ("website", Kind::Text),
    ("employees", Kind::Number),
];

/// The value of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(i64),
    Flag(bool),
    Date(Date),
    Moment(Timestamp),
}

/// A customer as it is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    name: Option<String>,
    level: Option<String>,
    source: Option<String>,
    industry: Option<String>,
    status: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    website: Option<String>,
    city: Option<String>,
    address: Option<String>,
    owner_id: Option<i64>,
    amount: Option<Decimal>,
    probability: Option<i64>,
    first_contact: Option<Date>,
    last_contact: Option<Timestamp>,
    next_followup: Option<Date>,
    notes: Option<String>,
    is_active: Option<bool>,
    newsletter: Option<bool>,
    company: Option<i64>,
}

/// A company as it is sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Company {
    name: String,
    industry: Option<String>,
    city: Option<String>,
    website: Option<String>,
    employees: Option<i64>,
}

impl Customer {
    /// The values of its columns; what is wrong otherwise. A new customer needs name, level and status.
    pub fn cells(self, new: bool) -> Result<[Cell; 20], &'static str> {
        if new && (self.name.is_none() || self.level.is_none() || self.status.is_none()) {
            return Err("name, level and status are required");
        }
        if self.name.as_deref().is_some_and(str::is_empty) {
            return Err("name is required");
        }
        if self.email.as_deref().is_some_and(|email| !is_email(email)) {
            return Err("no e-mail address");
        }
        let cents = match self.amount {
            Some(amount) if amount.is_sign_negative() || amount.scale() > 2 => return Err("amount"),
            Some(amount) => Some((amount * Decimal::ONE_HUNDRED).to_i64().ok_or("amount")?),
            None => None,
        };
        if self.probability.is_some_and(|probability| !(0..=100).contains(&probability)) {
            return Err("probability");
        }
        let date = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Date);
        let flag = |flag: Option<bool>| flag.map_or(Cell::Empty, Cell::Flag);
        Ok([
            text(self.name, 200)?,
            one_of(self.level, &LEVELS)?,
            one_of(self.source, &SOURCES)?,
            one_of(self.industry, &INDUSTRIES)?,
            one_of(self.status, &STATUSES)?,
            text(self.phone, 40)?,
            text(self.email, 254)?,
            text(self.website, 200)?,
            text(self.city, 100)?,
            text(self.address, 300)?,
            number(self.owner_id),
            number(cents),
            number(self.probability),
            date(self.first_contact),
            self.last_contact.map_or(Cell::Empty, Cell::Moment),
            date(self.next_followup),
            text(self.notes, 20_000)?,
            flag(self.is_active),
            flag(self.newsletter),
            number(self.company),
        ])
    }
}

impl Company {
    /// The values of its columns.
    pub fn cells(self) -> Result<[Cell; 5], &'static str> {
        Ok([
            text(Some(self.name), 200)?,
            text(self.industry, 40)?,
            text(self.city, 100)?,
            text(self.website, 200)?,
            number(self.employees),
        ])
    }
}

fn text(text: Option<String>, max: usize) -> Result<Cell, &'static str> {
    match text {
        Some(text) if text.len() > max && text.chars().count() > max => Err("text too long"),
        Some(text) => Ok(Cell::Text(text)),
        None => Ok(Cell::Empty),
    }
}

fn one_of(text: Option<String>, known: &[&str]) -> Result<Cell, &'static str> {
    match text {
        Some(text) if !known.contains(&text.as_str()) => Err("unknown option"),
        Some(text) => Ok(Cell::Text(text)),
        None => Ok(Cell::Empty),
    }
}

fn number(number: Option<i64>) -> Cell {
    number.map_or(Cell::Empty, Cell::Number)
}

fn is_email(email: &str) -> bool {
    let Some((local, domain)) = email.split_once('@') else { return false };
    !local.is_empty() && domain.contains('.') && !email.contains(char::is_whitespace)
}
