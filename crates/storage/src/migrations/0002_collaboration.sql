CREATE TABLE fw_comment (
    id uuid NOT NULL PRIMARY KEY, app TEXT NOT NULL, form TEXT NOT NULL, record uuid NOT NULL, at BIGINT NOT NULL,
    by_user uuid NOT NULL, text TEXT NOT NULL, mentions TEXT NOT NULL, files TEXT NOT NULL, edited_at BIGINT);
CREATE INDEX fw_comment_record ON fw_comment (record, id);
CREATE INDEX fw_comment_app ON fw_comment (app, id);
CREATE TABLE fw_notice (
    id uuid NOT NULL PRIMARY KEY, user_id uuid NOT NULL, at BIGINT NOT NULL, kind TEXT NOT NULL, app TEXT NOT NULL, form TEXT NOT NULL,
    record uuid NOT NULL, comment uuid NOT NULL REFERENCES fw_comment (id) ON DELETE CASCADE, by_user uuid NOT NULL, read_at BIGINT);
CREATE INDEX fw_notice_user ON fw_notice (user_id, id);
CREATE INDEX fw_notice_unread ON fw_notice (user_id) WHERE read_at IS NULL;
CREATE INDEX fw_notice_comment ON fw_notice (comment);
CREATE TABLE fw_announcement (
    id uuid NOT NULL PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, at BIGINT NOT NULL, by_user uuid NOT NULL, ends_at BIGINT);
CREATE TABLE fw_feedback (
    id uuid NOT NULL PRIMARY KEY, at BIGINT NOT NULL, by_user uuid NOT NULL, text TEXT NOT NULL, page TEXT);
