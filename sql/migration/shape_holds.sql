-- id: migration/shape_holds
-- params: $1 text fingerprint
-- columns: require void
-- locks: ACCESS SHARE on what it names
-- since: 14
SELECT parterre.require(q.fingerprint = $1, 'PT002', 'the table was changed since the switch',
                        'An added column or constraint is not in the old table: the way back would lose it.')
FROM ({definition_query}) q
