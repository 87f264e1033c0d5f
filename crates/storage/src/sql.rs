//! Expression trees as SQL: one meaning, two dialects. Written beside `schema` and `records`; see `STAGE2.md`.
