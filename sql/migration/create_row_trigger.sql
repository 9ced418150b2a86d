-- id: migration/create_row_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {relation}
-- since: 14
CREATE OR REPLACE TRIGGER {trigger} AFTER INSERT OR UPDATE OR DELETE ON {relation} FOR EACH ROW WHEN (current_setting('parterre.replay', true) IS DISTINCT FROM {id_literal}) EXECUTE FUNCTION {function}()
