-- id: archive/parse_predicate
-- params: none
-- columns: none
-- locks: ACCESS SHARE on {archive}
-- since: 14
SELECT FROM {archive} a WHERE ({predicate}
) LIMIT 0
