-- id: schema/create_fence
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION parterre.fence(migration text, runner_epoch integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $fence$
BEGIN
    PERFORM FROM parterre.migration m WHERE m.id = migration AND m.epoch = runner_epoch FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'PT001', MESSAGE = format('another runner has taken migration %s over', migration),
            HINT = 'This runner stops; see parterrectl status.';
    END IF;
END $fence$
