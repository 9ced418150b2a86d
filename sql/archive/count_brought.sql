-- id: archive/count_brought
-- params: $1 bigint share, $2 bigint number of shares, a power of two
-- columns: there bigint, strangers bigint
-- locks: ACCESS SHARE on {archive}, {restored}
-- since: 14
-- What the other server has of the ages of a share of what was brought, and how many of these rows were not brought as they are.
SELECT /* parterre */ count(*) AS there, count(*) FILTER (WHERE r.hash0 IS NULL) AS strangers
FROM {archive} a
LEFT JOIN {restored} r ON {a_is_r} AND r.archived_at = a.archived_at
    AND r.hash0 = hashtextextended(ROW({a_columns})::text, 0) AND r.hash1 = hashtextextended(ROW({a_columns})::text, 1)
WHERE a.{age} = ANY (ARRAY(SELECT b.brought_age FROM {restored} b WHERE b.hash0 & ($2::bigint - 1) = $1::bigint))
