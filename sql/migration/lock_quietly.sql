-- id: migration/lock_quietly
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {table} and on the views that read it: readers and writers wait
-- since: 14
-- A moment in which nobody uses the table is looked for: a try that finds somebody gives up at once, so that nobody
-- queues behind it. Only the last one waits, views first, because whoever reads a view locks it before the table.
DO $lock$
DECLARE
    give_up timestamptz := clock_timestamp() + current_setting('parterre.quiet')::interval;
    last boolean := false;
BEGIN
    PERFORM set_config('lock_timeout', '1ms', true);
    LOOP
        BEGIN
            IF last THEN
                PERFORM set_config('lock_timeout', current_setting('parterre.wait'), true);
                {lock_views}
                LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE;
            ELSE
                LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE NOWAIT;
                {lock_views}
            END IF;
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF last OR (clock_timestamp() > give_up AND current_setting('parterre.wait') = '0') THEN
                RAISE;
            END IF;
        END;
        last := clock_timestamp() > give_up;
        PERFORM pg_sleep(0.001);
    END LOOP;
    PERFORM set_config('parterre.locked_at', clock_timestamp()::text, true), set_config('lock_timeout', '25ms', true),
            set_config('statement_timeout', current_setting('parterre.budget'), true);
END $lock$
