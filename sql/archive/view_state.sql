-- id: archive/view_state
-- params: none
-- columns: kind text, remark text
-- locks: none
-- since: 14
SELECT c.relkind::text AS kind, coalesce(obj_description(c.oid, 'pg_class'), '') AS remark FROM pg_class c WHERE c.oid = to_regclass({view_literal})
