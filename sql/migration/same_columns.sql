-- id: migration/same_columns
-- params: none
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(string_agg(format('%s %s %s %s', a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated), ', ' ORDER BY a.attnum) = {columns_literal}, 'PT002',
                        'the columns of the table were changed while it was copied')
FROM pg_attribute a WHERE a.attrelid = {table_literal}::regclass AND a.attnum > 0 AND NOT a.attisdropped
