-- id: archive/is_archive_of
-- params: $1 text quoted name of a relation, $2 text the comment of an archive
-- columns: ours boolean
-- locks: none
-- since: 14
SELECT coalesce(obj_description(to_regclass($1::text), 'pg_class') = $2::text, false) AS ours
