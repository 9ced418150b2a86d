-- id: archive/delete_brought_rows
-- params: $1 bigint share, $2 bigint number of shares, a power of two
-- columns: none
-- locks: ROW EXCLUSIVE on {archive}; ACCESS SHARE on {restored}
-- since: 14
-- Where it saw strangers: what was brought, as it was then, row by row.
DELETE FROM /* parterre */ {archive} a
WHERE a.{age} = ANY (ARRAY(SELECT b.brought_age FROM {restored} b WHERE b.hash0 & ($2::bigint - 1) = $1::bigint))
  AND EXISTS (SELECT FROM {restored} r WHERE {a_is_r} AND r.archived_at = a.archived_at
              AND r.hash0 = hashtextextended(ROW({a_columns})::text, 0) AND r.hash1 = hashtextextended(ROW({a_columns})::text, 1))
