-- id: schema/create_waiting
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION parterre.waiting(migration text, state text) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $waiting$
DECLARE
    log regclass := to_regclass(format('parterre.%I', CASE WHEN state IN ('Switched', 'Watching') THEN 'rlog_' ELSE 'log_' END || migration));
    entries bigint;
BEGIN
    IF log IS NULL THEN
        RETURN 0;
    END IF;
    EXECUTE format('SELECT count(*) FROM (SELECT FROM %s LIMIT 1000001) e', log) INTO entries;
    RETURN entries;
END $waiting$
