-- id: archive/save_settings
-- params: $1 text policy, $2 jsonb settings that are to be others
-- columns: id text
-- locks: none
-- since: 14
UPDATE parterre.archive_policy SET settings = settings || $2::jsonb WHERE id = $1 RETURNING id
