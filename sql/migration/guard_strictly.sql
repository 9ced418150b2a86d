-- id: migration/guard_strictly
-- params: none
-- columns: none
-- locks: none
-- since: 14
CREATE OR REPLACE FUNCTION {guard_function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET row_security = off AS $guard$
DECLARE
    root regclass;
    found_row boolean;
    mine boolean := false;
    place {key_type};
    turns integer := 0;
BEGIN
    IF TG_OP = 'UPDATE' AND {old_is_new} THEN
        UPDATE {guard} g SET {key} = NEW.{key} WHERE {g_is_old} AND g.{key} OPERATOR(pg_catalog.=) OLD.{key};
        IF FOUND THEN
            RETURN NULL;
        END IF;
    ELSIF TG_OP <> 'INSERT' AND {old_is_whole} THEN
        -- Another row may have taken the entry over meanwhile, with the same partition key, and so in this very partition:
        -- statements that shift keys, and triggers that put a deleted row in again.
        EXECUTE 'SELECT true FROM ONLY ' || TG_RELID::regclass::text || $probe$ x WHERE {x_is_parameter} AND x.{key} OPERATOR(pg_catalog.=) {key_parameter} LIMIT 1$probe$
            INTO found_row USING {old_entry};
        IF found_row IS NULL THEN
            DELETE FROM {guard} g WHERE {g_is_old} AND g.{key} OPERATOR(pg_catalog.=) OLD.{key};
        END IF;
    END IF;
    IF TG_OP = 'DELETE' OR NOT ({new_is_whole}) THEN
        RETURN NULL;
    END IF;
    LOOP
        IF NOT mine THEN
            -- Waits for whoever enters or removes the same key. Where a snapshot is too old to see the entry it fails with 40001.
            INSERT INTO {guard} ({guard_columns}) VALUES ({new_entry}) ON CONFLICT ON CONSTRAINT {guard_constraint} DO NOTHING;
            EXIT WHEN FOUND;
        END IF;
        -- Where another trigger changed the row since, its change has entered it: this event is of the past.
        found_row := NULL;
        EXECUTE 'SELECT true FROM ONLY ' || TG_RELID::regclass::text || $probe$ x WHERE {x_is_parameter} AND x.{key} OPERATOR(pg_catalog.=) {key_parameter} LIMIT 1$probe$
            INTO found_row USING {new_entry};
        EXIT WHEN found_row IS NULL;
        found_row := NULL;
        turns := turns + 1;
        IF turns > 1000 THEN
            RAISE serialization_failure USING MESSAGE = 'could not serialize access due to concurrent update';
        END IF;
        -- Another row with this key? One with the same partition key too is refused by the table's own key. The lock waits
        -- for whoever is about to delete that row, and so does not hold the entry yet.
        root := pg_partition_root(TG_RELID);
        BEGIN
            -- First in the one partition that the entry names.
            SELECT g.{key} INTO place FROM {guard} g WHERE {g_is_new};
            EXECUTE 'SELECT true FROM ' || root::text || $probe$ x WHERE {x_is_parameter} AND NOT x.{key} OPERATOR(pg_catalog.=) {key_parameter} AND x.{key} OPERATOR(pg_catalog.=) {place_parameter} LIMIT 1 FOR KEY SHARE$probe$
                INTO found_row USING {new_entry}, place;
            IF found_row IS NULL THEN
                EXECUTE 'SELECT true FROM ' || root::text || $probe$ x WHERE {x_is_parameter} AND NOT x.{key} OPERATOR(pg_catalog.=) {key_parameter} LIMIT 1 FOR KEY SHARE$probe$
                    INTO found_row USING {new_entry};
            END IF;
        EXCEPTION WHEN serialization_failure THEN
            -- The row was moved to another partition meanwhile: look again where that is allowed.
            IF current_setting('transaction_isolation') NOT LIKE 'read %' THEN
                RAISE;
            END IF;
            CONTINUE;
        END;
        IF found_row THEN
            RAISE EXCEPTION USING ERRCODE = 'unique_violation', MESSAGE = {duplicate_literal},
                DETAIL = {detail_literal} || concat_ws(', ', {new_key}) || ') already exists.', CONSTRAINT = {index_literal},
                TABLE = (SELECT c.relname FROM pg_class c WHERE c.oid = root),
                SCHEMA = (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = root);
        END IF;
        EXIT WHEN mine;
        -- Nobody has the key: the entry is of a row whose partition was detached, dropped or truncated. It is taken over,
        -- and who has it looks once more, since another session may have had it until now.
        UPDATE {guard} g SET {key} = NEW.{key} WHERE {g_is_new};
        mine := FOUND;
    END LOOP;
    RETURN NULL;
END $guard$
