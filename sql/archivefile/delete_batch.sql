-- id: archivefile/delete_batch
-- params: $1 tid from, $2 tid to
-- columns: none
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
-- A row that somebody changed since, or changes while this waits for it, is not the file's any more and stays.
DELETE FROM /* parterre */ {source} x USING {staging} e
WHERE e.ctid >= $1::tid AND e.ctid < $2::tid AND {x_is_e} AND ROW({x_columns})::record *= ROW({e_columns})::record
