-- id: archive/set_tablespace
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {relation}
-- since: 14
ALTER {kind} {relation} SET{tablespace}
