-- id: archivefile/put_back
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
-- Which rows are there is found out before the first one is put in: a plan for a table that is still empty would read
-- the growing table once for each row.
WITH /* parterre */ present AS MATERIALIZED (SELECT e.ctid AS place FROM {staging} e JOIN {source} x ON {x_is_e})
INSERT INTO {relation} ({filled_columns}) OVERRIDING SYSTEM VALUE SELECT {e_filled_columns} FROM {staging} e WHERE NOT EXISTS (SELECT FROM present p WHERE p.place = e.ctid)
