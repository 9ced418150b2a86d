-- id: archive/default_archived_at
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
ALTER TABLE {leaf} ALTER COLUMN archived_at SET DEFAULT now()
