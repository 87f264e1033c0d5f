CREATE TABLE fw_app (
    key TEXT NOT NULL PRIMARY KEY, draft TEXT NOT NULL, draft_version BIGINT NOT NULL, created_at BIGINT NOT NULL);
CREATE TABLE fw_release (
    app TEXT NOT NULL REFERENCES fw_app (key) ON DELETE CASCADE, number BIGINT NOT NULL, definition TEXT NOT NULL,
    created_at BIGINT NOT NULL, created_by uuid, note TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (app, number));
CREATE TABLE fw_retired (
    id uuid NOT NULL PRIMARY KEY, app TEXT NOT NULL, kind TEXT NOT NULL, table_name TEXT NOT NULL, name TEXT NOT NULL,
    was TEXT NOT NULL, shape TEXT NOT NULL, release BIGINT NOT NULL, retired_at BIGINT NOT NULL);
CREATE TABLE fw_department (
    id uuid NOT NULL PRIMARY KEY, name TEXT NOT NULL, parent uuid REFERENCES fw_department (id), head uuid, position BIGINT NOT NULL);
CREATE TABLE fw_user (
    id uuid NOT NULL PRIMARY KEY, account TEXT NOT NULL UNIQUE, name TEXT NOT NULL, title TEXT, email TEXT, phone TEXT,
    department uuid REFERENCES fw_department (id), password_hash TEXT, locale TEXT NOT NULL, administrator BOOLEAN NOT NULL,
    active BOOLEAN NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE TABLE fw_member (
    app TEXT NOT NULL, role TEXT NOT NULL, user_id uuid NOT NULL REFERENCES fw_user (id) ON DELETE CASCADE, PRIMARY KEY (app, role, user_id));
CREATE INDEX fw_member_user ON fw_member (user_id);
CREATE TABLE fw_session (
    token_hash TEXT NOT NULL PRIMARY KEY, user_id uuid NOT NULL REFERENCES fw_user (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, agent TEXT NOT NULL);
CREATE INDEX fw_session_user ON fw_session (user_id);
CREATE TABLE fw_key (
    id uuid NOT NULL PRIMARY KEY, user_id uuid NOT NULL REFERENCES fw_user (id) ON DELETE CASCADE, name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE, expires_at BIGINT, created_at BIGINT NOT NULL);
CREATE INDEX fw_key_user ON fw_key (user_id);
CREATE TABLE fw_history (
    id uuid NOT NULL PRIMARY KEY, app TEXT NOT NULL, form TEXT NOT NULL, record uuid NOT NULL, version BIGINT NOT NULL,
    at BIGINT NOT NULL, by_user uuid, action TEXT NOT NULL, changes TEXT);
CREATE INDEX fw_history_record ON fw_history (record, version);
CREATE TABLE fw_idempotency (
    user_id uuid NOT NULL, key TEXT NOT NULL, route TEXT NOT NULL, body_hash TEXT NOT NULL, status BIGINT NOT NULL,
    response TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (user_id, key));
CREATE INDEX fw_idempotency_at ON fw_idempotency (at);
CREATE TABLE fw_counter (
    app TEXT NOT NULL, form TEXT NOT NULL, field TEXT NOT NULL, period TEXT NOT NULL, last BIGINT NOT NULL,
    PRIMARY KEY (app, form, field, period));
CREATE TABLE fw_file (
    id uuid NOT NULL PRIMARY KEY, app TEXT, name TEXT NOT NULL, size BIGINT NOT NULL, type TEXT NOT NULL, sha256 TEXT NOT NULL,
    created_by uuid, created_at BIGINT NOT NULL, form TEXT, record uuid, field TEXT);
CREATE INDEX fw_file_record ON fw_file (record);
CREATE TABLE fw_schema (app TEXT NOT NULL PRIMARY KEY, tables TEXT NOT NULL);
CREATE TABLE fw_setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE fw_epoch (id BIGINT NOT NULL PRIMARY KEY, definitions BIGINT NOT NULL, directory BIGINT NOT NULL);
INSERT INTO fw_epoch (id, definitions, directory) VALUES (1, 1, 1);
