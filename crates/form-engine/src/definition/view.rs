//! How the records of a form are seen.

use std::collections::BTreeMap;

use engine_base::{Key, Text};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

/// A way to see the records of a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// The view's key, unique in its form.
    pub key: Key,
    /// What people call it.
    pub label: Text,
    /// Table, board, calendar….
    #[serde(flatten)]
    pub kind: ViewKind,
    /// Which records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Json>,
    /// Field paths, `-` before one for descending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<String>,
    /// Colours of rows, cards and bars; the first condition that holds counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colours: Vec<ColourRule>,
    /// Who sees the view; everybody who may read the form when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Key>,
}

/// What a view looks like.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ViewKind {
    /// Rows and columns.
    Table(TableView),
    /// One column of cards per option.
    Kanban(KanbanView),
    /// A month of records.
    Calendar {
        /// The date that places a record.
        start: Key,
        /// The date at which it ends.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        end: Option<Key>,
    },
    /// Bars along the time.
    Gantt(GanttView),
    /// Cards with pictures.
    Gallery {
        /// The image field that gives the picture.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cover: Option<Key>,
        /// Fields on a card, besides the title.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        columns: Vec<String>,
    },
    /// Rows below rows.
    Tree {
        /// The link of the form to itself that leads to the record above.
        parent: Key,
        /// Field paths.
        columns: Vec<String>,
    },
}

/// Rows and columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableView {
    /// Field paths; `customer.region` hops over a link.
    pub columns: Vec<String>,
    /// Groups by this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Key>,
    /// What stands in the heads of groups and at the foot of the table, by field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub totals: BTreeMap<Key, Total>,
    /// So many of the first columns stay when the others are scrolled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frozen: Option<u8>,
    /// Widths of columns in pixels.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub widths: BTreeMap<String, u16>,
    /// How high a row is; short by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_height: Option<RowHeight>,
}

/// One column of cards per option.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KanbanView {
    /// The select field that gives the columns.
    pub by: Key,
    /// Summed per column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<Key>,
    /// Fields on a card, besides the title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<String>,
    /// How many cards a column should have at most, by option; more are shown with a warning, never refused.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub limits: BTreeMap<String, u32>,
}

/// Bars along the time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GanttView {
    /// The date at which a bar begins.
    pub from: Key,
    /// The date at which it ends.
    pub to: Key,
    /// How much of it is done: a percent field, or a number from 0 to 100.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Key>,
    /// The field written on the bar; the form's title by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Groups by this field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Key>,
}

/// A colour and when it is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColourRule {
    /// When.
    pub when: Json,
    /// Which.
    pub colour: RowColour,
}

/// Colours of rows; how each looks is a matter of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "they say what they are")]
pub enum RowColour {
    Grey,
    Red,
    Orange,
    Amber,
    Green,
    Teal,
    Blue,
    Violet,
    Pink,
}

/// What stands for the values of many records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Total {
    /// All together.
    Sum,
    /// The mean.
    Avg,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// How many have a value.
    Count,
}

/// How high a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowHeight {
    /// One line.
    Short,
    /// Two lines.
    Medium,
    /// Four lines.
    Tall,
}

impl ViewKind {
    /// The word for it in definitions.
    pub fn name(&self) -> &'static str {
        match self {
            ViewKind::Table(_) => "table",
            ViewKind::Kanban(_) => "kanban",
            ViewKind::Calendar { .. } => "calendar",
            ViewKind::Gantt(_) => "gantt",
            ViewKind::Gallery { .. } => "gallery",
            ViewKind::Tree { .. } => "tree",
        }
    }
}

impl View {
    /// Every field or path whose value is shown as it is; a masked one may stand there.
    pub fn shown(&self) -> Vec<&str> {
        match &self.kind {
            ViewKind::Table(TableView { columns, .. })
            | ViewKind::Kanban(KanbanView { columns, .. })
            | ViewKind::Tree { columns, .. } => columns.iter().map(String::as_str).collect(),
            ViewKind::Gallery { cover, columns } => {
                columns.iter().map(String::as_str).chain(cover.as_deref()).collect()
            }
            ViewKind::Gantt(gantt) => gantt.title.as_deref().into_iter().collect(),
            ViewKind::Calendar { .. } => Vec::new(),
        }
    }

    /// Every field or path that decides about order, groups, places or totals, so that where a record stands tells its value.
    pub fn used(&self) -> Vec<&str> {
        let mut used: Vec<&str> = self.sort.iter().map(|path| path.trim_start_matches('-')).collect();
        match &self.kind {
            ViewKind::Table(table) => {
                used.extend(table.group.as_deref());
                used.extend(table.totals.keys().map(|key| &**key));
            }
            ViewKind::Kanban(kanban) => used.extend([Some(&*kanban.by), kanban.sum.as_deref()].into_iter().flatten()),
            ViewKind::Calendar { start, end } => used.extend([Some(&**start), end.as_deref()].into_iter().flatten()),
            ViewKind::Gantt(gantt) => {
                let own = [Some(&*gantt.from), Some(&*gantt.to), gantt.progress.as_deref(), gantt.group.as_deref()];
                used.extend(own.into_iter().flatten());
            }
            ViewKind::Gallery { .. } => {}
            ViewKind::Tree { parent, .. } => used.push(parent),
        }
        used
    }
}
