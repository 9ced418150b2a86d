-- id: migration/capture_to_log
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $capture$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO {log} (op) VALUES ('T');
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO {log} (op, {log_columns}) VALUES ('D', {old_pair});
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO {log} (op, {log_columns}) VALUES ('I', {new_pair});
    END IF;
    RETURN NULL;
END $capture$
