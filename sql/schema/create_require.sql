-- id: schema/create_require
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE FUNCTION parterre.require(holds boolean, code text, message text, detail text DEFAULT '') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $require$
BEGIN
    IF holds IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message, DETAIL = coalesce(detail, '');
    END IF;
END $require$
