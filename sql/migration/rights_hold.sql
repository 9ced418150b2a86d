-- id: migration/rights_hold
-- params: none
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(q.digest = current_setting('parterre.rights'), 'PT003', 'rights, or what hangs on the table, were changed this very moment') FROM ({rights_query}) q
