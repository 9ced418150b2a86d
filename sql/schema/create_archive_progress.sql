-- id: schema/create_archive_progress
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- Part of each transaction that moves rows: it ends one that lost a row, and one whose run somebody else has ended.
CREATE FUNCTION parterre.archive_progress(run text, runner_epoch integer, taken bigint, put bigint, moved_bytes bigint, moved_leaves integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $progress$
BEGIN
    IF taken IS DISTINCT FROM put THEN
        RAISE EXCEPTION USING ERRCODE = 'PT002', MESSAGE = format('%s rows were taken out and %s put in', taken, put),
            DETAIL = 'Nothing was moved.', HINT = 'Look for triggers and rules that change or drop rows.';
    END IF;
    UPDATE parterre.archive_run r
    SET rows = r.rows + put, bytes = r.bytes + moved_bytes, leaves = r.leaves + moved_leaves, heartbeat = now()
    WHERE r.id = run AND r.epoch = runner_epoch AND r.state = 'running';
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PT001', MESSAGE = format('another runner has ended run %s', run),
            HINT = 'This runner stops; see parterrectl archive history.';
    END IF;
END $progress$
