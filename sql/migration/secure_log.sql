-- id: migration/secure_log
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {log}
-- since: 14
DO $secure$
BEGIN
    -- Once: later on the lock would wait for writers.
    IF NOT (SELECT c.relrowsecurity FROM pg_class c WHERE c.oid = {log_literal}::regclass) THEN
        ALTER TABLE {log} ENABLE ROW LEVEL SECURITY, {forced} ROW LEVEL SECURITY;
        -- Row security forced on the owner must not stop the triggers, should the owner lose BYPASSRLS.
        CREATE POLICY capture ON {log} FOR INSERT TO {owner} WITH CHECK (true);
    END IF;
END $secure$
