-- id: archivefile/put_back
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {relation}
-- since: 14
INSERT INTO {relation} ({filled_columns}) OVERRIDING SYSTEM VALUE SELECT {e_filled_columns} FROM {staging} e WHERE NOT EXISTS (SELECT FROM {source} x WHERE {x_is_e})
