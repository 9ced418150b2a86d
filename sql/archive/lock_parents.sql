-- id: archive/lock_parents
-- params: none
-- columns: none
-- locks: ACCESS EXCLUSIVE on {table}, {archive}
-- since: 14
-- Both, in the order in which the view over both locks them: whoever reads the two sees the leaf in exactly one of them.
LOCK TABLE ONLY {table}, ONLY {archive} IN ACCESS EXCLUSIVE MODE
