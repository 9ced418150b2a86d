-- id: migration/lock_quietly
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {all}
-- since: 14
-- A moment in which nobody uses these relations is looked for: a try that finds somebody gives up at once, so that nobody
-- queues behind it. Only the last one waits, the others first, because whoever reads a view locks it before the table,
-- and referenced tables last, because whoever writes the table locks them after it.
DO $lock$
DECLARE
    give_up timestamptz := clock_timestamp() + current_setting('parterre.quiet')::interval;
    wanted oid[] := {locked}::regclass[]::oid[];
    waits boolean := current_setting('parterre.wait') <> '0';
    late boolean := false;
    locked_at timestamptz;
    tries integer := 0;
BEGIN
    PERFORM set_config('lock_timeout', '1ms', true);
    LOOP
        -- Asking for the lock uses up a transaction number each time, and many of them in one transaction stall
        -- standbys: so it is asked for only where nobody is seen, and at most 30 times.
        IF late OR (tries < 30 AND NOT EXISTS (SELECT FROM pg_locks l WHERE l.relation = ANY (wanted) AND l.locktype = 'relation' AND l.mode <> 'SIReadLock'
                                               AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()) AND l.pid IS DISTINCT FROM pg_backend_pid())) THEN
            tries := tries + 1;
            BEGIN
                IF late THEN
                    PERFORM set_config('lock_timeout', current_setting('parterre.wait'), true);
                    {lock_others}
                    LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE;
                ELSE
                    LOCK TABLE ONLY {table} IN ACCESS EXCLUSIVE MODE NOWAIT;
                    {lock_others}
                END IF;
                locked_at := clock_timestamp();
                {drop_foreign_keys}
                EXIT;
            EXCEPTION WHEN lock_not_available THEN
                IF late THEN
                    RAISE;
                END IF;
            END;
        END IF;
        late := clock_timestamp() > give_up;
        IF late AND NOT waits THEN
            RAISE EXCEPTION USING ERRCODE = 'lock_not_available', MESSAGE = 'there was no moment without users of the table, its views, or the tables whose rules or policies name it';
        END IF;
        PERFORM pg_sleep(0.001);
    END LOOP;
    PERFORM set_config('parterre.locked_at', locked_at::text, true), set_config('lock_timeout', '25ms', true),
            set_config('statement_timeout', current_setting('parterre.budget'), true);
END $lock$
