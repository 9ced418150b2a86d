-- id: migration/foreign_key_hidden
-- params: none
-- columns: hidden boolean
-- locks: none
-- since: 14
-- Whether row security hides rows of either side from this role, so that the server refuses to validate.
SELECT EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.conname = {constraint_literal} AND k.conrelid = to_regclass({relation_literal})
                      AND (row_security_active(k.conrelid) OR row_security_active(k.confrelid))) AS hidden
