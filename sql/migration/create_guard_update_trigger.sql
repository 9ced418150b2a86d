-- id: migration/create_guard_update_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {shadow}, each partition of {shadow}
-- since: 14
CREATE TRIGGER {trigger} AFTER UPDATE ON {shadow} FOR EACH ROW WHEN (({old_is_new} AND old.{key} OPERATOR(pg_catalog.=) new.{key}) IS NOT TRUE) EXECUTE FUNCTION {guard_function}()
