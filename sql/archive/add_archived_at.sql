-- id: archive/add_archived_at
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
-- The default is a constant for all rows that are there: the table is not written anew.
ALTER TABLE {leaf} ADD COLUMN archived_at timestamptz NOT NULL DEFAULT {archived_at}
