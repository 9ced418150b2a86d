-- id: archive/create_cron_procedure
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- A run of a policy inside the server: the same statements, one batch a transaction, without what only a client can do.
CREATE OR REPLACE PROCEDURE {procedure}() LANGUAGE plpgsql AS $cron$
DECLARE
    run text := left(md5(random()::text || clock_timestamp()::text), 8);
    run_epoch integer;
    before text;
    last_page bigint;
    page bigint := 0;
    said text := '';
BEGIN
    PERFORM set_config('role', {owner}, false); -- its triggers must not run with more rights
    PERFORM set_config('search_path', 'pg_catalog, pg_temp', false), set_config('DateStyle', 'ISO', false), set_config('TimeZone', 'UTC', false),
            set_config('row_security', 'off', false);
    IF NOT pg_try_advisory_lock(hashtextextended('parterre.archive.' || {table_literal}::regclass::oid::bigint, 0)) THEN
        RAISE EXCEPTION 'another runner is at work on %', {table_literal};
    END IF;
    EXECUTE {end_others} USING {table_literal}::regclass::oid::bigint;
    EXECUTE {begin_run} INTO run_epoch
        USING run, {policy}, {table_literal}::regclass::oid::bigint, {schema}, {name}, {archive_schema}, {archive_name}, 'archive', 'pg_cron, pid ' || pg_backend_pid(), '{}'::jsonb;
    COMMIT;
    before := (SELECT {cutoff} FROM (SELECT date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => {keep_days}) AS moment) m);
    last_page := pg_relation_size({table_literal}::regclass) / current_setting('block_size')::bigint;
    WHILE page <= last_page AND said = '' LOOP
        BEGIN
            EXECUTE {move_rows} USING run, run_epoch, format('(%s,0)', page), format('(%s,0)', page + 64), before;
        EXCEPTION WHEN OTHERS THEN
            said := SQLERRM;
        END;
        COMMIT;
        page := page + 64;
    END LOOP;
    EXECUTE {end_run} USING run, run_epoch, CASE said WHEN '' THEN 'done' ELSE 'failed' END, said, '{}'::jsonb;
    COMMIT;
    PERFORM pg_advisory_unlock(hashtextextended('parterre.archive.' || {table_literal}::regclass::oid::bigint, 0));
    IF said <> '' THEN
        RAISE EXCEPTION '%', said;
    END IF;
END $cron$
