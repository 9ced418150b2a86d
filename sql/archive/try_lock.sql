-- id: archive/try_lock
-- params: $1 bigint oid of the table
-- columns: locked boolean, holder text
-- locks: none
-- since: 14
SELECT pg_try_advisory_lock(hashtextextended('parterre.archive.' || $1::bigint, 0)) AS locked,
       (SELECT format('pid %s, %s, since %s', a.pid, a.application_name, a.backend_start) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
          AND (l.classid::bigint << 32 | l.objid::bigint) = hashtextextended('parterre.archive.' || $1::bigint, 0)
          AND l.pid <> pg_backend_pid() LIMIT 1) AS holder
