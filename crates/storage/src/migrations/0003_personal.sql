CREATE TABLE fw_preference (
    user_id uuid NOT NULL REFERENCES fw_user (id) ON DELETE CASCADE, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (user_id, key));
CREATE TABLE fw_view (
    id uuid NOT NULL PRIMARY KEY, app TEXT NOT NULL REFERENCES fw_app (key) ON DELETE CASCADE, form TEXT NOT NULL,
    owner uuid NOT NULL REFERENCES fw_user (id) ON DELETE CASCADE, label TEXT NOT NULL, definition TEXT NOT NULL, roles TEXT NOT NULL,
    preferred BOOLEAN NOT NULL, version BIGINT NOT NULL, changed_at BIGINT NOT NULL);
CREATE INDEX fw_view_app ON fw_view (app, owner);
