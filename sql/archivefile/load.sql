-- id: archivefile/load
-- params: none
-- columns: none
-- locks: none
-- since: 14
COPY {staging} ({columns}) FROM STDIN ({format})
