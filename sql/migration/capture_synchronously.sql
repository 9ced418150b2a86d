-- id: migration/capture_synchronously
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = on AS $capture$
DECLARE
    synced integer;
    replaying text;
BEGIN
    -- More than 64 subtransactions beside a long snapshot stall standbys, so at most 32 rows a transaction. The target's
    -- name is gone once the switch is made: a statement that comes late falls through to the log. So does everything
    -- when somebody forced row security on the owner meanwhile, who then would not see all rows.
    IF TG_OP <> 'TRUNCATE' THEN
        synced := coalesce(nullif(current_setting('parterre.synced', true), ''), '0')::integer;
        IF synced < 32 AND to_regclass({target_literal}) IS NOT NULL AND NOT row_security_active({source_literal})
           AND NOT EXISTS (SELECT FROM {log} l WHERE ({log_is_old}) OR ({log_is_new})) THEN
            PERFORM set_config('parterre.synced', (synced + 1)::text, true);
            replaying := coalesce(current_setting('parterre.replay', true), '');
            BEGIN
                PERFORM set_config('parterre.replay', {id_literal}, true);{immediate}
                IF TG_OP <> 'INSERT' THEN
                    DELETE FROM {target} x WHERE {x_is_old};
                    -- A REPEATABLE READ transaction that is older than the copy does not see the copied row.
                    IF NOT FOUND THEN
                        RAISE EXCEPTION 'the row is not to be seen in the target';
                    END IF;
                END IF;
                IF TG_OP <> 'DELETE' THEN
                    DELETE FROM {target} x WHERE {x_is_new};
                END IF;
                INSERT INTO {target} ({columns}) OVERRIDING SYSTEM VALUE
                SELECT {x_columns} FROM {source} x WHERE ({x_is_old}) OR ({x_is_new});
                PERFORM set_config('parterre.replay', replaying, true);
                RETURN NULL;
            EXCEPTION WHEN OTHERS THEN
                NULL; -- the log takes it
            END;
        END IF;
    END IF;
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
