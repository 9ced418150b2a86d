-- id: archive/delete_brought
-- params: those of the selection…
-- columns: none
-- locks: ROW EXCLUSIVE on {archive}; ACCESS SHARE on {restored}
-- since: 14
-- What a transaction before has brought to the table, as it was then; whatever has become of it here since.
DELETE FROM {archive} a
WHERE {selection}
  AND EXISTS (SELECT FROM {restored} r WHERE {a_is_r} AND r.archived_at = a.archived_at
              AND r.hash0 = hashtextextended(ROW({a_columns})::text, 0) AND r.hash1 = hashtextextended(ROW({a_columns})::text, 1))
