-- id: migration/mark_guard
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- By which what is dropped is known to be ours.
COMMENT ON {kind} {object} IS {guard_mark}
