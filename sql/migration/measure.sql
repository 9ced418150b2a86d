-- id: migration/measure
-- params: $1 text id
-- columns: filenode oid, pages bigint
-- locks: ACCESS SHARE on {table}
-- since: 14
UPDATE parterre.migration SET filenode = pg_relation_filenode({table_literal}::regclass), state = 'Copying', since = now(),
       pages = pg_relation_size({table_literal}::regclass) / current_setting('block_size')::bigint WHERE id = $1 RETURNING filenode, pages
