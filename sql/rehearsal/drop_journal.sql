-- id: rehearsal/drop_journal
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on parterre.status and the tables of the journal
-- since: 14
-- Only what a drill made, and only while nothing else is in it. Nothing by CASCADE: what somebody has built on it stops this.
DO $drop$
DECLARE
    made record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('parterre.schema', 0));
    -- Whoever reads the view locks it before its tables: in the other order one of us would be a deadlock's victim.
    LOCK TABLE parterre.status IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM parterre.migration) THEN
        RETURN;
    END IF;
    IF to_regclass('parterre.archive_run') IS NOT NULL THEN -- a journal of version 2 has none
        IF EXISTS (SELECT FROM parterre.archive_policy) OR EXISTS (SELECT FROM parterre.archive_run) THEN
            RETURN;
        END IF;
    END IF;
    IF to_regclass('parterre.archive_measurement') IS NOT NULL THEN -- nor one of version 3
        IF EXISTS (SELECT FROM parterre.archive_measurement) THEN
            RETURN;
        END IF;
    END IF;
    IF to_regclass('parterre.archive_file') IS NOT NULL THEN -- nor one of version 4
        IF EXISTS (SELECT FROM parterre.archive_file) THEN
            RETURN;
        END IF;
    END IF;
    FOR made IN
        SELECT format('DROP %s %s', k.kind, k.names) AS statement FROM (
            SELECT 1 AS place, 'VIEW' AS kind, string_agg(c.oid::regclass::text, ', ') AS names
            FROM pg_class c WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind = 'v'
            UNION ALL
            SELECT 2, 'FUNCTION', string_agg(p.oid::regprocedure::text, ', ') FROM pg_proc p WHERE p.pronamespace = 'parterre'::regnamespace
            UNION ALL
            SELECT 3, 'TABLE', string_agg(c.oid::regclass::text, ', ')
            FROM pg_class c WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind = 'r'
            UNION ALL
            SELECT 4, 'SCHEMA', 'parterre'
        ) k WHERE k.names IS NOT NULL ORDER BY k.place
    LOOP
        EXECUTE made.statement;
    END LOOP;
END $drop$
