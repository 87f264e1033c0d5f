//! How much of a file is taken.

/// Bytes of a file.
pub const FILE: usize = 20 << 20;
/// Bytes of everything in an archive, unpacked.
pub const UNPACKED: u64 = 256 << 20;
/// Parts of an archive.
pub const PARTS: usize = 2000;
/// Sheets that are read.
pub const SHEETS: usize = 50;
/// Cells with something in them, over all sheets.
pub const CELLS: usize = 2_000_000;
/// Columns of a sheet.
pub const COLUMNS: usize = 500;
/// Characters of a cell.
pub const TEXT: usize = 100_000;
/// Bytes of all texts together: one shared text may stand in many cells.
pub const TEXTS: usize = 128 << 20;
