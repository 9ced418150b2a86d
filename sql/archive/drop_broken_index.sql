-- id: archive/drop_broken_index
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {leaf}
-- since: 14
-- What a CREATE INDEX CONCURRENTLY of ours that was cancelled has left behind.
DO $drop$
DECLARE
    broken regclass := (SELECT i.indexrelid FROM pg_index i WHERE i.indexrelid = to_regclass({index_literal}) AND NOT i.indisvalid);
BEGIN
    IF broken IS NOT NULL THEN
        EXECUTE format('DROP INDEX %s', broken);
    END IF;
END $drop$
