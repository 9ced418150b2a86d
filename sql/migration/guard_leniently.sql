-- id: migration/guard_leniently
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- Before the switch: each row of the copy has an entry, whatever the copy holds meanwhile. Entries too many do no harm.
CREATE FUNCTION {guard_function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $guard$
BEGIN
    IF TG_OP <> 'DELETE' AND {new_is_whole} THEN
        -- A new version of the entry, always: a transaction with an older snapshot must fail on it, not pass it by.
        INSERT INTO {guard} AS g ({guard_columns}) VALUES ({new_entry}) ON CONFLICT ON CONSTRAINT {guard_constraint} DO UPDATE SET {key} = excluded.{key};
    END IF;
    RETURN NULL;
END $guard$
