-- id: migration/drop_trigger
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}, each partition of {relation}
-- since: 14
DROP TRIGGER IF EXISTS {trigger} ON {relation}
