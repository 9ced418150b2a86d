-- id: migration/guard_no_more
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- Behind a rollback: late transactions still write into the copy, which nobody keeps current.
CREATE OR REPLACE FUNCTION {guard_function}() RETURNS trigger LANGUAGE plpgsql AS $guard$BEGIN RETURN NULL; END$guard$
