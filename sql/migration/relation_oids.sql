-- id: migration/relation_oids
-- params: none
-- columns: table_oid bigint, shadow_oid bigint, old_oid bigint, log boolean, rlog boolean
-- locks: none
-- since: 14
SELECT to_regclass({table_literal})::oid::bigint AS table_oid, to_regclass({shadow_literal})::oid::bigint AS shadow_oid, to_regclass({old_literal})::oid::bigint AS old_oid,
       to_regclass({log_literal}) IS NOT NULL AS log, to_regclass({rlog_literal}) IS NOT NULL AS rlog
