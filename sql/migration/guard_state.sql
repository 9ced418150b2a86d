-- id: migration/guard_state
-- params: none
-- columns: present boolean, ours boolean, complete boolean
-- locks: none
-- since: 14
-- Ours by the mark and by the owner: anybody who may make tables in the schema can write the mark.
SELECT g.oid IS NOT NULL AS present,
       coalesce(obj_description(g.oid, 'pg_class') = {guard_mark} AND g.relkind = 'r' AND g.relowner = (SELECT t.relowner FROM pg_class t WHERE t.oid = to_regclass({table_literal})), false) AS ours,
       EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = g.oid AND k.contype = 'p') AS complete
FROM (SELECT) one LEFT JOIN pg_class g ON g.oid = to_regclass({guard_literal})
