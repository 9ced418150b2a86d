-- id: migration/create_guard_trigger
-- params: none
-- columns: none
-- locks: SHARE ROW EXCLUSIVE on {shadow}, each partition of {shadow}
-- since: 14
CREATE TRIGGER {trigger} AFTER INSERT OR DELETE ON {shadow} FOR EACH ROW EXECUTE FUNCTION {guard_function}()
