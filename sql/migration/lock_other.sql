-- id: migration/lock_other
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
-- LOCK TABLE would need rights that an owner can have revoked from himself.
ALTER TABLE ONLY {relation} OWNER TO {owner}
