-- id: migration/definition_holds
-- params: $1 text fingerprint
-- columns: require void
-- locks: ACCESS SHARE on what it names
-- since: 14
SELECT parterre.require(definition.fingerprint = $1, 'PT002', 'the table is not what the plan describes any more',
                        'Its columns, constraints, indexes, triggers, rights, or the views, functions, rules and policies that name it were changed.')
FROM ({definition_query}) definition
