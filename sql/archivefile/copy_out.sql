-- id: archivefile/copy_out
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {relation}
-- since: 14
COPY (SELECT {x_columns} FROM {source} x WHERE {rows}) TO STDOUT ({format})
