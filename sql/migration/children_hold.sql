-- id: migration/children_hold
-- params: none
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(m.children = q.children, 'PT002', 'the partitions are not those of the switch',
                        'One was attached, detached, made or dropped since; the old table knows nothing of that.')
FROM parterre.migration m CROSS JOIN ({children_query}) q WHERE m.id = {id_literal}
