-- id: archive/archived_extent
-- params: none
-- columns: rows bigint, least text, greatest text
-- locks: ACCESS SHARE on {leaf}
-- since: 14
SELECT /* parterre */ count(*) AS rows, min(archived_at)::text AS least, max(archived_at)::text AS greatest FROM ONLY {leaf}
