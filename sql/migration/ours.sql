-- id: migration/ours
-- params: $1 oid
-- columns: require void
-- locks: none
-- since: 14
SELECT parterre.require(coalesce(to_regclass({relation_literal})::oid = $1::oid, false), 'PT002', format('%s is not the table it was', {relation_literal}),
                        'Its name has been taken by another table; nothing is dropped.')
