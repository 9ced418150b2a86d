-- id: schema/create_emergency_stop
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION parterre.emergency_stop(migration text, reason text DEFAULT 'emergency stop') RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $emergency_stop$
DECLARE
    before text;
    closed text;
    runner record;
    left_over integer;
BEGIN
    SELECT m.state INTO before FROM parterre.migration m WHERE m.id = migration;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('there is no migration "%s"', migration),
            HINT = 'SELECT id, table_name, state FROM parterre.migration shows all of them.';
    END IF;
    -- The runner first: it may hold the very locks that are needed. A session of another role is left alone; the new
    -- epoch stops it at its next transaction.
    FOR runner IN SELECT a.pid FROM pg_stat_activity a
                  WHERE a.application_name LIKE 'parterre:' || migration || '%' AND a.pid <> pg_backend_pid()
                    AND a.datname = current_database() LOOP
        BEGIN
            PERFORM pg_terminate_backend(runner.pid);
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END;
    END LOOP;
    PERFORM set_config('lock_timeout', '5s', true);
    UPDATE parterre.migration m SET epoch = m.epoch + 1, runner = '' WHERE m.id = migration;
    left_over := parterre.drop_hooks(migration);
    closed := CASE WHEN before IN ('Switched', 'Watching') THEN 'the way back is closed: the old table is no longer kept current'
                   WHEN before IN ('Finished', 'RolledBack', 'Planned', 'Prepared') THEN 'nothing was captured'
                   ELSE 'the copy must be made again' END;
    UPDATE parterre.migration m
    SET attention = format('%s: %s', reason, closed),
        way_back = CASE WHEN before IN ('Switched', 'Watching') THEN format('closed (hooks removed): %s', reason) ELSE m.way_back END,
        state = CASE WHEN before IN ('Switched', 'Watching', 'Finished', 'RolledBack', 'Planned', 'Prepared') THEN before ELSE 'Stopped' END,
        since = now()
    WHERE m.id = migration;
    RETURN CASE WHEN left_over = 0 THEN format('every hook is removed; %s', closed)
                ELSE format('%s triggers could not be dropped, because their tables are locked; they do nothing any more. Run this again to drop them. %s', left_over, closed) END;
END $emergency_stop$
