CREATE TABLE fw_trash (
    id uuid NOT NULL PRIMARY KEY, app TEXT NOT NULL REFERENCES fw_app (key) ON DELETE CASCADE, form TEXT NOT NULL, record uuid NOT NULL,
    version BIGINT NOT NULL, title TEXT, title_field TEXT NOT NULL, at BIGINT NOT NULL, by_user uuid, parcel TEXT NOT NULL);
CREATE UNIQUE INDEX fw_trash_record ON fw_trash (app, form, record);
CREATE INDEX fw_trash_app ON fw_trash (app, id);
CREATE INDEX fw_trash_by ON fw_trash (app, by_user, id);
CREATE INDEX fw_trash_at ON fw_trash (at);
