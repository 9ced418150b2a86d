-- id: schema/create_drop_hooks
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION parterre.drop_hooks(migration text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $drop_hooks$
DECLARE
    hook record;
    dropped integer := 0;
    patience timestamptz := clock_timestamp() + interval '60 s';
BEGIN
    -- Only triggers of the parents: those of the partitions go with them, but for the TRUNCATE triggers, which are their own.
    FOR hook IN
        SELECT g.oid, g.tgname, g.tgrelid, g.tgrelid::regclass::text AS relation
        FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid JOIN pg_namespace n ON n.oid = f.pronamespace
        WHERE n.nspname = 'parterre' AND f.proname IN ('capture_' || migration, 'reverse_' || migration) AND g.tgparentid = 0
    LOOP
        LOOP
            BEGIN
                -- Autovacuum gives way to this lock after deadlock_timeout, and no reader or writer waits behind it.
                PERFORM set_config('lock_timeout', '3s', true);
                EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', hook.relation);
                PERFORM set_config('lock_timeout', '150ms', true);
                EXECUTE format('DROP TRIGGER IF EXISTS %I ON %s', hook.tgname, hook.relation);
                dropped := dropped + 1;
                EXIT;
            EXCEPTION WHEN lock_not_available OR deadlock_detected THEN
                IF clock_timestamp() > patience THEN RAISE; END IF;
                PERFORM pg_sleep(0.02 + random() * 0.1);
            END;
        END LOOP;
    END LOOP;
    RETURN dropped;
END $drop_hooks$
