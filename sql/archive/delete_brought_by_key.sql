-- id: archive/delete_brought_by_key
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {archive}; ACCESS SHARE on {restored}
-- since: 14
-- Where the ages did not lead to all that was brought: they are NULL, or of another column than then.
DELETE FROM /* parterre */ {archive} a
WHERE EXISTS (SELECT FROM {restored} r WHERE {a_is_r} AND r.archived_at = a.archived_at
              AND r.hash0 = hashtextextended(ROW({a_columns})::text, 0) AND r.hash1 = hashtextextended(ROW({a_columns})::text, 1))
