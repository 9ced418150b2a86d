-- id: schema/create_archive_file_void
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- Rows of files that the file does not stand for: they stayed in the table, or somebody else deleted them, or a
-- restore has brought them back: restored_by.
CREATE TABLE parterre.archive_file_void (
    file_id bigint NOT NULL REFERENCES parterre.archive_file ON DELETE CASCADE,
    place bigint NOT NULL,
    restored_by text,
    PRIMARY KEY (file_id, place)
)
