-- id: migration/cluster_mark
-- params: none
-- columns: none
-- locks: SHARE UPDATE EXCLUSIVE on {relation}
-- since: 14
ALTER TABLE {relation} CLUSTER ON {index}
