-- id: archive/brought_shares
-- params: $1 bigint rows of a share
-- columns: shares bigint, rows bigint
-- locks: ACCESS SHARE on {restored}
-- since: 14
SELECT /* parterre */ (2 ^ greatest(0, ceil(log(2, greatest(1, count(*))::numeric / $1::bigint))))::bigint AS shares, count(*) AS rows FROM {restored}
