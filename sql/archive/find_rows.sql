-- id: archive/find_rows
-- params: $1 bigint limit
-- columns: the columns, archived_at, place_moment and place_key
-- locks: ACCESS SHARE on {table}, {archive}
-- since: 14
SELECT /* parterre */ f.*, {age_place}::text AS place_moment, ROW({f_key})::text AS place_key
FROM (SELECT {columns}, NULL::timestamptz AS archived_at FROM {table} WHERE ({predicate}
      ) UNION ALL SELECT {columns}, archived_at FROM {archive} WHERE ({predicate}
      )) f
ORDER BY {age_place} DESC, ROW({f_key})::text COLLATE "C" DESC LIMIT $1::bigint
