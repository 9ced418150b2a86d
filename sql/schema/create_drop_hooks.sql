-- id: schema/create_drop_hooks
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION parterre.drop_hooks(migration text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $drop_hooks$
DECLARE
    hook record;
    kind text;
    relations text[];
    left_over integer;
    patience timestamptz := clock_timestamp() + interval '20 s';
BEGIN
    -- From the commit on the triggers do nothing, even where they cannot be dropped at once.
    FOREACH kind IN ARRAY ARRAY['capture_', 'reverse_'] LOOP
        IF to_regprocedure(format('parterre.%I()', kind || migration)) IS NOT NULL THEN
            EXECUTE format('CREATE OR REPLACE FUNCTION parterre.%I() RETURNS trigger LANGUAGE plpgsql AS $inert$BEGIN RETURN NULL; END$inert$', kind || migration);
        END IF;
    END LOOP;
    LOOP
        -- Triggers of the parents only: those of the partitions go with them, but for the TRUNCATE triggers, which are their own.
        SELECT coalesce(array_agg(DISTINCT g.tgrelid::regclass::text), '{}') INTO relations
        FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid JOIN pg_namespace n ON n.oid = f.pronamespace
        WHERE n.nspname = 'parterre' AND f.proname IN ('capture_' || migration, 'reverse_' || migration) AND g.tgparentid = 0;
        EXIT WHEN relations = '{}' OR clock_timestamp() > patience;
        BEGIN
            -- Autovacuum gives way to this lock after deadlock_timeout, and no reader or writer waits behind it.
            PERFORM set_config('lock_timeout', '3s', true);
            EXECUTE format('LOCK TABLE ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', array_to_string(relations, ', ONLY '));
            -- All of them or none: a lock that is not to be had gives the others back at once.
            PERFORM set_config('lock_timeout', '60ms', true);
            FOR hook IN
                SELECT g.tgname, g.tgrelid::regclass::text AS relation
                FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid JOIN pg_namespace n ON n.oid = f.pronamespace
                WHERE n.nspname = 'parterre' AND f.proname IN ('capture_' || migration, 'reverse_' || migration) AND g.tgparentid = 0
            LOOP
                EXECUTE format('DROP TRIGGER IF EXISTS %I ON %s', hook.tgname, hook.relation);
            END LOOP;
        EXCEPTION WHEN lock_not_available OR deadlock_detected OR undefined_table THEN
            PERFORM pg_sleep(0.05 + random() * 0.1);
        END;
    END LOOP;
    SELECT count(*) INTO left_over FROM pg_trigger g JOIN pg_proc f ON f.oid = g.tgfoid JOIN pg_namespace n ON n.oid = f.pronamespace
    WHERE n.nspname = 'parterre' AND f.proname IN ('capture_' || migration, 'reverse_' || migration) AND g.tgparentid = 0;
    RETURN left_over;
END $drop_hooks$
