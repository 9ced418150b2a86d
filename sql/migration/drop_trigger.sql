-- id: migration/drop_trigger
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
DROP TRIGGER IF EXISTS {trigger} ON {relation}
