-- id: archive/find_rows_after
-- params: $1 bigint limit, $2 text moment of the last row, $3 text key of the last row
-- columns: the columns, archived_at, place_moment and place_key
-- locks: ACCESS SHARE on {table}, {archive}
-- since: 14
SELECT /* parterre */ f.*, {age_place}::text AS place_moment, ROW({f_key})::text AS place_key
FROM (SELECT {columns}, NULL::timestamptz AS archived_at FROM {table} WHERE {age_place} <= $2::{age_type} AND ({predicate}
      ) UNION ALL SELECT {columns}, archived_at FROM {archive} WHERE {age_place} <= $2::{age_type} AND ({predicate}
      )) f
WHERE {age_place} < $2::{age_type} OR ROW({f_key})::text COLLATE "C" < $3
ORDER BY {age_place} DESC, ROW({f_key})::text COLLATE "C" DESC LIMIT $1::bigint
