-- id: archivefile/narrow_staging
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- The whole file was proved; from here on only these rows are wanted.
DELETE FROM {staging} WHERE ({wanted}
) IS NOT TRUE
