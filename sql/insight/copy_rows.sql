-- id: insight/copy_rows
-- params: none
-- columns: none
-- locks: ROW EXCLUSIVE on {table}
-- since: 14
COPY {table} ({columns}) FROM STDIN
