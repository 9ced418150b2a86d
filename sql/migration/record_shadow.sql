-- id: migration/record_shadow
-- params: $1 text id
-- columns: none
-- locks: none
-- since: 14
UPDATE parterre.migration SET shadow_oid = {shadow_literal}::regclass::oid WHERE id = $1
