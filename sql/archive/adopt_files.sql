-- id: archive/adopt_files
-- params: $1 text policy, $2 oid of its table
-- columns: none
-- locks: none
-- since: 14
-- Files that were written from this table when it had another name, which no table has now.
UPDATE parterre.archive_file f SET policy_id = $1 FROM parterre.archive_run r
WHERE r.id = f.run_id AND r.table_oid = $2::oid AND f.policy_id <> $1
    AND NOT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = r.table_schema AND c.relname = r.table_name)
