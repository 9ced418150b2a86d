-- id: migration/create_truncate_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}
-- since: 14
CREATE OR REPLACE TRIGGER {trigger} AFTER TRUNCATE ON {relation} FOR EACH STATEMENT WHEN (current_setting('parterre.replay', true) IS DISTINCT FROM {id_literal}) EXECUTE FUNCTION {function}()
