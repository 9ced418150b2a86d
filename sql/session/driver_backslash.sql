-- id: session/driver_backslash
-- params: none
-- columns: x text
-- locks: none
-- since: 14
-- Never sent by us: Qt's driver sends it at connect, and the preview shows it.
SELECT '\\' x
