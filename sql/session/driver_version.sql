-- id: session/driver_version
-- params: none
-- columns: version text
-- locks: none
-- since: 14
-- Never sent by us: Qt's driver sends it at connect, and the preview shows it.
SELECT version()
