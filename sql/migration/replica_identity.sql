-- id: migration/replica_identity
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} REPLICA IDENTITY {identity}
