-- id: session/driver_bytea
-- params: none
-- columns: none
-- locks: none
-- since: 14
-- Never sent by us: Qt's driver sends it at connect, and the preview shows it.
SET bytea_output TO escape
