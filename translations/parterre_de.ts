<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Activity</name>
    <message>
        <source>there is no session with PID %1 any more</source>
        <translation>es gibt keine Sitzung mit PID %1 mehr</translation>
    </message>
</context>
<context>
    <name>ApplicationFit</name>
    <message>
        <source>function %1</source>
        <translation>Funktion %1</translation>
    </message>
    <message>
        <source>rule %1 on %2</source>
        <translation>Regel %1 auf %2</translation>
    </message>
    <message numerus="yes">
        <source>called %n time(s)</source>
        <translation>
            <numerusform>%n-mal aufgerufen</numerusform>
            <numerusform>%n-mal aufgerufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>ON CONFLICT (%1) fails after the switch with 42P10: no unique key has just these columns.</source>
        <translation>ON CONFLICT (%1) scheitert nach dem Umschalten mit 42P10: kein eindeutiger Schlüssel hat genau diese Spalten.</translation>
    </message>
    <message>
        <source>ON CONFLICT ON CONSTRAINT %1 fails with 42704: the table has no such constraint.</source>
        <translation>ON CONFLICT ON CONSTRAINT %1 scheitert mit 42704: die Tabelle hat keinen solchen Constraint.</translation>
    </message>
    <message>
        <source>ON CONFLICT ON CONSTRAINT %1 works, but rows conflict only if %2 is equal too.</source>
        <translation>ON CONFLICT ON CONSTRAINT %1 funktioniert, aber Zeilen kollidieren nur, wenn auch %2 gleich ist.</translation>
    </message>
    <message>
        <source>ON CONFLICT DO NOTHING lets a second row with the same (%1) into another partition.</source>
        <translation>ON CONFLICT DO NOTHING lässt eine zweite Zeile mit gleichem (%1) in eine andere Partition.</translation>
    </message>
    <message>
        <source>ON CONFLICT DO NOTHING lets a second row with the same (%1) in if %2 differs.</source>
        <translation>ON CONFLICT DO NOTHING lässt eine zweite Zeile mit gleichem (%1) zu, wenn %2 abweicht.</translation>
    </message>
    <message>
        <source>Change these statements together with the switch, or choose another --unique %1=….</source>
        <translation>Diese Anweisungen zusammen mit dem Umschalten ändern oder ein anderes --unique %1=… wählen.</translation>
    </message>
    <message>
        <source>An UPDATE, where it moves a row to another partition, deletes it there and inserts it here: who updates, deletes or locks the same row at that moment in READ COMMITTED waits in vain and gets 40001, and row triggers see a DELETE and an INSERT.</source>
        <translation>Ein UPDATE, das eine Zeile in eine andere Partition verschiebt, löscht sie dort, wo sie war, und fügt sie in der anderen ein: wer dieselbe Zeile in diesem Augenblick in READ COMMITTED ändert, löscht oder sperrt, wartet vergeblich und erhält 40001, und Zeilentrigger sehen ein DELETE und ein INSERT.</translation>
    </message>
    <message>
        <source>Repeat transactions that end with 40001, or leave the key of rows as it is.</source>
        <translation>Transaktionen, die mit 40001 enden, wiederholen oder den Schlüssel der Zeilen unverändert lassen.</translation>
    </message>
    <message>
        <source>ON CONFLICT DO UPDATE, where it would move the row to another partition, fails with 0A000.</source>
        <translation>ON CONFLICT DO UPDATE scheitert mit 0A000, wo es die Zeile in eine andere Partition verschieben würde.</translation>
    </message>
    <message>
        <source>Leave the partition key out of its SET.</source>
        <translation>Den Partitionsschlüssel aus dem SET weglassen.</translation>
    </message>
    <message>
        <source>INSERT … RETURNING xmin or xmax fails on a partitioned table with 0A000.</source>
        <translation>INSERT … RETURNING xmin oder xmax scheitert auf einer partitionierten Tabelle mit 0A000.</translation>
    </message>
    <message>
        <source>Find out in another way whether the row was inserted or updated.</source>
        <translation>Auf anderem Weg feststellen, ob die Zeile eingefügt oder geändert wurde.</translation>
    </message>
    <message>
        <source>ONLY leaves the partitions out, and all rows are in them: it finds and changes none, and TRUNCATE ONLY fails.</source>
        <translation>ONLY lässt die Partitionen aus, und alle Zeilen liegen in ihnen: es findet und ändert keine, und TRUNCATE ONLY scheitert.</translation>
    </message>
    <message>
        <source>Leave ONLY out; for a plain table it changes nothing.</source>
        <translation>ONLY weglassen; bei einer einfachen Tabelle ändert das nichts.</translation>
    </message>
    <message>
        <source>COPY of a partitioned table TO somewhere fails.</source>
        <translation>COPY einer partitionierten Tabelle mit TO scheitert, gleich wohin.</translation>
    </message>
    <message>
        <source>Write COPY (SELECT …) TO, which works on both.</source>
        <translation>COPY (SELECT …) TO schreiben; das funktioniert auf beiden.</translation>
    </message>
    <message>
        <source>These statements do not name %1, so the server looks into every partition.</source>
        <translation>Diese Anweisungen nennen %1 nicht, daher sieht der Server in jeder Partition nach.</translation>
    </message>
    <message>
        <source>These statements do not name %1, so the server locks all %2 partitions and looks into the index of each.</source>
        <translation>Diese Anweisungen nennen %1 nicht, daher sperrt der Server alle %2 Partitionen und sieht im Index jeder einzelnen nach.</translation>
    </message>
    <message>
        <source>Add a condition on it where the application knows its value.</source>
        <translation>Eine Bedingung darauf hinzufügen, wo die Anwendung den Wert kennt.</translation>
    </message>
    <message>
        <source>The statements of the application were not looked at.</source>
        <translation>Die Anweisungen der Anwendung wurden nicht angesehen.</translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s) in pg_stat_statements that name it were looked at.</source>
        <translation>
            <numerusform>%n Anweisung in pg_stat_statements, die sie nennt, wurde angesehen.</numerusform>
            <numerusform>%n Anweisungen in pg_stat_statements, die sie nennen, wurden angesehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>What the application has not run lately cannot be found in the database.</source>
        <translation>Was die Anwendung in letzter Zeit nicht ausgeführt hat, lässt sich in der Datenbank nicht finden.</translation>
    </message>
    <message>
        <source>Search its code for ON CONFLICT, for keys and for DDL of this table.</source>
        <translation>Ihren Code nach ON CONFLICT, nach Schlüsseln und nach DDL dieser Tabelle durchsuchen.</translation>
    </message>
    <message>
        <source>the old table</source>
        <translation>die alte Tabelle</translation>
    </message>
    <message>
        <source>Let no release change the schema of this table until Finish.</source>
        <translation>Bis zum Abschluss kein Release das Schema dieser Tabelle ändern lassen.</translation>
    </message>
    <message>
        <source>Its text mentions the table&apos;s name; it finds the new table by that name, nothing is to be done.</source>
        <translation>Ihr Text erwähnt den Namen der Tabelle; darüber findet sie die neue Tabelle, nichts ist zu tun.</translation>
    </message>
    <message>
        <source>ON CONFLICT DO NOTHING fails with 23505 for a second row with the same (%1) if %2 differs.</source>
        <translation>ON CONFLICT DO NOTHING scheitert mit 23505 bei einer zweiten Zeile mit gleichem (%1), wenn %2 abweicht.</translation>
    </message>
    <message>
        <source>If it differs, the guard raises 23505.</source>
        <translation>Weicht es ab, meldet der Wächter 23505.</translation>
    </message>
    <message>
        <source>Those of other roles are hidden: this role lacks pg_read_all_stats, which is part of pg_monitor.</source>
        <translation>Die anderer Rollen sind verborgen: Dieser Rolle fehlt pg_read_all_stats, ein Teil von pg_monitor.</translation>
    </message>
    <message>
        <source>Until Finish its definition, its partitions and %1 must stay as they are. DDL before the switch stops the migration, DDL after it closes the way back until it is undone; both are told within seconds, with what differs.</source>
        <translation>Bis zum Abschluss müssen ihre Definition, ihre Partitionen und %1 bleiben, wie sie sind. DDL vor dem Umschalten hält die Migration an, DDL danach schließt den Rückweg, bis sie rückgängig gemacht ist; beides wird binnen Sekunden gemeldet, mit dem, was abweicht.</translation>
    </message>
    <message>
        <source>Search its code for %1, which fails from the switch on, and for DDL of this table.</source>
        <translation>Durchsuchen Sie ihren Code nach %1, das vom Umschalten an fehlschlägt, und nach DDL dieser Tabelle.</translation>
    </message>
</context>
<context>
    <name>ArchiveAlerts</name>
    <message>
        <source>parterrectl archive run %1 --yes goes on where it stopped.</source>
        <translation>parterrectl archive run %1 --yes macht dort weiter, wo er angehalten hat.</translation>
    </message>
    <message>
        <source>the archive run of %1 failed: %2</source>
        <translation>der Archivlauf von %1 ist fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>the archive run of %1 has stopped in the middle</source>
        <translation>der Archivlauf von %1 ist mittendrin stehen geblieben</translation>
    </message>
    <message>
        <source>%1 was to be archived %2 and was not</source>
        <translation>%1 sollte %2 archiviert werden und wurde es nicht</translation>
    </message>
    <message>
        <source>Does a timer call &quot;parterrectl archive run --due --yes&quot;?</source>
        <translation>Ruft ein Timer „parterrectl archive run --due --yes“ auf?</translation>
    </message>
</context>
<context>
    <name>ArchiveDrill</name>
    <message>
        <source>there is nothing to rehearse with</source>
        <translation>es gibt nichts, womit geprobt werden könnte</translation>
    </message>
    <message>
        <source>No row was found at the places of %1 that were looked at.</source>
        <translation>An den Stellen von %1, die angesehen wurden, fand sich keine Zeile.</translation>
    </message>
    <message>
        <source>triggers</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>foreign keys</source>
        <translation>Fremdschlüssel</translation>
    </message>
    <message>
        <source>row security</source>
        <translation>Zeilensicherheit</translation>
    </message>
    <message>
        <source>publications</source>
        <translation>Publikationen</translation>
    </message>
    <message>
        <source>a partition that moves whole</source>
        <translation>eine Partition, die als Ganzes umzieht</translation>
    </message>
    <message>
        <source>rows that move: none of those at the places looked at is old</source>
        <translation>Zeilen, die umziehen: keine an den angesehenen Stellen ist alt</translation>
    </message>
    <message>
        <source>the real table&apos;s size, sessions and locks; hours, pause and guards</source>
        <translation>Größe, Sitzungen und Sperren der echten Tabelle; Stunden, Pause und Wächter</translation>
    </message>
    <message>
        <source>table %1 cannot be archived as it is</source>
        <translation>Tabelle %1 kann so nicht archiviert werden</translation>
    </message>
    <message>
        <source>parterrectl archive plan says why.</source>
        <translation>parterrectl archive plan sagt, warum.</translation>
    </message>
    <message>
        <source>another drill of an archive is under way in this database</source>
        <translation>in dieser Datenbank läuft schon eine andere Probe eines Archivs</translation>
    </message>
    <message>
        <source>the other server</source>
        <translation>der andere Server</translation>
    </message>
    <message>
        <source>the files: rows went to a table instead</source>
        <translation>die Dateien: Zeilen gingen stattdessen in eine Tabelle</translation>
    </message>
</context>
<context>
    <name>ArchiveFile</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>there is no table %1</source>
        <translation>es gibt keine Tabelle %1</translation>
    </message>
    <message>
        <source>%1 is no table</source>
        <translation>%1 ist keine Tabelle</translation>
    </message>
    <message>
        <source>Only rows of tables and partitions go into files.</source>
        <translation>Nur Zeilen von Tabellen und Partitionen gehen in Dateien.</translation>
    </message>
    <message>
        <source>The table has no column %1.</source>
        <translation>Die Tabelle hat keine Spalte %1.</translation>
    </message>
    <message>
        <source>Column %1 is %2 in the table, %3 in the file.</source>
        <translation>Spalte %1 ist in der Tabelle %2, in der Datei %3.</translation>
    </message>
    <message>
        <source>The collation of column %1 is %2 in the table, %3 in the file.</source>
        <translation>Die Sortierfolge der Spalte %1 ist in der Tabelle %2, in der Datei %3.</translation>
    </message>
    <message>
        <source>The file has no column %1.</source>
        <translation>Die Datei hat keine Spalte %1.</translation>
    </message>
    <message>
        <source>the columns of %1 are not those of the file</source>
        <translation>die Spalten von %1 sind nicht die der Datei</translation>
    </message>
    <message>
        <source>The rows&apos; sums were computed by PostgreSQL %1 and cannot be compared here; the file&apos;s own digests and the number of rows are right.</source>
        <translation>Die Summen der Zeilen hat PostgreSQL %1 berechnet, sie lassen sich hier nicht vergleichen; die eigenen Prüfsummen der Datei und die Zahl der Zeilen stimmen.</translation>
    </message>
    <message>
        <source>the manifest %1 cannot be read</source>
        <translation>das Manifest %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>Without its manifest a file of rows cannot be trusted.</source>
        <translation>Ohne ihr Manifest ist einer Datei mit Zeilen nicht zu trauen.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is the manifest of another file</source>
        <translation>%1 ist das Manifest einer anderen Datei</translation>
    </message>
    <message>
        <source>It was written as %1, for %2.</source>
        <translation>Es wurde als %1 geschrieben, für %2.</translation>
    </message>
    <message>
        <source>Where both were renamed, give them their names back.</source>
        <translation>Wurden beide umbenannt, geben Sie ihnen ihre Namen zurück.</translation>
    </message>
    <message>
        <source>the archive file %1 is missing</source>
        <translation>die Archivdatei %1 fehlt</translation>
    </message>
    <message>
        <source>Its manifest is there.</source>
        <translation>Ihr Manifest ist da.</translation>
    </message>
    <message>
        <source>the archive file %1 cannot be read</source>
        <translation>die Archivdatei %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>It has %1 bytes, the manifest says %2.</source>
        <translation>Sie hat %1 Bytes, das Manifest sagt %2.</translation>
    </message>
    <message>
        <source>the archive file %1 is truncated</source>
        <translation>die Archivdatei %1 ist abgeschnitten</translation>
    </message>
    <message>
        <source>the archive file %1 is longer than it was</source>
        <translation>die Archivdatei %1 ist länger, als sie war</translation>
    </message>
    <message>
        <source>the archive file %1 is damaged</source>
        <translation>die Archivdatei %1 ist beschädigt</translation>
    </message>
    <message>
        <source>Use another copy of the file. Nothing was changed.</source>
        <translation>Eine andere Kopie der Datei verwenden. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Near byte %1 it cannot be decompressed: %2.</source>
        <translation>Nahe Byte %1 lässt sie sich nicht entpacken: %2.</translation>
    </message>
    <message>
        <source>Its SHA-256 is %1, the manifest says %2.</source>
        <translation>Ihr SHA-256 ist %1, das Manifest sagt %2.</translation>
    </message>
    <message>
        <source>Its compressed content ends in the middle.</source>
        <translation>Ihr gepackter Inhalt bricht in der Mitte ab.</translation>
    </message>
    <message>
        <source>Its content has %1 bytes and the SHA-256 %2, the manifest says %3 and %4.</source>
        <translation>Ihr Inhalt hat %1 Bytes und den SHA-256 %2, das Manifest sagt %3 und %4.</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 ist nicht schreibbar</translation>
    </message>
    <message>
        <source>%1 is there already</source>
        <translation>%1 gibt es schon</translation>
    </message>
    <message>
        <source>An archive file is never overwritten.</source>
        <translation>Eine Archivdatei wird nie überschrieben.</translation>
    </message>
    <message>
        <source>Choose another name with --name.</source>
        <translation>Mit --name einen anderen Namen wählen.</translation>
    </message>
    <message>
        <source>another export writes %1 now</source>
        <translation>ein anderer Export schreibt gerade %1</translation>
    </message>
    <message>
        <source>%1 is locked.</source>
        <translation>%1 ist gesperrt.</translation>
    </message>
    <message>
        <source>%1 cannot be compressed</source>
        <translation>%1 lässt sich nicht packen</translation>
    </message>
    <message>
        <source>the file has no column %1</source>
        <translation>die Datei hat keine Spalte %1</translation>
    </message>
    <message>
        <source>It has %1.</source>
        <translation>Sie hat %1.</translation>
    </message>
    <message>
        <source>a binary file can only be read by a server</source>
        <translation>eine binäre Datei kann nur ein Server lesen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>rows of other tables would go or change with those of %1</source>
        <translation>Zeilen anderer Tabellen würden mit denen von %1 gelöscht oder geändert</translation>
    </message>
    <message>
        <source>Foreign keys with an action on delete: %1.</source>
        <translation>Fremdschlüssel mit einer Aktion beim Löschen: %1.</translation>
    </message>
    <message>
        <source>Archive those tables first, or let the foreign keys say NO ACTION.</source>
        <translation>Erst jene Tabellen archivieren oder die Fremdschlüssel auf NO ACTION stellen.</translation>
    </message>
    <message>
        <source>Some rows are left for another time: %1.</source>
        <translation>Einige Zeilen bleiben für ein anderes Mal: %1.</translation>
    </message>
    <message>
        <source>Deleting</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 is a partition</source>
        <translation>%1 ist eine Partition</translation>
    </message>
    <message>
        <source>It belongs to %1.</source>
        <translation>Sie gehört zu %1.</translation>
    </message>
    <message>
        <source>Detach it first.</source>
        <translation>Sie zuerst abhängen (DETACH).</translation>
    </message>
    <message>
        <source>other tables belong to %1</source>
        <translation>andere Tabellen gehören zu %1</translation>
    </message>
    <message>
        <source>Only a table by itself is dropped.</source>
        <translation>Nur eine Tabelle für sich wird entfernt.</translation>
    </message>
    <message>
        <source>the rows of %1 are not those of the file</source>
        <translation>die Zeilen von %1 sind nicht die der Datei</translation>
    </message>
    <message>
        <source>Nothing was dropped.</source>
        <translation>Nichts wurde entfernt.</translation>
    </message>
    <message>
        <source>%1 of them differ in their bytes.</source>
        <translation>%1 von ihnen weichen in ihren Bytes ab.</translation>
    </message>
    <message>
        <source>%1 has no key</source>
        <translation>%1 hat keinen Schlüssel</translation>
    </message>
    <message>
        <source>Nothing tells its rows apart.</source>
        <translation>Nichts unterscheidet ihre Zeilen.</translation>
    </message>
    <message>
        <source>A detached leaf without a key can be dropped as a whole, with &quot;drop&quot;.</source>
        <translation>Ein abgehängtes Blatt ohne Schlüssel lässt sich mit „drop“ als Ganzes entfernen.</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>the rows to export were not the same when they were read twice</source>
        <translation>die zu exportierenden Zeilen waren beim zweiten Lesen andere</translation>
    </message>
    <message>
        <source>%1 were counted, %2 copied.</source>
        <translation>%1 wurden gezählt, %2 kopiert.</translation>
    </message>
    <message>
        <source>The condition may name a volatile function, such as random() or clock_timestamp().</source>
        <translation>Die Bedingung nennt vielleicht eine flüchtige Funktion wie random() oder clock_timestamp().</translation>
    </message>
    <message>
        <source>%1 was altered meanwhile</source>
        <translation>%1 wurde inzwischen geändert</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name for a file</source>
        <translation>„%1“ ist kein Name für eine Datei</translation>
    </message>
    <message>
        <source>It must not contain / or begin with a dot.</source>
        <translation>Er darf kein / enthalten und nicht mit einem Punkt beginnen.</translation>
    </message>
    <message>
        <source>the rows that were put in are not those of the file</source>
        <translation>die eingefügten Zeilen sind nicht die der Datei</translation>
    </message>
    <message>
        <source>A trigger or a generated column may have changed them. Nothing was changed: all of it was rolled back.</source>
        <translation>Ein Trigger oder eine generierte Spalte hat sie vielleicht verändert. Nichts wurde geändert: alles wurde zurückgerollt.</translation>
    </message>
    <message>
        <source>%1 has no key, and is not empty</source>
        <translation>%1 hat keinen Schlüssel und ist nicht leer</translation>
    </message>
    <message>
        <source>Nothing tells which rows of the file are in it.</source>
        <translation>Nichts sagt, welche Zeilen der Datei darin sind.</translation>
    </message>
    <message>
        <source>Import into an empty table of the same columns.</source>
        <translation>In eine leere Tabelle mit denselben Spalten importieren.</translation>
    </message>
    <message>
        <source>%1 rows were put in instead of %2.</source>
        <translation>%1 Zeilen wurden eingefügt statt %2.</translation>
    </message>
    <message>
        <source>%1 of them differ.</source>
        <translation>%1 von ihnen weichen ab.</translation>
    </message>
    <message>
        <source>this database does not have all types and collations of the file</source>
        <translation>diese Datenbank hat nicht alle Typen und Sortierfolgen der Datei</translation>
    </message>
    <message>
        <source>Missing: %1.</source>
        <translation>Es fehlen: %1.</translation>
    </message>
    <message>
        <source>Create them, then try again.</source>
        <translation>Sie anlegen, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>Loading the file</source>
        <translation>Laden der Datei</translation>
    </message>
    <message>
        <source>%1 rows were found, and %2 expected.</source>
        <translation>%1 Zeilen wurden gefunden, %2 erwartet.</translation>
    </message>
    <message>
        <source>The %1 rows have the sums %2 and %3, expected were %4 and %5.</source>
        <translation>Die %1 Zeilen haben die Summen %2 und %3, erwartet waren %4 und %5.</translation>
    </message>
    <message>
        <source>the rows of %1 are not what was exported</source>
        <translation>die Zeilen von %1 sind nicht, was exportiert wurde</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>es gibt keinen Ordner %1</translation>
    </message>
    <message>
        <source>Some of them differ in their bytes.</source>
        <translation>Einige von ihnen unterscheiden sich in ihren Bytes.</translation>
    </message>
    <message>
        <source>the manifest has a column that is none</source>
        <translation>das Manifest hat eine Spalte, die keine ist</translation>
    </message>
    <message>
        <source>%1 is another file than the one that was written</source>
        <translation>%1 ist eine andere Datei als die geschriebene</translation>
    </message>
    <message>
        <source>Its SHA-256 is not the one in the books.</source>
        <translation>Ihre SHA-256 ist nicht die in den Büchern.</translation>
    </message>
    <message>
        <source>Rows of the file can be put into a table with its columns: parterrectl archive-file import --into.</source>
        <translation>Die Zeilen der Datei können in eine Tabelle mit ihren Spalten gehen: parterrectl archive-file import --into.</translation>
    </message>
    <message>
        <source>%1 is a file of the policy of %2</source>
        <translation>%1 ist eine Datei der Regel von %2</translation>
    </message>
    <message>
        <source>Which of its rows have left the table, and have not come back, is in the books.</source>
        <translation>Welche ihrer Zeilen die Tabelle verlassen haben und nicht zurückgekommen sind, steht in den Büchern.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>%1 rows that were deleted are there again</source>
        <translation>%1 gelöschte Zeilen sind wieder da</translation>
    </message>
    <message>
        <source>A trigger puts them back. Nothing of this batch was deleted.</source>
        <translation>Ein Trigger legt sie zurück. Von diesem Stapel wurde nichts gelöscht.</translation>
    </message>
    <message>
        <source>parterrectl archive restore %1 --leaf &apos;%2&apos; brings exactly those back (archive add %1 first, where the policy was removed); archive-file import --into puts all of them into another table.</source>
        <translation>parterrectl archive restore %1 --leaf &apos;%2&apos; bringt genau diese zurück (vorher archive add %1, wo die Regel entfernt wurde); archive-file import --into legt alle in eine andere Tabelle.</translation>
    </message>
</context>
<context>
    <name>ArchiveFindings</name>
    <message>
        <source>This foreign key would stop the delete of rows that it references.</source>
        <translation>Dieser Fremdschlüssel würde das Löschen von Zeilen verhindern, auf die er verweist.</translation>
    </message>
    <message>
        <source>ON DELETE CASCADE would delete rows of %1 that nobody archived.</source>
        <translation>ON DELETE CASCADE würde Zeilen von %1 löschen, die niemand archiviert hat.</translation>
    </message>
    <message>
        <source>ON DELETE SET would change rows of %1.</source>
        <translation>ON DELETE SET würde Zeilen von %1 ändern.</translation>
    </message>
    <message>
        <source>Archive %1 first, or drop the foreign key.</source>
        <translation>Zuerst %1 archivieren, oder den Fremdschlüssel löschen.</translation>
    </message>
    <message>
        <source>It is a partition of another table.</source>
        <translation>Sie ist eine Partition einer anderen Tabelle.</translation>
    </message>
    <message>
        <source>Archive the partitioned table.</source>
        <translation>Die partitionierte Tabelle archivieren.</translation>
    </message>
    <message>
        <source>Other tables inherit from it.</source>
        <translation>Andere Tabellen erben von ihr.</translation>
    </message>
    <message>
        <source>Archive of inheritance trees is not supported.</source>
        <translation>Das Archivieren von Vererbungsbäumen wird nicht unterstützt.</translation>
    </message>
    <message>
        <source>An unlogged or temporary table does not survive a crash.</source>
        <translation>Eine UNLOGGED- oder temporäre Tabelle übersteht keinen Absturz.</translation>
    </message>
    <message>
        <source>ALTER TABLE … SET LOGGED.</source>
        <translation>ALTER TABLE … SET LOGGED.</translation>
    </message>
    <message>
        <source>FORCE ROW LEVEL SECURITY would hide rows from the archive as well.</source>
        <translation>FORCE ROW LEVEL SECURITY würde Zeilen auch vor dem Archiv verbergen.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 NO FORCE ROW LEVEL SECURITY.</source>
        <translation>ALTER TABLE %1 NO FORCE ROW LEVEL SECURITY.</translation>
    </message>
    <message>
        <source>It has no primary key, nor a valid, immediate unique key over NOT NULL columns.</source>
        <translation>Sie hat weder einen Primärschlüssel noch einen gültigen, sofort geprüften eindeutigen Schlüssel über NOT-NULL-Spalten.</translation>
    </message>
    <message>
        <source>Add a primary key: without one nothing tells whether a row is in the archive already.</source>
        <translation>Einen Primärschlüssel anlegen: ohne ihn sagt nichts, ob eine Zeile schon im Archiv ist.</translation>
    </message>
    <message>
        <source>The table has a column of this name itself.</source>
        <translation>Die Tabelle hat selbst eine Spalte dieses Namens.</translation>
    </message>
    <message>
        <source>Rename that column.</source>
        <translation>Diese Spalte umbenennen.</translation>
    </message>
    <message>
        <source>A rule ON INSERT or ON DELETE would do something else than move the row.</source>
        <translation>Eine Regel ON INSERT oder ON DELETE würde etwas anderes tun, als die Zeile zu verschieben.</translation>
    </message>
    <message>
        <source>Drop the rule, or make it a trigger.</source>
        <translation>Die Regel löschen oder durch einen Trigger ersetzen.</translation>
    </message>
    <message>
        <source>A partition is a foreign table.</source>
        <translation>Eine Partition ist eine Fremdtabelle.</translation>
    </message>
    <message>
        <source>Detach it: its rows are elsewhere already.</source>
        <translation>Sie abhängen: ihre Zeilen liegen schon anderswo.</translation>
    </message>
    <message>
        <source>The table&apos;s owner does not own this partition.</source>
        <translation>Dem Eigentümer der Tabelle gehört diese Partition nicht.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 OWNER TO %2.</source>
        <translation>ALTER TABLE %1 OWNER TO %2.</translation>
    </message>
    <message>
        <source>The table has no such column.</source>
        <translation>Die Tabelle hat keine solche Spalte.</translation>
    </message>
    <message>
        <source>Its type is %1.</source>
        <translation>Ihr Typ ist %1.</translation>
    </message>
    <message>
        <source>Age is told by a column of type date, timestamp or timestamptz.</source>
        <translation>Das Alter sagt eine Spalte vom Typ date, timestamp oder timestamptz.</translation>
    </message>
    <message>
        <source>Rows in which it is NULL stay in the table.</source>
        <translation>Zeilen, in denen sie NULL ist, bleiben in der Tabelle.</translation>
    </message>
    <message>
        <source>It fires for each row that moves by itself, and not when a whole partition moves.</source>
        <translation>Er feuert für jede Zeile, die einzeln umzieht, und nicht, wenn eine ganze Partition umzieht.</translation>
    </message>
    <message>
        <source>Its subscribers delete the rows that move by themselves, and keep those of a partition that moves as a whole.</source>
        <translation>Ihre Abonnenten löschen die Zeilen, die einzeln umziehen, und behalten die einer Partition, die als Ganzes umzieht.</translation>
    </message>
    <message>
        <source>Generated columns are plain values in the archive; so its partitions move row by row.</source>
        <translation>Generierte Spalten sind im Archiv gewöhnliche Werte; deshalb ziehen ihre Partitionen Zeile für Zeile um.</translation>
    </message>
    <message>
        <source>Old rows of the DEFAULT partition move row by row.</source>
        <translation>Alte Zeilen der DEFAULT-Partition ziehen Zeile für Zeile um.</translation>
    </message>
    <message>
        <source>The space of the rows that go is used again by new rows of this table; the operating system gets none of it back.</source>
        <translation>Der Platz der Zeilen, die gehen, wird von neuen Zeilen dieser Tabelle wieder benutzt; das Betriebssystem bekommt nichts davon zurück.</translation>
    </message>
    <message>
        <source>Partition the table (parterrectl plan): whole partitions then leave at once. VACUUM FULL gives space back under a lock, pg_repack without.</source>
        <translation>Die Tabelle partitionieren (parterrectl plan): dann gehen ganze Partitionen auf einmal. VACUUM FULL gibt Platz unter einer Sperre zurück, pg_repack ohne sie.</translation>
    </message>
    <message>
        <source>The archive has no such column.</source>
        <translation>Das Archiv hat keine solche Spalte.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 ADD COLUMN %2 %3;</source>
        <translation>ALTER TABLE %1 ADD COLUMN %2 %3;</translation>
    </message>
    <message>
        <source>Its type is %1, that of the table is %2.</source>
        <translation>Ihr Typ ist %1, in der Tabelle %2.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 ALTER COLUMN %2 TYPE %3, which writes the archive anew.</source>
        <translation>ALTER TABLE %1 ALTER COLUMN %2 TYPE %3, was das Archiv neu schreibt.</translation>
    </message>
    <message>
        <source>Its collation is %1, that of the table is %2.</source>
        <translation>Ihre Sortierfolge ist %1, in der Tabelle %2.</translation>
    </message>
    <message>
        <source>Give both the same collation.</source>
        <translation>Beiden dieselbe Sortierfolge geben.</translation>
    </message>
    <message>
        <source>It is NOT NULL in the archive only.</source>
        <translation>Sie ist nur im Archiv NOT NULL.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 ALTER COLUMN %2 DROP NOT NULL;</source>
        <translation>ALTER TABLE %1 ALTER COLUMN %2 DROP NOT NULL;</translation>
    </message>
    <message>
        <source>It is a generated column in the archive.</source>
        <translation>Sie ist im Archiv eine generierte Spalte.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 ALTER COLUMN %2 DROP EXPRESSION;</source>
        <translation>ALTER TABLE %1 ALTER COLUMN %2 DROP EXPRESSION;</translation>
    </message>
    <message>
        <source>It has no unique key over the columns of the table&apos;s key (%1).</source>
        <translation>Es hat keinen eindeutigen Schlüssel über die Spalten des Schlüssels der Tabelle (%1).</translation>
    </message>
    <message>
        <source>Without it a row could be archived twice; with a narrower one, rows would be turned away. Give the archive that primary key, or archive into another table.</source>
        <translation>Ohne ihn könnte eine Zeile zweimal archiviert werden; ein engerer würde Zeilen abweisen. Dem Archiv diesen Primärschlüssel geben, oder in eine andere Tabelle archivieren.</translation>
    </message>
    <message>
        <source>The archive has no column archived_at of type timestamptz.</source>
        <translation>Das Archiv hat keine Spalte archived_at vom Typ timestamptz.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 ADD COLUMN archived_at timestamptz NOT NULL DEFAULT now();</source>
        <translation>ALTER TABLE %1 ADD COLUMN archived_at timestamptz NOT NULL DEFAULT now();</translation>
    </message>
    <message>
        <source>It is NOT NULL, and the table has no such column.</source>
        <translation>Sie ist NOT NULL, und die Tabelle hat keine solche Spalte.</translation>
    </message>
    <message>
        <source>FORCE ROW LEVEL SECURITY would hide rows of the archive.</source>
        <translation>FORCE ROW LEVEL SECURITY würde Zeilen des Archivs verbergen.</translation>
    </message>
    <message>
        <source>Foreign keys to it, rules or DELETE triggers would stand in the way of a restore.</source>
        <translation>Fremdschlüssel darauf, Regeln oder DELETE-Trigger stünden einer Rückholung im Weg.</translation>
    </message>
    <message>
        <source>Archive into a table of its own.</source>
        <translation>In eine eigene Tabelle archivieren.</translation>
    </message>
    <message>
        <source>It may change rows, or swallow them, on their way into the archive.</source>
        <translation>Er kann Zeilen auf dem Weg ins Archiv ändern oder verschlucken.</translation>
    </message>
    <message>
        <source>Drop the trigger from %1.</source>
        <translation>Entfernen Sie den Trigger von %1.</translation>
    </message>
    <message>
        <source>The table has row security, and its archive would show every row.</source>
        <translation>Die Tabelle hat Zeilensicherheit, und ihr Archiv würde jede Zeile zeigen.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 ENABLE ROW LEVEL SECURITY, and give it the policies of the table.</source>
        <translation>ALTER TABLE %1 ENABLE ROW LEVEL SECURITY, und geben Sie ihm die Policies der Tabelle.</translation>
    </message>
    <message>
        <source>The table has row security, and a foreign table cannot have any.</source>
        <translation>Die Tabelle hat Zeilensicherheit, und eine Fremdtabelle kann keine haben.</translation>
    </message>
    <message>
        <source>Archive into a table of this database.</source>
        <translation>In eine Tabelle dieser Datenbank archivieren.</translation>
    </message>
    <message>
        <source>What a restore writes down has a column of this name, and the table&apos;s key too.</source>
        <translation>Was eine Rückholung aufschreibt, hat eine Spalte dieses Namens, der Schlüssel der Tabelle auch.</translation>
    </message>
    <message>
        <source> With the table&apos;s DEFAULT, rows that were archived before have that value, too.</source>
        <translation> Mit dem DEFAULT der Tabelle haben auch früher archivierte Zeilen diesen Wert.</translation>
    </message>
    <message>
        <source>Nothing says how old its rows are.</source>
        <translation>Nichts sagt, wie alt ihre Zeilen sind.</translation>
    </message>
    <message>
        <source>Name the column that says how old a row is (--column).</source>
        <translation>Die Spalte nennen, die sagt, wie alt eine Zeile ist (--column).</translation>
    </message>
</context>
<context>
    <name>ArchiveJournal</name>
    <message>
        <source>there is no archive policy for %1</source>
        <translation>für %1 gibt es keine Archivregel</translation>
    </message>
    <message>
        <source>parterrectl archive list shows the policies; archive add makes one.</source>
        <translation>parterrectl archive list zeigt die Archivregeln; archive add legt eine an.</translation>
    </message>
    <message>
        <source>there is no archive run &quot;%1&quot;</source>
        <translation>es gibt keinen Archivlauf „%1“</translation>
    </message>
    <message>
        <source>parterrectl archive history shows the runs.</source>
        <translation>parterrectl archive history zeigt die Läufe.</translation>
    </message>
</context>
<context>
    <name>ArchivePlanner</name>
    <message>
        <source>The table cannot be its own archive.</source>
        <translation>Die Tabelle kann nicht ihr eigenes Archiv sein.</translation>
    </message>
    <message>
        <source>Name another table.</source>
        <translation>Eine andere Tabelle nennen.</translation>
    </message>
    <message>
        <source>It is another table than the one for which the policy was made: a migration, for example, has exchanged it.</source>
        <translation>Sie ist eine andere Tabelle als die, für die die Archivregel angelegt wurde: zum Beispiel hat eine Migration sie ausgetauscht.</translation>
    </message>
    <message>
        <source>It is partitioned in another way than by RANGE over one column.</source>
        <translation>Es ist anders als nach RANGE über eine Spalte partitioniert.</translation>
    </message>
    <message>
        <source>Archive into another table.</source>
        <translation>In eine andere Tabelle archivieren.</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>Role %1 may not create tables there.</source>
        <translation>Rolle %1 darf dort keine Tabellen anlegen.</translation>
    </message>
    <message>
        <source>GRANT CREATE ON SCHEMA %1 TO %2;</source>
        <translation>GRANT CREATE ON SCHEMA %1 TO %2;</translation>
    </message>
    <message>
        <source>tablespace %1</source>
        <translation>Tablespace %1</translation>
    </message>
    <message>
        <source>It does not exist, or role %1 may not use it.</source>
        <translation>Er existiert nicht, oder Rolle %1 darf ihn nicht benutzen.</translation>
    </message>
    <message>
        <source>GRANT CREATE ON TABLESPACE %1 TO %2;</source>
        <translation>GRANT CREATE ON TABLESPACE %1 TO %2;</translation>
    </message>
    <message>
        <source>schema parterre</source>
        <translation>Schema parterre</translation>
    </message>
    <message>
        <source>Role %1 may not create it.</source>
        <translation>Rolle %1 darf es nicht anlegen.</translation>
    </message>
    <message>
        <source>GRANT CREATE ON DATABASE … TO %1;</source>
        <translation>GRANT CREATE ON DATABASE … TO %1;</translation>
    </message>
    <message>
        <source>It belongs to %1; role %2 may not use it.</source>
        <translation>Es gehört %1; Rolle %2 darf es nicht verwenden.</translation>
    </message>
    <message>
        <source>GRANT %1 TO %2;</source>
        <translation>GRANT %1 TO %2;</translation>
    </message>
    <message>
        <source>It belongs to %1, the table to %2.</source>
        <translation>Es gehört %1, die Tabelle %2.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 OWNER TO %2;</source>
        <translation>ALTER TABLE %1 OWNER TO %2;</translation>
    </message>
    <message>
        <source>The table is being migrated (state %1).</source>
        <translation>Die Tabelle wird gerade migriert (Zustand %1).</translation>
    </message>
    <message>
        <source>Archive when the migration is finished or rolled back.</source>
        <translation>Archivieren, wenn die Migration abgeschlossen oder zurückgenommen ist.</translation>
    </message>
    <message>
        <source>the archive is not partitioned as the table is</source>
        <translation>das Archiv ist nicht wie die Tabelle partitioniert</translation>
    </message>
    <message>
        <source>it is itself partitioned</source>
        <translation>sie ist selbst partitioniert</translation>
    </message>
    <message>
        <source>the foreign keys of the table would stay on it</source>
        <translation>die Fremdschlüssel der Tabelle blieben an ihr</translation>
    </message>
    <message>
        <source>the table has generated columns</source>
        <translation>die Tabelle hat generierte Spalten</translation>
    </message>
    <message>
        <source>the key is no primary key, so its index would be built under the lock</source>
        <translation>der Schlüssel ist kein Primärschlüssel, sein Index würde also unter der Sperre gebaut</translation>
    </message>
    <message>
        <source>the archive has a partition for these rows already</source>
        <translation>das Archiv hat schon eine Partition für diese Zeilen</translation>
    </message>
    <message>
        <source>the archive has columns that the table has not</source>
        <translation>das Archiv hat Spalten, die die Tabelle nicht hat</translation>
    </message>
    <message>
        <source>it has no equal of %1, which would be built under the lock</source>
        <translation>sie hat nichts Gleiches wie %1, das also unter der Sperre gebaut würde</translation>
    </message>
    <message>
        <source>before the first row of this range</source>
        <translation>vor der ersten Zeile dieses Bereichs</translation>
    </message>
    <message>
        <source>once a batch of pages; $5 is %1</source>
        <translation>einmal je Stapel von Seiten; $5 ist %1</translation>
    </message>
    <message>
        <source>once, in one transaction</source>
        <translation>einmal, in einer Transaktion</translation>
    </message>
    <message>
        <source>It is the archive of %1 already.</source>
        <translation>Es ist schon das Archiv von %1.</translation>
    </message>
    <message>
        <source>Name another table: rows of two tables in one could not be told apart.</source>
        <translation>Nennen Sie eine andere Tabelle: Zeilen zweier Tabellen in einer wären nicht zu unterscheiden.</translation>
    </message>
    <message>
        <source>afterwards, where it lies elsewhere; its indexes likewise</source>
        <translation>danach, wo sie anderswo liegt; ebenso ihre Indexe</translation>
    </message>
    <message>
        <source>It is a table of this database.</source>
        <translation>Es ist eine Tabelle dieser Datenbank.</translation>
    </message>
    <message>
        <source>Archive into another name, or without a server.</source>
        <translation>Unter einem anderen Namen archivieren, oder ohne Server.</translation>
    </message>
    <message>
        <source>It is on server %1.</source>
        <translation>Es liegt auf dem Server %1.</translation>
    </message>
    <message>
        <source>Archive into another name, or name that server.</source>
        <translation>Unter einem anderen Namen archivieren, oder diesen Server nennen.</translation>
    </message>
    <message>
        <source>it goes to another server</source>
        <translation>sie geht auf einen anderen Server</translation>
    </message>
    <message>
        <source>It publishes every new table, the archive and those of schema parterre too: replication to a subscriber that lacks them stops at their first row.</source>
        <translation>Sie veröffentlicht jede neue Tabelle, auch das Archiv und die des Schemas parterre: die Replikation zu einem Abonnenten, dem sie fehlen, bleibt bei ihrer ersten Zeile stehen.</translation>
    </message>
    <message>
        <source>Make the same tables at the subscriber first, or publish tables by name.</source>
        <translation>Legen Sie zuerst dieselben Tabellen beim Abonnenten an, oder veröffentlichen Sie Tabellen beim Namen.</translation>
    </message>
    <message>
        <source>You are connected as a superuser, and the table&apos;s owner is none: whatever its triggers, views and functions do could be done with your rights.</source>
        <translation>Sie sind als Superuser verbunden, und der Eigentümer der Tabelle ist keiner: was ihre Trigger, Sichten und Funktionen tun, könnte mit Ihren Rechten geschehen.</translation>
    </message>
    <message>
        <source>Connect as %1, or as a member of that role.</source>
        <translation>Verbinden Sie sich als %1 oder als Mitglied dieser Rolle.</translation>
    </message>
    <message>
        <source>Once a partition has moved whole, an INSERT of a row of its range fails: the table has no DEFAULT partition.</source>
        <translation>Ist eine Partition als Ganzes umgezogen, scheitert ein INSERT einer Zeile ihres Bereichs: die Tabelle hat keine DEFAULT-Partition.</translation>
    </message>
    <message>
        <source>Archive only what the application writes no more.</source>
        <translation>Archivieren Sie nur, was die Anwendung nicht mehr schreibt.</translation>
    </message>
    <message>
        <source>the database</source>
        <translation>die Datenbank</translation>
    </message>
    <message>
        <source>Role %1 may not make temporary tables, into which a file is read back.</source>
        <translation>Rolle %1 darf keine temporären Tabellen anlegen, in die eine Datei zurückgelesen wird.</translation>
    </message>
    <message>
        <source>GRANT TEMPORARY ON DATABASE … TO %1;</source>
        <translation>GRANT TEMPORARY ON DATABASE … TO %1;</translation>
    </message>
    <message>
        <source>Files are on no foreign server and in no tablespace.</source>
        <translation>Dateien liegen auf keinem fremden Server und in keinem Tablespace.</translation>
    </message>
    <message>
        <source>Archive into files, or into a table.</source>
        <translation>In Dateien archivieren, oder in eine Tabelle.</translation>
    </message>
    <message>
        <source>It is no absolute path.</source>
        <translation>Das ist kein absoluter Pfad.</translation>
    </message>
    <message>
        <source>Write it from the root on.</source>
        <translation>Von der Wurzel an schreiben.</translation>
    </message>
    <message>
        <source>There is no such folder on this machine.</source>
        <translation>Auf diesem Rechner gibt es diesen Ordner nicht.</translation>
    </message>
    <message>
        <source>The policy can be kept here, and run only where the folder is.</source>
        <translation>Die Regel kann hier behalten werden, laufen kann sie nur dort, wo der Ordner ist.</translation>
    </message>
    <message>
        <source>Whoever may read a file reads all of its rows: the table&apos;s row security does not hold there.</source>
        <translation>Wer eine Datei lesen darf, liest alle ihre Zeilen: Die Zeilensicherheit der Tabelle gilt dort nicht.</translation>
    </message>
    <message>
        <source>it goes to files</source>
        <translation>sie geht in Dateien</translation>
    </message>
    <message>
        <source>It belongs to %1, whose functions there run with the rights of %2.</source>
        <translation>Es gehört %1; dessen Funktionen darin laufen mit den Rechten von %2.</translation>
    </message>
    <message>
        <source>Give the schema to a role that you trust with these rights.</source>
        <translation>Das Schema einer Rolle geben, der man diese Rechte anvertraut.</translation>
    </message>
    <message>
        <source>Only a part of it is old: that goes row by row, and so will the rest.</source>
        <translation>Nur ein Teil davon ist alt: Der geht Zeile für Zeile, und ebenso später der Rest.</translation>
    </message>
    <message>
        <source>With --cut leave it stays until all of it is old, and then moves as a whole.</source>
        <translation>Mit --cut leave bleibt sie, bis alles darin alt ist, und zieht dann als Ganzes um.</translation>
    </message>
    <message>
        <source>Its archive was until now: %1. What lies there stays; restore and find look into the new one only.</source>
        <translation>Ihr Archiv war bisher: %1. Was dort liegt, bleibt; Zurückholen und Suchen sehen nur in das neue.</translation>
    </message>
    <message>
        <source>Restore first what is to be in the new archive too.</source>
        <translation>Zuerst zurückholen, was auch im neuen Archiv sein soll.</translation>
    </message>
    <message>
        <source>Who may read the table may not read its archive: %1.</source>
        <translation>Wer die Tabelle lesen darf, darf ihr Archiv nicht lesen: %1.</translation>
    </message>
    <message>
        <source>After the first run: GRANT SELECT ON %1 TO %2;</source>
        <translation>Nach dem ersten Lauf: GRANT SELECT ON %1 TO %2;</translation>
    </message>
    <message>
        <source>Its files went to %1 until now. They are looked for there, unless that folder is this one, moved.</source>
        <translation>Ihre Dateien kamen bisher nach %1. Dort werden sie gesucht, es sei denn, dieser Ordner ist jener, verschoben.</translation>
    </message>
</context>
<context>
    <name>ArchivePolicy</name>
    <message>
        <source>%1 on server %2</source>
        <translation>%1 auf dem Server %2</translation>
    </message>
    <message>
        <source>files in %1</source>
        <translation>Dateien in %1</translation>
    </message>
</context>
<context>
    <name>ArchivePrices</name>
    <message>
        <source>the price table cannot be read</source>
        <translation>die Preistabelle kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Write it as {&quot;currency&quot;: &quot;EUR&quot;, &quot;perGbMonth&quot;: {&quot;table&quot;: 0.12, &quot;archive&quot;: 0.04, &quot;backup&quot;: 0.02}, &quot;keptBackups&quot;: 14}.</source>
        <translation>Sie wird so geschrieben: {&quot;currency&quot;: &quot;EUR&quot;, &quot;perGbMonth&quot;: {&quot;table&quot;: 0.12, &quot;archive&quot;: 0.04, &quot;backup&quot;: 0.02}, &quot;keptBackups&quot;: 14}.</translation>
    </message>
    <message>
        <source>It is no JSON object.</source>
        <translation>Sie ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>Nothing is known of &quot;%1&quot;.</source>
        <translation>Von „%1“ ist nichts bekannt.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not what it must be; numbers stand without quotes and with a point.</source>
        <translation>„%1“ ist nicht, was es sein muss; Zahlen stehen ohne Anführungszeichen und mit einem Punkt.</translation>
    </message>
    <message>
        <source>A price or a number of backups is below zero.</source>
        <translation>Ein Preis oder eine Zahl von Sicherungen liegt unter null.</translation>
    </message>
</context>
<context>
    <name>ArchiveReader</name>
    <message>
        <source>&quot;%1&quot; is no place in this list</source>
        <translation>„%1“ ist keine Stelle in dieser Liste</translation>
    </message>
    <message>
        <source>there is no archive %1</source>
        <translation>es gibt kein Archiv %1</translation>
    </message>
    <message>
        <source>rows of file %1 have no place among the others</source>
        <translation>Zeilen der Datei %1 haben keinen Platz unter den anderen</translation>
    </message>
    <message>
        <source>They lack columns by which the rows are listed: %1.</source>
        <translation>Ihnen fehlen Spalten, nach denen die Zeilen aufgeführt werden: %1.</translation>
    </message>
    <message>
        <source>parterrectl archive-file browse looks into it.</source>
        <translation>parterrectl archive-file browse sieht in sie hinein.</translation>
    </message>
    <message>
        <source>a column of the table is called archived_at</source>
        <translation>eine Spalte der Tabelle heißt archived_at</translation>
    </message>
    <message>
        <source>So is what says of each row when it was archived.</source>
        <translation>So heißt, was von jeder Zeile sagt, wann sie archiviert wurde.</translation>
    </message>
</context>
<context>
    <name>ArchiveRunner</name>
    <message>
        <source>another runner is at work on %1</source>
        <translation>an %1 arbeitet schon ein anderer Lauf</translation>
    </message>
    <message>
        <source>parterrectl archive history shows how far it is.</source>
        <translation>parterrectl archive history zeigt, wie weit er ist.</translation>
    </message>
    <message>
        <source>Somebody holds a lock for longer than that; parterrectl activity shows who.</source>
        <translation>Jemand hält eine Sperre länger als das; parterrectl activity zeigt, wer.</translation>
    </message>
    <message>
        <source>The lock on %1 is not free yet (attempt %2); trying again.</source>
        <translation>Die Sperre auf %1 ist noch nicht frei (Versuch %2); neuer Versuch.</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>the connection that looks out for the server is lost</source>
        <translation>die Verbindung, die auf den Server achtet, ist verloren</translation>
    </message>
    <message>
        <source>Somebody waited for the table; nothing was changed yet, trying again.</source>
        <translation>Jemand wartete auf die Tabelle; noch wurde nichts geändert, neuer Versuch.</translation>
    </message>
    <message>
        <source>It waits until %1 (%2). Stopping it is safe, in a terminal by Ctrl+C; parterrectl archive add %3 --hours &apos;&apos; lets the next run work at any hour.</source>
        <translation>Es wartet bis %1 (%2). Abbrechen ist gefahrlos, in einem Terminal mit Strg+C; mit parterrectl archive add %3 --hours &apos;&apos; arbeitet der nächste Lauf zu jeder Stunde.</translation>
    </message>
    <message>
        <source>Rows that moved stay moved; each row is in the table or in its archive.</source>
        <translation>Zeilen, die verschoben sind, bleiben es; jede Zeile ist in der Tabelle oder in ihrem Archiv.</translation>
    </message>
    <message>
        <source>Run it again to go on.</source>
        <translation>Nochmals ausführen, um weiterzumachen.</translation>
    </message>
    <message>
        <source>Rows of files that were read to their end are in the table; the files keep them.</source>
        <translation>Zeilen aus Dateien, die zu Ende gelesen wurden, sind in der Tabelle; die Dateien behalten sie.</translation>
    </message>
    <message>
        <source>Nothing was restored.</source>
        <translation>Nichts wurde zurückgeholt.</translation>
    </message>
    <message>
        <source>Nothing was undone.</source>
        <translation>Nichts wurde zurückgenommen.</translation>
    </message>
    <message>
        <source>Rows of whole batches have left again; each row is in the table or its file&apos;s.</source>
        <translation>Zeilen ganzer Stapel sind wieder fort; jede Zeile ist in der Tabelle oder in ihrer Datei.</translation>
    </message>
    <message>
        <source>Undo it once more to go on.</source>
        <translation>Noch einmal zurücknehmen, um weiterzumachen.</translation>
    </message>
</context>
<context>
    <name>ArchiveTable</name>
    <message>
        <source>table %1 does not exist</source>
        <translation>Tabelle %1 existiert nicht</translation>
    </message>
    <message>
        <source>parterrectl inspect lists the tables. Names with capitals are quoted: &apos;&quot;My Table&quot;&apos;.</source>
        <translation>parterrectl inspect listet die Tabellen auf. Namen mit Großbuchstaben stehen in Anführungszeichen: &apos;&quot;My Table&quot;&apos;.</translation>
    </message>
    <message>
        <source>there are several tables %1</source>
        <translation>es gibt mehrere Tabellen %1</translation>
    </message>
    <message>
        <source>Name the schema: SCHEMA.TABLE.</source>
        <translation>Das Schema angeben: SCHEMA.TABLE.</translation>
    </message>
    <message>
        <source>must be owner of table %1</source>
        <translation>Berechtigung nur für Eigentümer der Tabelle %1</translation>
    </message>
    <message>
        <source>It belongs to %1.</source>
        <translation>Sie gehört %1.</translation>
    </message>
    <message>
        <source>the server is a standby</source>
        <translation>der Server ist ein Standby</translation>
    </message>
    <message>
        <source>An archive writes.</source>
        <translation>Ein Archiv schreibt.</translation>
    </message>
    <message>
        <source>Connect to the primary.</source>
        <translation>Mit dem Primärserver verbinden.</translation>
    </message>
    <message>
        <source>the table does not exist any more</source>
        <translation>die Tabelle existiert nicht mehr</translation>
    </message>
    <message>
        <source>the definition of the table cannot be read: %1</source>
        <translation>die Definition der Tabelle ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>Connect as that role, or become a member of it: GRANT %1 TO %2.</source>
        <translation>Als diese Rolle verbinden, oder ihr Mitglied werden: GRANT %1 TO %2.</translation>
    </message>
</context>
<context>
    <name>ArchiveText</name>
    <message>
        <source>restore</source>
        <translation>Wiederherstellung</translation>
    </message>
    <message>
        <source>undo of a restore</source>
        <translation>Rücknahme einer Wiederherstellung</translation>
    </message>
    <message>
        <source>archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>done, taken back</source>
        <translation>fertig, zurückgenommen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>as a whole, in milliseconds</source>
        <translation>als Ganzes, in Millisekunden</translation>
    </message>
    <message>
        <source>row by row</source>
        <translation>Zeile für Zeile</translation>
    </message>
    <message>
        <source>row by row: %1</source>
        <translation>Zeile für Zeile: %1</translation>
    </message>
    <message>
        <source>Rows of %1 with %2 before %3 go to %4: about %5 rows, %6.</source>
        <translation>Zeilen von %1 mit %2 vor %3 gehen nach %4: etwa %5 Zeilen, %6.</translation>
    </message>
    <message>
        <source>At the rate of the last run that takes %1.</source>
        <translation>So schnell wie beim letzten Lauf dauert das %1.</translation>
    </message>
    <message>
        <source>%1 rows (%2) of %3 were archived in %4.</source>
        <translation>%1 Zeilen (%2) von %3 wurden in %4 archiviert.</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) moved as a whole.</source>
        <translation>
            <numerusform>%n Partition wanderte als Ganzes.</numerusform>
            <numerusform>%n Partitionen wanderten als Ganzes.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rows were held by somebody; the next run takes them.</source>
        <translation>%1 Zeilen wurden von jemandem gehalten; der nächste Lauf nimmt sie mit.</translation>
    </message>
    <message>
        <source>%1 rows (%2) are in %3 again.</source>
        <translation>%1 Zeilen (%2) sind wieder in %3.</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stayed in the archive, since their keys are live.</source>
        <translation>
            <numerusform>%n Zeile blieb im Archiv, da ihr Schlüssel lebt.</numerusform>
            <numerusform>%n Zeilen blieben im Archiv, da ihre Schlüssel leben.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 rows of %2 are in the archive again.</source>
        <translation>%1 Zeilen von %2 sind wieder im Archiv.</translation>
    </message>
    <message>
        <source>%1 rows were changed or deleted since, or others hold them, and stay so: %2.</source>
        <translation>%1 Zeilen wurden seitdem geändert oder gelöscht, oder andere halten sie, und bleiben so: %2.</translation>
    </message>
</context>
<context>
    <name>Archiver</name>
    <message>
        <source>table %1 cannot be archived as it is</source>
        <translation>Tabelle %1 kann so nicht archiviert werden</translation>
    </message>
    <message>
        <source>parterrectl archive plan says what to do about each.</source>
        <translation>parterrectl archive plan sagt zu jedem, was zu tun ist.</translation>
    </message>
    <message>
        <source>the archive %1 is gone</source>
        <translation>das Archiv %1 ist weg</translation>
    </message>
    <message>
        <source>%1: its lock was not to be had; the next run tries again.</source>
        <translation>%1: ihre Sperre war nicht zu bekommen; der nächste Lauf versucht es wieder.</translation>
    </message>
    <message>
        <source>%1 moves row by row: %2.</source>
        <translation>%1 zieht Zeile für Zeile um: %2.</translation>
    </message>
    <message>
        <source>there is no archive of %1 yet</source>
        <translation>es gibt noch kein Archiv von %1</translation>
    </message>
    <message>
        <source>parterrectl archive run makes it.</source>
        <translation>parterrectl archive run legt es an.</translation>
    </message>
    <message>
        <source>a view would go round the row security of %1</source>
        <translation>eine Sicht würde die Zeilensicherheit von %1 umgehen</translation>
    </message>
    <message>
        <source>Before PostgreSQL 15 a view reads with the rights of its owner.</source>
        <translation>Vor PostgreSQL 15 liest eine Sicht mit den Rechten ihres Eigentümers.</translation>
    </message>
    <message>
        <source>%1 exists and is not Parterre&apos;s</source>
        <translation>%1 existiert und ist nicht von Parterre</translation>
    </message>
    <message>
        <source>Rename it, or write a view of your own over table and archive.</source>
        <translation>Benennen Sie sie um, oder schreiben Sie eine eigene Sicht über Tabelle und Archiv.</translation>
    </message>
    <message>
        <source>What the run saves was not measured: %1.</source>
        <translation>Was der Lauf spart, wurde nicht gemessen: %1.</translation>
    </message>
    <message>
        <source>%1 goes to tablespace %2.</source>
        <translation>%1 kommt in Tablespace %2.</translation>
    </message>
    <message>
        <source>%1: others used it; the next run moves it to tablespace %2.</source>
        <translation>%1: andere benutzten sie; der nächste Lauf bringt sie in Tablespace %2.</translation>
    </message>
    <message>
        <source>the archive of %1 is files</source>
        <translation>das Archiv von %1 sind Dateien</translation>
    </message>
    <message>
        <source>A view reads tables.</source>
        <translation>Eine Sicht liest Tabellen.</translation>
    </message>
    <message>
        <source>parterrectl archive-file browse reads a file.</source>
        <translation>parterrectl archive-file browse liest eine Datei.</translation>
    </message>
</context>
<context>
    <name>CaptureStep</name>
    <message>
        <source>Put triggers on the table that log the key of every row that changes.</source>
        <translation>Trigger an die Tabelle hängen, die den Schlüssel jeder geänderten Zeile protokollieren.</translation>
    </message>
    <message>
        <source>Writers, for a few milliseconds; an attempt that waits longer than the lock timeout is given up. From now on a write costs about a tenth more.</source>
        <translation>Schreiber, für einige Millisekunden; ein Versuch, der länger als das Lock-Timeout wartet, wird aufgegeben. Ab jetzt kostet ein Schreibvorgang etwa ein Zehntel mehr.</translation>
    </message>
    <message>
        <source>Rollback drops the triggers and the copy.</source>
        <translation>Das Zurückrollen entfernt die Trigger und die Kopie.</translation>
    </message>
</context>
<context>
    <name>Catalog</name>
    <message>
        <source>there are several tables %1</source>
        <translation>es gibt mehrere Tabellen %1</translation>
    </message>
    <message>
        <source>Name the schema too.</source>
        <translation>Das Schema mit angeben.</translation>
    </message>
    <message>
        <source>there is no table %1 in this database</source>
        <translation>es gibt keine Tabelle %1 in dieser Datenbank</translation>
    </message>
    <message>
        <source>Capitals, spaces and dots within a name need quotes: &apos;&quot;My Schema&quot;.&quot;a.b&quot;&apos;.</source>
        <translation>Großbuchstaben, Leerzeichen und Punkte in einem Namen brauchen Anführungszeichen: &apos;&quot;My Schema&quot;.&quot;a.b&quot;&apos;.</translation>
    </message>
</context>
<context>
    <name>CatchUpStep</name>
    <message>
        <source>%1, key (%2)</source>
        <translation>%1, Schlüssel (%2)</translation>
    </message>
    <message>
        <source>%1 rows differ between the table and its copy</source>
        <translation>%1 Zeilen unterscheiden sich zwischen der Tabelle und ihrer Kopie</translation>
    </message>
    <message>
        <source>They were put right and differ again. Something writes to the copy, or corrupts it; parterrectl verify names all rows.</source>
        <translation>Sie wurden berichtigt und weichen wieder ab. Etwas schreibt in die Kopie oder beschädigt sie; parterrectl verify nennt alle Zeilen.</translation>
    </message>
    <message>
        <source>vacuum</source>
        <translation>Vacuum</translation>
    </message>
    <message>
        <source>analyze</source>
        <translation>Analyze</translation>
    </message>
    <message>
        <source>Replay what was written meanwhile, then prove row by row that both tables are equal.</source>
        <translation>Nachziehen, was inzwischen geschrieben wurde, dann Zeile für Zeile nachweisen, dass beide Tabellen gleich sind.</translation>
    </message>
    <message>
        <source>Nobody; one snapshot is held while the tables are compared.</source>
        <translation>Niemanden; während des Vergleichs der Tabellen wird ein Snapshot gehalten.</translation>
    </message>
    <message>
        <source>Rollback drops the triggers and the copy; the table was never touched.</source>
        <translation>Das Zurückrollen entfernt die Trigger und die Kopie; die Tabelle wurde nie angefasst.</translation>
    </message>
    <message>
        <source>instead of taking all at once, where very many changes wait</source>
        <translation>statt alles auf einmal zu nehmen, wenn sehr viele Änderungen warten</translation>
    </message>
    <message>
        <source>%1 rows differ; they are replayed and compared again.</source>
        <translation>%1 Zeilen weichen ab; sie werden nachgezogen und erneut verglichen.</translation>
    </message>
    <message>
        <source>prewarm</source>
        <translation>vorwärmen</translation>
    </message>
    <message>
        <source>for the newest partitions, as many as fit into a quarter of the server&apos;s buffers</source>
        <translation>für die neuesten Partitionen, so viele in ein Viertel der Puffer des Servers passen</translation>
    </message>
    <message>
        <source>when both tables are equal</source>
        <translation>wenn beide Tabellen gleich sind</translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message>
        <source>Heap</source>
        <translation>Heap</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indexe</translation>
    </message>
    <message>
        <source>TOAST</source>
        <translation>TOAST</translation>
    </message>
    <message>
        <source>Running total</source>
        <translation>Laufende Summe</translation>
    </message>
    <message>
        <source>Future</source>
        <translation>Zukunft</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>Vergangenheit</translation>
    </message>
    <message>
        <source>Holds now</source>
        <translation>Gegenwart</translation>
    </message>
    <message>
        <source>No partition</source>
        <translation>Keine Partition</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Alles Übrige</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>noch nicht gelesen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln partition(s) end before %1 and are not drawn to scale.</source>
        <translation>
            <numerusform>%Ln Partition endet vor %1 und ist nicht maßstäblich gezeichnet.</numerusform>
            <numerusform>%Ln Partitionen enden vor %1 und sind nicht maßstäblich gezeichnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln partition(s) begin after %1 and are not drawn to scale.</source>
        <translation>
            <numerusform>%Ln Partition beginnt nach %1 und ist nicht maßstäblich gezeichnet.</numerusform>
            <numerusform>%Ln Partitionen beginnen nach %1 und sind nicht maßstäblich gezeichnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Now is not on this axis.</source>
        <translation>Die Gegenwart liegt nicht auf dieser Achse.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>There is no DEFAULT: rows for a gap are refused.</source>
        <translation>Es gibt keine DEFAULT-Partition: Zeilen für eine Lücke werden abgewiesen.</translation>
    </message>
    <message>
        <source>What has no partition goes to DEFAULT: %1.</source>
        <translation>Was keine Partition hat, geht nach DEFAULT: %1.</translation>
    </message>
    <message numerus="yes">
        <source>The bounds of %Ln partition(s) are not read yet.</source>
        <translation>
            <numerusform>Die Grenzen von %Ln Partition sind noch nicht gelesen.</numerusform>
            <numerusform>Die Grenzen von %Ln Partitionen sind noch nicht gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No bounds are read yet.</source>
        <translation>Noch keine Grenzen gelesen.</translation>
    </message>
    <message>
        <source>There is only a DEFAULT partition.</source>
        <translation>Es gibt nur eine DEFAULT-Partition.</translation>
    </message>
    <message>
        <source>There is no axis to draw these bounds on: they are listed.</source>
        <translation>Für diese Grenzen gibt es keine Achse: sie werden aufgelistet.</translation>
    </message>
    <message>
        <source>the chart cannot be written to %1</source>
        <translation>das Diagramm kann nicht nach %1 geschrieben werden</translation>
    </message>
    <message>
        <source>a chart is not written as &quot;.%1&quot;</source>
        <translation>ein Diagramm lässt sich nicht als &quot;.%1&quot; schreiben</translation>
    </message>
    <message>
        <source>Choose .png, .svg or .csv.</source>
        <translation>.png, .svg oder .csv wählen.</translation>
    </message>
    <message>
        <source>there is no picture to export</source>
        <translation>es gibt kein Bild zum Exportieren</translation>
    </message>
    <message>
        <source>The table can be exported as .csv.</source>
        <translation>Die Tabelle kann als .csv exportiert werden.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>All tables</source>
        <translation>Alle Tabellen</translation>
    </message>
    <message>
        <source>This table is not among those that were read. Refresh to read again.</source>
        <translation>Diese Tabelle ist nicht unter den gelesenen. Zum erneuten Lesen aktualisieren.</translation>
    </message>
    <message>
        <source>There is no table here yet.</source>
        <translation>Hier ist noch keine Tabelle.</translation>
    </message>
    <message>
        <source>No partitions yet.</source>
        <translation>Noch keine Partitionen.</translation>
    </message>
    <message>
        <source>No sizes are read yet.</source>
        <translation>Noch keine Größen gelesen.</translation>
    </message>
    <message>
        <source>Nothing stored yet (0 bytes).</source>
        <translation>Noch nichts gespeichert (0 Byte).</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Byte</translation>
    </message>
    <message>
        <source>Total: %1</source>
        <translation>Gesamt: %1</translation>
    </message>
    <message>
        <source>Heap: %1</source>
        <translation>Heap: %1</translation>
    </message>
    <message>
        <source>Indexes: %1</source>
        <translation>Indexe: %1</translation>
    </message>
    <message>
        <source>TOAST: %1</source>
        <translation>TOAST: %1</translation>
    </message>
    <message>
        <source>Choose one partitioned table to see its partitions over time.</source>
        <translation>Eine partitionierte Tabelle wählen, um ihre Partitionen im Zeitverlauf zu sehen.</translation>
    </message>
    <message>
        <source>This table is not partitioned.</source>
        <translation>Diese Tabelle ist nicht partitioniert.</translation>
    </message>
    <message>
        <source>This tree is not partitioned by a date or time.</source>
        <translation>Dieser Baum ist nicht nach Datum oder Zeit partitioniert.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>No partition has both a start and an end.</source>
        <translation>Keine Partition hat sowohl Anfang als auch Ende.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln others</source>
        <translation>
            <numerusform>%Ln weitere</numerusform>
            <numerusform>%Ln weitere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln partition(s)</source>
        <translation>
            <numerusform>%Ln Partition</numerusform>
            <numerusform>%Ln Partitionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Running total: %1</source>
        <translation>Laufende Summe: %1</translation>
    </message>
    <message>
        <source>Each bar is the partitions that begin in a month.</source>
        <translation>Jeder Balken steht für die Partitionen, die in einem Monat beginnen.</translation>
    </message>
    <message>
        <source>Each bar is the partitions that begin in a year.</source>
        <translation>Jeder Balken steht für die Partitionen, die in einem Jahr beginnen.</translation>
    </message>
    <message>
        <source>Not on the axis, as DEFAULT or without an end: %1.</source>
        <translation>Nicht auf der Achse, da DEFAULT oder ohne Ende: %1.</translation>
    </message>
    <message numerus="yes">
        <source>Not on the axis, as DEFAULT or without an end: %1 and %Ln more, %2 in all.</source>
        <translation>
            <numerusform>Nicht auf der Achse, da DEFAULT oder ohne Ende: %1 und %Ln weitere, zusammen %2.</numerusform>
            <numerusform>Nicht auf der Achse, da DEFAULT oder ohne Ende: %1 und %Ln weitere, zusammen %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 lie in partitions without a date.</source>
        <translation>%1 liegen in Partitionen ohne Datum.</translation>
    </message>
</context>
<context>
    <name>Connection</name>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>The socket is there but no server behind it: is the server running?</source>
        <translation>Der Socket ist da, aber kein Server dahinter: läuft der Server?</translation>
    </message>
    <message>
        <source>Is the server running, is the port right, and does listen_addresses include this address?</source>
        <translation>Läuft der Server, stimmt der Port, und enthält listen_addresses diese Adresse?</translation>
    </message>
    <message>
        <source>Is the server running, and are socket directory and port right? A server elsewhere needs a host (-h).</source>
        <translation>Läuft der Server, und stimmen Socket-Verzeichnis und Port? Ein entfernter Server braucht einen Host (-h).</translation>
    </message>
    <message>
        <source>This user may not open the server&apos;s socket: look at unix_socket_permissions, or connect by host name.</source>
        <translation>Dieser Benutzer darf den Socket des Servers nicht öffnen: unix_socket_permissions prüfen oder über den Hostnamen verbinden.</translation>
    </message>
    <message>
        <source>A firewall or a wrong address looks like this: check both, and the way there (VPN).</source>
        <translation>So sieht eine Firewall oder eine falsche Adresse aus: beide prüfen, und den Weg dorthin (VPN).</translation>
    </message>
    <message>
        <source>Check the network between here and the server.</source>
        <translation>Das Netz zwischen hier und dem Server prüfen.</translation>
    </message>
    <message>
        <source>the host name &quot;%1&quot; cannot be resolved</source>
        <translation>der Hostname &quot;%1&quot; kann nicht aufgelöst werden</translation>
    </message>
    <message>
        <source>Check its spelling, and whether this machine can ask the name server (VPN).</source>
        <translation>Die Schreibweise prüfen, und ob dieser Rechner den Nameserver erreicht (VPN).</translation>
    </message>
    <message>
        <source>the server at %1 cannot be reached</source>
        <translation>der Server auf %1 ist nicht erreichbar</translation>
    </message>
    <message>
        <source>the server at %1 offers no TLS</source>
        <translation>der Server auf %1 bietet kein TLS an</translation>
    </message>
    <message>
        <source>sslmode=%1 asks for it: let the server&apos;s administrator set ssl = on, or allow an unencrypted connection with sslmode=prefer.</source>
        <translation>sslmode=%1 verlangt es: vom Administrator des Servers ssl = on setzen lassen oder mit sslmode=prefer eine unverschlüsselte Verbindung zulassen.</translation>
    </message>
    <message>
        <source>what answers at %1 is no PostgreSQL server</source>
        <translation>was auf %1 antwortet, ist kein PostgreSQL-Server</translation>
    </message>
    <message>
        <source>Check the port.</source>
        <translation>Den Port prüfen.</translation>
    </message>
    <message>
        <source>TLS with the server at %1 failed</source>
        <translation>TLS mit dem Server auf %1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Check sslmode (%1), the certificate authority (sslrootcert), the host name in the server&apos;s certificate, and the client certificate and key (sslcert, sslkey).</source>
        <translation>Zu prüfen: sslmode (%1), die Zertifizierungsstelle (sslrootcert), der Hostname im Zertifikat des Servers, Client-Zertifikat und -Schlüssel (sslcert, sslkey).</translation>
    </message>
    <message>
        <source>The password file %1 is left aside because others may use it: chmod 600 it.</source>
        <translation>Die Passwortdatei %1 wird übergangen, weil andere sie verwenden könnten: chmod 600 darauf anwenden.</translation>
    </message>
    <message>
        <source>Give one by .pgpass, --password-command, PGPASSWORD, or at the prompt with -W.</source>
        <translation>Angeben über .pgpass, --password-command, PGPASSWORD oder mit -W bei der Abfrage.</translation>
    </message>
    <message>
        <source>the server at %1 did not let &quot;%2&quot; in</source>
        <translation>der Server auf %1 hat &quot;%2&quot; nicht eingelassen</translation>
    </message>
    <message>
        <source>The role may not exist or not log in, or the server&apos;s pg_hba.conf has no line for this role, database, address and encryption.</source>
        <translation>Die Rolle existiert vielleicht nicht oder darf sich nicht anmelden, oder pg_hba.conf des Servers hat keine Zeile für diese Rolle, Datenbank, Adresse und Verschlüsselung.</translation>
    </message>
    <message>
        <source>It asks for a password, and none was given.</source>
        <translation>Er verlangt ein Passwort, und es wurde keines angegeben.</translation>
    </message>
    <message>
        <source>The password is wrong, or the role does not exist: check where the password comes from (URI, --password-command, PGPASSWORD, .pgpass) and the role (-U).</source>
        <translation>Das Passwort ist falsch oder die Rolle existiert nicht: prüfen, woher das Passwort kommt (URI, --password-command, PGPASSWORD, .pgpass), und die Rolle (-U).</translation>
    </message>
    <message>
        <source>the database &quot;%1&quot; does not exist at %2</source>
        <translation>die Datenbank &quot;%1&quot; existiert auf %2 nicht</translation>
    </message>
    <message>
        <source>Name it with -d as it is written on the server, capitals included; &quot;psql -l&quot; lists them.</source>
        <translation>Mit -d so angeben, wie sie auf dem Server geschrieben ist, samt Großbuchstaben; &quot;psql -l&quot; listet sie auf.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may not connect to the database &quot;%2&quot;</source>
        <translation>&quot;%1&quot; darf sich nicht mit der Datenbank &quot;%2&quot; verbinden</translation>
    </message>
    <message>
        <source>Let the database&apos;s owner run: GRANT CONNECT ON DATABASE … TO ….</source>
        <translation>Vom Eigentümer der Datenbank ausführen lassen: GRANT CONNECT ON DATABASE … TO ….</translation>
    </message>
    <message>
        <source>the server at %1 has no free connection</source>
        <translation>der Server auf %1 hat keine freie Verbindung</translation>
    </message>
    <message>
        <source>max_connections, or the limit of the role or the database, is used up: end idle sessions, or try again later.</source>
        <translation>max_connections oder das Limit der Rolle oder der Datenbank ist ausgeschöpft: untätige Sitzungen beenden oder es später erneut versuchen.</translation>
    </message>
    <message>
        <source>the server at %1 refused the session</source>
        <translation>der Server auf %1 hat die Sitzung abgelehnt</translation>
    </message>
    <message>
        <source>What it says names the reason; parameters handed over in &quot;options&quot; count too.</source>
        <translation>Seine Meldung nennt den Grund; auch Parameter, die in &quot;options&quot; übergeben werden, zählen.</translation>
    </message>
    <message>
        <source>the server at %1 is not of the kind asked for</source>
        <translation>der Server auf %1 ist nicht von der verlangten Art</translation>
    </message>
    <message>
        <source>target_session_attrs=%1 was asked for; a migration needs the primary.</source>
        <translation>Verlangt war target_session_attrs=%1; eine Migration braucht den Primärserver.</translation>
    </message>
    <message>
        <source>the server at %1 does not accept connections now</source>
        <translation>der Server auf %1 nimmt jetzt keine Verbindungen an</translation>
    </message>
    <message>
        <source>It is starting, stopping or recovering: try again.</source>
        <translation>Er startet, stoppt oder ist in der Wiederherstellung: erneut versuchen.</translation>
    </message>
    <message>
        <source>the server at %1 takes connections but does not answer</source>
        <translation>der Server auf %1 nimmt Verbindungen an, antwortet aber nicht</translation>
    </message>
    <message>
        <source>No answer within %1 s.</source>
        <translation>Keine Antwort innerhalb von %1 s.</translation>
    </message>
    <message>
        <source>It may be overloaded or hanging, or something else listens there.</source>
        <translation>Er ist vielleicht überlastet oder hängt, oder etwas anderes lauscht dort.</translation>
    </message>
    <message>
        <source>the connection parameters are not in order</source>
        <translation>die Verbindungsparameter sind nicht in Ordnung</translation>
    </message>
    <message>
        <source>Before or after that: %1.</source>
        <translation>Davor oder danach: %1.</translation>
    </message>
    <message>
        <source>the connection could not be opened</source>
        <translation>die Verbindung konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>A second try, made to find out why, succeeded: try again.</source>
        <translation>Ein zweiter Versuch, um den Grund zu finden, gelang: erneut versuchen.</translation>
    </message>
    <message>
        <source>the connection parameter %1 contains a zero byte</source>
        <translation>der Verbindungsparameter %1 enthält ein Nullbyte</translation>
    </message>
    <message>
        <source>the connection parameter %1 contains a semicolon</source>
        <translation>der Verbindungsparameter %1 enthält ein Semikolon</translation>
    </message>
    <message>
        <source>Qt&apos;s PostgreSQL driver cannot pass it on as a parameter.</source>
        <translation>Der PostgreSQL-Treiber von Qt kann das nicht als Parameter weitergeben.</translation>
    </message>
    <message>
        <source>Put it into a connection service file, or into libpq&apos;s PG* variable for it.</source>
        <translation>In eine Servicedatei für Verbindungen schreiben oder in die passende PG*-Variable von libpq.</translation>
    </message>
    <message>
        <source>the service &quot;%1&quot; cannot be used</source>
        <translation>der Service &quot;%1&quot; kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>Look into ~/.pg_service.conf, or the file that PGSERVICEFILE names.</source>
        <translation>In ~/.pg_service.conf nachsehen oder in der Datei, die PGSERVICEFILE nennt.</translation>
    </message>
    <message>
        <source>this is no connection URI and no conninfo string</source>
        <translation>das ist weder eine Verbindungs-URI noch ein Conninfo-String</translation>
    </message>
    <message>
        <source>It is not repeated here because it may hold a password.</source>
        <translation>Er wird hier nicht wiederholt, weil er ein Passwort enthalten könnte.</translation>
    </message>
    <message>
        <source>Write postgresql://user@host:port/dbname or &quot;host=… dbname=…&quot;; in a URI, write special characters as %XX, in a conninfo string put values with blanks into &apos;…&apos;.</source>
        <translation>postgresql://user@host:port/dbname oder &quot;host=… dbname=…&quot; schreiben; in einer URI Sonderzeichen als %XX, in einem Conninfo-String Werte mit Leerzeichen in &apos;…&apos; setzen.</translation>
    </message>
    <message>
        <source>the password command failed</source>
        <translation>der Passwortbefehl ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>Run the command by hand: it must print the password, and nothing else, on one line.</source>
        <translation>Den Befehl von Hand ausführen: er muss das Passwort, und sonst nichts, in einer Zeile ausgeben.</translation>
    </message>
    <message>
        <source>It had not ended after %1 s.</source>
        <translation>Er war nach %1 s nicht beendet.</translation>
    </message>
    <message>
        <source>It could not be run, or was killed.</source>
        <translation>Er konnte nicht ausgeführt werden oder wurde abgeschossen.</translation>
    </message>
    <message>
        <source>It ended with exit code %1.</source>
        <translation>Er endete mit Exit-Code %1.</translation>
    </message>
    <message>
        <source>The first line of its output is empty.</source>
        <translation>Die erste Zeile seiner Ausgabe ist leer.</translation>
    </message>
</context>
<context>
    <name>CopyStep</name>
    <message>
        <source>Somebody waited for the table; the batch was given up and will be copied again.</source>
        <translation>Jemand wartete auf die Tabelle; der Stapel wurde aufgegeben und wird erneut kopiert.</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Write down how many pages are to be copied and which file holds them.</source>
        <translation>Festhalten, wie viele Seiten zu kopieren sind und in welcher Datei sie liegen.</translation>
    </message>
    <message>
        <source>Nobody.</source>
        <translation>Niemanden.</translation>
    </message>
    <message>
        <source>Rollback drops the triggers and the copy.</source>
        <translation>Das Zurückrollen entfernt die Trigger und die Kopie.</translation>
    </message>
    <message>
        <source>Copy the table by ranges of pages into the partitions, which have no indexes yet.</source>
        <translation>Die Tabelle in Seitenbereichen in die Partitionen kopieren, die noch keine Indexe haben.</translation>
    </message>
    <message>
        <source>Nobody; a batch gives way to whoever waits for a lock on the table.</source>
        <translation>Niemanden; ein Stapel weicht jedem, der auf eine Sperre der Tabelle wartet.</translation>
    </message>
    <message>
        <source>Rollback drops the triggers and the copy; the table was never touched.</source>
        <translation>Das Zurückrollen entfernt die Trigger und die Kopie; die Tabelle wurde nie angefasst.</translation>
    </message>
    <message>
        <source>once a batch of pages</source>
        <translation>einmal je Stapel von Seiten</translation>
    </message>
</context>
<context>
    <name>CronScript</name>
    <message>
        <source>pg_cron does not suffice for %1</source>
        <translation>pg_cron genügt für %1 nicht</translation>
    </message>
    <message>
        <source>Let a timer call parterrectl archive run --due --yes.</source>
        <translation>Lassen Sie einen Timer parterrectl archive run --due --yes aufrufen.</translation>
    </message>
    <message>
        <source>The policy cannot run as it is; parterrectl archive plan says why.</source>
        <translation>Die Regel kann so nicht laufen; parterrectl archive plan sagt, warum.</translation>
    </message>
    <message>
        <source>Partitions move, and are made, in steps that a procedure cannot take.</source>
        <translation>Partitionen ziehen um und entstehen in Schritten, die eine Prozedur nicht gehen kann.</translation>
    </message>
    <message>
        <source>There is no archive yet: the first run makes it.</source>
        <translation>Es gibt noch kein Archiv: der erste Lauf legt es an.</translation>
    </message>
    <message>
        <source>Nothing would keep to the policy&apos;s hours, pause and guards.</source>
        <translation>Nichts hielte sich an Stunden, Pause und Wächter der Regel.</translation>
    </message>
    <message>
        <source>What is sent to another server is proved by a client.</source>
        <translation>Was an einen anderen Server geht, beweist ein Client.</translation>
    </message>
    <message>
        <source>A name has $cron$ in it, which ends the procedure&apos;s text.</source>
        <translation>Ein Name enthält $cron$, womit der Text der Prozedur endet.</translation>
    </message>
    <message>
        <source>Files are written and read back by a client.</source>
        <translation>Dateien schreibt und liest ein Client.</translation>
    </message>
</context>
<context>
    <name>CutOver</name>
    <message>
        <source>the command %1 took longer than %2 ms</source>
        <translation>der Befehl %1 dauerte länger als %2 ms</translation>
    </message>
    <message>
        <source>the command %1 failed</source>
        <translation>der Befehl %1 ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>while old snapshots are waited for</source>
        <translation>während auf alte Snapshots gewartet wird</translation>
    </message>
    <message>
        <source>first half of an attempt: nobody waits</source>
        <translation>erste Hälfte eines Versuchs: niemand wartet</translation>
    </message>
    <message>
        <source>second half, one message</source>
        <translation>zweite Hälfte, eine einzige Nachricht</translation>
    </message>
    <message>
        <source>after the switch: its COMMIT waits for the disk</source>
        <translation>nach dem Umschalten: dessen COMMIT wartet auf die Platte</translation>
    </message>
    <message>
        <source>only after an attempt that got no lock</source>
        <translation>nur nach einem Versuch ohne Sperre</translation>
    </message>
    <message>
        <source>only when the switch is put off</source>
        <translation>nur wenn das Umschalten verschoben wird</translation>
    </message>
    <message>
        <source>the switch was put off: old snapshots did not end in time</source>
        <translation>das Umschalten wurde verschoben: alte Snapshots endeten nicht rechtzeitig</translation>
    </message>
    <message>
        <source>End these transactions or wait, then run migrate again.</source>
        <translation>Diese Transaktionen beenden oder abwarten, dann migrate erneut ausführen.</translation>
    </message>
    <message>
        <source>Synchronous capture is off again for a while: old snapshots still hold the switch.</source>
        <translation>Die synchrone Erfassung ist vorerst wieder aus: alte Snapshots halten das Umschalten noch auf.</translation>
    </message>
    <message>
        <source>Waiting for snapshots from before the last replay:</source>
        <translation>Wartet auf Snapshots aus der Zeit vor dem letzten Nachziehen:</translation>
    </message>
    <message>
        <source>the switch was put off: it takes longer than its budget of %1 ms</source>
        <translation>das Umschalten wurde verschoben: es dauert länger als sein Budget von %1 ms</translation>
    </message>
    <message>
        <source>Make the SQL of the application switch faster, or raise switchBudgetMs in a new plan.</source>
        <translation>Das SQL der Anwendung beim Umschalten beschleunigen oder switchBudgetMs in einem neuen Plan erhöhen.</translation>
    </message>
    <message>
        <source>The table is in use:</source>
        <translation>Die Tabelle ist in Gebrauch:</translation>
    </message>
    <message>
        <source>something was attached to the table since the switch</source>
        <translation>seit dem Umschalten wurde etwas an die Tabelle gehängt</translation>
    </message>
    <message>
        <source>It would stay behind. Remove it, then roll back again.</source>
        <translation>Es bliebe zurück. Erst entfernen, dann erneut zurückrollen.</translation>
    </message>
    <message>
        <source>the switch was put off after %1 attempts</source>
        <translation>das Umschalten wurde nach %1 Versuchen verschoben</translation>
    </message>
    <message>
        <source>Each time the table was in use for longer than the lock timeout, or serializable transactions overlapped. Nothing was changed.</source>
        <translation>Jedes Mal war die Tabelle länger als das Lock-Timeout in Gebrauch, oder serialisierbare Transaktionen überlappten. Es wurde nichts geändert.</translation>
    </message>
    <message>
        <source>Run migrate again at a quieter time.</source>
        <translation>Migrate zu einer ruhigeren Zeit erneut ausführen.</translation>
    </message>
    <message>
        <source>waiting for %1 older transactions to end</source>
        <translation>wartet auf das Ende von %1 älteren Transaktionen</translation>
    </message>
    <message>
        <source>the copy follows the table</source>
        <translation>die Kopie folgt der Tabelle</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>waiting for an older transaction to end</source>
        <translation>wartet auf das Ende einer älteren Transaktion</translation>
    </message>
    <message>
        <source>attempt %1 of %2: locking the table</source>
        <translation>Versuch %1 von %2: die Tabelle wird gesperrt</translation>
    </message>
    <message>
        <source>attempt %1 of %2: done</source>
        <translation>Versuch %1 von %2: fertig</translation>
    </message>
    <message>
        <source>attempt %1 of %2: given up</source>
        <translation>Versuch %1 von %2: aufgegeben</translation>
    </message>
    <message>
        <source>Running the command %1.</source>
        <translation>Der Befehl %1 wird ausgeführt.</translation>
    </message>
    <message>
        <source>attempt %1, locked for %2 ms</source>
        <translation>Versuch %1, %2 ms lang gesperrt</translation>
    </message>
    <message>
        <source>; those before it held others up for %1 ms at most, together</source>
        <translation>; die davor haben andere zusammen höchstens %1 ms aufgehalten</translation>
    </message>
    <message>
        <source>; gives up in %1</source>
        <translation>; gibt in %1 auf</translation>
    </message>
    <message>
        <source>It was last in use by:</source>
        <translation>Zuletzt in Gebrauch war sie von:</translation>
    </message>
    <message>
        <source>the application&apos;s own SQL failed inside the switch: %1</source>
        <translation>das eigene SQL der Anwendung ist in der Umschaltung gescheitert: %1</translation>
    </message>
    <message>
        <source>The switch was undone as a whole; changes are still captured. If it cannot succeed, roll back and plan again with other SQL.</source>
        <translation>Die Umschaltung wurde ganz rückgängig gemacht; Änderungen werden weiter erfasst. Kann sie nicht gelingen, rollen Sie zurück und planen neu mit anderem SQL.</translation>
    </message>
    <message>
        <source>the application&apos;s own SQL failed on the way back: %1</source>
        <translation>das eigene SQL der Anwendung ist auf dem Rückweg gescheitert: %1</translation>
    </message>
    <message>
        <source>Nothing was exchanged; the way back stays open. Make what this statement needs, then roll back again.</source>
        <translation>Es wurde nichts getauscht; der Rückweg bleibt offen. Legen Sie an, was diese Anweisung braucht, und rollen Sie dann erneut zurück.</translation>
    </message>
</context>
<context>
    <name>DemoServer</name>
    <message>
        <source>the demo server cannot run as root, and there is no account &quot;%1&quot;</source>
        <translation>der Demo-Server kann nicht als root laufen, und es gibt kein Konto &quot;%1&quot;</translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run with the rights of root.</source>
        <translation>PostgreSQL weigert sich, mit root-Rechten zu laufen.</translation>
    </message>
    <message>
        <source>Install the package postgresql, which makes that account, or run this as an ordinary user.</source>
        <translation>Das Paket postgresql installieren, das dieses Konto anlegt, oder als gewöhnlicher Benutzer ausführen.</translation>
    </message>
    <message>
        <source>cannot write to %1</source>
        <translation>auf %1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Make the directory writable, or name another one in PARTERRE_DEMO_DIR.</source>
        <translation>Das Verzeichnis beschreibbar machen oder in PARTERRE_DEMO_DIR ein anderes nennen.</translation>
    </message>
    <message>
        <source>another process has been setting the demo server up for minutes</source>
        <translation>ein anderer Prozess richtet den Demo-Server seit Minuten ein</translation>
    </message>
    <message>
        <source>Wait for it or end it: it is the one that has %1 open.</source>
        <translation>Abwarten oder beenden: es ist der Prozess, der %1 geöffnet hat.</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>If the log does not tell, &quot;parterrectl demo reset&quot; deletes %1 and the next start begins anew.</source>
        <translation>Sagt das Log nichts, so löscht &quot;parterrectl demo reset&quot; %1, und der nächste Start beginnt von vorn.</translation>
    </message>
    <message>
        <source>Look at the space left on the disk of %1.</source>
        <translation>Den freien Platz auf der Platte von %1 prüfen.</translation>
    </message>
    <message>
        <source>The server runs as &quot;%1&quot;: every directory above must let that account pass.</source>
        <translation>Der Server läuft als &quot;%1&quot;: jedes übergeordnete Verzeichnis muss dieses Konto durchlassen.</translation>
    </message>
    <message>
        <source>cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>%1 is not a directory of the account the demo server runs as</source>
        <translation>%1 ist kein Verzeichnis des Kontos, unter dem der Demo-Server läuft</translation>
    </message>
    <message>
        <source>Move it away, or name another directory for the demo in PARTERRE_DEMO_DIR.</source>
        <translation>Es verschieben oder in PARTERRE_DEMO_DIR ein anderes Verzeichnis für die Demo nennen.</translation>
    </message>
    <message>
        <source>cannot make the demo&apos;s directory %1</source>
        <translation>das Demo-Verzeichnis %1 kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>Make its parent writable, or name another directory in PARTERRE_DEMO_DIR.</source>
        <translation>Das übergeordnete Verzeichnis beschreibbar machen oder in PARTERRE_DEMO_DIR ein anderes nennen.</translation>
    </message>
    <message>
        <source>cannot delete %1</source>
        <translation>%1 kann nicht gelöscht werden</translation>
    </message>
    <message>
        <source>Making a private PostgreSQL %1 server in %2</source>
        <translation>Ein privater Server mit PostgreSQL %1 wird in %2 angelegt</translation>
    </message>
    <message>
        <source>the data directory of the demo server could not be made</source>
        <translation>das Datenverzeichnis des Demo-Servers konnte nicht angelegt werden</translation>
    </message>
    <message>
        <source>cannot rename %1</source>
        <translation>%1 kann nicht umbenannt werden</translation>
    </message>
    <message>
        <source>the demo server does not start</source>
        <translation>der Demo-Server startet nicht</translation>
    </message>
    <message>
        <source>the demo server does not stop</source>
        <translation>der Demo-Server stoppt nicht</translation>
    </message>
    <message>
        <source>Its process is %1; its log is %2.</source>
        <translation>Sein Prozess ist %1; sein Log ist %2.</translation>
    </message>
    <message>
        <source>the demo&apos;s data was made by PostgreSQL %1, which is not installed</source>
        <translation>die Demo-Daten stammen von PostgreSQL %1, das nicht installiert ist</translation>
    </message>
    <message>
        <source>Install the package postgresql-%1, or begin anew with &quot;parterrectl demo reset&quot;.</source>
        <translation>Das Paket postgresql-%1 installieren oder mit &quot;parterrectl demo reset&quot; von vorn beginnen.</translation>
    </message>
    <message>
        <source>there is no PostgreSQL server on this machine</source>
        <translation>auf diesem Rechner gibt es keinen PostgreSQL-Server</translation>
    </message>
    <message>
        <source>Looked for /usr/lib/postgresql/*/bin/initdb.</source>
        <translation>Gesucht wurde /usr/lib/postgresql/*/bin/initdb.</translation>
    </message>
    <message>
        <source>Install the package postgresql (&quot;apt-get install postgresql&quot;); ./dev run does it by itself.</source>
        <translation>Das Paket postgresql installieren (&quot;apt-get install postgresql&quot;); ./dev run erledigt das selbst.</translation>
    </message>
</context>
<context>
    <name>DrillWriter</name>
    <message>
        <source>the writer&apos;s connection was lost</source>
        <translation>die Verbindung des Schreibers ging verloren</translation>
    </message>
    <message>
        <source>in step %1: %2 (%3)</source>
        <translation>im Schritt %1: %2 (%3)</translation>
    </message>
    <message>
        <source>in step %1: a statement on one row found %2</source>
        <translation>im Schritt %1: eine Anweisung auf einer Zeile traf %2</translation>
    </message>
</context>
<context>
    <name>Engine</name>
    <message>
        <source>the server is a standby</source>
        <translation>der Server ist ein Standby</translation>
    </message>
    <message>
        <source>A migration writes; a standby only replays.</source>
        <translation>Eine Migration schreibt; ein Standby spielt nur WAL ein.</translation>
    </message>
    <message>
        <source>Connect to the primary.</source>
        <translation>Mit dem Primärserver verbinden.</translation>
    </message>
    <message>
        <source>the plan is for another database</source>
        <translation>der Plan gilt für eine andere Datenbank</translation>
    </message>
    <message>
        <source>It was made for database %1 of system %2; this is %3 of system %4.</source>
        <translation>Er wurde für Datenbank %1 von System %2 erstellt; dies ist %3 von System %4.</translation>
    </message>
    <message>
        <source>Connect to that database, or make a plan here.</source>
        <translation>Mit jener Datenbank verbinden oder hier einen Plan erstellen.</translation>
    </message>
    <message>
        <source>the plan holds a finding that blocks it: %1</source>
        <translation>der Plan enthält einen Befund, der ihn blockiert: %1</translation>
    </message>
    <message>
        <source>the journal holds another plan under the id %1</source>
        <translation>das Journal enthält unter der ID %1 einen anderen Plan</translation>
    </message>
    <message>
        <source>Make the plan again.</source>
        <translation>Den Plan neu erstellen.</translation>
    </message>
    <message>
        <source>migration %1 is being rolled back</source>
        <translation>Migration %1 wird gerade zurückgerollt</translation>
    </message>
    <message>
        <source>End that first: parterrectl rollback %1 --yes</source>
        <translation>Das zuerst zu Ende bringen: parterrectl rollback %1 --yes</translation>
    </message>
    <message>
        <source>Migration %1 is in state %2, nothing is lost. Go on: parterrectl %3 %1 --yes</source>
        <translation>Migration %1 ist im Zustand %2, nichts ist verloren. Fortsetzen: parterrectl %3 %1 --yes</translation>
    </message>
    <message>
        <source>The connection was lost (%1); connecting again.</source>
        <translation>Die Verbindung ging verloren (%1); sie wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>Nothing is lost: run parterrectl %1 %2 --yes when the server is back; it goes on where the journal stands.</source>
        <translation>Nichts ist verloren: parterrectl %1 %2 --yes ausführen, wenn der Server wieder da ist; es geht dort weiter, wo das Journal steht.</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>migration %1 is in state %2, there is nothing to watch</source>
        <translation>Migration %1 ist im Zustand %2, es gibt nichts zu überwachen</translation>
    </message>
    <message>
        <source>the way back is closed</source>
        <translation>der Rückweg ist geschlossen</translation>
    </message>
    <message>
        <source>migration %1 is in state %2, there are no two tables to compare</source>
        <translation>Migration %1 ist im Zustand %2, es gibt keine zwei Tabellen zu vergleichen</translation>
    </message>
    <message>
        <source>only where schema parterre is not there yet</source>
        <translation>nur wo es das Schema parterre noch nicht gibt</translation>
    </message>
    <message>
        <source>once a session</source>
        <translation>einmal je Sitzung</translation>
    </message>
    <message>
        <source>around every transaction with an effect</source>
        <translation>um jede Transaktion mit Wirkung</translation>
    </message>
    <message>
        <source>Every session</source>
        <translation>Jede Sitzung</translation>
    </message>
    <message>
        <source>What each connection is set to, so that no setting of the role or the database changes the meaning of a statement.</source>
        <translation>Worauf jede Verbindung gesetzt wird, damit keine Einstellung der Rolle oder der Datenbank die Bedeutung einer Anweisung ändert.</translation>
    </message>
    <message>
        <source>Nobody.</source>
        <translation>Niemanden.</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Who drives the migration, where it stands, and every statement it ran.</source>
        <translation>Wer die Migration ausführt, wo sie steht und jede Anweisung, die sie ausgeführt hat.</translation>
    </message>
    <message>
        <source>when an operation begins</source>
        <translation>wenn ein Vorgang beginnt</translation>
    </message>
    <message>
        <source>while it runs</source>
        <translation>während er läuft</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>From Watching: exchange the names again, then remove everything.</source>
        <translation>Ab Watching: die Namen wieder tauschen, dann alles entfernen.</translation>
    </message>
    <message>
        <source>Readers and writers of the table, for some milliseconds, as in the switch.</source>
        <translation>Leser und Schreiber der Tabelle, für einige Millisekunden, wie beim Umschalten.</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Remove the hooks; the old table stays unless --drop-old.</source>
        <translation>Die Hooks entfernen; die alte Tabelle bleibt, außer mit --drop-old.</translation>
    </message>
    <message>
        <source>Readers and writers, for a few milliseconds a trigger.</source>
        <translation>Leser und Schreiber, für einige Millisekunden je Trigger.</translation>
    </message>
    <message>
        <source>None: this is the one step without a way back.</source>
        <translation>Nicht möglich: dies ist der einzige Schritt ohne Rückweg.</translation>
    </message>
    <message>
        <source>%1: done.</source>
        <translation>%1: fertig.</translation>
    </message>
    <message>
        <source>the plan holds findings about the application that nobody acknowledged: %1</source>
        <translation>der Plan enthält Befunde zur Anwendung, die niemand bestätigt hat: %1</translation>
    </message>
    <message>
        <source>The application fails, or works otherwise, if nothing is done about them.</source>
        <translation>Die Anwendung scheitert oder arbeitet anders, wenn ihretwegen nichts geschieht.</translation>
    </message>
    <message>
        <source>Plan again with --acknowledge CODE for each.</source>
        <translation>Erneut planen, mit --acknowledge CODE für jeden.</translation>
    </message>
    <message>
        <source>only on a server that was adopted</source>
        <translation>nur auf einem Server, der mit --adopt übernommen wurde</translation>
    </message>
    <message>
        <source>every five seconds before the switch, to notice DDL early</source>
        <translation>vor dem Umschalten alle fünf Sekunden, um DDL früh zu bemerken</translation>
    </message>
    <message>
        <source>There is no switch while rows differ; to go on puts them right and compares again.</source>
        <translation>Solange Zeilen abweichen, wird nicht umgeschaltet; Fortsetzen berichtigt sie und vergleicht erneut.</translation>
    </message>
    <message>
        <source>%1 on an idle server, up to %2 on a busy one</source>
        <translation>%1 auf einem ruhigen Server, bis zu %2 auf einem beschäftigten</translation>
    </message>
    <message>
        <source>%1 of space and of WAL</source>
        <translation>%1 Platz und ebenso viel WAL</translation>
    </message>
    <message>
        <source>one snapshot is held</source>
        <translation>ein Snapshot wird gehalten</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>CANCELLED</source>
        <translation>ABGEBROCHEN</translation>
    </message>
    <message>
        <source>ERROR</source>
        <translation>FEHLER</translation>
    </message>
    <message>
        <source>DETAIL</source>
        <translation>DETAIL</translation>
    </message>
    <message>
        <source>HINT</source>
        <translation>TIPP</translation>
    </message>
</context>
<context>
    <name>Evidence</name>
    <message>
        <source>the table is partitioned</source>
        <translation>die Tabelle ist partitioniert</translation>
    </message>
    <message>
        <source>is set on each partition</source>
        <translation>wird auf jeder Partition gesetzt</translation>
    </message>
    <message>
        <source>the column is part of the primary key</source>
        <translation>die Spalte ist Teil des Primärschlüssels</translation>
    </message>
    <message>
        <source>unique within each partition, as the plan decided</source>
        <translation>nur innerhalb jeder Partition eindeutig, wie im Plan entschieden</translation>
    </message>
    <message>
        <source>the partition key was added, as the plan decided</source>
        <translation>der Partitionsschlüssel kam hinzu, wie im Plan entschieden</translation>
    </message>
    <message>
        <source>is set on the index of each partition</source>
        <translation>wird auf dem Index jeder Partition gesetzt</translation>
    </message>
    <message>
        <source>(a command, not shown)</source>
        <translation>(ein Befehl, nicht angezeigt)</translation>
    </message>
    <message>
        <source>Migration</source>
        <translation>Migration</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>%1, PostgreSQL %2, system %3</source>
        <translation>%1, PostgreSQL %2, System %3</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>%1 rows, %2, into %3 partitions by %4, every %5</source>
        <translation>%1 Zeilen, %2, in %3 Partitionen nach %4, je %5</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>made %1 by %2, SHA-256 %3</source>
        <translation>erstellt %1 von %2, SHA-256 %3</translation>
    </message>
    <message>
        <source>Way back</source>
        <translation>Rückweg</translation>
    </message>
    <message>
        <source>Rollback</source>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>was not used in this migration</source>
        <translation>wurde in dieser Migration nicht verwendet</translation>
    </message>
    <message>
        <source>was used; ended %1</source>
        <translation>wurde verwendet; beendet %1</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>made %1 UTC by %2; times are UTC</source>
        <translation>erstellt %1 UTC von %2; alle Zeiten in UTC</translation>
    </message>
    <message>
        <source>What the plan announced</source>
        <translation>Was der Plan angekündigt hat</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Consequence</source>
        <translation>Folge</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Who ran what, and what was said</source>
        <translation>Wer was ausgeführt hat, und was gemeldet wurde</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Zeitpunkt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>byte by byte</source>
        <translation>Byte für Byte</translation>
    </message>
    <message>
        <source>by hash of values: 1.0 equals 1.00</source>
        <translation>nach Hash der Werte: 1.0 gleicht 1.00</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Nothing was compared yet.</source>
        <translation>Noch nichts wurde verglichen.</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>%1 rows in %2 partitions were compared; all were equal.</source>
        <translation>%1 Zeilen in %2 Partitionen wurden verglichen; alle waren gleich.</translation>
    </message>
    <message>
        <source>The two tables differ.</source>
        <translation>Die beiden Tabellen weichen voneinander ab.</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Rows, plain</source>
        <translation>Zeilen, einfach</translation>
    </message>
    <message>
        <source>Rows, partitioned</source>
        <translation>Zeilen, partitioniert</translation>
    </message>
    <message>
        <source>Checksums, plain above partitioned</source>
        <translation>Prüfsummen, einfach über partitioniert</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Verglichen</translation>
    </message>
    <message>
        <source>Catalog: everything that hangs on the table</source>
        <translation>Katalog: alles, was an der Tabelle hängt</translation>
    </message>
    <message>
        <source>Written down after the switch, after a rollback, and at Finish: none was reached yet.</source>
        <translation>Festgehalten nach dem Umschalten, nach einem Zurückrollen und beim Abschluss: noch nichts davon ist erreicht.</translation>
    </message>
    <message>
        <source>After the switch</source>
        <translation>Nach dem Umschalten</translation>
    </message>
    <message>
        <source>After the rollback</source>
        <translation>Nach dem Zurückrollen</translation>
    </message>
    <message>
        <source>At Finish</source>
        <translation>Beim Abschluss</translation>
    </message>
    <message>
        <source>as in the plan, in everything</source>
        <translation>wie im Plan, in allem</translation>
    </message>
    <message>
        <source>as in the plan, but for what it announced</source>
        <translation>wie im Plan, bis auf das, was er angekündigt hat</translation>
    </message>
    <message>
        <source>something differs that the plan did not announce</source>
        <translation>etwas weicht ab, das der Plan nicht angekündigt hat</translation>
    </message>
    <message>
        <source>not announced</source>
        <translation>nicht angekündigt</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>In the plan</source>
        <translation>Im Plan</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Dann</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Every statement</source>
        <translation>Jede Anweisung</translation>
    </message>
    <message>
        <source>Repeats within a step are one line. Values are sent apart from the text and are not kept.</source>
        <translation>Wiederholungen innerhalb eines Schritts sind eine Zeile. Werte werden getrennt vom Text gesendet und nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>First at</source>
        <translation>Zuerst um</translation>
    </message>
    <message>
        <source>Runner</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>Locks</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Migration of %1</source>
        <translation>Migration von %1</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>keeps %1 unique over the whole table, as the plan decided</source>
        <translation>hält %1 über die ganze Tabelle eindeutig, wie im Plan entschieden</translation>
    </message>
    <message>
        <source>Took, without stops</source>
        <translation>Dauer, ohne Pausen</translation>
    </message>
</context>
<context>
    <name>FileAudit</name>
    <message>
        <source>file %1 is not reachable</source>
        <translation>Datei %1 ist nicht erreichbar</translation>
    </message>
    <message>
        <source>%1 is not the folder that it was written to by machine %2: perhaps a disk is not mounted.</source>
        <translation>%1 ist nicht der Ordner, in den Rechner %2 sie geschrieben hat: Vielleicht ist ein Datenträger nicht eingehängt.</translation>
    </message>
    <message>
        <source>Verifying</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
</context>
<context>
    <name>FileFolder</name>
    <message>
        <source>there is no folder %1 on this machine</source>
        <translation>auf diesem Rechner gibt es keinen Ordner %1</translation>
    </message>
    <message>
        <source>Parterre makes none: it might be where a disk is to be mounted.</source>
        <translation>Parterre legt keinen an: Dort könnte eine Platte einzuhängen sein.</translation>
    </message>
    <message>
        <source>Archive files of Parterre. By this file their folder is known.</source>
        <translation>Archivdateien von Parterre. An dieser Datei wird ihr Ordner erkannt.</translation>
    </message>
    <message>
        <source>%1 cannot be written</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>%1 is not the folder that the policy&apos;s files go to</source>
        <translation>%1 ist nicht der Ordner, in den die Dateien der Regel gehen</translation>
    </message>
    <message>
        <source>Its %1 is missing, or is another one: perhaps a disk is not mounted.</source>
        <translation>Sein %1 fehlt oder ist ein anderes: Vielleicht ist ein Datenträger nicht eingehängt.</translation>
    </message>
    <message>
        <source>Mount it. Only where the files are to go to another folder from now on: parterrectl archive add %1 --files %2.</source>
        <translation>Ihn einhängen. Nur wenn die Dateien von nun an in einen anderen Ordner gehen sollen: parterrectl archive add %1 --files %2.</translation>
    </message>
</context>
<context>
    <name>FileMover</name>
    <message>
        <source>Going on with file %1 of run %2.</source>
        <translation>Datei %1 des Laufs %2 wird fortgesetzt.</translation>
    </message>
    <message>
        <source>%1 holds %2 rows; they leave %3 now.</source>
        <translation>%1 hat %2 Zeilen; sie verlassen jetzt %3.</translation>
    </message>
    <message>
        <source>$1 is %1</source>
        <translation>$1 ist %1</translation>
    </message>
    <message>
        <source>once a month of age, with its first and last day in the condition</source>
        <translation>einmal je Monat des Alters, mit dessen erstem und letztem Tag in der Bedingung</translation>
    </message>
    <message>
        <source>once a file, or once a batch of its rows</source>
        <translation>einmal je Datei, oder einmal je Stapel ihrer Zeilen</translation>
    </message>
    <message>
        <source>File %1 is left as it is: %2. What had not left for it stays in the table.</source>
        <translation>Datei %1 bleibt, wie sie ist: %2. Was noch nicht in sie gegangen war, bleibt in der Tabelle.</translation>
    </message>
    <message>
        <source>File %1 of run %2 is not reachable: it was begun in %3 by machine %4.</source>
        <translation>Datei %1 des Laufs %2 ist nicht erreichbar: Begonnen wurde sie in %3 vom Rechner %4.</translation>
    </message>
    <message>
        <source>File %1 of run %2 is lost or damaged, with %3 rows: %4</source>
        <translation>Datei %1 des Laufs %2 ist verloren oder beschädigt, mit %3 Zeilen: %4</translation>
    </message>
    <message>
        <source>No row has left for file %1: others held them, or a trigger keeps them.</source>
        <translation>Keine Zeile ging in Datei %1: Andere hielten sie, oder ein Trigger behält sie.</translation>
    </message>
</context>
<context>
    <name>FileRestore</name>
    <message>
        <source>no archive file of %1 has such rows</source>
        <translation>keine Archivdatei von %1 hat solche Zeilen</translation>
    </message>
    <message>
        <source>with the rows of file %1</source>
        <translation>mit den Zeilen der Datei %1</translation>
    </message>
    <message>
        <source>If its partition was dropped, make it again, empty: CREATE TABLE %1 PARTITION OF %2 %3;</source>
        <translation>Wurde die Partition gelöscht, sie leer wieder anlegen: CREATE TABLE %1 PARTITION OF %2 %3;</translation>
    </message>
    <message>
        <source>parterrectl archive files %1 lists them.</source>
        <translation>parterrectl archive files %1 zählt sie auf.</translation>
    </message>
    <message>
        <source>Another range, --from and --to with the condition, or --leaf with the name of another file may do without it.</source>
        <translation>Ein anderer Zeitraum, --from und --to mit der Bedingung oder --leaf mit dem Namen einer anderen Datei kommen vielleicht ohne sie aus.</translation>
    </message>
    <message>
        <source>It was asked of the rows of file %1.</source>
        <translation>Gefragt wurden die Zeilen der Datei %1.</translation>
    </message>
    <message>
        <source>The rows stay live; the next run of the policy archives them as they are now.</source>
        <translation>Die Zeilen bleiben in der Tabelle; der nächste Lauf der Regel archiviert sie, wie sie jetzt sind.</translation>
    </message>
    <message>
        <source>%1 rows of the restore are not looked at: the policy has run since.</source>
        <translation>%1 Zeilen der Wiederherstellung werden nicht angesehen: Die Regel lief seitdem.</translation>
    </message>
    <message>
        <source>%1 rows are as they came, but others hold them, or a trigger keeps them.</source>
        <translation>%1 Zeilen sind, wie sie kamen, aber andere halten sie, oder ein Trigger behält sie.</translation>
    </message>
    <message>
        <source>The same undo can be done once more for the rest.</source>
        <translation>Dieselbe Rücknahme kann für den Rest noch einmal ausgeführt werden.</translation>
    </message>
    <message>
        <source>File %1 cannot be read, so its rows stay live: %2.</source>
        <translation>Datei %1 kann nicht gelesen werden, ihre Zeilen bleiben also in der Tabelle: %2.</translation>
    </message>
    <message>
        <source>nothing of run %1 is left to undo</source>
        <translation>von Lauf %1 ist nichts mehr zurückzunehmen</translation>
    </message>
    <message>
        <source>The policy has run since: what of its rows was old has left again, and nothing tells the others from rows that the application wrote.</source>
        <translation>Die Regel lief seitdem: Was von seinen Zeilen alt war, ist wieder fort, und nichts unterscheidet die anderen von Zeilen, die die Anwendung schrieb.</translation>
    </message>
    <message>
        <source>It brought no row back.</source>
        <translation>Er brachte keine Zeile zurück.</translation>
    </message>
    <message>
        <source>What other files brought before, %1 rows, is live: parterrectl archive undo %2 --yes.</source>
        <translation>Was andere Dateien vorher brachten, %1 Zeilen, ist in der Tabelle: parterrectl archive undo %2 --yes.</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Unique key</source>
        <translation>Eindeutiger Schlüssel</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Sicht</translation>
    </message>
    <message>
        <source>Function</source>
        <translation>Funktion</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Identity</source>
        <translation>Identity</translation>
    </message>
    <message>
        <source>Constraint</source>
        <translation>Constraint</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
</context>
<context>
    <name>FireDrill</name>
    <message>
        <source>Drill: %1</source>
        <translation>Übung: %1</translation>
    </message>
    <message>
        <source>the drill %1 is under way already</source>
        <translation>die Übung %1 ist schon im Gange</translation>
    </message>
    <message>
        <source>%1 partitions: the drill&apos;s rows lie in %2 of them</source>
        <translation>%1 Partitionen: die Zeilen der Übung liegen in %2 davon</translation>
    </message>
    <message>
        <source>table %1 is empty</source>
        <translation>Tabelle %1 ist leer</translation>
    </message>
    <message>
        <source>There is nothing to rehearse with.</source>
        <translation>Es gibt nichts, womit sich proben ließe.</translation>
    </message>
    <message>
        <source>the drill&apos;s table cannot be migrated</source>
        <translation>die Tabelle der Übung kann nicht migriert werden</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>columns, defaults, generated and identity columns</source>
        <translation>Spalten, Vorgabewerte, generierte und Identitätsspalten</translation>
    </message>
    <message numerus="yes">
        <source>%n index(es)</source>
        <translation>
            <numerusform>%n Index</numerusform>
            <numerusform>%n Indexe</numerusform>
        </translation>
    </message>
    <message>
        <source>capture, copy, comparison, switch, watching and rollback, as role %1, with this server&apos;s settings</source>
        <translation>Erfassung, Kopie, Vergleich, Umschalten, Überwachen und Zurückrollen, als Rolle %1, mit den Einstellungen dieses Servers</translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n Check</numerusform>
            <numerusform>%n Checks</numerusform>
        </translation>
    </message>
    <message>
        <source>extended statistics</source>
        <translation>erweiterte Statistiken</translation>
    </message>
    <message>
        <source>checks that are NOT VALID</source>
        <translation>Checks, die NOT VALID sind</translation>
    </message>
    <message>
        <source>foreign keys</source>
        <translation>Fremdschlüssel</translation>
    </message>
    <message>
        <source>triggers</source>
        <translation>Trigger</translation>
    </message>
    <message>
        <source>policies of row security</source>
        <translation>Policies der Row Security</translation>
    </message>
    <message>
        <source>publications</source>
        <translation>Publikationen</translation>
    </message>
    <message>
        <source>views</source>
        <translation>Views</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>functions with a BEGIN ATOMIC body</source>
        <translation>Funktionen mit BEGIN-ATOMIC-Rumpf</translation>
    </message>
    <message>
        <source>policies of other tables</source>
        <translation>Policies anderer Tabellen</translation>
    </message>
    <message>
        <source>grants: nobody but the owner sees the drill&apos;s rows</source>
        <translation>Rechte: nur der Eigentümer sieht die Zeilen der Übung</translation>
    </message>
    <message>
        <source>statements and commands of yours around the switch</source>
        <translation>Ihre eigenen Anweisungen und Befehle rund um das Umschalten</translation>
    </message>
    <message>
        <source>the real table&apos;s size, sessions and locks</source>
        <translation>Größe, Sitzungen und Sperren der echten Tabelle</translation>
    </message>
    <message>
        <source>The drill could not be removed: %1. parterrectl rehearse --clean --yes removes it.</source>
        <translation>Die Übung konnte nicht entfernt werden: %1. parterrectl rehearse --clean --yes entfernt sie.</translation>
    </message>
    <message>
        <source>once a stretch of pages</source>
        <translation>einmal je Abschnitt von Seiten</translation>
    </message>
    <message>
        <source>only with very many partitions</source>
        <translation>nur bei sehr vielen Partitionen</translation>
    </message>
    <message>
        <source>by the writer, about a hundred times a second</source>
        <translation>vom Schreiber, etwa hundertmal je Sekunde</translation>
    </message>
    <message>
        <source>after the switch, and after the rollback</source>
        <translation>nach dem Umschalten und nach dem Zurückrollen</translation>
    </message>
    <message>
        <source>Take a small table of the same shape, with some thousands of rows, through the whole migration and back while a writer changes it; then remove it. Beside these, the statements of the plan run, with its name.</source>
        <translation>Eine kleine Tabelle derselben Form mit einigen tausend Zeilen durch die ganze Migration und zurück führen, während ein Schreiber sie ändert; dann entfernen. Außer diesen laufen die Anweisungen des Plans, mit dem Namen dieser Tabelle.</translation>
    </message>
    <message>
        <source>Nobody; the table itself is read once, in a short transaction.</source>
        <translation>Niemanden; die Tabelle selbst wird einmal gelesen, in einer kurzen Transaktion.</translation>
    </message>
    <message>
        <source>Everything of it is dropped at the end; after a crash, by the next rehearsal.</source>
        <translation>Am Ende wird alles davon gelöscht; nach einem Absturz durch die nächste Probe.</translation>
    </message>
    <message>
        <source>security labels: nobody but the owner sees the drill&apos;s rows</source>
        <translation>Sicherheitslabels: Niemand außer dem Eigentümer sieht die Zeilen der Übung</translation>
    </message>
</context>
<context>
    <name>Fleet</name>
    <message>
        <source>statements</source>
        <translation>Anweisungen</translation>
    </message>
</context>
<context>
    <name>ForecastText</name>
    <message>
        <source>A switch begun at any of these moments would not have been made before the end of the sample (%1 put off, %2 undecided).</source>
        <translation>Gleich in welchem dieser Augenblicke begonnen, wäre das Umschalten vor dem Ende der Stichprobe nicht gelungen (%1 verschoben, %2 unentschieden).</translation>
    </message>
    <message>
        <source>Put off: %1. Undecided when the sample ended: %2.</source>
        <translation>Verschoben: %1. Am Ende der Stichprobe unentschieden: %2.</translation>
    </message>
    <message>
        <source>lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>old snapshot</source>
        <translation>alter Snapshot</translation>
    </message>
    <message>
        <source>serializable reads</source>
        <translation>serialisierbares Lesen</translation>
    </message>
    <message>
        <source>Lock forecast for the switch of %1: %2 looks from %3 to %4, one every %5. It is a sample: another hour or another day may differ.</source>
        <translation>Sperrprognose für das Umschalten von %1: %2 Blicke von %3 bis %4, einer alle %5. Das ist eine Stichprobe: eine andere Stunde oder ein anderer Tag kann abweichen.</translation>
    </message>
    <message>
        <source>It locks %1.</source>
        <translation>Es sperrt %1.</translation>
    </message>
    <message>
        <source>At %1 of these moments the first attempt would have got through; at %2 nobody was in the way at all.</source>
        <translation>In %1 dieser Augenblicke wäre der erste Versuch durchgekommen; in %2 war überhaupt niemand im Weg.</translation>
    </message>
    <message>
        <source>The best minute of this sample began at %1: %2 of its %3 looks.</source>
        <translation>Die beste Minute dieser Stichprobe begann um %1: %2 ihrer %3 Blicke.</translation>
    </message>
    <message>
        <source>In the way</source>
        <translation>Im Weg</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>Blicke</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>(hidden)</source>
        <translation>(verborgen)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Queries of other roles are hidden: this role lacks pg_read_all_stats, which is part of pg_monitor.</source>
        <translation>Abfragen anderer Rollen sind verborgen: Dieser Rolle fehlt pg_read_all_stats, ein Teil von pg_monitor.</translation>
    </message>
    <message>
        <source>Of switches begun at each of these moments %1 would have been made. They would have waited for up to %4 (half of them %3 at most), with %2 attempts to lock on average.</source>
        <translation>Hätte man zu jedem dieser Zeitpunkte umzuschalten begonnen, wäre es %1-mal gelungen. Gewartet hätte man bis zu %4 (in der Hälfte der Fälle höchstens %3), mit durchschnittlich %2 Sperrversuchen.</translation>
    </message>
</context>
<context>
    <name>ForeignKeys</name>
    <message>
        <source>the table was altered right after the switch</source>
        <translation>die Tabelle wurde unmittelbar nach dem Umschalten geändert</translation>
    </message>
    <message>
        <source>The table was altered right after the switch: the way back is closed, since it would lose that.</source>
        <translation>Die Tabelle wurde unmittelbar nach dem Umschalten geändert: der Rückweg ist geschlossen, da diese Änderung verloren ginge.</translation>
    </message>
    <message>
        <source>only when rows break the foreign key</source>
        <translation>nur wenn Zeilen den Fremdschlüssel verletzen</translation>
    </message>
    <message>
        <source>only when somebody altered the table</source>
        <translation>nur wenn jemand die Tabelle geändert hat</translation>
    </message>
    <message>
        <source>Foreign key %1 of %2 could not be made again: %3</source>
        <translation>Fremdschlüssel %1 von %2 konnte nicht neu angelegt werden: %3</translation>
    </message>
    <message>
        <source>only when row security forbids to validate</source>
        <translation>nur wenn Row Security das Prüfen verbietet</translation>
    </message>
    <message>
        <source>Foreign key %1 stays NOT VALID: row security was forced on role %3 meanwhile. A role with BYPASSRLS can validate it on %2.</source>
        <translation>Der Fremdschlüssel %1 bleibt NOT VALID: Row Security wurde inzwischen für die Rolle %3 erzwungen. Eine Rolle mit BYPASSRLS kann ihn auf %2 prüfen.</translation>
    </message>
    <message>
        <source>Foreign key %1 stays NOT VALID: rows of %2 break it. Correct them, then validate it.</source>
        <translation>Der Fremdschlüssel %1 bleibt NOT VALID: Zeilen von %2 verletzen ihn. Berichtigen Sie sie, dann prüfen Sie ihn.</translation>
    </message>
</context>
<context>
    <name>ForeignServer</name>
    <message>
        <source>The two servers do not commit at one moment: the other one commits first. Whoever looks at both may see a row on both for a moment, never on neither. What a crash leaves on both is settled by the next run.</source>
        <translation>Die beiden Server schließen nicht im selben Augenblick ab: Der andere schließt zuerst ab. Wer auf beide sieht, kann eine Zeile für einen Augenblick auf beiden sehen, nie auf keinem. Was ein Absturz auf beiden lässt, bereinigt der nächste Lauf.</translation>
    </message>
    <message>
        <source>A row that the other server has committed leaves this one: that server must not lose it again. Backups of the two belong together.</source>
        <translation>Eine Zeile, die der andere Server abgeschlossen hat, verlässt diesen: Jener darf sie nicht wieder verlieren. Sicherungen der beiden gehören zusammen.</translation>
    </message>
    <message>
        <source>Let it run with fsync and synchronous_commit on, and with backups of its own.</source>
        <translation>Ihn mit eingeschaltetem fsync und synchronous_commit und mit eigenen Sicherungen betreiben.</translation>
    </message>
    <message>
        <source>Its keys cannot be seen from here. Each run proves the key of the table there by a row that it inserts twice and takes back.</source>
        <translation>Seine Schlüssel sind von hier aus nicht zu sehen. Jeder Lauf prüft den Schlüssel der Tabelle dort mit einer Zeile, die er zweimal einfügt und zurücknimmt.</translation>
    </message>
    <message>
        <source>Rows go, and come back to be compared, one by one over the network; partitions stay, empty.</source>
        <translation>Zeilen gehen einzeln über das Netz und kommen zum Vergleich zurück; Partitionen bleiben leer stehen.</translation>
    </message>
    <message>
        <source>the foreign table does not exist any more</source>
        <translation>die Fremdtabelle gibt es nicht mehr</translation>
    </message>
    <message>
        <source>server %1</source>
        <translation>Server %1</translation>
    </message>
    <message>
        <source>This database knows no such server.</source>
        <translation>Diese Datenbank kennt keinen solchen Server.</translation>
    </message>
    <message>
        <source>CREATE EXTENSION postgres_fdw; CREATE SERVER %1 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host &apos;…&apos;, dbname &apos;…&apos;);</source>
        <translation>CREATE EXTENSION postgres_fdw; CREATE SERVER %1 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host &apos;…&apos;, dbname &apos;…&apos;);</translation>
    </message>
    <message>
        <source>It is not behind postgres_fdw.</source>
        <translation>Er wird nicht durch postgres_fdw erreicht.</translation>
    </message>
    <message>
        <source>Rows can be proved to have arrived on a PostgreSQL server only.</source>
        <translation>Nur auf einem PostgreSQL-Server lässt sich beweisen, dass Zeilen angekommen sind.</translation>
    </message>
    <message>
        <source>Role %1 may not use it.</source>
        <translation>Die Rolle %1 darf ihn nicht benutzen.</translation>
    </message>
    <message>
        <source>GRANT USAGE ON FOREIGN SERVER %1 TO %2;</source>
        <translation>GRANT USAGE ON FOREIGN SERVER %1 TO %2;</translation>
    </message>
    <message>
        <source>Role %1 has no user mapping.</source>
        <translation>Die Rolle %1 hat keine Benutzerabbildung (user mapping).</translation>
    </message>
    <message>
        <source>CREATE USER MAPPING FOR %1 SERVER %2 OPTIONS (user &apos;…&apos;, password &apos;…&apos;);</source>
        <translation>CREATE USER MAPPING FOR %1 SERVER %2 OPTIONS (user &apos;…&apos;, password &apos;…&apos;);</translation>
    </message>
    <message>
        <source>A network that hangs is noticed late.</source>
        <translation>Ein Netz, das hängt, wird spät bemerkt.</translation>
    </message>
    <message>
        <source>ALTER SERVER %1 OPTIONS (%2);</source>
        <translation>ALTER SERVER %1 OPTIONS (%2);</translation>
    </message>
    <message>
        <source>%1 on server %2</source>
        <translation>%1 auf dem Server %2</translation>
    </message>
    <message>
        <source>Nothing can be archived while it does not answer.</source>
        <translation>Solange er nicht antwortet, kann nichts archiviert werden.</translation>
    </message>
    <message>
        <source>Give the user mapping a password; only a superuser may do without (password_required &apos;false&apos;).</source>
        <translation>Der Benutzerabbildung ein Passwort geben; ohne geht es nur, wenn ein Superuser es erlaubt (password_required &apos;false&apos;).</translation>
    </message>
    <message>
        <source>There: GRANT SELECT, INSERT, DELETE ON %1 TO the role of the user mapping.</source>
        <translation>Dort: GRANT SELECT, INSERT, DELETE ON %1 TO die Rolle der Benutzerabbildung.</translation>
    </message>
    <message>
        <source>The table there is made by this, which its DBA runs:
%1</source>
        <translation>Die Tabelle dort entsteht hierdurch; ihr DBA führt es aus:
%1</translation>
    </message>
    <message>
        <source>A connection that may not change anything cannot look at it. It must have been made by this:
%1</source>
        <translation>Eine Verbindung, die nichts ändern darf, kann sie nicht ansehen. Sie muss hierdurch entstanden sein:
%1</translation>
    </message>
</context>
<context>
    <name>Frameworks</name>
    <message>
        <source>It does not look at the key in the database: a model with the key (%1) goes on working, and each look-up by it goes into every partition. Upserts by (%1) fail.</source>
        <translation>Es sieht den Schlüssel in der Datenbank nicht an: ein Model mit dem Schlüssel (%1) funktioniert weiter, und jede Suche darüber geht in jede Partition. Upserts über (%1) scheitern.</translation>
    </message>
    <message>
        <source>Active Record reads the primary key from the database: from Rails 7.1 on the id of a model becomes the array (%2), before that it is nil. upsert_all with unique_by on (%1) fails.</source>
        <translation>Active Record liest den Primärschlüssel aus der Datenbank: ab Rails 7.1 wird die id eines Models zum Array (%2), davor ist sie nil. upsert_all mit unique_by auf (%1) scheitert.</translation>
    </message>
    <message>
        <source>A dump of the schema takes partitions and the old table for tables of the application.</source>
        <translation>Ein Dump des Schemas hält Partitionen und die alte Tabelle für Tabellen der Anwendung.</translation>
    </message>
    <message>
        <source>From Prisma 4.6 on upsert by (%1) is sent as INSERT … ON CONFLICT and fails; look-ups by (%1) go into every partition.</source>
        <translation>Ab Prisma 4.6 wird ein Upsert über (%1) als INSERT … ON CONFLICT gesendet und scheitert; Suchen über (%1) gehen in jede Partition.</translation>
    </message>
    <message>
        <source>&quot;migrate dev&quot; takes the partitioned table and the old one for drift, and offers to reset the database; &quot;migrate deploy&quot; does not compare.</source>
        <translation>„migrate dev“ hält die partitionierte und die alte Tabelle für Drift und bietet an, die Datenbank zurückzusetzen; „migrate deploy“ vergleicht nicht.</translation>
    </message>
    <message>
        <source>Django does not look at the key in the database: a model with the key (%1) goes on working, and each get() by it goes into every partition. bulk_create() with unique_fields of (%1) fails, and so does a new ForeignKey to the model, unless db_constraint=False.</source>
        <translation>Django sieht den Schlüssel in der Datenbank nicht an: ein Model mit dem Schlüssel (%1) funktioniert weiter, und jedes get() darüber geht in jede Partition. bulk_create() mit unique_fields aus (%1) scheitert, ebenso ein neuer ForeignKey auf das Model, außer mit db_constraint=False.</translation>
    </message>
    <message>
        <source>AddIndexConcurrently fails on a partitioned table.</source>
        <translation>AddIndexConcurrently scheitert auf einer partitionierten Tabelle.</translation>
    </message>
    <message>
        <source>Hibernate does not look at the key in the database: an entity with the @Id (%1) goes on working, and each find() by it goes into every partition.</source>
        <translation>Hibernate sieht den Schlüssel in der Datenbank nicht an: eine Entity mit der @Id (%1) funktioniert weiter, und jedes find() darüber geht in jede Partition.</translation>
    </message>
    <message>
        <source>Versions that do not know partitioned tables find the table missing when they validate the schema, and the application does not start.</source>
        <translation>Versionen, die partitionierte Tabellen nicht kennen, vermissen die Tabelle beim Validieren des Schemas, und die Anwendung startet nicht.</translation>
    </message>
    <message>
        <source>&quot;revision --autogenerate&quot; proposes to drop the partitions and the old table, which no model has.</source>
        <translation>„revision --autogenerate“ schlägt vor, die Partitionen und die alte Tabelle zu löschen, die in keinem Model stehen.</translation>
    </message>
    <message>
        <source>&quot;synchronize&quot; and &quot;migration:generate&quot; change the schema to what the models say.</source>
        <translation>„synchronize“ und „migration:generate“ ändern das Schema nach dem, was die Models sagen.</translation>
    </message>
    <message>
        <source>&quot;push&quot; changes the schema to what the models say.</source>
        <translation>„push“ ändert das Schema nach dem, was die Models sagen.</translation>
    </message>
    <message>
        <source>&quot;validate&quot; compares only its own history. &quot;clean&quot; drops the partitions, the old table and with them the way back.</source>
        <translation>„validate“ vergleicht nur die eigene Historie. „clean“ löscht die Partitionen, die alte Tabelle und damit den Rückweg.</translation>
    </message>
    <message>
        <source>&quot;diff&quot; and &quot;generate-changelog&quot; take partitions and the old table for tables of the application.</source>
        <translation>„diff“ und „generate-changelog“ halten Partitionen und die alte Tabelle für Tabellen der Anwendung.</translation>
    </message>
    <message>
        <source>A migration of its own that touches %1 before Finish stops this one, or closes the way back.</source>
        <translation>Eine eigene Migration des Frameworks, die %1 vor dem Abschluss anfasst, hält diese hier an oder schließt den Rückweg.</translation>
    </message>
    <message>
        <source>Let none of its migrations touch this table until Finish; change the application as it needs to be.</source>
        <translation>Bis zum Abschluss keine seiner Migrationen diese Tabelle anfassen lassen; die Anwendung wie nötig ändern.</translation>
    </message>
</context>
<context>
    <name>Governor</name>
    <message>
        <source>the age of other roles&apos; transactions cannot be read without pg_monitor</source>
        <translation>das Alter der Transaktionen anderer Rollen ist ohne pg_monitor nicht lesbar</translation>
    </message>
    <message>
        <source>the size of tablespace %1 cannot be read without pg_monitor</source>
        <translation>die Größe von Tablespace %1 ist ohne pg_monitor nicht lesbar</translation>
    </message>
    <message>
        <source>what the server has to do cannot be read: %1</source>
        <translation>was der Server zu tun hat, ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>the lag of standby %1 cannot be read without pg_monitor</source>
        <translation>der Rückstand von Standby %1 ist ohne pg_monitor nicht lesbar</translation>
    </message>
    <message>
        <source>standby %1 is not connected any more</source>
        <translation>Standby %1 ist nicht mehr verbunden</translation>
    </message>
    <message>
        <source>the server&apos;s data directory cannot be read without pg_monitor</source>
        <translation>das Datenverzeichnis des Servers ist ohne pg_monitor nicht lesbar</translation>
    </message>
    <message>
        <source>free space can be read on the server&apos;s computer only</source>
        <translation>freier Platz ist nur auf dem Rechner des Servers lesbar</translation>
    </message>
    <message>
        <source>free space of %1 cannot be read</source>
        <translation>der freie Platz von %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>Not guarded against: %1.</source>
        <translation>Nicht überwacht: %1.</translation>
    </message>
    <message>
        <source>Stopped: %1.</source>
        <translation>Angehalten: %1.</translation>
    </message>
    <message>
        <source>It goes on.</source>
        <translation>Es geht weiter.</translation>
    </message>
    <message>
        <source>It goes on, slowed: %1.</source>
        <translation>Es geht weiter, verlangsamt: %1.</translation>
    </message>
    <message>
        <source>Slowed: %1.</source>
        <translation>Verlangsamt: %1.</translation>
    </message>
</context>
<context>
    <name>IndexStep</name>
    <message>
        <source>building indexes</source>
        <translation>Indexe werden aufgebaut</translation>
    </message>
    <message>
        <source>Nobody: only the copy is locked.</source>
        <translation>Niemanden: nur die Kopie wird gesperrt.</translation>
    </message>
    <message>
        <source>Rollback drops the triggers and the copy; the table was never touched.</source>
        <translation>Das Zurückrollen entfernt die Trigger und die Kopie.</translation>
    </message>
    <message>
        <source>something else has the name %1 of a guard</source>
        <translation>etwas anderes hat den Namen %1 eines Wächters</translation>
    </message>
    <message>
        <source>It was made since the plan.</source>
        <translation>Es wurde nach dem Erstellen des Plans angelegt.</translation>
    </message>
    <message>
        <source>Rename or drop it, then run migrate again.</source>
        <translation>Es umbenennen oder löschen, dann migrate erneut ausführen.</translation>
    </message>
    <message>
        <source>filling guards</source>
        <translation>Wächter werden gefüllt</translation>
    </message>
    <message>
        <source>Build the indexes partition by partition, fill the guards of unique keys; then rights, comments, checks, statistics and triggers.</source>
        <translation>Die Indexe Partition für Partition aufbauen, die Wächter eindeutiger Schlüssel füllen; dann Rechte, Kommentare, Checks, Statistiken und Trigger.</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>there are no migrations in this database</source>
        <translation>in dieser Datenbank gibt es keine Migrationen</translation>
    </message>
    <message>
        <source>there is no migration &quot;%1&quot; in this database</source>
        <translation>in dieser Datenbank gibt es keine Migration &quot;%1&quot;</translation>
    </message>
    <message>
        <source>parterrectl status lists the migrations.</source>
        <translation>parterrectl status listet die Migrationen auf.</translation>
    </message>
    <message>
        <source>the migration is in a state that this program does not know: %1</source>
        <translation>die Migration ist in einem Zustand, den dieses Programm nicht kennt: %1</translation>
    </message>
    <message>
        <source>pid %1, %2, for %3</source>
        <translation>PID %1, %2, seit %3</translation>
    </message>
</context>
<context>
    <name>LeafMover</name>
    <message>
        <source>partition %1 has no equal of constraint %2</source>
        <translation>Partition %1 hat nichts Gleiches wie Constraint %2</translation>
    </message>
    <message>
        <source>Its index would be built under the lock.</source>
        <translation>Ihr Index würde unter der Sperre gebaut.</translation>
    </message>
    <message>
        <source>An index is built on partition %1, beside its use.</source>
        <translation>Auf Partition %1 wird neben dem Betrieb ein Index gebaut.</translation>
    </message>
    <message>
        <source>Partition %1 moved to %2 in %3 ms.</source>
        <translation>Partition %1 zog in %3 ms nach %2 um.</translation>
    </message>
    <message>
        <source>beforehand, in a transaction of its own</source>
        <translation>vorher, in einer eigenen Transaktion</translation>
    </message>
    <message>
        <source>in the transaction that moves the partition</source>
        <translation>in der Transaktion, die die Partition verschiebt</translation>
    </message>
    <message>
        <source>beforehand; the condition is that of its bounds, as the server prints it</source>
        <translation>vorher; die Bedingung ist die ihrer Grenzen, wie der Server sie ausgibt</translation>
    </message>
    <message>
        <source>The table is not partitioned as the archive is.</source>
        <translation>Die Tabelle ist nicht wie das Archiv partitioniert.</translation>
    </message>
    <message>
        <source>The table&apos;s foreign keys would be checked for all its rows under the lock.</source>
        <translation>Die Fremdschlüssel der Tabelle würden für alle ihre Zeilen unter der Sperre geprüft.</translation>
    </message>
    <message>
        <source>The table has generated columns.</source>
        <translation>Die Tabelle hat generierte Spalten.</translation>
    </message>
    <message>
        <source>The DEFAULT partition %1 holds rows of its bounds.</source>
        <translation>Die DEFAULT-Partition %1 enthält Zeilen aus ihren Grenzen.</translation>
    </message>
    <message>
        <source>The table has partition %1 in its bounds.</source>
        <translation>Die Tabelle hat in ihren Grenzen Partition %1.</translation>
    </message>
    <message>
        <source>The invalid index %1 stays; the next run drops it.</source>
        <translation>Der ungültige Index %1 bleibt; der nächste Lauf löscht ihn.</translation>
    </message>
    <message>
        <source>The CHECK %1 stays on %2, where it is true; the next move drops it.</source>
        <translation>Der CHECK %1 bleibt auf %2, wo er zutrifft; der nächste Umzug löscht ihn.</translation>
    </message>
    <message>
        <source>it has no equal of CHECK constraint %1</source>
        <translation>ihr fehlt ein Gegenstück zu CHECK-Constraint %1</translation>
    </message>
    <message>
        <source>foreign key %1 would be checked for all its rows under the lock</source>
        <translation>Fremdschlüssel %1 würde für alle ihre Zeilen unter der Sperre geprüft</translation>
    </message>
    <message>
        <source>index %1 over archived_at would be built under the lock</source>
        <translation>Index %1 über archived_at würde unter der Sperre gebaut</translation>
    </message>
    <message>
        <source>the DEFAULT partition %1 would be read under the lock</source>
        <translation>die DEFAULT-Partition %1 würde unter der Sperre gelesen</translation>
    </message>
    <message>
        <source>It cannot be attached as it is: %1.</source>
        <translation>Sie kann so nicht angehängt werden: %1.</translation>
    </message>
</context>
<context>
    <name>Manifest</name>
    <message>
        <source>this is not the manifest of an archive file</source>
        <translation>dies ist nicht das Manifest einer Archivdatei</translation>
    </message>
    <message>
        <source>the manifest was written by a newer Parterre</source>
        <translation>das Manifest stammt von einem neueren Parterre</translation>
    </message>
    <message>
        <source>Its format is %1, this program knows %2.</source>
        <translation>Sein Format ist %1, dieses Programm kennt %2.</translation>
    </message>
    <message>
        <source>the manifest was changed after it was written</source>
        <translation>das Manifest wurde geändert, nachdem es geschrieben war</translation>
    </message>
    <message>
        <source>Its digest does not fit its content.</source>
        <translation>Seine Prüfsumme passt nicht zum Inhalt.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; cannot be read.</source>
        <translation>Das Feld „%1“ ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>MaterializedViews</name>
    <message>
        <source>WITH NO DATA where it has none</source>
        <translation>WITH NO DATA, wenn sie keine Daten hat</translation>
    </message>
    <message>
        <source>the definition of a materialized view cannot be read</source>
        <translation>die Definition einer materialisierten View ist nicht lesbar</translation>
    </message>
    <message>
        <source>materialized view %1 is not what the plan describes any more</source>
        <translation>materialisierte View %1 ist nicht mehr so, wie der Plan sie beschreibt</translation>
    </message>
    <message>
        <source>It still reads the old table.</source>
        <translation>Sie liest noch die alte Tabelle.</translation>
    </message>
    <message>
        <source>Undo that change and run migrate again, or roll back.</source>
        <translation>Diese Änderung rückgängig machen und migrate erneut ausführen, oder zurückrollen.</translation>
    </message>
</context>
<context>
    <name>OwnSchema</name>
    <message>
        <source>schema parterre belongs to role %1</source>
        <translation>das Schema parterre gehört der Rolle %1</translation>
    </message>
    <message>
        <source>permission denied to create schema parterre</source>
        <translation>keine Berechtigung, das Schema parterre anzulegen</translation>
    </message>
    <message>
        <source>The table&apos;s owner needs CREATE on the database.</source>
        <translation>Der Eigentümer der Tabelle braucht CREATE auf der Datenbank.</translation>
    </message>
    <message>
        <source>schema parterre was made by a newer program</source>
        <translation>das Schema parterre stammt von einem neueren Programm</translation>
    </message>
    <message>
        <source>Its version is %1, this program knows %2.</source>
        <translation>Seine Version ist %1, dieses Programm kennt %2.</translation>
    </message>
    <message>
        <source>Use the newer program.</source>
        <translation>Das neuere Programm verwenden.</translation>
    </message>
    <message>
        <source>Role %1 may neither read nor write the journal there.</source>
        <translation>Die Rolle %1 darf das Journal dort weder lesen noch schreiben.</translation>
    </message>
    <message>
        <source>Make it a member of that role: GRANT %1 TO %2.</source>
        <translation>Machen Sie sie zum Mitglied jener Rolle: GRANT %1 TO %2.</translation>
    </message>
    <message>
        <source>GRANT CREATE ON DATABASE %1 TO %2;, with the table&apos;s owner for %2 where that is another role.</source>
        <translation>GRANT CREATE ON DATABASE %1 TO %2;, mit dem Eigentümer der Tabelle statt %2, wo das eine andere Rolle ist.</translation>
    </message>
</context>
<context>
    <name>Pace</name>
    <message>
        <source>standby %1 is %2 behind</source>
        <translation>Standby %1 liegt %2 zurück</translation>
    </message>
    <message>
        <source>replication slot %1 keeps %2 of WAL</source>
        <translation>Replikationsslot %1 hält %2 WAL fest</translation>
    </message>
    <message>
        <source>the transaction of %1 has been open for %2</source>
        <translation>die Transaktion von %1 ist seit %2 offen</translation>
    </message>
    <message>
        <source>the server writes %1 of WAL a second</source>
        <translation>der Server schreibt %1 WAL je Sekunde</translation>
    </message>
    <message>
        <source>only %1 are free in %2</source>
        <translation>nur %1 sind frei in %2</translation>
    </message>
    <message>
        <source>tablespace %1 holds %2</source>
        <translation>Tablespace %1 enthält %2</translation>
    </message>
    <message>
        <source>the cache hit ratio of the busiest tables fell by %1 points</source>
        <translation>die Cache-Trefferquote der meistgenutzten Tabellen fiel um %1 Prozentpunkte</translation>
    </message>
    <message>
        <source>%1 has waited for a lock on the table for %2</source>
        <translation>%1 wartet seit %2 auf eine Sperre auf der Tabelle</translation>
    </message>
    <message>
        <source>outside the hours %1 (%2)</source>
        <translation>außerhalb der Zeiten %1 (%2)</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>angehalten: %1</translation>
    </message>
    <message>
        <source>slowed: %1</source>
        <translation>verlangsamt: %1</translation>
    </message>
</context>
<context>
    <name>PartitionInterval</name>
    <message>
        <source>&quot;%1&quot; is not a partition width</source>
        <translation>&quot;%1&quot; ist keine Partitionsbreite</translation>
    </message>
    <message>
        <source>Write for instance &apos;1 month&apos;, &apos;1 week&apos;, &apos;10 days&apos;, &apos;1 year&apos;.</source>
        <translation>Schreiben Sie zum Beispiel „1 month“, „1 week“, „10 days“, „1 year“.</translation>
    </message>
</context>
<context>
    <name>Plan</name>
    <message>
        <source>this is not a plan</source>
        <translation>das ist kein Plan</translation>
    </message>
    <message>
        <source>the plan was made by a newer Parterre</source>
        <translation>der Plan stammt von einem neueren Parterre</translation>
    </message>
    <message>
        <source>Its format is %1, this program knows %2.</source>
        <translation>Sein Format ist %1, dieses Programm kennt %2.</translation>
    </message>
    <message>
        <source>Run it with the program that made it, or a newer one.</source>
        <translation>Mit dem Programm ausführen, das ihn erstellt hat, oder mit einem neueren.</translation>
    </message>
    <message>
        <source>the plan was changed after it was made</source>
        <translation>der Plan wurde nach dem Erstellen geändert</translation>
    </message>
    <message>
        <source>Its digest does not fit its content.</source>
        <translation>Seine Prüfsumme passt nicht zu seinem Inhalt.</translation>
    </message>
    <message>
        <source>Make the plan again.</source>
        <translation>Den Plan neu erstellen.</translation>
    </message>
    <message>
        <source>The field &quot;%1&quot; cannot be read.</source>
        <translation>Das Feld &quot;%1&quot; ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>Planner</name>
    <message>
        <source>table %1 does not exist</source>
        <translation>Tabelle %1 existiert nicht</translation>
    </message>
    <message>
        <source>parterrectl inspect lists the tables. Names with capitals are quoted: &apos;&quot;My Table&quot;&apos;.</source>
        <translation>parterrectl inspect listet die Tabellen auf. Namen mit Großbuchstaben stehen in Anführungszeichen: &apos;&quot;My Table&quot;&apos;.</translation>
    </message>
    <message>
        <source>there are several tables %1</source>
        <translation>es gibt mehrere Tabellen %1</translation>
    </message>
    <message>
        <source>Name the schema: SCHEMA.TABLE.</source>
        <translation>Das Schema angeben: SCHEMA.TABLE.</translation>
    </message>
    <message>
        <source>table %1 is partitioned already</source>
        <translation>Tabelle %1 ist bereits partitioniert</translation>
    </message>
    <message>
        <source>%1 is not a table</source>
        <translation>%1 ist keine Tabelle</translation>
    </message>
    <message>
        <source>must be owner of table %1</source>
        <translation>Berechtigung nur für Eigentümer der Tabelle %1</translation>
    </message>
    <message>
        <source>It belongs to %1.</source>
        <translation>Sie gehört %1.</translation>
    </message>
    <message>
        <source>Connect as that role, or GRANT %1 TO the role you connect as.</source>
        <translation>Als diese Rolle verbinden, oder GRANT %1 TO der Rolle, mit der Sie sich verbinden.</translation>
    </message>
    <message>
        <source>the definition of the table cannot be read: %1</source>
        <translation>die Definition der Tabelle ist nicht lesbar: %1</translation>
    </message>
    <message>
        <source>The server is a standby; a migration writes.</source>
        <translation>Der Server ist ein Standby; eine Migration schreibt.</translation>
    </message>
    <message>
        <source>Connect to the primary.</source>
        <translation>Mit dem Primärserver verbinden.</translation>
    </message>
    <message>
        <source>Role %1 may not create schema parterre, which holds the journal.</source>
        <translation>Rolle %1 darf das Schema parterre nicht anlegen, das das Journal enthält.</translation>
    </message>
    <message>
        <source>GRANT CREATE ON DATABASE %1 TO %2;</source>
        <translation>GRANT CREATE ON DATABASE %1 TO %2;</translation>
    </message>
    <message>
        <source>It belongs to %1; role %2 may not use it.</source>
        <translation>Es gehört %1; Rolle %2 darf es nicht verwenden.</translation>
    </message>
    <message>
        <source>GRANT %1 TO %2;</source>
        <translation>GRANT %1 TO %2;</translation>
    </message>
    <message>
        <source>schema %1</source>
        <translation>Schema %1</translation>
    </message>
    <message>
        <source>Role %1 may not create tables there.</source>
        <translation>Rolle %1 darf dort keine Tabellen anlegen.</translation>
    </message>
    <message>
        <source>GRANT CREATE ON SCHEMA %1 TO %2;</source>
        <translation>GRANT CREATE ON SCHEMA %1 TO %2;</translation>
    </message>
    <message>
        <source>Role %1 may not create temporary tables, which the replay needs.</source>
        <translation>Rolle %1 darf keine temporären Tabellen anlegen, die das Nachziehen braucht.</translation>
    </message>
    <message>
        <source>GRANT TEMPORARY ON DATABASE %1 TO %2;</source>
        <translation>GRANT TEMPORARY ON DATABASE %1 TO %2;</translation>
    </message>
    <message>
        <source>The role that will own the triggers&apos; functions expires on %1; then every write would fail.</source>
        <translation>Die Rolle, der die Triggerfunktionen gehören werden, läuft am %1 ab; danach würde jeder Schreibvorgang fehlschlagen.</translation>
    </message>
    <message>
        <source>ALTER ROLE … VALID UNTIL &apos;infinity&apos;, or give the table to a NOLOGIN role.</source>
        <translation>ALTER ROLE … VALID UNTIL &apos;infinity&apos;, oder die Tabelle einer NOLOGIN-Rolle geben.</translation>
    </message>
    <message>
        <source>The copy needs about %1 of disk, and as much WAL, until the old table is dropped.</source>
        <translation>Die Kopie braucht etwa %1 Plattenplatz und ebenso viel WAL, bis die alte Tabelle gelöscht ist.</translation>
    </message>
    <message>
        <source>column &quot;%1&quot; of table %2 does not exist</source>
        <translation>Spalte &quot;%1&quot; von Tabelle %2 existiert nicht</translation>
    </message>
    <message>
        <source>Its type is %1; a date, timestamp or timestamptz column is needed.</source>
        <translation>Ihr Typ ist %1; nötig ist eine Spalte vom Typ date, timestamp oder timestamptz.</translation>
    </message>
    <message>
        <source>A generated column cannot be the partition key.</source>
        <translation>Eine generierte Spalte kann nicht Partitionsschlüssel sein.</translation>
    </message>
    <message>
        <source>The column may be NULL; the keys of the partitioned table will not allow that.</source>
        <translation>Die Spalte darf NULL sein; die Schlüssel der partitionierten Tabelle lassen das nicht zu.</translation>
    </message>
    <message>
        <source>Fill the NULLs; then ADD CHECK (… IS NOT NULL) NOT VALID, VALIDATE it, SET NOT NULL.</source>
        <translation>Die NULLs füllen; dann ADD CHECK (… IS NOT NULL) NOT VALID, VALIDATE, SET NOT NULL.</translation>
    </message>
    <message>
        <source>It has no primary key and no immediate unique index over NOT NULL columns, so changed rows cannot be named.</source>
        <translation>Sie hat weder Primärschlüssel noch einen sofort prüfenden Unique-Index über NOT-NULL-Spalten, geänderte Zeilen sind also nicht benennbar.</translation>
    </message>
    <message>
        <source>Create a unique index CONCURRENTLY over columns that are NOT NULL.</source>
        <translation>Einen Unique-Index CONCURRENTLY über Spalten anlegen, die NOT NULL sind.</translation>
    </message>
    <message>
        <source>table %1 has no unique index &quot;%2&quot;</source>
        <translation>Tabelle %1 hat keinen Unique-Index &quot;%2&quot;</translation>
    </message>
    <message>
        <source>The last changes are replayed while the table is locked. A REPEATABLE READ or SERIALIZABLE transaction that is older than the switch, and a prepared query that waits for it, read the table without them.</source>
        <translation>Die letzten Änderungen werden nachgezogen, während die Tabelle gesperrt ist. Eine REPEATABLE-READ- oder SERIALIZABLE-Transaktion, die älter als das Umschalten ist, und ein vorbereitetes SELECT, das darauf wartet, lesen die Tabelle ohne sie.</translation>
    </message>
    <message>
        <source>Leave --plain-switch out, unless a transaction that cannot end holds the switch up.</source>
        <translation>--plain-switch weglassen, es sei denn, eine nicht beendbare Transaktion hält das Umschalten auf.</translation>
    </message>
    <message>
        <source>pid %1, %2, %3</source>
        <translation>PID %1, %2, %3</translation>
    </message>
    <message>
        <source>Its transaction has been open for %1; the switch waits for such transactions.</source>
        <translation>Ihre Transaktion ist seit %1 offen; das Umschalten wartet auf solche Transaktionen.</translation>
    </message>
    <message>
        <source>A migration of this table is in state %1.</source>
        <translation>Eine Migration dieser Tabelle ist im Zustand %1.</translation>
    </message>
    <message>
        <source>Go on with parterrectl migrate %1 --yes, or go back with parterrectl rollback %1 --yes.</source>
        <translation>Fortsetzen mit parterrectl migrate %1 --yes, oder zurück mit parterrectl rollback %1 --yes.</translation>
    </message>
    <message>
        <source>counting the rows of each period</source>
        <translation>Zeilen je Zeitraum werden gezählt</translation>
    </message>
    <message>
        <source>The rows span %1 to %2: %3 partitions of %4, more than %5.</source>
        <translation>Die Zeilen reichen von %1 bis %2: %3 Partitionen zu %4, mehr als %5.</translation>
    </message>
    <message>
        <source>%1 partitions: statements without the partition key get slower with each of them.</source>
        <translation>%1 Partitionen: Anweisungen ohne Partitionsschlüssel werden mit jeder davon langsamer.</translation>
    </message>
    <message>
        <source>Correct these rows, or plan with --default-partition yes.</source>
        <translation>Diese Zeilen berichtigen oder mit --default-partition yes planen.</translation>
    </message>
    <message>
        <source>Two of the things to be made would have this name.</source>
        <translation>Zwei der anzulegenden Objekte hätten diesen Namen.</translation>
    </message>
    <message>
        <source>Rename the table or its indexes to shorter, distinct names.</source>
        <translation>Die Tabelle oder ihre Indexe in kürzere, unterscheidbare Namen umbenennen.</translation>
    </message>
    <message>
        <source>The migration needs this name, and something has it already.</source>
        <translation>Die Migration braucht diesen Namen, und er ist schon vergeben.</translation>
    </message>
    <message>
        <source>Rename or drop it.</source>
        <translation>Umbenennen oder löschen.</translation>
    </message>
    <message>
        <source>A statement without the partition key will lock %1 relations; the lock table has %2 places for all sessions.</source>
        <translation>Eine Anweisung ohne Partitionsschlüssel wird %1 Relationen sperren; die Sperrtabelle hat %2 Plätze für alle Sitzungen.</translation>
    </message>
    <message>
        <source>reading the catalog</source>
        <translation>Katalog wird gelesen</translation>
    </message>
    <message>
        <source>%1 rows lie before %2 and %3 from %4 on.</source>
        <translation>%1 Zeilen liegen vor %2 und %3 ab %4.</translation>
    </message>
    <message>
        <source>%1 of them infinite.</source>
        <translation>%1 davon sind unendlich.</translation>
    </message>
    <message>
        <source>They go to the default partition.</source>
        <translation>Sie kommen in die DEFAULT-Partition.</translation>
    </message>
    <message>
        <source>No partition takes them.</source>
        <translation>Keine Partition nimmt sie auf.</translation>
    </message>
    <message>
        <source>Correct them if they are mistakes: SELECT * FROM %1 WHERE %2 &lt; %3 OR %2 &gt;= %4</source>
        <translation>Falls es Fehler sind, berichtigen: SELECT * FROM %1 WHERE %2 &lt; %3 OR %2 &gt;= %4</translation>
    </message>
    <message>
        <source>%1 foreign keys of partitions would be made while the table is locked; more than %2 take too long.</source>
        <translation>%1 Fremdschlüssel von Partitionen würden angelegt, während die Tabelle gesperrt ist; mehr als %2 dauern zu lange.</translation>
    </message>
    <message>
        <source>the hours &quot;%1&quot; cannot be read</source>
        <translation>die Zeiten „%1“ sind nicht lesbar</translation>
    </message>
    <message>
        <source>Write them as 22:00-05:00.</source>
        <translation>In der Form 22:00-05:00 schreiben.</translation>
    </message>
    <message>
        <source>Work begins and goes on in these hours of time zone %1, the server&apos;s; outside of them only the replay goes on, and the table is not switched.</source>
        <translation>Die Arbeit beginnt und läuft in diesen Zeiten der Zeitzone %1, der des Servers; außerhalb läuft nur das Nachziehen weiter, und die Tabelle wird nicht umgeschaltet.</translation>
    </message>
    <message>
        <source>About %1 rows are written a second; one connection replays %2 or more. The copy may never catch up with the table.</source>
        <translation>Etwa %1 Zeilen je Sekunde werden geschrieben; eine Verbindung zieht %2 oder mehr nach. Die Kopie holt die Tabelle womöglich nie ein.</translation>
    </message>
    <message>
        <source>Give migrate more --workers, of which each replays a share, or choose a quieter time.</source>
        <translation>Migrate mehr --workers geben, von denen jeder einen Teil nachzieht, oder eine ruhigere Zeit wählen.</translation>
    </message>
    <message>
        <source>About %1 rows are written a second; one connection replays %2 or more, so the copy catches up.</source>
        <translation>Etwa %1 Zeilen je Sekunde werden geschrieben; eine Verbindung zieht %2 oder mehr nach, die Kopie holt also auf.</translation>
    </message>
    <message>
        <source>Choose a longer period (--every), or leave outliers to a default partition (--default-partition yes).</source>
        <translation>Einen längeren Zeitraum wählen (--every) oder Ausreißer einer DEFAULT-Partition überlassen (--default-partition yes).</translation>
    </message>
    <message>
        <source>Choose a longer period (--every) unless all hot statements name the key.</source>
        <translation>Einen längeren Zeitraum wählen (--every), wenn nicht alle häufigen Anweisungen den Schlüssel nennen.</translation>
    </message>
    <message>
        <source>Choose a longer period (--every), or drop the constraint and make it again after the migration.</source>
        <translation>Einen längeren Zeitraum wählen (--every) oder den Constraint löschen und nach der Migration wieder anlegen.</translation>
    </message>
    <message>
        <source>Raise max_locks_per_transaction, or choose a longer period (--every).</source>
        <translation>max_locks_per_transaction erhöhen oder einen längeren Zeitraum wählen (--every).</translation>
    </message>
    <message>
        <source>It is no member of pg_monitor: the age of other roles&apos; transactions and the lag of standbys cannot be read, so nothing slows down for them, and what others run is not shown.</source>
        <translation>Sie ist kein Mitglied von pg_monitor: das Alter der Transaktionen anderer Rollen und der Rückstand von Standby-Servern sind nicht lesbar. Ihretwegen wird also nichts gebremst, und was andere ausführen, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>GRANT pg_monitor TO %1, if that is wanted.</source>
        <translation>GRANT pg_monitor TO %1, falls das gewünscht ist.</translation>
    </message>
    <message>
        <source>It belongs to %1, whose functions there run with the rights of %2.</source>
        <translation>Es gehört %1; dessen Funktionen darin laufen mit den Rechten von %2.</translation>
    </message>
    <message>
        <source>Give the schema to a role that you trust with these rights.</source>
        <translation>Das Schema einer Rolle geben, der man diese Rechte anvertraut.</translation>
    </message>
</context>
<context>
    <name>Pooler</name>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>the connection goes through a pooler that is not in session mode</source>
        <translation>die Verbindung läuft über einen Pooler, der nicht im Session-Modus ist</translation>
    </message>
    <message>
        <source>There, settings and locks of a session end up in the sessions of others; a migration needs both.</source>
        <translation>Dort landen Einstellungen und Sperren einer Sitzung in den Sitzungen anderer; eine Migration braucht beides.</translation>
    </message>
    <message>
        <source>Connect to the server directly, or to a pool with pool_mode = session. The application may stay behind its pooler.</source>
        <translation>Direkt mit dem Server verbinden oder mit einem Pool mit pool_mode = session. Die Anwendung kann hinter ihrem Pooler bleiben.</translation>
    </message>
    <message>
        <source>the server did not answer while the connection was examined</source>
        <translation>der Server antwortete nicht, während die Verbindung untersucht wurde</translation>
    </message>
    <message>
        <source>Try again; connect to the server directly if there is a pooler in between.</source>
        <translation>Erneut versuchen; liegt ein Pooler dazwischen, direkt mit dem Server verbinden.</translation>
    </message>
    <message>
        <source>It refused a transaction: %1</source>
        <translation>Er lehnte eine Transaktion ab: %1</translation>
    </message>
    <message>
        <source>Two sessions were given the same server process, %1.</source>
        <translation>Zwei Sitzungen erhielten denselben Serverprozess, %1.</translation>
    </message>
    <message>
        <source>A session had to wait for a server process although it had one before.</source>
        <translation>Eine Sitzung musste auf einen Serverprozess warten, obwohl sie zuvor einen hatte.</translation>
    </message>
    <message>
        <source>One session had server process %1 and then %2.</source>
        <translation>Eine Sitzung hatte Serverprozess %1 und dann %2.</translation>
    </message>
    <message>
        <source>A setting of the session was lost between two statements.</source>
        <translation>Eine Einstellung der Sitzung ging zwischen zwei Anweisungen verloren.</translation>
    </message>
</context>
<context>
    <name>Preflight</name>
    <message>
        <source>The referencing table would go on checking the old table, and its ON DELETE actions would fire there.</source>
        <translation>Die referenzierende Tabelle würde weiter gegen die alte Tabelle prüfen, und ihre ON-DELETE-Aktionen würden dort ausgelöst.</translation>
    </message>
    <message>
        <source>A partitioned table cannot hold this exclusion constraint.</source>
        <translation>Eine partitionierte Tabelle kann diesen Exclusion-Constraint nicht haben.</translation>
    </message>
    <message>
        <source>Drop the constraint.</source>
        <translation>Den Constraint löschen.</translation>
    </message>
    <message>
        <source>Rows of inheritance children are not captured by the triggers of their parent.</source>
        <translation>Zeilen von Kindtabellen der Vererbung werden von den Triggern der Elterntabelle nicht erfasst.</translation>
    </message>
    <message>
        <source>End the inheritance: ALTER TABLE … NO INHERIT.</source>
        <translation>Die Vererbung beenden: ALTER TABLE … NO INHERIT.</translation>
    </message>
    <message>
        <source>It uses the table&apos;s row type, which would become the row type of the old table.</source>
        <translation>Es verwendet den Zeilentyp der Tabelle, der zum Zeilentyp der alten Tabelle würde.</translation>
    </message>
    <message>
        <source>Change it to a type of its own.</source>
        <translation>Auf einen eigenen Typ umstellen.</translation>
    </message>
    <message>
        <source>The copy would refuse the rows that are NULL here.</source>
        <translation>Die Kopie würde die Zeilen abweisen, die hier NULL sind.</translation>
    </message>
    <message>
        <source>ALTER TABLE … VALIDATE CONSTRAINT it first.</source>
        <translation>Zuerst ALTER TABLE … VALIDATE CONSTRAINT ausführen.</translation>
    </message>
    <message>
        <source>It would go on reading the old table at every refresh.</source>
        <translation>Sie würde bei jedem REFRESH weiter die alte Tabelle lesen.</translation>
    </message>
    <message>
        <source>Drop it and make it again after the switch.</source>
        <translation>Löschen und nach dem Umschalten neu anlegen.</translation>
    </message>
    <message>
        <source>The view groups by the primary key alone and selects other columns; the new key has the partition key in it, so the server refuses the view.</source>
        <translation>Die View gruppiert nur nach dem Primärschlüssel und wählt weitere Spalten; der neue Schlüssel enthält den Partitionsschlüssel, daher lehnt der Server die View ab.</translation>
    </message>
    <message>
        <source>Name all selected columns in its GROUP BY.</source>
        <translation>Alle gewählten Spalten im GROUP BY nennen.</translation>
    </message>
    <message>
        <source>The rule would go on reading and writing the old table.</source>
        <translation>Die Regel würde weiter die alte Tabelle lesen und beschreiben.</translation>
    </message>
    <message>
        <source>Replace the rule by a trigger.</source>
        <translation>Die Regel durch einen Trigger ersetzen.</translation>
    </message>
    <message>
        <source>The publication takes the partitioned copy and the old table in too.</source>
        <translation>Die Publikation erfasst auch die partitionierte Kopie und die alte Tabelle.</translation>
    </message>
    <message>
        <source>Publish tables by name, without this one.</source>
        <translation>Tabellen namentlich veröffentlichen, ohne diese.</translation>
    </message>
    <message>
        <source>A subscription writes into the table; the worker would lose it at the switch.</source>
        <translation>Eine Subskription schreibt in die Tabelle; der Worker verlöre sie beim Umschalten.</translation>
    </message>
    <message>
        <source>End the subscription of this table.</source>
        <translation>Die Subskription dieser Tabelle beenden.</translation>
    </message>
    <message>
        <source>Write the body as a string, which finds the table by name.</source>
        <translation>Den Rumpf als String schreiben, der die Tabelle über den Namen findet.</translation>
    </message>
    <message>
        <source>The table belongs to an extension.</source>
        <translation>Die Tabelle gehört zu einer Extension.</translation>
    </message>
    <message>
        <source>ALTER EXTENSION … DROP TABLE …</source>
        <translation>ALTER EXTENSION … DROP TABLE …</translation>
    </message>
    <message>
        <source>Remove the label.</source>
        <translation>Das Label entfernen.</translation>
    </message>
    <message>
        <source>It fires on the migration&apos;s DDL, also in the switch; if it raises an error the step fails.</source>
        <translation>Er feuert beim DDL der Migration, auch beim Umschalten; löst er einen Fehler aus, scheitert der Schritt.</translation>
    </message>
    <message>
        <source>Make sure that it lets DDL in schema parterre and on this table pass.</source>
        <translation>Sicherstellen, dass er DDL im Schema parterre und an dieser Tabelle durchlässt.</translation>
    </message>
    <message>
        <source>This dependency is not known, so it cannot be carried over.</source>
        <translation>Diese Abhängigkeit ist nicht bekannt und kann daher nicht übertragen werden.</translation>
    </message>
    <message>
        <source>Remove it, or report it.</source>
        <translation>Sie entfernen oder melden.</translation>
    </message>
    <message>
        <source>something hangs on table %1 that the plan does not know</source>
        <translation>an Tabelle %1 hängt etwas, das der Plan nicht kennt</translation>
    </message>
    <message>
        <source>It came after the plan was made. Remove it and go on, or roll back and make the plan again.</source>
        <translation>Es kam nach dem Erstellen des Plans hinzu. Entfernen und fortsetzen, oder zurückrollen und den Plan neu erstellen.</translation>
    </message>
    <message>
        <source>Only permanent, logged tables are migrated.</source>
        <translation>Nur permanente Tabellen mit WAL (LOGGED) werden migriert.</translation>
    </message>
    <message>
        <source>ALTER TABLE … SET LOGGED</source>
        <translation>ALTER TABLE … SET LOGGED</translation>
    </message>
    <message>
        <source>Only heap tables can be copied by ranges of pages.</source>
        <translation>Nur Heap-Tabellen können in Seitenbereichen kopiert werden.</translation>
    </message>
    <message>
        <source>The table is itself a partition.</source>
        <translation>Die Tabelle ist selbst eine Partition.</translation>
    </message>
    <message>
        <source>Detach it first.</source>
        <translation>Zuerst mit DETACH lösen.</translation>
    </message>
    <message>
        <source>A typed table (OF type) cannot be partitioned this way.</source>
        <translation>Eine typisierte Tabelle (OF type) lässt sich so nicht partitionieren.</translation>
    </message>
    <message>
        <source>ALTER TABLE … NOT OF</source>
        <translation>ALTER TABLE … NOT OF</translation>
    </message>
    <message>
        <source>The index is not valid.</source>
        <translation>Der Index ist nicht gültig.</translation>
    </message>
    <message>
        <source>Drop it or REINDEX it.</source>
        <translation>Löschen oder REINDEX ausführen.</translation>
    </message>
    <message>
        <source>Built on every partition; the name goes to the new table.</source>
        <translation>Wird auf jeder Partition aufgebaut; der Name geht an die neue Tabelle.</translation>
    </message>
    <message>
        <source>A row trigger with transition tables cannot be on a partitioned table.</source>
        <translation>Ein Zeilentrigger mit Transition Tables ist auf einer partitionierten Tabelle nicht möglich.</translation>
    </message>
    <message>
        <source>Make it a statement trigger.</source>
        <translation>In einen Statement-Trigger umwandeln.</translation>
    </message>
    <message>
        <source>Its function mentions the partition key; a BEFORE ROW trigger that moves a row to another partition fails after the switch.</source>
        <translation>Seine Funktion erwähnt den Partitionsschlüssel; ein BEFORE-ROW-Trigger, der eine Zeile in eine andere Partition verschiebt, scheitert nach dem Umschalten.</translation>
    </message>
    <message>
        <source>Look at %1: set the key in the application or as a default.</source>
        <translation>%1 ansehen; den Schlüssel in der Anwendung oder als Default setzen.</translation>
    </message>
    <message>
        <source>Its function reads TG_TABLE_NAME or TG_RELID, which name the partition after the switch.</source>
        <translation>Seine Funktion liest TG_TABLE_NAME oder TG_RELID, die nach dem Umschalten die Partition nennen.</translation>
    </message>
    <message>
        <source>Look at %1; take the name from an argument instead.</source>
        <translation>%1 ansehen; den Namen stattdessen aus einem Argument nehmen.</translation>
    </message>
    <message>
        <source>Made on the new table with the same state.</source>
        <translation>Wird auf der neuen Tabelle mit demselben Zustand angelegt.</translation>
    </message>
    <message>
        <source>The view belongs to %1, so it cannot be pointed at the new table.</source>
        <translation>Die View gehört %1 und kann daher nicht auf die neue Tabelle umgestellt werden.</translation>
    </message>
    <message>
        <source>GRANT %1 TO the owner of the table.</source>
        <translation>GRANT %1 TO dem Eigentümer der Tabelle.</translation>
    </message>
    <message>
        <source>The view has a column of the table&apos;s row type.</source>
        <translation>Die View hat eine Spalte vom Zeilentyp der Tabelle.</translation>
    </message>
    <message>
        <source>Select the columns one by one.</source>
        <translation>Die Spalten einzeln wählen.</translation>
    </message>
    <message>
        <source>Pointed at the new table inside the switch, with its options.</source>
        <translation>Wird beim Umschalten mitsamt Optionen auf die neue Tabelle umgestellt.</translation>
    </message>
    <message>
        <source>Somebody else has rights on the identity column&apos;s sequence, or depends on it; the new table has a sequence of its own.</source>
        <translation>Jemand anderes hat Rechte an der Sequenz der Identity-Spalte oder hängt davon ab; die neue Tabelle hat eine eigene Sequenz.</translation>
    </message>
    <message>
        <source>Revoke these rights, or remove the dependency.</source>
        <translation>Diese Rechte entziehen oder die Abhängigkeit entfernen.</translation>
    </message>
    <message>
        <source>The new table gets a sequence of its own, set ahead of this one; the names are exchanged.</source>
        <translation>Die neue Tabelle erhält eine eigene Sequenz, dieser voraus gesetzt; die Namen werden getauscht.</translation>
    </message>
    <message>
        <source>Goes on as it is and changes its owner.</source>
        <translation>Bleibt, wie sie ist, und wechselt ihren Eigentümer.</translation>
    </message>
    <message>
        <source>A NO INHERIT check cannot be on a partitioned table.</source>
        <translation>Ein NO-INHERIT-Check ist auf einer partitionierten Tabelle nicht möglich.</translation>
    </message>
    <message>
        <source>Make the check again without NO INHERIT.</source>
        <translation>Den Check ohne NO INHERIT neu anlegen.</translation>
    </message>
    <message>
        <source>Made on the new table and validated.</source>
        <translation>Wird auf der neuen Tabelle angelegt und validiert.</translation>
    </message>
    <message>
        <source>Made on the new table NOT VALID, inside the switch.</source>
        <translation>Wird beim Umschalten als NOT VALID auf der neuen Tabelle angelegt.</translation>
    </message>
    <message>
        <source>%1 grants</source>
        <translation>%1 Rechte</translation>
    </message>
    <message>
        <source>Granted on the new table; partitions are reached through it.</source>
        <translation>Werden auf der neuen Tabelle vergeben; die Partitionen sind über sie erreichbar.</translation>
    </message>
    <message>
        <source>It holds the partition key, so it stays as it is.</source>
        <translation>Er enthält den Partitionsschlüssel und bleibt daher, wie er ist.</translation>
    </message>
    <message>
        <source>A unique key of a partitioned table must hold the partition key %2; (%1) does not.</source>
        <translation>Ein eindeutiger Schlüssel einer partitionierten Tabelle muss den Partitionsschlüssel %2 enthalten; (%1) tut das nicht.</translation>
    </message>
    <message>
        <source>Drop the constraint, or plan with --drop-reference NAME: the switch drops it, a rollback makes it again.</source>
        <translation>Den Constraint löschen oder mit --drop-reference NAME planen: das Umschalten löscht ihn, ein Zurückrollen legt ihn neu an.</translation>
    </message>
    <message>
        <source>It groups by a key of the table alone, or names it in ON CONFLICT; the new key has the partition key in it, so the server refuses it or it means something else.</source>
        <translation>Sie gruppiert nur nach einem Schlüssel der Tabelle oder nennt ihn in ON CONFLICT; der neue Schlüssel enthält den Partitionsschlüssel, daher lehnt der Server sie ab, oder sie bedeutet etwas anderes.</translation>
    </message>
    <message>
        <source>Name all selected columns in its GROUP BY, or the columns in ON CONFLICT.</source>
        <translation>Alle gewählten Spalten im GROUP BY nennen, oder die Spalten in ON CONFLICT.</translation>
    </message>
    <message>
        <source>The referencing table belongs to another role.</source>
        <translation>Die referenzierende Tabelle gehört einer anderen Rolle.</translation>
    </message>
    <message>
        <source>The referencing table is partitioned.</source>
        <translation>Die referenzierende Tabelle ist partitioniert.</translation>
    </message>
    <message>
        <source>It is NOT ENFORCED.</source>
        <translation>Er ist NOT ENFORCED.</translation>
    </message>
    <message>
        <source>constraint %1 on table %2</source>
        <translation>Constraint %1 auf Tabelle %2</translation>
    </message>
    <message>
        <source>The switch drops it: from then on the server neither checks that the rows exist to which %1 refers, nor runs the actions of the constraint. A rollback makes it again and validates it.</source>
        <translation>Das Umschalten löscht ihn: ab dann prüft der Server weder, dass die Zeilen existieren, auf die %1 verweist, noch führt er die Aktionen des Constraints aus. Ein Zurückrollen legt ihn neu an und validiert ihn.</translation>
    </message>
    <message>
        <source>Without --drop-reference %1 the plan is refused.</source>
        <translation>Ohne --drop-reference %1 wird der Plan abgelehnt.</translation>
    </message>
    <message>
        <source>Drop the constraint; the plan cannot do it: %1</source>
        <translation>Den Constraint löschen; der Plan kann es nicht: %1</translation>
    </message>
    <message>
        <source>no other table has a foreign key &quot;%1&quot; to table %2</source>
        <translation>keine andere Tabelle hat einen Fremdschlüssel &quot;%1&quot; auf Tabelle %2</translation>
    </message>
    <message>
        <source>The index that is its replica identity was dropped.</source>
        <translation>Der Index, der ihre Replica Identity ist, wurde gelöscht.</translation>
    </message>
    <message>
        <source>ALTER TABLE … REPLICA IDENTITY NOTHING, which means the same, or another one</source>
        <translation>ALTER TABLE … REPLICA IDENTITY NOTHING, was dasselbe bedeutet, oder eine andere</translation>
    </message>
    <message>
        <source>Row security is forced on role %1, which lacks BYPASSRLS: it could copy only the rows that the policies show it.</source>
        <translation>Row Security gilt auch für Rolle %1, der BYPASSRLS fehlt (FORCE): sie könnte nur die Zeilen kopieren, die die Policies ihr zeigen.</translation>
    </message>
    <message>
        <source>Let a NOLOGIN role with BYPASSRLS own it, or ALTER TABLE … NO FORCE ROW LEVEL SECURITY.</source>
        <translation>Die Tabelle einer NOLOGIN-Rolle mit BYPASSRLS geben, oder ALTER TABLE … NO FORCE ROW LEVEL SECURITY.</translation>
    </message>
    <message>
        <source>Enabled on the new table from its first moment; also on partitions and logs, which have no policies and so show nothing.</source>
        <translation>Auf der neuen Tabelle vom ersten Moment an aktiv; auch auf Partitionen und Protokollen, die keine Policies haben und daher nichts zeigen.</translation>
    </message>
    <message>
        <source>Made on the new table inside the switch.</source>
        <translation>Wird beim Umschalten auf der neuen Tabelle angelegt.</translation>
    </message>
    <message>
        <source>Made on the new table before anybody gets rights on it.</source>
        <translation>Wird auf der neuen Tabelle angelegt, bevor jemand Rechte an ihr erhält.</translation>
    </message>
    <message>
        <source>Made on the new table, which gets the name, and on each partition; ANALYZE fills them.</source>
        <translation>Werden auf der neuen Tabelle, die den Namen erhält, und auf jeder Partition angelegt; ANALYZE füllt sie.</translation>
    </message>
    <message>
        <source>They belong to %1; whoever makes them again needs that role&apos;s rights and CREATE on schema %2.</source>
        <translation>Sie gehören %1; wer sie neu anlegt, braucht die Rechte dieser Rolle und CREATE auf Schema %2.</translation>
    </message>
    <message>
        <source>ALTER STATISTICS … OWNER TO %1, GRANT CREATE ON SCHEMA %2 TO %1.</source>
        <translation>ALTER STATISTICS … OWNER TO %1, GRANT CREATE ON SCHEMA %2 TO %1.</translation>
    </message>
    <message>
        <source>Role %1 may not make the partitions&apos; indexes in tablespace %2.</source>
        <translation>Rolle %1 darf die Indexe der Partitionen nicht im Tablespace %2 anlegen.</translation>
    </message>
    <message>
        <source>GRANT CREATE ON TABLESPACE %2 TO %1;</source>
        <translation>GRANT CREATE ON TABLESPACE %2 TO %1;</translation>
    </message>
    <message>
        <source>Every partition&apos;s index gets the CLUSTER mark; a partitioned table keeps none.</source>
        <translation>Der Index jeder Partition erhält die CLUSTER-Markierung; eine partitionierte Tabelle behält keine.</translation>
    </message>
    <message>
        <source>ONLY is left out before the table&apos;s name, since its rows are in partitions then.</source>
        <translation>ONLY vor dem Namen der Tabelle entfällt, da ihre Zeilen dann in Partitionen liegen.</translation>
    </message>
    <message>
        <source>Its BEGIN ATOMIC body is bound to the table, and role %1 may not make it again: it belongs to %2, or rights on its schema, language or types are missing.</source>
        <translation>Ihr BEGIN-ATOMIC-Rumpf ist an die Tabelle gebunden, und Rolle %1 darf sie nicht neu anlegen: sie gehört %2, oder Rechte an ihrem Schema, ihrer Sprache oder ihren Typen fehlen.</translation>
    </message>
    <message>
        <source>GRANT %1 TO %2, and CREATE on its schema.</source>
        <translation>GRANT %1 TO %2, und CREATE auf ihrem Schema.</translation>
    </message>
    <message>
        <source>Its BEGIN ATOMIC body is bound to the table, and it cannot be made again: LEAKPROOF, SUPPORT and some SET clauses take a superuser, and DEPENDS ON EXTENSION would be lost.</source>
        <translation>Ihr BEGIN-ATOMIC-Rumpf ist an die Tabelle gebunden, und sie kann nicht neu angelegt werden: LEAKPROOF, SUPPORT und manche SET-Klauseln verlangen einen Superuser, und DEPENDS ON EXTENSION ginge verloren.</translation>
    </message>
    <message>
        <source>Its BEGIN ATOMIC body is pointed at the new table inside the switch. What a call that waits for the switch still writes into the old table is carried over.</source>
        <translation>Ihr BEGIN-ATOMIC-Rumpf wird beim Umschalten auf die neue Tabelle umgestellt. Was ein Aufruf, der auf das Umschalten wartet, noch in die alte Tabelle schreibt, wird übernommen.</translation>
    </message>
    <message>
        <source>rule %1 on %2</source>
        <translation>Regel %1 auf %2</translation>
    </message>
    <message>
        <source>A rule ON INSERT or ON DELETE also applies to the statements that replay changes: late writes would be done twice, or not at all.</source>
        <translation>Eine Regel ON INSERT oder ON DELETE gilt auch für die Anweisungen, die Änderungen nachziehen: späte Schreibvorgänge würden doppelt ausgeführt oder gar nicht.</translation>
    </message>
    <message>
        <source>Its table belongs to %1, so the rule cannot be pointed at the new table.</source>
        <translation>Ihre Tabelle gehört %1, daher kann die Regel nicht auf die neue Tabelle umgestellt werden.</translation>
    </message>
    <message>
        <source>Made on the new table inside the switch, with the same state.</source>
        <translation>Wird beim Umschalten auf der neuen Tabelle angelegt, mit demselben Zustand.</translation>
    </message>
    <message>
        <source>Pointed at the new table inside the switch, which locks %1 too.</source>
        <translation>Wird beim Umschalten auf die neue Tabelle umgestellt; dabei wird auch %1 gesperrt.</translation>
    </message>
    <message>
        <source>policy %1 on %2</source>
        <translation>Policy %1 auf %2</translation>
    </message>
    <message>
        <source>Its table belongs to %1, so the policy cannot be pointed at the new table.</source>
        <translation>Ihre Tabelle gehört %1, daher kann die Policy nicht auf die neue Tabelle umgestellt werden.</translation>
    </message>
    <message>
        <source>foreign key %1</source>
        <translation>Fremdschlüssel %1</translation>
    </message>
    <message>
        <source>It references the table&apos;s own key, which becomes another one: a unique key of a partitioned table holds the partition key.</source>
        <translation>Er verweist auf den eigenen Schlüssel der Tabelle, der ein anderer wird: ein eindeutiger Schlüssel einer partitionierten Tabelle enthält den Partitionsschlüssel.</translation>
    </message>
    <message>
        <source>The referenced table %1 is partitioned; the switch would have to lock all of its partitions.</source>
        <translation>Die referenzierte Tabelle %1 ist partitioniert; das Umschalten müsste alle ihre Partitionen sperren.</translation>
    </message>
    <message>
        <source>Drop the constraint, and make it again after the migration.</source>
        <translation>Den Constraint löschen und nach der Migration neu anlegen.</translation>
    </message>
    <message>
        <source>A NOT ENFORCED foreign key is not carried over yet.</source>
        <translation>Ein Fremdschlüssel mit NOT ENFORCED wird noch nicht übertragen.</translation>
    </message>
    <message>
        <source>Its actions change the partition key; until the table itself has the foreign key, a row that had to move to another partition would fail.</source>
        <translation>Seine Aktionen ändern den Partitionsschlüssel; bis die Tabelle selbst den Fremdschlüssel hat, würde eine Zeile scheitern, die in eine andere Partition wechseln muss.</translation>
    </message>
    <message>
        <source>Make the constraint again with NO ACTION.</source>
        <translation>Den Constraint mit NO ACTION neu anlegen.</translation>
    </message>
    <message>
        <source>The owner of the table may not reference %1, so the constraint cannot be made again.</source>
        <translation>Der Eigentümer der Tabelle darf %1 nicht referenzieren, daher kann der Constraint nicht neu angelegt werden.</translation>
    </message>
    <message>
        <source>GRANT REFERENCES ON %1, and USAGE on its schema, TO the owner of the table.</source>
        <translation>GRANT REFERENCES ON %1, und USAGE auf dessen Schema, TO dem Eigentümer der Tabelle.</translation>
    </message>
    <message>
        <source>Before PostgreSQL 18 a partitioned table cannot have a foreign key that is NOT VALID: each partition gets it instead, and partitions made later need it too.</source>
        <translation>Vor PostgreSQL 18 kann eine partitionierte Tabelle keinen Fremdschlüssel haben, der NOT VALID ist: stattdessen erhält ihn jede Partition, und später angelegte Partitionen brauchen ihn auch.</translation>
    </message>
    <message>
        <source>Or correct the rows and VALIDATE the constraint first.</source>
        <translation>Oder zuerst die Zeilen berichtigen und den Constraint mit VALIDATE prüfen.</translation>
    </message>
    <message>
        <source>Made NOT VALID on every partition inside the switch, which locks %1 for that moment; validated afterwards.</source>
        <translation>Wird beim Umschalten auf jeder Partition als NOT VALID angelegt, wobei für diesen Moment auch %1 gesperrt ist; wird danach validiert.</translation>
    </message>
    <message>
        <source>Made NOT VALID on every partition inside the switch, which locks %1 for that moment.</source>
        <translation>Wird beim Umschalten auf jeder Partition als NOT VALID angelegt, wobei für diesen Moment auch %1 gesperrt ist.</translation>
    </message>
    <message>
        <source>publication %1</source>
        <translation>Publikation %1</translation>
    </message>
    <message>
        <source>The publication belongs to %1, so the new table cannot be put in it.</source>
        <translation>Die Publikation gehört %1, daher kann die neue Tabelle nicht aufgenommen werden.</translation>
    </message>
    <message>
        <source>ALTER PUBLICATION %1 OWNER TO the owner of the table.</source>
        <translation>ALTER PUBLICATION %1 OWNER TO dem Eigentümer der Tabelle.</translation>
    </message>
    <message>
        <source>Subscribers would get the changes in the names of the partitions, which they do not have; their workers would stop.</source>
        <translation>Subskribenten erhielten die Änderungen unter den Namen der Partitionen, die sie nicht haben; ihre Worker blieben stehen.</translation>
    </message>
    <message>
        <source>ALTER PUBLICATION %1 SET (publish_via_partition_root = true); for tables that are not partitioned it changes nothing.</source>
        <translation>ALTER PUBLICATION %1 SET (publish_via_partition_root = true); für nicht partitionierte Tabellen ändert das nichts.</translation>
    </message>
    <message>
        <source>Its column list lacks the partition key %1, which becomes part of the primary key: no row could be changed or deleted any more.</source>
        <translation>Ihrer Spaltenliste fehlt der Partitionsschlüssel %1, der Teil des Primärschlüssels wird: keine Zeile könnte mehr geändert oder gelöscht werden.</translation>
    </message>
    <message>
        <source>Add the column to the list, and to the subscriber&apos;s table.</source>
        <translation>Die Spalte in die Liste und in die Tabelle des Subskribenten aufnehmen.</translation>
    </message>
    <message>
        <source>It does not publish all of INSERT, UPDATE and DELETE. An UPDATE that moves a row to another partition is published as a DELETE and an INSERT.</source>
        <translation>Sie veröffentlicht nicht alle von INSERT, UPDATE und DELETE. Ein UPDATE, das eine Zeile in eine andere Partition verschiebt, wird als DELETE und INSERT veröffentlicht.</translation>
    </message>
    <message>
        <source>Leave the partition key %1 of existing rows as it is, or publish all of them.</source>
        <translation>Den Partitionsschlüssel %1 bestehender Zeilen lassen, wie er ist, oder alle drei veröffentlichen.</translation>
    </message>
    <message>
        <source>The new table takes the place of the old one inside the switch, with its filter and columns; subscribers go on.</source>
        <translation>Die neue Tabelle tritt beim Umschalten an die Stelle der alten, mit deren Filter und Spalten; Subskribenten laufen weiter.</translation>
    </message>
    <message>
        <source>The table is published, and subscribers find its rows by the primary key, which the table as a whole would not have.</source>
        <translation>Die Tabelle wird veröffentlicht, und Subskribenten finden ihre Zeilen über den Primärschlüssel, den die Tabelle als Ganzes nicht hätte.</translation>
    </message>
    <message>
        <source>Choose --unique %1=extend.</source>
        <translation>--unique %1=extend wählen.</translation>
    </message>
    <message>
        <source>A DEFERRABLE constraint that only the partitions have cannot be set by its name, neither by the application nor by the switch, which must have it checked at once.</source>
        <translation>Ein DEFERRABLE-Constraint, den nur die Partitionen haben, lässt sich nicht über seinen Namen setzen, weder von der Anwendung noch vom Umschalten, das ihn sofort prüfen lassen muss.</translation>
    </message>
    <message>
        <source>Choose --unique %1=extend, or make the constraint again, NOT DEFERRABLE.</source>
        <translation>--unique %1=extend wählen oder den Constraint als NOT DEFERRABLE neu anlegen.</translation>
    </message>
    <message>
        <source>The partitions keep it as their replica identity, which decides what is logged. The table as a whole has no such index: a publication with publish_via_partition_root would announce another identity.</source>
        <translation>Die Partitionen behalten ihn als Replica Identity, die bestimmt, was ins WAL kommt. Die Tabelle als Ganzes hat keinen solchen Index: eine Publikation mit publish_via_partition_root würde eine andere Identität melden.</translation>
    </message>
    <message>
        <source>Or choose --unique %1=extend.</source>
        <translation>Oder --unique %1=extend wählen.</translation>
    </message>
    <message>
        <source>It belongs to %1, and only one of the table&apos;s owner is made again on the new table.</source>
        <translation>Sie gehört %1, und nur eine des Eigentümers der Tabelle wird auf der neuen Tabelle neu angelegt.</translation>
    </message>
    <message>
        <source>Role %1 may not create it again in its schema or tablespace.</source>
        <translation>Rolle %1 darf sie in ihrem Schema oder Tablespace nicht neu anlegen.</translation>
    </message>
    <message>
        <source>It is made again on the new table, and these would stay with the old one: %1</source>
        <translation>Sie wird auf der neuen Tabelle neu angelegt, und diese Objekte blieben bei der alten: %1</translation>
    </message>
    <message>
        <source>It has column settings, an index with a tablespace, statistics or CLUSTER mark, a security label, rights taken from its owner, or belongs to an extension; these are not carried over.</source>
        <translation>Sie hat Spalteneinstellungen, einen Index mit Tablespace, Statistik oder CLUSTER-Markierung, ein Security-Label, dem Eigentümer entzogene Rechte, oder sie gehört zu einer Extension; das wird nicht übertragen.</translation>
    </message>
    <message>
        <source>Made and filled on the new table after the switch, and then exchanged for this one, which stays as %1 for the way back. Until then it reads the old table, which is kept current.</source>
        <translation>Wird nach dem Umschalten auf der neuen Tabelle angelegt und gefüllt und dann gegen diese getauscht, die als %1 für den Rückweg bleibt. Bis dahin liest sie die alte Tabelle, die aktuell gehalten wird.</translation>
    </message>
    <message>
        <source>foreign key %1 of %2</source>
        <translation>Fremdschlüssel %1 von %2</translation>
    </message>
    <message>
        <source>Row security of %1 is forced on role %2, which lacks BYPASSRLS: it cannot validate the foreign key when it is made again.</source>
        <translation>Row Security von %1 ist für die Rolle %2 erzwungen, der BYPASSRLS fehlt: sie kann den Fremdschlüssel nicht prüfen, wenn er wieder angelegt wird.</translation>
    </message>
    <message>
        <source>ALTER TABLE %1 NO FORCE ROW LEVEL SECURITY, or drop the constraint.</source>
        <translation>ALTER TABLE %1 NO FORCE ROW LEVEL SECURITY, oder den Constraint löschen.</translation>
    </message>
    <message>
        <source>it is partial</source>
        <translation>er ist partiell</translation>
    </message>
    <message>
        <source>it is over expressions, or over a type without a btree equality</source>
        <translation>er umfasst Ausdrücke oder einen Typ ohne btree-Gleichheit</translation>
    </message>
    <message>
        <source>it is no btree index</source>
        <translation>er ist kein btree-Index</translation>
    </message>
    <message>
        <source>it is DEFERRABLE, and the guard checks at once</source>
        <translation>er ist DEFERRABLE, und der Wächter prüft sofort</translation>
    </message>
    <message>
        <source>it is NULLS NOT DISTINCT, and the guard leaves rows with a NULL in the key out</source>
        <translation>er ist NULLS NOT DISTINCT, und der Wächter lässt Zeilen mit einem NULL im Schlüssel aus</translation>
    </message>
    <message>
        <source>it is not valid</source>
        <translation>er ist nicht gültig</translation>
    </message>
    <message>
        <source>the owner of the table has no right to SELECT or UPDATE it</source>
        <translation>der Eigentümer der Tabelle hat kein Recht auf SELECT oder UPDATE an ihr</translation>
    </message>
    <message>
        <source>The key cannot be guarded: %1.</source>
        <translation>Der Schlüssel kann keinen Wächter erhalten: %1.</translation>
    </message>
    <message>
        <source>Choose --unique %1=extend, per-leaf or refuse.</source>
        <translation>--unique %1=extend, per-leaf oder refuse wählen.</translation>
    </message>
    <message>
        <source>Or choose --unique %1=extend, per-leaf or refuse.</source>
        <translation>Oder --unique %1=extend, per-leaf oder refuse wählen.</translation>
    </message>
    <message>
        <source>Or choose --unique %1=guard, per-leaf or refuse.</source>
        <translation>Oder --unique %1=guard, per-leaf oder refuse wählen.</translation>
    </message>
    <message>
        <source>Or choose --unique %1=guard, extend or refuse.</source>
        <translation>Oder --unique %1=guard, extend oder refuse wählen.</translation>
    </message>
    <message>
        <source>Choose --unique %1=guard, extend or per-leaf, or another partition key.</source>
        <translation>--unique %1=guard, extend oder per-leaf wählen, oder einen anderen Partitionsschlüssel.</translation>
    </message>
    <message>
        <source>it is over a domain whose equality is not PostgreSQL&apos;s own</source>
        <translation>er geht über eine Domäne, deren Gleichheit nicht die von PostgreSQL selbst ist</translation>
    </message>
    <message>
        <source>(%1) stays unique over the whole table, and the index becomes one over (%1, %2). Triggers keep an entry for each key in the table %3, which takes two to four times the space of this index: an INSERT, a DELETE and a change of (%1) or %2 write there too (about 0.01 ms a row), and a second row with the same (%1) fails with 23505. ON CONFLICT (%1) and references to (%1) fail; ON CONFLICT DO NOTHING does not swallow this 23505. Of the rows of a partition that is attached later it knows nothing: enter them first. Whoever later renames a column of the key, %2 or the schema, changes the owner or forces row security must change the function %4() too: until then writes fail.</source>
        <translation>(%1) bleibt über die ganze Tabelle eindeutig, und der Index wird einer über (%1, %2). Trigger führen zu jedem Schlüssel einen Eintrag in der Tabelle %3, die das Zwei- bis Vierfache dieses Index an Platz braucht: Ein INSERT, ein DELETE und eine Änderung von (%1) oder %2 schreiben auch dort (etwa 0,01 ms je Zeile), und eine zweite Zeile mit demselben (%1) scheitert mit 23505. ON CONFLICT (%1) und Verweise auf (%1) scheitern; ON CONFLICT DO NOTHING schluckt dieses 23505 nicht. Von den Zeilen einer später angehängten Partition weiß sie nichts: Tragen Sie diese vorher ein. Wer später eine Spalte des Schlüssels, %2 oder das Schema umbenennt, den Eigentümer wechselt oder Row Security erzwingt, muss auch die Funktion %4() ändern: Bis dahin scheitern Schreibvorgänge.</translation>
    </message>
    <message>
        <source>The label of an identity column&apos;s sequence is not carried over.</source>
        <translation>Das Sicherheitslabel der Sequenz einer Identity-Spalte wird nicht übertragen.</translation>
    </message>
    <message>
        <source>%1 security labels</source>
        <translation>%1 Sicherheitslabels</translation>
    </message>
    <message>
        <source>Set on the new table and on each partition before the first row is copied. Their provider must be loaded in Parterre&apos;s sessions. Partitions that you make later need them too.</source>
        <translation>Auf der neuen Tabelle und auf jeder Partition gesetzt, bevor die erste Zeile kopiert wird. Ihr Anbieter muss in Parterres Sitzungen geladen sein. Partitionen, die Sie später anlegen, brauchen sie ebenfalls.</translation>
    </message>
    <message>
        <source>It becomes unique over (%1, %2): two rows may have the same (%1) with different %2. ON CONFLICT (%1) and references to (%1) fail; ON CONFLICT DO NOTHING and ON CONFLICT (%1, %2) work. The old table refuses such a second row: until one of both goes, there is no way back. A guard keeps it out.</source>
        <translation>Er wird über (%1, %2) eindeutig: Zwei Zeilen dürfen dasselbe (%1) mit verschiedenem %2 haben. ON CONFLICT (%1) und Verweise auf (%1) schlagen fehl; ON CONFLICT DO NOTHING und ON CONFLICT (%1, %2) gehen. Die alte Tabelle lehnt eine solche zweite Zeile ab: Bis eine von beiden verschwindet, gibt es keinen Rückweg. Ein Wächter hält sie fern.</translation>
    </message>
    <message>
        <source>(%1) is unique within each partition only, and the table as a whole has no such key. ON CONFLICT (%1) and references to (%1) fail. The old table refuses a second row with the same (%1): until one of both goes, there is no way back. Whoever makes a partition later must give it the index too: watch tells of one that lacks it, after Finish nobody does.</source>
        <translation>(%1) ist nur innerhalb jeder Partition eindeutig; die Tabelle als ganze hat keinen solchen Schlüssel. ON CONFLICT (%1) und Verweise auf (%1) schlagen fehl. Die alte Tabelle lehnt eine zweite Zeile mit demselben (%1) ab: Bis eine von beiden verschwindet, gibt es keinen Rückweg. Wer später eine Partition anlegt, muss ihr den Index ebenfalls geben: watch meldet eine, der er fehlt, nach dem Abschließen niemand.</translation>
    </message>
</context>
<context>
    <name>PrepareStep</name>
    <message>
        <source>%1 is not the table that the plan was made for</source>
        <translation>%1 ist nicht die Tabelle, für die der Plan erstellt wurde</translation>
    </message>
    <message>
        <source>That one was dropped or renamed.</source>
        <translation>Jene wurde gelöscht oder umbenannt.</translation>
    </message>
    <message>
        <source>Make the plan again.</source>
        <translation>Den Plan neu erstellen.</translation>
    </message>
    <message>
        <source>table %1 is being migrated already</source>
        <translation>Tabelle %1 wird bereits migriert</translation>
    </message>
    <message>
        <source>Migration %1 is in state %2.</source>
        <translation>Migration %1 ist im Zustand %2.</translation>
    </message>
    <message>
        <source>Finish that one, or go back with parterrectl rollback %1 --yes.</source>
        <translation>Diese beenden, oder zurück mit parterrectl rollback %1 --yes.</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Make the empty partitioned table, its partitions and the change logs beside the table.</source>
        <translation>Die leere partitionierte Tabelle, ihre Partitionen und die Änderungsprotokolle neben der Tabelle anlegen.</translation>
    </message>
    <message>
        <source>Nobody.</source>
        <translation>Niemanden.</translation>
    </message>
    <message>
        <source>Rollback drops the empty tables.</source>
        <translation>Das Zurückrollen löscht die leeren Tabellen.</translation>
    </message>
    <message>
        <source>The copy cannot be trusted any more; it is made again.</source>
        <translation>Der Kopie ist nicht mehr zu trauen; sie wird neu angelegt.</translation>
    </message>
    <message>
        <source>the application&apos;s own SQL for the switch cannot be read: %1</source>
        <translation>das eigene SQL der Anwendung für die Umschaltung lässt sich nicht lesen: %1</translation>
    </message>
    <message>
        <source>reads the application&apos;s SQL, and runs nothing of it</source>
        <translation>liest das SQL der Anwendung und führt nichts davon aus</translation>
    </message>
    <message>
        <source>Nothing was changed. Correct it in a new plan.</source>
        <translation>Nichts wurde geändert. Berichtigen Sie es in einem neuen Plan.</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 von %2 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 %2/s</source>
        <translation>%1 %2/s</translation>
    </message>
    <message>
        <source>about %1 left</source>
        <translation>noch etwa %1</translation>
    </message>
</context>
<context>
    <name>QualifiedName</name>
    <message>
        <source>&quot;%1&quot; is not a table name</source>
        <translation>&quot;%1&quot; ist kein Tabellenname</translation>
    </message>
    <message>
        <source>Write SCHEMA.TABLE; quote a part that has capitals, spaces or dots: &apos;&quot;My Schema&quot;.&quot;a.b&quot;&apos;.</source>
        <translation>SCHEMA.TABLE schreiben; Teile mit Großbuchstaben, Leerzeichen oder Punkten in Anführungszeichen: &apos;&quot;My Schema&quot;.&quot;a.b&quot;&apos;.</translation>
    </message>
</context>
<context>
    <name>Rates</name>
    <message>
        <source>the time is up</source>
        <translation>die Zeit ist abgelaufen</translation>
    </message>
    <message>
        <source>table %1 is empty</source>
        <translation>Tabelle %1 ist leer</translation>
    </message>
    <message>
        <source>There is nothing to measure.</source>
        <translation>Es gibt nichts zu messen.</translation>
    </message>
    <message>
        <source>sample %1 of %2</source>
        <translation>Stichprobe %1 von %2</translation>
    </message>
    <message>
        <source>not one sample was taken in %1</source>
        <translation>in %1 wurde keine einzige Stichprobe genommen</translation>
    </message>
    <message>
        <source>Allow it more time, or measure when the server is less busy.</source>
        <translation>Mehr Zeit geben oder messen, wenn der Server weniger ausgelastet ist.</translation>
    </message>
    <message>
        <source>Somebody waited for the table; the measuring was given up and starts again.</source>
        <translation>Jemand wartete auf die Tabelle; die Messung wurde aufgegeben und beginnt von vorn.</translation>
    </message>
    <message>
        <source>Measured now, by one session, with whatever else the server does: %1 rows in %2 of %3 pages, in %4 stretches. Everything was rolled back.</source>
        <translation>Jetzt gemessen, von einer Sitzung, neben allem, was der Server sonst tut: %1 Zeilen in %2 von %3 Seiten, in %4 Abschnitten. Alles wurde zurückgerollt.</translation>
    </message>
    <message>
        <source>Extrapolated: copy and comparison by pages, indexes as n log n of the rows of each of %1 partitions.</source>
        <translation>Hochgerechnet: Kopie und Vergleich nach Seiten, Indexe als n log n der Zeilen jeder von %1 Partitionen.</translation>
    </message>
    <message>
        <source>The least time is that of %1 sessions that do not hinder each other, the greatest that of one: how much faster several are depends on free processors and disks.</source>
        <translation>Die kleinste Zeit ist die von %1 Sitzungen, die einander nicht behindern, die größte die einer einzigen: wie viel schneller mehrere sind, hängt von freien Prozessoren und Platten ab.</translation>
    </message>
    <message>
        <source>Not in it: replaying what is written meanwhile, VACUUM and ANALYZE of the partitions, waiting for old transactions, a server that is busier by then, and pages that are read from disk where the sample found them in memory.</source>
        <translation>Nicht enthalten: das Nachziehen dessen, was inzwischen geschrieben wird, VACUUM und ANALYZE der Partitionen, das Warten auf alte Transaktionen, ein Server, der dann stärker ausgelastet ist, und Seiten, die von der Platte gelesen werden, während die Stichprobe sie im Speicher fand.</translation>
    </message>
    <message>
        <source>The time was up before all %1 stretches were measured.</source>
        <translation>Die Zeit war abgelaufen, bevor alle %1 Abschnitte gemessen waren.</translation>
    </message>
    <message>
        <source>once for each of three stretches of pages</source>
        <translation>einmal für jeden von drei Abschnitten von Seiten</translation>
    </message>
    <message>
        <source>in another session, while they run</source>
        <translation>in einer anderen Sitzung, während sie laufen</translation>
    </message>
    <message>
        <source>before each of the following</source>
        <translation>vor jeder der folgenden</translation>
    </message>
    <message>
        <source>once a batch of pages</source>
        <translation>einmal je Stapel von Seiten</translation>
    </message>
    <message>
        <source>Copy, index and compare three stretches of the table in one transaction that is rolled back, to measure how long the migration takes.</source>
        <translation>Drei Abschnitte der Tabelle in einer Transaktion, die zurückgerollt wird, kopieren, indizieren und vergleichen, um zu messen, wie lange die Migration dauert.</translation>
    </message>
    <message>
        <source>Nobody; it gives way to whoever waits for a lock on the table.</source>
        <translation>Niemanden; sie weicht jedem, der auf eine Sperre der Tabelle wartet.</translation>
    </message>
    <message>
        <source>Nothing stays: everything is rolled back.</source>
        <translation>Nichts bleibt: alles wird zurückgerollt.</translation>
    </message>
</context>
<context>
    <name>RelationDetails</name>
    <message>
        <source>the table is gone</source>
        <translation>die Tabelle ist verschwunden</translation>
    </message>
</context>
<context>
    <name>RelationLock</name>
    <message>
        <source>reads and writes wait</source>
        <translation>Leser und Schreiber warten</translation>
    </message>
    <message>
        <source>writes wait</source>
        <translation>Schreiber warten</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n weitere</numerusform>
            <numerusform>%n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 on %2: %3</source>
        <translation>%1 auf %2: %3</translation>
    </message>
</context>
<context>
    <name>RelationText</name>
    <message>
        <source>PID %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>a prepared transaction</source>
        <translation>eine vorbereitete Transaktion</translation>
    </message>
    <message>
        <source>locked %1 by %2</source>
        <translation>%1 gehalten von %2</translation>
    </message>
    <message>
        <source>%2 waits for %1</source>
        <translation>%2 wartet auf %1</translation>
    </message>
    <message>
        <source> for %1</source>
        <translation> seit %1</translation>
    </message>
    <message>
        <source>detach pending: FINALIZE it</source>
        <translation>DETACH unvollständig: FINALIZE nötig</translation>
    </message>
    <message>
        <source>was locked while it was read</source>
        <translation>war beim Lesen gesperrt</translation>
    </message>
    <message>
        <source>foreign table</source>
        <translation>Fremdtabelle</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>nach %1</translation>
    </message>
</context>
<context>
    <name>RepairStep</name>
    <message>
        <source>Set right, in one pass, every row that changed while it was copied.</source>
        <translation>Jede Zeile, die sich während des Kopierens geändert hat, in einem Durchgang berichtigen.</translation>
    </message>
    <message>
        <source>Nobody.</source>
        <translation>Niemanden.</translation>
    </message>
    <message>
        <source>Rollback drops the triggers and the copy; the table was never touched.</source>
        <translation>Das Zurückrollen entfernt die Trigger und die Kopie; die Tabelle wurde nie angefasst.</translation>
    </message>
    <message>
        <source>Repaired %1 keys that changed during the copy.</source>
        <translation>%1 während des Kopierens geänderte Schlüssel repariert.</translation>
    </message>
</context>
<context>
    <name>Replayer</name>
    <message>
        <source>shares</source>
        <translation>Anteile</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>keys replayed: %1</source>
        <translation>nachgezogene Schlüssel: %1</translation>
    </message>
    <message>
        <source>The application writes as fast as the replay, or faster: %1 keys in the last round. It goes on; more --workers, fewer writes or a quieter hour help.</source>
        <translation>Die Anwendung schreibt so schnell, wie nachgezogen wird, oder schneller: %1 Schlüssel in der letzten Runde. Es geht weiter; mehr --workers, weniger Schreibvorgänge oder eine ruhigere Stunde helfen.</translation>
    </message>
</context>
<context>
    <name>Restorer</name>
    <message>
        <source>there is no archive %1</source>
        <translation>es gibt kein Archiv %1</translation>
    </message>
    <message>
        <source>nothing can be restored to %1 as it is</source>
        <translation>nach %1 kann so nichts zurückgeholt werden</translation>
    </message>
    <message>
        <source>the archive %1 has no partition %2</source>
        <translation>das Archiv %1 hat keine Partition %2</translation>
    </message>
    <message>
        <source>parterrectl inspect shows its partitions.</source>
        <translation>parterrectl inspect zeigt seine Partitionen.</translation>
    </message>
    <message>
        <source>with the run&apos;s id</source>
        <translation>mit der Kennung des Laufs</translation>
    </message>
    <message>
        <source>to name what stays</source>
        <translation>um zu nennen, was bleibt</translation>
    </message>
    <message>
        <source>all in one transaction</source>
        <translation>alles in einer Transaktion</translation>
    </message>
    <message>
        <source>partition %1 cannot go back as a whole</source>
        <translation>Partition %1 kann nicht als Ganzes zurück</translation>
    </message>
    <message>
        <source>Its rows were archived at different moments, which an undo would have to know.</source>
        <translation>Ihre Zeilen wurden zu verschiedenen Zeiten archiviert, was eine Rücknahme wissen müsste.</translation>
    </message>
    <message>
        <source>Restore its rows by --from and --to, or by --where.</source>
        <translation>Ihre Zeilen mit --from und --to oder mit --where zurückholen.</translation>
    </message>
    <message>
        <source>partition %1 is not in the table any more</source>
        <translation>Partition %1 ist nicht mehr in der Tabelle</translation>
    </message>
    <message>
        <source>rows of partition %1 were changed since</source>
        <translation>Zeilen der Partition %1 wurden seither geändert</translation>
    </message>
    <message>
        <source>They stay live, and so does the partition.</source>
        <translation>Sie bleiben in Betrieb, und mit ihnen die Partition.</translation>
    </message>
    <message>
        <source>parterrectl archive run archives what is old in it.</source>
        <translation>parterrectl archive run archiviert, was in ihr alt ist.</translation>
    </message>
    <message>
        <source>run %1 is no restore that could be undone</source>
        <translation>Lauf %1 ist keine Rückholung, die man zurücknehmen könnte</translation>
    </message>
    <message>
        <source>It is of kind %1, state %2.</source>
        <translation>Er ist von der Art %1, Zustand %2.</translation>
    </message>
    <message>
        <source>the archive %1 has a column %2, which the table has not</source>
        <translation>das Archiv %1 hat eine Spalte %2, die die Tabelle nicht hat</translation>
    </message>
    <message>
        <source>A row that goes back would lose its value.</source>
        <translation>Eine Zeile, die zurückgeht, würde ihren Wert verlieren.</translation>
    </message>
    <message>
        <source>Add the column to the table, or drop it from the archive.</source>
        <translation>Fügen Sie der Tabelle die Spalte hinzu, oder entfernen Sie sie aus dem Archiv.</translation>
    </message>
    <message>
        <source>beforehand, with the run&apos;s id: a partition for the rows</source>
        <translation>vorher, mit der Kennung des Laufs: eine Partition für die Zeilen</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ist weg</translation>
    </message>
    <message>
        <source>It named the rows of the restore: nothing tells them from others now.</source>
        <translation>Sie nannte die Zeilen der Rückholung: nichts unterscheidet sie jetzt von anderen.</translation>
    </message>
    <message>
        <source>a partition is restored as a whole</source>
        <translation>eine Partition wird als Ganzes zurückgeholt</translation>
    </message>
    <message>
        <source>Name its rows by --from and --to, or by --where, without --leaf.</source>
        <translation>Nennen Sie ihre Zeilen mit --from und --to oder mit --where, ohne --leaf.</translation>
    </message>
    <message>
        <source>Write --from and --to as the server reads type %1.</source>
        <translation>Schreiben Sie --from und --to so, wie der Server den Typ %1 liest.</translation>
    </message>
    <message>
        <source>no row is from %1 on and before %2</source>
        <translation>keine Zeile ist ab %1 und vor %2</translation>
    </message>
    <message>
        <source>--to is not included: write a moment after --from.</source>
        <translation>--to gehört nicht dazu: schreiben Sie einen Zeitpunkt nach --from.</translation>
    </message>
    <message>
        <source>Partition %1 was made for the rows.</source>
        <translation>Die Partition %1 wurde für die Zeilen angelegt.</translation>
    </message>
    <message>
        <source>Partition %1, which was empty, was removed again.</source>
        <translation>Die Partition %1, die leer war, wurde wieder entfernt.</translation>
    </message>
    <message>
        <source>Partition %1, made for the rows, stays: %2.</source>
        <translation>Die Partition %1, für die Zeilen angelegt, bleibt: %2.</translation>
    </message>
    <message>
        <source>run %1 was undone already</source>
        <translation>Lauf %1 wurde schon zurückgenommen</translation>
    </message>
    <message>
        <source>Run %1 undid it.</source>
        <translation>Lauf %1 hat ihn zurückgenommen.</translation>
    </message>
    <message>
        <source>the rows that were restored are not those of the archive</source>
        <translation>die wiederhergestellten Zeilen sind nicht die des Archivs</translation>
    </message>
    <message>
        <source>A trigger changed or deleted %1 of them. Nothing was restored.</source>
        <translation>Ein Trigger hat %1 davon geändert oder gelöscht. Nichts wurde wiederhergestellt.</translation>
    </message>
    <message>
        <source>Archive files hold %1 rows of this table; a policy with --files restores them.</source>
        <translation>Archivdateien enthalten %1 Zeilen dieser Tabelle; eine Regel mit --files stellt sie wieder her.</translation>
    </message>
</context>
<context>
    <name>Rollback</name>
    <message>
        <source>the way back is closed</source>
        <translation>der Rückweg ist geschlossen</translation>
    </message>
    <message>
        <source>before the switch</source>
        <translation>vor dem Umschalten</translation>
    </message>
    <message>
        <source>after the switch</source>
        <translation>nach dem Umschalten</translation>
    </message>
    <message>
        <source>the migration is finished</source>
        <translation>die Migration ist abgeschlossen</translation>
    </message>
    <message>
        <source>The old table is no longer kept current.</source>
        <translation>Die alte Tabelle wird nicht mehr aktuell gehalten.</translation>
    </message>
    <message>
        <source>If the old table was not dropped, it holds the rows as they were at Finish.</source>
        <translation>Wurde die alte Tabelle nicht gelöscht, enthält sie die Zeilen vom Zeitpunkt des Abschlusses.</translation>
    </message>
    <message>
        <source>only when the switch was not settled yet</source>
        <translation>nur wenn das Umschalten noch nicht ausgelaufen war</translation>
    </message>
    <message>
        <source>only when a late transaction still wrote</source>
        <translation>nur wenn eine späte Transaktion noch schrieb</translation>
    </message>
    <message>
        <source>The default partition %1 holds rows, so it stays.</source>
        <translation>Die Default-Partition %1 enthält Zeilen und bleibt daher.</translation>
    </message>
    <message>
        <source>the old table %1 is still in use</source>
        <translation>die alte Tabelle %1 ist noch in Gebrauch</translation>
    </message>
    <message>
        <source>Finish without --drop-old, or move these objects first. Nothing is dropped with CASCADE.</source>
        <translation>Ohne --drop-old abschließen oder diese Objekte zuerst umziehen. Nichts wird mit CASCADE gelöscht.</translation>
    </message>
    <message>
        <source>the migration is in state %1, there is nothing to finish</source>
        <translation>die Migration ist im Zustand %1, es gibt nichts abzuschließen</translation>
    </message>
    <message>
        <source>Finish follows the switch.</source>
        <translation>Das Abschließen folgt auf das Umschalten.</translation>
    </message>
    <message>
        <source>only with --drop-old</source>
        <translation>nur mit --drop-old</translation>
    </message>
    <message>
        <source>Carried over %1 late writes that went into the partitioned table.</source>
        <translation>%1 späte Schreibvorgänge, die in die partitionierte Tabelle gingen, wurden übernommen.</translation>
    </message>
    <message>
        <source>%1 late writes into the partitioned table were not carried over: the same rows were written in the plain table too, and stay as they are there.</source>
        <translation>%1 späte Schreibvorgänge in die partitionierte Tabelle wurden nicht übernommen: dieselben Zeilen wurden auch in der einfachen Tabelle geschrieben und bleiben, wie sie dort sind.</translation>
    </message>
    <message>
        <source>The default partition %1 was empty; it is dropped.</source>
        <translation>Die DEFAULT-Partition %1 war leer; sie ist gelöscht.</translation>
    </message>
    <message>
        <source>Switched back: %1.</source>
        <translation>Zurückgeschaltet: %1.</translation>
    </message>
    <message>
        <source>The partitions, triggers and logs are dropped; the journal is left.</source>
        <translation>Partitionen, Trigger und Protokolle sind gelöscht; das Journal bleibt.</translation>
    </message>
    <message>
        <source>only after an upgrade of the server</source>
        <translation>nur nach einem Upgrade des Servers</translation>
    </message>
    <message>
        <source>the last verification found differences between the table and the old one</source>
        <translation>die letzte Prüfung hat Unterschiede zwischen der Tabelle und der alten gefunden</translation>
    </message>
    <message>
        <source>parterrectl verify %1 --repair puts the old table right; then roll back again.</source>
        <translation>parterrectl verify %1 --repair berichtigt die alte Tabelle; danach erneut zurückrollen.</translation>
    </message>
    <message>
        <source>only if the default partition is empty</source>
        <translation>nur, wenn die DEFAULT-Partition leer ist</translation>
    </message>
    <message>
        <source>Where it can be undone, undo it and roll back again. To finish ends the migration as it is.</source>
        <translation>Wo es rückgängig gemacht werden kann, tun Sie das und gehen Sie noch einmal zurück. Abschließen beendet die Migration, wie sie ist.</translation>
    </message>
    <message>
        <source>only where the triggers are this migration&apos;s</source>
        <translation>nur wo die Trigger zu dieser Migration gehören</translation>
    </message>
</context>
<context>
    <name>RowMover</name>
    <message>
        <source>%1 holds another row of the same key. Nothing of this batch was moved. Compare the two rows and remove one of them, then run the policy again.</source>
        <translation>%1 enthält eine andere Zeile mit demselben Schlüssel. Von diesem Stapel wurde nichts verschoben. Die beiden Zeilen vergleichen und eine entfernen, dann die Archivregel wieder ausführen.</translation>
    </message>
</context>
<context>
    <name>Runner</name>
    <message>
        <source>there is no migration in this database</source>
        <translation>in dieser Datenbank gibt es keine Migration</translation>
    </message>
    <message>
        <source>Schema parterre does not exist.</source>
        <translation>Das Schema parterre existiert nicht.</translation>
    </message>
    <message>
        <source>the server is a standby</source>
        <translation>der Server ist ein Standby</translation>
    </message>
    <message>
        <source>A migration writes; a standby only replays.</source>
        <translation>Eine Migration schreibt; ein Standby spielt nur WAL ein.</translation>
    </message>
    <message>
        <source>Connect to the primary.</source>
        <translation>Mit dem Primärserver verbinden.</translation>
    </message>
    <message>
        <source>this is not the server the migration was started on</source>
        <translation>das ist nicht der Server, auf dem die Migration begonnen wurde</translation>
    </message>
    <message>
        <source>If this is the promoted or upgraded server, go on with --adopt. If it is a copy, call parterre.emergency_stop(&apos;%1&apos;) here.</source>
        <translation>Ist dies der beförderte oder aktualisierte Server, mit --adopt fortsetzen. Ist er eine Kopie, hier SELECT parterre.emergency_stop(&apos;%1&apos;) ausführen.</translation>
    </message>
    <message>
        <source>another runner is at work on migration %1</source>
        <translation>ein anderer Prozess arbeitet an Migration %1</translation>
    </message>
    <message>
        <source>Wait for it, or end it first; parterrectl status shows what it does.</source>
        <translation>Abwarten oder zuerst beenden; parterrectl status zeigt, was er tut.</translation>
    </message>
    <message>
        <source>migration %1 was stopped or taken over by somebody else</source>
        <translation>Migration %1 wurde von jemand anderem gestoppt oder übernommen</translation>
    </message>
    <message>
        <source>parterrectl status shows its state; an emergency stop is only taken back by a new command of yours.</source>
        <translation>parterrectl status zeigt ihren Zustand; einen Not-Stopp hebt nur ein neuer Befehl von Ihnen auf.</translation>
    </message>
    <message>
        <source>Somebody holds a lock on the table for longer than that; parterrectl inspect shows who.</source>
        <translation>Jemand hält eine Sperre auf der Tabelle länger als das; parterrectl inspect zeigt, wer.</translation>
    </message>
    <message>
        <source>The lock on %1 is not free yet (attempt %2); trying again.</source>
        <translation>Die Sperre auf %1 ist noch nicht frei (Versuch %2); neuer Versuch.</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>the connection to the server was lost</source>
        <translation>die Verbindung zum Server ging verloren</translation>
    </message>
    <message>
        <source>Runner %1: %2, as role %3, %4 %5</source>
        <translation>Prozess %1: %2, als Rolle %3, %4 %5</translation>
    </message>
    <message>
        <source>The journal names database %1 of system %2, timeline %3; this is database %4 of system %5, timeline %6.</source>
        <translation>Das Journal nennt Datenbank %1 von System %2, Timeline %3; dies ist Datenbank %4 von System %5, Timeline %6.</translation>
    </message>
    <message>
        <source>The definition of %1 is the planned one again.</source>
        <translation>Die Definition von %1 ist wieder die geplante.</translation>
    </message>
    <message>
        <source>a default, a collation or how a column is stored</source>
        <translation>ein Default, eine Collation oder die Speicherung einer Spalte</translation>
    </message>
    <message>
        <source>ALARM: the definition of %1 was changed since the plan was made: %2. The switch will refuse it. Undo the change, or roll back and make the plan again.</source>
        <translation>ALARM: die Definition von %1 wurde seit dem Erstellen des Plans geändert: %2. Das Umschalten wird sie ablehnen. Die Änderung rückgängig machen oder zurückrollen und den Plan neu erstellen.</translation>
    </message>
</context>
<context>
    <name>SampleData</name>
    <message>
        <source>Building the indexes of public.transactions</source>
        <translation>Indexe von public.transactions werden aufgebaut</translation>
    </message>
    <message>
        <source>Making %1 sample transactions and %2 balances</source>
        <translation>%1 Beispieltransaktionen und %2 Salden werden erzeugt</translation>
    </message>
    <message>
        <source>The sample data took %1</source>
        <translation>Die Beispieldaten dauerten %1</translation>
    </message>
</context>
<context>
    <name>SavingsJournal</name>
    <message>
        <source>measurement %1 cannot be read</source>
        <translation>die Messung %1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>there is no archive policy for %1</source>
        <translation>es gibt keine Archivregel für %1</translation>
    </message>
    <message>
        <source>a policy has at most %1 queries</source>
        <translation>eine Archivregel hat höchstens %1 Abfragen</translation>
    </message>
</context>
<context>
    <name>SavingsProbe</name>
    <message>
        <source>only queries are measured: SELECT, WITH, VALUES, TABLE</source>
        <translation>nur Abfragen werden gemessen: SELECT, WITH, VALUES, TABLE</translation>
    </message>
    <message>
        <source>a query is one statement, without a semicolon</source>
        <translation>eine Abfrage ist eine einzige Anweisung, ohne Semikolon</translation>
    </message>
    <message>
        <source>a query that makes a table is not measured</source>
        <translation>eine Abfrage, die eine Tabelle anlegt, wird nicht gemessen</translation>
    </message>
    <message>
        <source>a query with parameters cannot be run</source>
        <translation>eine Abfrage mit Parametern kann nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>Write a value in place of %1.</source>
        <translation>Statt %1 einen Wert schreiben.</translation>
    </message>
    <message>
        <source>there is no table %1</source>
        <translation>es gibt keine Tabelle %1</translation>
    </message>
    <message>
        <source>somebody waited for a lock each time</source>
        <translation>jedes Mal wartete jemand auf eine Sperre</translation>
    </message>
    <message>
        <source>Query %1 of %2</source>
        <translation>Abfrage %1 von %2</translation>
    </message>
    <message>
        <source>A sample of %1 is copied out</source>
        <translation>Eine Stichprobe von %1 wird herauskopiert</translation>
    </message>
</context>
<context>
    <name>SavingsReport</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>By what</source>
        <translation>Wonach</translation>
    </message>
    <message>
        <source>What the archive of %1 saves</source>
        <translation>Was das Archiv von %1 spart</translation>
    </message>
    <message>
        <source>the report cannot be written to %1</source>
        <translation>der Bericht kann nicht nach %1 geschrieben werden</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>Table, with all partitions</source>
        <translation>Tabelle, mit allen Partitionen</translation>
    </message>
    <message>
        <source>of it rows</source>
        <translation>davon Zeilen</translation>
    </message>
    <message>
        <source>of it indexes</source>
        <translation>davon Indexe</translation>
    </message>
    <message>
        <source>of it TOAST</source>
        <translation>davon TOAST</translation>
    </message>
    <message>
        <source>Archive, with all partitions</source>
        <translation>Archiv, mit allen Partitionen</translation>
    </message>
    <message>
        <source>Table and archive together</source>
        <translation>Tabelle und Archiv zusammen</translation>
    </message>
    <message>
        <source>Archive files</source>
        <translation>Archivdateien</translation>
    </message>
    <message>
        <source>Rows of the table</source>
        <translation>Zeilen der Tabelle</translation>
    </message>
    <message>
        <source>the server&apos;s estimate, of the last VACUUM or ANALYZE</source>
        <translation>Schätzung des Servers, vom letzten VACUUM oder ANALYZE</translation>
    </message>
    <message>
        <source>median of %1; pages: %2 from the cache, %3 read</source>
        <translation>Median von %1; Seiten: %2 aus dem Cache, %3 gelesen</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>vorher: %1</translation>
    </message>
    <message>
        <source>after: %1</source>
        <translation>nachher: %1</translation>
    </message>
    <message>
        <source>%1: from %2 in %3</source>
        <translation>%1: aus %2 in %3</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>estimate, by one COPY without compression; %1</source>
        <translation>Schätzung nach einem COPY ohne Komprimierung; %1</translation>
    </message>
    <message>
        <source>Dump of the table</source>
        <translation>Dump der Tabelle</translation>
    </message>
    <message>
        <source>Dump of the archive</source>
        <translation>Dump des Archivs</translation>
    </message>
    <message>
        <source>%1 a GB and month</source>
        <translation>%1 je GB und Monat</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Kept backups</source>
        <translation>Aufbewahrte Sicherungen</translation>
    </message>
    <message>
        <source>Together, a month</source>
        <translation>Zusammen, im Monat</translation>
    </message>
    <message>
        <source>by your prices; only what has a price</source>
        <translation>nach Ihren Preisen; nur was einen Preis hat</translation>
    </message>
    <message>
        <source>%1 is smaller by %2.</source>
        <translation>%1 ist um %2 kleiner.</translation>
    </message>
    <message>
        <source>Table and archive together take %1 more than before.</source>
        <translation>Tabelle und Archiv zusammen belegen %1 mehr als vorher.</translation>
    </message>
    <message>
        <source>Table and archive together take %1 less than before.</source>
        <translation>Tabelle und Archiv zusammen belegen %1 weniger als vorher.</translation>
    </message>
    <message>
        <source>Table and archive together take as much as before.</source>
        <translation>Tabelle und Archiv zusammen belegen so viel wie vorher.</translation>
    </message>
    <message>
        <source>Nothing was measured before: %1, before rows go to the archive.</source>
        <translation>Vorher wurde nichts gemessen: %1, bevor Zeilen ins Archiv gehen.</translation>
    </message>
    <message>
        <source>Nothing was measured after: a run does it when it ends, or %1.</source>
        <translation>Nachher wurde nichts gemessen: ein Lauf tut es, wenn er endet, oder %1.</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Dump</source>
        <translation>Dump</translation>
    </message>
    <message>
        <source>Cost a month</source>
        <translation>Kosten im Monat</translation>
    </message>
    <message>
        <source>%1, run %2</source>
        <translation>%1, Lauf %2</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>Vorher: %1</translation>
    </message>
    <message>
        <source>After: %1</source>
        <translation>Nachher: %1</translation>
    </message>
    <message>
        <source>They share the tablespace %1. Its disk gets room when the archive goes to another tablespace, or into compressed files (parterrectl archive-file) and is dropped.</source>
        <translation>Beide liegen im Tablespace %1. Dessen Platte wird freier, wenn das Archiv in einen anderen Tablespace geht oder in komprimierte Dateien (parterrectl archive-file) und gelöscht wird.</translation>
    </message>
    <message>
        <source>What would give that disk back: VACUUM FULL, which locks the table in ACCESS EXCLUSIVE mode until it is written anew, so that nobody reads or writes it meanwhile, and needs disk for the new copy; or pg_repack, which needs the same disk but locks only for moments.</source>
        <translation>Was diesen Plattenplatz zurückgäbe: VACUUM FULL, das die Tabelle im Modus ACCESS EXCLUSIVE sperrt, bis sie neu geschrieben ist, so dass so lange niemand sie liest oder schreibt, und Platz für die neue Kopie braucht; oder pg_repack, das denselben Platz braucht, aber nur für Augenblicke sperrt.</translation>
    </message>
    <message>
        <source>Partitions that are wholly old leave with their files instead.</source>
        <translation>Partitionen, die ganz alt sind, gehen dagegen mit ihren Dateien.</translation>
    </message>
    <message>
        <source>A partitioned table (parterrectl plan %1) would give back whole partitions, with their files.</source>
        <translation>Eine partitionierte Tabelle (parterrectl plan %1) gäbe ganze Partitionen zurück, mit ihren Dateien.</translation>
    </message>
    <message>
        <source>No disk came back for the %1 rows that left %2 one by one: a table keeps the pages of deleted rows. About %3 in them is room for new rows once VACUUM has passed.</source>
        <translation>Für die %1 Zeilen, die %2 einzeln verließen, kam kein Plattenplatz zurück: eine Tabelle behält die Seiten gelöschter Zeilen. Etwa %3 darin sind nach dem nächsten VACUUM Platz für neue Zeilen.</translation>
    </message>
    <message>
        <source>For the %1 rows that left %2 one by one, about %3, %4 of disk came back, with indexes.</source>
        <translation>Für die %1 Zeilen, die %2 einzeln verließen, etwa %3, kamen %4 Plattenplatz zurück, mit Indexen.</translation>
    </message>
    <message>
        <source>Partitions that left %1 as a whole, with their files: %2.</source>
        <translation>Partitionen, die %1 als Ganzes verließen, mit ihren Dateien: %2.</translation>
    </message>
    <message>
        <source>The archive is on another server: what it takes there was not measured.</source>
        <translation>Das Archiv liegt auf einem anderen Server: was es dort belegt, wurde nicht gemessen.</translation>
    </message>
    <message>
        <source>parterrectl archive savings --measurements lists them.</source>
        <translation>parterrectl archive savings --measurements zeigt sie.</translation>
    </message>
    <message>
        <source>there is no measurement %1 of this policy</source>
        <translation>diese Regel hat keine Messung %1</translation>
    </message>
    <message>
        <source>nothing was measured after measurement %1</source>
        <translation>nach Messung %1 wurde nichts gemessen</translation>
    </message>
</context>
<context>
    <name>Schedule</name>
    <message>
        <source>&quot;%1&quot; is no schedule</source>
        <translation>„%1“ ist kein Zeitplan</translation>
    </message>
    <message>
        <source>Write for instance &apos;monthly 1 02:00&apos; (day 1 to %1), &apos;weekly sunday 02:00&apos; or &apos;daily 02:00&apos;; times are UTC.</source>
        <translation>Schreiben Sie zum Beispiel &apos;monthly 1 02:00&apos; (Tag 1 bis %1), &apos;weekly sunday 02:00&apos; oder &apos;daily 02:00&apos;; Zeiten sind UTC.</translation>
    </message>
</context>
<context>
    <name>SeenStatements</name>
    <message>
        <source>The extension pg_stat_statements is not in this database.</source>
        <translation>Die Erweiterung pg_stat_statements ist nicht in dieser Datenbank.</translation>
    </message>
    <message>
        <source>pg_stat_statements cannot be read: %1.</source>
        <translation>pg_stat_statements kann nicht gelesen werden: %1.</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message>
        <source>the predicate is no single condition</source>
        <translation>das Prädikat ist keine einzelne Bedingung</translation>
    </message>
    <message>
        <source>what is to be restored: a range, a partition, or what satisfies a condition?</source>
        <translation>Was soll zurückgeholt werden: ein Bereich, eine Partition, oder was eine Bedingung erfüllt?</translation>
    </message>
    <message>
        <source>Write --from and --to, --leaf, or --where.</source>
        <translation>--from und --to, --leaf oder --where angeben.</translation>
    </message>
</context>
<context>
    <name>ServerError</name>
    <message>
        <source>Free space on the server&apos;s disk and run the same command again: it resumes where it stopped. To give the space of the half-made copy back, roll the migration back.</source>
        <translation>Platz auf der Platte des Servers schaffen und denselben Befehl erneut ausführen: er setzt dort fort, wo er anhielt. Um den Platz der halb fertigen Kopie freizugeben, die Migration zurückrollen.</translation>
    </message>
    <message>
        <source>The server is a standby or the session is read-only: connect to the primary.</source>
        <translation>Der Server ist ein Standby oder die Sitzung nur lesend: mit dem Primärserver verbinden.</translation>
    </message>
    <message>
        <source>The lock table may be full: raise max_locks_per_transaction, or choose larger partitions.</source>
        <translation>Die Sperrtabelle ist vielleicht voll: max_locks_per_transaction erhöhen oder größere Partitionen wählen.</translation>
    </message>
</context>
<context>
    <name>ServerMover</name>
    <message>
        <source>once a batch of pages, in one transaction; $3 is %1</source>
        <translation>einmal je Stapel von Seiten, in einer Transaktion; $3 ist %1</translation>
    </message>
    <message>
        <source>once, and taken back</source>
        <translation>einmal, und zurückgenommen</translation>
    </message>
    <message>
        <source>before each batch</source>
        <translation>vor jedem Stapel</translation>
    </message>
    <message>
        <source>the table on server %1 has another key: %2</source>
        <translation>die Tabelle auf dem Server %1 hat einen anderen Schlüssel: %2</translation>
    </message>
    <message>
        <source>A row could be archived twice.</source>
        <translation>Eine Zeile könnte zweimal archiviert werden.</translation>
    </message>
    <message>
        <source>There: ALTER TABLE %1 ADD UNIQUE (%2);</source>
        <translation>Dort: ALTER TABLE %1 ADD UNIQUE (%2);</translation>
    </message>
    <message>
        <source>the table on server %1 has no unique key</source>
        <translation>die Tabelle auf dem Server %1 hat keinen eindeutigen Schlüssel</translation>
    </message>
    <message>
        <source>It took the same row twice, which was taken back: a row could be archived twice.</source>
        <translation>Sie hat dieselbe Zeile zweimal angenommen, was zurückgenommen wurde: Eine Zeile könnte zweimal archiviert werden.</translation>
    </message>
    <message>
        <source>There: ALTER TABLE %1 ADD PRIMARY KEY (%2);</source>
        <translation>Dort: ALTER TABLE %1 ADD PRIMARY KEY (%2);</translation>
    </message>
    <message>
        <source>another runner has ended run %1</source>
        <translation>ein anderer Läufer hat den Lauf %1 beendet</translation>
    </message>
    <message>
        <source>This runner stops; see parterrectl archive history.</source>
        <translation>Dieser Läufer hört auf; siehe parterrectl archive history.</translation>
    </message>
    <message>
        <source>the key of the table on server %1 cannot be told</source>
        <translation>der Schlüssel der Tabelle auf Server %1 ist nicht festzustellen</translation>
    </message>
    <message>
        <source>It must be over plain columns: (%1).</source>
        <translation>Er muss über einfache Spalten gehen: (%1).</translation>
    </message>
</context>
<context>
    <name>ServerRestore</name>
    <message>
        <source>in the first transaction, with the run&apos;s id</source>
        <translation>in der ersten Transaktion, mit der Kennung des Laufs</translation>
    </message>
    <message>
        <source>in the second transaction, when the first one is committed</source>
        <translation>in der zweiten Transaktion, wenn die erste abgeschlossen ist</translation>
    </message>
    <message>
        <source>instead, where other rows there have the same age</source>
        <translation>stattdessen, wo dort andere Zeilen dasselbe Alter haben</translation>
    </message>
    <message>
        <source>server %1 deleted %2 rows where %3 had been brought</source>
        <translation>der Server %1 hat %2 Zeilen gelöscht, wo %3 gebracht worden waren</translation>
    </message>
    <message>
        <source>Nothing was deleted there after all.</source>
        <translation>Dort wurde doch nichts gelöscht.</translation>
    </message>
    <message>
        <source>The rows are in the table, and still in the archive %1 too. The next run, restore or undo of this table takes them out there.</source>
        <translation>Die Zeilen sind in der Tabelle und noch auch im Archiv %1. Der nächste Lauf, die nächste Wiederherstellung oder deren Rücknahme für diese Tabelle entfernt sie dort.</translation>
    </message>
</context>
<context>
    <name>ServerSettler</name>
    <message>
        <source>run %1 was stopped while rows were on their way to %2</source>
        <translation>der Lauf %1 wurde angehalten, während Zeilen auf dem Weg nach %2 waren</translation>
    </message>
    <message>
        <source>Run the policy once with that archive.</source>
        <translation>Die Regel einmal mit jenem Archiv ausführen.</translation>
    </message>
    <message>
        <source>The restore %1 is finished.</source>
        <translation>Die Wiederherstellung %1 ist beendet.</translation>
    </message>
    <message>
        <source>rows were changed after they had been sent to server %1 by a batch that did not end here</source>
        <translation>Zeilen wurden geändert, nachdem ein Stapel sie an den Server %1 geschickt hatte, der hier nicht zu Ende kam</translation>
    </message>
    <message>
        <source>The live rows are the newer ones: DELETE their older versions FROM %1, then run this again.</source>
        <translation>Die lebenden Zeilen sind die neueren: ihre älteren Fassungen mit DELETE FROM %1 löschen, dann dies noch einmal ausführen.</translation>
    </message>
    <message>
        <source>%1 rows that run %2 had sent are archived now.</source>
        <translation>%1 Zeilen, die der Lauf %2 geschickt hatte, sind jetzt archiviert.</translation>
    </message>
    <message>
        <source>%1 rows that run %2 had sent were deleted here since; the archive has them.</source>
        <translation>%1 Zeilen, die der Lauf %2 geschickt hatte, wurden hier seither gelöscht; das Archiv hat sie.</translation>
    </message>
    <message>
        <source>The undo %1 is finished.</source>
        <translation>Die Rücknahme %1 ist beendet.</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ist weg</translation>
    </message>
    <message>
        <source>It named rows that are in the table again, and still in the archive %1.</source>
        <translation>Sie nannte Zeilen, die wieder in der Tabelle sind und noch im Archiv %1.</translation>
    </message>
    <message>
        <source>Compare the rows of both and delete those in the archive. Then take &quot;pending&quot; out of the details of run %1 in parterre.archive_run.</source>
        <translation>Vergleichen Sie die Zeilen beider und löschen Sie die im Archiv. Nehmen Sie dann „pending“ aus den Details des Laufs %1 in parterre.archive_run.</translation>
    </message>
</context>
<context>
    <name>ServiceFile</name>
    <message>
        <source>the service file %1 cannot be read</source>
        <translation>die Servicedatei %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>libpq takes it from PGSERVICEFILE, or from your home directory.</source>
        <translation>libpq nimmt sie aus PGSERVICEFILE oder aus Ihrem Home-Verzeichnis.</translation>
    </message>
    <message>
        <source>a line reads keyword=value; this one has no &quot;=&quot;</source>
        <translation>eine Zeile lautet keyword=value; dieser fehlt das &quot;=&quot;</translation>
    </message>
    <message>
        <source>a service cannot name another service</source>
        <translation>ein Service kann keinen anderen Service nennen</translation>
    </message>
    <message>
        <source>a service begins with its name in square brackets, as in [mydb]</source>
        <translation>ein Service beginnt mit seinem Namen in eckigen Klammern, wie in [mydb]</translation>
    </message>
    <message>
        <source>the service file %1 has an error in line %2</source>
        <translation>die Servicedatei %1 hat einen Fehler in Zeile %2</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>the connection to the server was lost</source>
        <translation>die Verbindung zum Server ging verloren</translation>
    </message>
    <message>
        <source>the connection was lost while a transaction was being committed; whether it was is not known</source>
        <translation>die Verbindung ging während eines COMMIT verloren; ob er wirksam wurde, ist nicht bekannt</translation>
    </message>
    <message>
        <source>PostgreSQL %1 is too old: 14 or newer is needed</source>
        <translation>PostgreSQL %1 ist zu alt: nötig ist 14 oder neuer</translation>
    </message>
    <message>
        <source>Connect as %1, or as a role that it was granted to: GRANT %1 TO …</source>
        <translation>Als %1 verbinden, oder als Rolle, der diese gewährt wurde: GRANT %1 TO …</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
</context>
<context>
    <name>Step</name>
    <message>
        <source>Watch</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Switch back</source>
        <translation>Zurückschalten</translation>
    </message>
    <message>
        <source>Clean up</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Indizieren</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>Umschalten</translation>
    </message>
    <message>
        <source>Settle</source>
        <translation>Auslaufen</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Planen</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Fire drill</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
</context>
<context>
    <name>SwitchForecast</name>
    <message>
        <source>table %1 is not there any more</source>
        <translation>Tabelle %1 ist nicht mehr da</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Lock forecast</source>
        <translation>Sperrprognose</translation>
    </message>
    <message>
        <source>looks</source>
        <translation>Blicke</translation>
    </message>
    <message>
        <source>nobody is in the way</source>
        <translation>niemand ist im Weg</translation>
    </message>
    <message>
        <source>there is no table %1</source>
        <translation>es gibt keine Tabelle %1</translation>
    </message>
    <message>
        <source>there are several tables %1</source>
        <translation>es gibt mehrere Tabellen %1</translation>
    </message>
    <message>
        <source>Name the schema: SCHEMA.TABLE.</source>
        <translation>Das Schema angeben: SCHEMA.TABLE.</translation>
    </message>
    <message>
        <source>%1 is not a plain table</source>
        <translation>%1 ist keine einfache Tabelle</translation>
    </message>
    <message numerus="yes">
        <source>%n hindrance(s) now</source>
        <translation>
            <numerusform>%n Hindernis jetzt</numerusform>
            <numerusform>%n Hindernisse jetzt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwitchStep</name>
    <message>
        <source>Exchange the names: the partitioned table becomes the table, the old one stays beside it.</source>
        <translation>Die Namen tauschen: die partitionierte Tabelle wird zur Tabelle, die alte bleibt daneben.</translation>
    </message>
    <message>
        <source>Readers and writers of the table, for some milliseconds; an attempt is given up after the lock timeout, and nothing has happened then.</source>
        <translation>Leser und Schreiber der Tabelle, für einige Millisekunden; ein Versuch wird nach dem Lock-Timeout aufgegeben, und dann ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Until Finish, rollback exchanges the names again; no write is lost.</source>
        <translation>Bis zum Abschluss tauscht das Zurückrollen die Namen wieder; kein Schreibvorgang geht verloren.</translation>
    </message>
    <message>
        <source>before the switch</source>
        <translation>vor dem Umschalten</translation>
    </message>
    <message>
        <source>after the switch</source>
        <translation>nach dem Umschalten</translation>
    </message>
    <message>
        <source>The switch is held back; the copy follows the table.</source>
        <translation>Das Umschalten wird zurückgehalten; die Kopie folgt der Tabelle.</translation>
    </message>
    <message>
        <source>the table was altered right after the switch</source>
        <translation>die Tabelle wurde unmittelbar nach dem Umschalten geändert</translation>
    </message>
    <message>
        <source>The table was altered right after the switch: the way back is closed, since it would lose that.</source>
        <translation>Die Tabelle wurde unmittelbar nach dem Umschalten geändert: der Rückweg ist geschlossen, da diese Änderung verloren ginge.</translation>
    </message>
    <message>
        <source>Wait until no transaction from before the switch is left; carry over what they still wrote; validate the foreign keys.</source>
        <translation>Warten, bis keine Transaktion von vor dem Umschalten übrig ist; übernehmen, was diese noch geschrieben haben; die Fremdschlüssel validieren.</translation>
    </message>
    <message>
        <source>Switched: %1; %2 s of synchronous capture.</source>
        <translation>Umgeschaltet: %1; %2 s synchrone Erfassung.</translation>
    </message>
    <message>
        <source>Nobody for longer than the lock timeout.</source>
        <translation>Niemanden länger als das Lock-Timeout.</translation>
    </message>
</context>
<context>
    <name>TaskText</name>
    <message>
        <source>queued</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>cancelling</source>
        <translation>wird abgebrochen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>planned, nothing was changed yet</source>
        <translation>geplant, noch wurde nichts geändert</translation>
    </message>
    <message>
        <source>the partitions are made</source>
        <translation>die Partitionen sind angelegt</translation>
    </message>
    <message>
        <source>changes are captured</source>
        <translation>Änderungen werden erfasst</translation>
    </message>
    <message>
        <source>copying</source>
        <translation>wird kopiert</translation>
    </message>
    <message>
        <source>copied, late changes are replayed</source>
        <translation>kopiert, späte Änderungen werden nachgezogen</translation>
    </message>
    <message>
        <source>indexes are built</source>
        <translation>Indexe werden aufgebaut</translation>
    </message>
    <message>
        <source>the copy follows the table</source>
        <translation>die Kopie folgt der Tabelle</translation>
    </message>
    <message>
        <source>proven equal, ready to switch</source>
        <translation>nachweislich gleich, bereit zum Umschalten</translation>
    </message>
    <message>
        <source>switched, late transactions are waited for</source>
        <translation>umgeschaltet, späte Transaktionen werden abgewartet</translation>
    </message>
    <message>
        <source>switched, the old table is kept equal</source>
        <translation>umgeschaltet, die alte Tabelle wird gleich gehalten</translation>
    </message>
    <message>
        <source>going back</source>
        <translation>auf dem Rückweg</translation>
    </message>
    <message>
        <source>rolled back, the table is plain again</source>
        <translation>zurückgerollt, die Tabelle ist wieder einfach</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>stopped by the guard: the hooks were removed</source>
        <translation>vom Wächter gestoppt: die Hooks wurden entfernt</translation>
    </message>
    <message>
        <source>nobody keeps the old table equal, for %1</source>
        <translation>niemand hält die alte Tabelle gleich, seit %1</translation>
    </message>
    <message>
        <source>nobody is at work on it, for %1</source>
        <translation>niemand arbeitet daran, seit %1</translation>
    </message>
    <message>
        <source>switched, the way back is closed</source>
        <translation>umgeschaltet, der Rückweg ist geschlossen</translation>
    </message>
    <message>
        <source>switched</source>
        <translation>umgeschaltet</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>Development</source>
        <translation>Entwicklung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
</context>
<context>
    <name>Verifier</name>
    <message>
        <source>once a partition</source>
        <translation>einmal je Partition</translation>
    </message>
    <message>
        <source>once a worker; the name is the exported one</source>
        <translation>einmal je Worker; der Name ist der exportierte</translation>
    </message>
    <message>
        <source>once a worker</source>
        <translation>einmal je Worker</translation>
    </message>
    <message>
        <source>once a range of pages</source>
        <translation>einmal je Seitenbereich</translation>
    </message>
    <message>
        <source>only if the sums of this partition differ, or in strict mode</source>
        <translation>nur wenn die Summen dieser Partition abweichen, oder im strengen Modus</translation>
    </message>
    <message>
        <source>only for rows that differ</source>
        <translation>nur für abweichende Zeilen</translation>
    </message>
    <message>
        <source>the verification did not end</source>
        <translation>die Prüfung kam zu keinem Ende</translation>
    </message>
    <message>
        <source>Its snapshot may be held for %1 s (limits in the plan), and it gives way to whoever waits for a lock on the table.</source>
        <translation>Ihr Snapshot darf %1 s gehalten werden (limits im Plan), und sie weicht jedem, der auf eine Sperre der Tabelle wartet.</translation>
    </message>
    <message>
        <source>The verification gave way to somebody who waited for a lock; it starts again.</source>
        <translation>Die Prüfung ist jemandem gewichen, der auf eine Sperre wartete; sie beginnt von vorn.</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>the verification holds its snapshot too long</source>
        <translation>die Prüfung hält ihren Snapshot zu lange</translation>
    </message>
    <message>
        <source>%1 s have passed.</source>
        <translation>%1 s sind vergangen.</translation>
    </message>
    <message>
        <source>Raise verifySnapshotMs in the plan, or use more workers.</source>
        <translation>verifySnapshotMs im Plan erhöhen oder mehr Worker verwenden.</translation>
    </message>
    <message>
        <source>outside every partition</source>
        <translation>außerhalb aller Partitionen</translation>
    </message>
    <message>
        <source>Verified: %1 rows in %2 partitions are equal (%3).</source>
        <translation>Geprüft: %1 Zeilen in %2 Partitionen sind gleich (%3).</translation>
    </message>
    <message>
        <source>Verified: %1 rows, %2 of %3 partitions DIFFER (%4).</source>
        <translation>Geprüft: %1 Zeilen, %2 von %3 Partitionen WEICHEN AB (%4).</translation>
    </message>
    <message>
        <source>Verified byte by byte: %1 rows in %2 partitions are equal (%3).</source>
        <translation>Byte für Byte geprüft: %1 Zeilen in %2 Partitionen sind gleich (%3).</translation>
    </message>
    <message>
        <source>%1 changes of that very moment waited for the replay; their rows are not in that number.</source>
        <translation>%1 Änderungen dieses Augenblicks warteten noch auf das Nachziehen; ihre Zeilen sind nicht mitgezählt.</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>row by row</source>
        <translation>Zeile für Zeile</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>about once a second while watching</source>
        <translation>beim Überwachen etwa einmal je Sekunde</translation>
    </message>
    <message>
        <source>only when there is something to replay</source>
        <translation>nur wenn es etwas nachzuziehen gibt</translation>
    </message>
    <message>
        <source>instead of taking all at once, where very many changes wait</source>
        <translation>statt alles auf einmal zu nehmen, wenn sehr viele Änderungen warten</translation>
    </message>
    <message>
        <source>only after a TRUNCATE</source>
        <translation>nur nach einem TRUNCATE</translation>
    </message>
    <message>
        <source>until no transaction from before the switch is left</source>
        <translation>bis keine Transaktion von vor dem Umschalten übrig ist</translation>
    </message>
    <message>
        <source>every ten seconds while watching</source>
        <translation>beim Überwachen alle zehn Sekunden</translation>
    </message>
    <message>
        <source>only when the way back opens or closes</source>
        <translation>nur wenn der Rückweg sich öffnet oder schließt</translation>
    </message>
    <message>
        <source>The old table was truncated or its triggers were touched; it is filled again from the new one.</source>
        <translation>Die alte Tabelle wurde geleert oder ihre Trigger wurden verändert; sie wird aus der neuen wieder gefüllt.</translation>
    </message>
    <message>
        <source>The table was truncated; the old one is filled again.</source>
        <translation>Die Tabelle wurde geleert (TRUNCATE); die alte wird wieder gefüllt.</translation>
    </message>
    <message>
        <source>the new table holds rows that the old one refuses (%1)</source>
        <translation>die neue Tabelle enthält Zeilen, die die alte abweist (%1)</translation>
    </message>
    <message>
        <source>The way back: %1</source>
        <translation>Der Rückweg: %1</translation>
    </message>
    <message>
        <source>the triggers of the reverse capture were touched; what was written meanwhile is not known</source>
        <translation>die Trigger der Rückerfassung wurden verändert; was inzwischen geschrieben wurde, ist nicht bekannt</translation>
    </message>
    <message>
        <source>partitions were made, attached, detached or dropped since the switch; the old table does not know it</source>
        <translation>seit dem Umschalten wurden Partitionen angelegt, angehängt, gelöst oder gelöscht; die alte Tabelle kennt das nicht</translation>
    </message>
    <message>
        <source>these came since the switch and would stay behind; remove them to open it again: %1</source>
        <translation>diese Objekte kamen seit dem Umschalten hinzu und blieben zurück; sie entfernen, um ihn wieder zu öffnen: %1</translation>
    </message>
    <message>
        <source>Transactions from before the switch still run:</source>
        <translation>Transaktionen von vor dem Umschalten laufen noch:</translation>
    </message>
    <message>
        <source>replayed %1 keys into the old table</source>
        <translation>%1 Schlüssel in die alte Tabelle nachgezogen</translation>
    </message>
    <message>
        <source>the old table is current</source>
        <translation>die alte Tabelle ist aktuell</translation>
    </message>
    <message>
        <source>The synchronous standby has not confirmed the switch yet, or this role may not see it (pg_monitor). Until it has, a failover would find the table as it was before the switch.</source>
        <translation>Der synchrone Standby hat das Umschalten noch nicht bestätigt, oder diese Rolle darf das nicht sehen (pg_monitor). Bis dahin fände ein Failover die Tabelle wie vor dem Umschalten vor.</translation>
    </message>
    <message>
        <source>Carried over %1 late writes that went into the old table.</source>
        <translation>%1 späte Schreibvorgänge, die in die alte Tabelle gingen, wurden übernommen.</translation>
    </message>
    <message>
        <source>%1 late writes into the old table were not carried over: the same rows were written in the new table too, and stay as they are there.</source>
        <translation>%1 späte Schreibvorgänge in die alte Tabelle wurden nicht übernommen: dieselben Zeilen wurden auch in der neuen Tabelle geschrieben und bleiben, wie sie dort sind.</translation>
    </message>
    <message>
        <source>materialized views were altered since the switch; undo that to open it again: %1</source>
        <translation>materialisierte Views wurden seit dem Umschalten geändert; das rückgängig machen, um ihn wieder zu öffnen: %1</translation>
    </message>
    <message>
        <source>A transaction that waited for the switch wrote this row into %1, where the foreign key was not checked any more. Make the row that it references, or correct or delete it in %1; then run the same command again.</source>
        <translation>Eine Transaktion, die auf das Umschalten wartete, schrieb diese Zeile in %1, wo der Fremdschlüssel nicht mehr geprüft wurde. Legen Sie die Zeile an, auf die sie verweist, oder berichtigen oder löschen Sie sie in %1; führen Sie dann denselben Befehl noch einmal aus.</translation>
    </message>
    <message>
        <source>only when the table was altered</source>
        <translation>nur wenn die Tabelle geändert wurde</translation>
    </message>
    <message>
        <source>the table was altered since the switch; undo that to open it again: %1</source>
        <translation>die Tabelle wurde seit dem Umschalten geändert; das rückgängig machen, um ihn wieder zu öffnen: %1</translation>
    </message>
    <message>
        <source>%1 lacks %2</source>
        <translation>%1 fehlt %2</translation>
    </message>
    <message>
        <source>ALARM: partitions without a unique key that the plan promises: %1</source>
        <translation>ALARM: Partitionen ohne einen eindeutigen Schlüssel, den der Plan zusagt: %1</translation>
    </message>
    <message>
        <source>what, is not known</source>
        <translation>was, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>ALARM: keys that the plan promises to be unique over the whole table are not guarded, a trigger was dropped or disabled: %1</source>
        <translation>ALARM: Schlüssel, die der Plan als über die ganze Tabelle eindeutig zusagt, sind ohne Wächter, ein Trigger wurde gelöscht oder deaktiviert: %1</translation>
    </message>
    <message>
        <source>A transaction that waited for the switch wrote this row into %1, and the application wrote another one with the same key. Correct or delete one of them; then run the same command again.</source>
        <translation>Eine Transaktion, die auf das Umschalten wartete, schrieb diese Zeile in %1, und die Anwendung schrieb eine andere mit demselben Schlüssel. Berichtigen oder löschen Sie eine der beiden; führen Sie dann denselben Befehl noch einmal aus.</translation>
    </message>
    <message>
        <source>the way back is closed, the old table falls behind</source>
        <translation>der Rückweg ist geschlossen, die alte Tabelle bleibt zurück</translation>
    </message>
    <message>
        <source>only when somebody wrote into the old table</source>
        <translation>nur wenn jemand in die alte Tabelle geschrieben hat</translation>
    </message>
</context>
<context>
    <name>WriteLedger</name>
    <message>
        <source>surplus: %1</source>
        <translation>überzählig: %1</translation>
    </message>
    <message>
        <source>different: %1, expected: %2</source>
        <translation>abweichend: %1, erwartet: %2</translation>
    </message>
    <message>
        <source>missing: %1</source>
        <translation>fehlend: %1</translation>
    </message>
    <message>
        <source>rows nobody wrote to: %1 with sum %2, expected: %3 with sum %4</source>
        <translation>Zeilen, in die niemand schrieb: %1 mit Summe %2, erwartet: %3 mit Summe %4</translation>
    </message>
</context>
<context>
    <name>WriterLoad</name>
    <message>
        <source>read %1 where %2 was committed before</source>
        <translation>%1 gelesen, wo zuvor %2 committet wurde</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>row %1 was not found when it was to be changed</source>
        <translation>Zeile %1 wurde nicht gefunden, als sie geändert werden sollte</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Shows partition trees and migrates big live tables to partitioned ones.</source>
        <translation>Zeigt Partitionsbäume und migriert große Tabellen im laufenden Betrieb zu partitionierten.</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>Diese Hilfe zeigen.</translation>
    </message>
    <message>
        <source>Connect to the demo server.</source>
        <translation>Mit dem Demo-Server verbinden.</translation>
    </message>
    <message>
        <source>A URI or a conninfo string to connect to.</source>
        <translation>Eine URI oder ein Conninfo-String für die Verbindung.</translation>
    </message>
</context>
<context>
    <name>parterre::ActivityPanel</name>
    <message>
        <source>Reading sessions…</source>
        <translation>Sitzungen werden gelesen…</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Blocked by</source>
        <translation>Blockiert von</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Transaction</source>
        <translation>Transaktion</translation>
    </message>
    <message>
        <source>Query for</source>
        <translation>Abfrage seit</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Abfrage</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>&amp;Cancel query</source>
        <translation>Abfrage abb&amp;rechen</translation>
    </message>
    <message>
        <source>&amp;Terminate session…</source>
        <translation>Si&amp;tzung beenden…</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Connect to a server to see its sessions.</source>
        <translation>Mit einem Server verbinden, um seine Sitzungen zu sehen.</translation>
    </message>
    <message>
        <source>Read sessions</source>
        <translation>Sitzungen lesen</translation>
    </message>
    <message>
        <source>PID %1</source>
        <translation>PID %1</translation>
    </message>
    <message>
        <source>prepared %1</source>
        <translation>vorbereitet %1</translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>vorbereitet</translation>
    </message>
    <message>
        <source>autovacuum</source>
        <translation>autovacuum</translation>
    </message>
    <message>
        <source>not visible</source>
        <translation>nicht sichtbar</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>No session is using %1</source>
        <translation>Keine Sitzung verwendet %1</translation>
    </message>
    <message>
        <source>No session is using a table</source>
        <translation>Keine Sitzung verwendet eine Tabelle</translation>
    </message>
    <message>
        <source>Sessions appear here while they hold or wait for a lock.</source>
        <translation>Sitzungen erscheinen hier, solange sie eine Sperre halten oder auf eine warten.</translation>
    </message>
    <message>
        <source>Unlock changes to cancel queries and end sessions.</source>
        <translation>Änderungen freigeben, um Abfragen abzubrechen und Sitzungen zu beenden.</translation>
    </message>
    <message>
        <source>Choose a session to cancel its query or to end it.</source>
        <translation>Eine Sitzung wählen, um ihre Abfrage abzubrechen oder sie zu beenden.</translation>
    </message>
    <message>
        <source>A prepared transaction has no session: COMMIT PREPARED or ROLLBACK PREPARED ends it.</source>
        <translation>Eine vorbereitete Transaktion hat keine Sitzung: COMMIT PREPARED oder ROLLBACK PREPARED beendet sie.</translation>
    </message>
    <message>
        <source>Cancel the query of session %1</source>
        <translation>Abfrage von Sitzung %1 abbrechen</translation>
    </message>
    <message>
        <source>The server was asked to cancel the query of session %1.</source>
        <translation>Der Server wurde aufgefordert, die Abfrage von Sitzung %1 abzubrechen.</translation>
    </message>
    <message>
        <source>Terminate session %1?</source>
        <translation>Sitzung %1 beenden?</translation>
    </message>
    <message>
        <source>Terminate session %1 of %2?</source>
        <translation>Sitzung %1 von %2 beenden?</translation>
    </message>
    <message>
        <source>Its transaction is rolled back and its connection is closed.</source>
        <translation>Ihre Transaktion wird zurückgerollt und ihre Verbindung geschlossen.</translation>
    </message>
    <message>
        <source>Terminate session</source>
        <translation>Sitzung beenden</translation>
    </message>
    <message>
        <source>Terminate session %1</source>
        <translation>Sitzung %1 beenden</translation>
    </message>
    <message>
        <source>The server was asked to end session %1.</source>
        <translation>Der Server wurde aufgefordert, Sitzung %1 zu beenden.</translation>
    </message>
    <message>
        <source>old snapshot</source>
        <translation>alter Snapshot</translation>
    </message>
    <message>
        <source>Sessions appear here while they hold or wait for a lock, or have a snapshot that the switch would wait for.</source>
        <translation>Sitzungen erscheinen hier, solange sie eine Sperre halten oder auf eine warten oder einen Snapshot haben, auf den die Umschaltung warten würde.</translation>
    </message>
    <message>
        <source>All sessions with locks are listed; what those of other roles run is hidden from role %1, which is no member of pg_read_all_stats (part of pg_monitor).</source>
        <translation>Alle Sitzungen mit Sperren sind aufgeführt; was die anderer Rollen ausführen, ist vor der Rolle %1 verborgen, die nicht Mitglied von pg_read_all_stats (einem Teil von pg_monitor) ist.</translation>
    </message>
    <message>
        <source>Its state and query are visible to members of pg_read_all_stats only.</source>
        <translation>Ihren Zustand und ihre Abfrage sehen nur Mitglieder von pg_read_all_stats.</translation>
    </message>
    <message>
        <source>It holds no lock on the table, but may still look at the rows as they were before: the switch waits until its transaction ends.</source>
        <translation>Sie hält keine Sperre auf der Tabelle, sieht aber womöglich noch die Zeilen, wie sie vorher waren: Das Umschalten wartet, bis ihre Transaktion endet.</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveBrowseDialog</name>
    <message>
        <source>%1: %2 rows of %3</source>
        <translation>%1: %2 Zeilen von %3</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>all rows</source>
        <translation>alle Zeilen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Rows whose</source>
        <translation>Zeilen, in denen</translation>
    </message>
    <message>
        <source>is</source>
        <translation>gleich ist:</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Zeilen der Datei</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>Die Datei wird gelesen</translation>
    </message>
    <message>
        <source>Browse an archive file</source>
        <translation>Eine Archivdatei ansehen</translation>
    </message>
    <message>
        <source>Nothing was read</source>
        <translation>Nichts wurde gelesen</translation>
    </message>
    <message>
        <source>Reading was cancelled.</source>
        <translation>Das Lesen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Noch einmal lesen</translation>
    </message>
    <message>
        <source>no row</source>
        <translation>keine Zeile</translation>
    </message>
    <message>
        <source>rows %1 to %2</source>
        <translation>Zeilen %1 bis %2</translation>
    </message>
    <message>
        <source>%1 files: %2 rows</source>
        <translation>%1 Dateien: %2 Zeilen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>%1 rows on this page</source>
        <translation>%1 Zeilen auf dieser Seite</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveDesk</name>
    <message>
        <source>Read the archives</source>
        <translation>Archive lesen</translation>
    </message>
    <message>
        <source>Keep the archive policy of %1</source>
        <translation>Archivregel von %1 behalten</translation>
    </message>
    <message>
        <source>The policy of %1 is kept; rows go to %2 when it runs.</source>
        <translation>Die Regel für %1 ist gespeichert; Zeilen gehen nach %2, wenn sie läuft.</translation>
    </message>
    <message>
        <source>Remove the archive policy of %1</source>
        <translation>Archivregel von %1 entfernen</translation>
    </message>
    <message>
        <source>Archive %1</source>
        <translation>%1 archivieren</translation>
    </message>
    <message>
        <source>Restore to %1</source>
        <translation>Nach %1 wiederherstellen</translation>
    </message>
    <message>
        <source>Undo the restore to %1</source>
        <translation>Die Wiederherstellung nach %1 zurücknehmen</translation>
    </message>
    <message>
        <source>Measure %1</source>
        <translation>%1 messen</translation>
    </message>
    <message>
        <source>%1 was measured.</source>
        <translation>%1 wurde gemessen.</translation>
    </message>
    <message>
        <source>Keep the queries and prices of %1</source>
        <translation>Abfragen und Preise von %1 speichern</translation>
    </message>
    <message>
        <source>The queries and prices of %1 are kept.</source>
        <translation>Die Abfragen und Preise von %1 sind gespeichert.</translation>
    </message>
    <message>
        <source>The policy of %1 is gone; its archive stays: %2.</source>
        <translation>Die Regel von %1 ist fort; ihr Archiv bleibt: %2.</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveDryRunDialog</name>
    <message>
        <source>Dry run: %1</source>
        <translation>Probelauf: %1</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveExportDialog</name>
    <message>
        <source>Export rows to a file</source>
        <translation>Zeilen in eine Datei exportieren</translation>
    </message>
    <message>
        <source>all rows; or SQL over the table&apos;s columns</source>
        <translation>alle Zeilen; oder SQL über die Spalten der Tabelle</translation>
    </message>
    <message>
        <source>CSV, zstd: any program reads it</source>
        <translation>CSV, zstd: jedes Programm liest es</translation>
    </message>
    <message>
        <source>binary, zstd: for this server&apos;s major version</source>
        <translation>binär, zstd: für die Hauptversion dieses Servers</translation>
    </message>
    <message>
        <source>The rows stay in the table. The file gets its name when it was read back from the disk and compared by the server; none is ever overwritten.</source>
        <translation>Die Zeilen bleiben in der Tabelle. Die Datei bekommt ihren Namen, wenn sie von der Platte zurückgelesen und vom Server verglichen wurde; keine wird je überschrieben.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>&amp;Table:</source>
        <translation>&amp;Tabelle:</translation>
    </message>
    <message>
        <source>&amp;Condition:</source>
        <translation>&amp;Bedingung:</translation>
    </message>
    <message>
        <source>File &amp;name:</source>
        <translation>Datei&amp;name:</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Format:</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveFilesPanel</name>
    <message>
        <source>%1 rows are in %2 again.</source>
        <translation>%1 Zeilen sind wieder in %2.</translation>
    </message>
    <message>
        <source>%1 were there already and stay as they are; %2 of them differ from the file.</source>
        <translation>%1 waren schon da und bleiben, wie sie sind; %2 davon unterscheiden sich von der Datei.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>not verified here</source>
        <translation>hier nicht geprüft</translation>
    </message>
    <message>
        <source>A folder with archive files; one that an object store mounts will do</source>
        <translation>Ein Ordner mit Archivdateien; auch einer, den ein Objektspeicher einhängt</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>&amp;Ordner:</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Browse</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Archive files</source>
        <translation>Archivdateien</translation>
    </message>
    <message>
        <source>Folder with archive files</source>
        <translation>Ordner mit Archivdateien</translation>
    </message>
    <message>
        <source>No folder is chosen</source>
        <translation>Kein Ordner ist gewählt</translation>
    </message>
    <message>
        <source>An archive file holds rows of a table, compressed, beside a manifest that proves them.</source>
        <translation>Eine Archivdatei enthält Zeilen einer Tabelle, komprimiert, neben einem Manifest, das sie beweist.</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>Read the archive files</source>
        <translation>Archivdateien lesen</translation>
    </message>
    <message>
        <source>No archive file</source>
        <translation>Keine Archivdatei</translation>
    </message>
    <message>
        <source>This folder has none yet.</source>
        <translation>Dieser Ordner hat noch keine.</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur lesend.</translation>
    </message>
    <message>
        <source>Unlock for changes</source>
        <translation>Änderungen freigeben</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>%1 holds %2 rows of %3, read back from the disk and compared by the server. They are still in the table.</source>
        <translation>%1 enthält %2 Zeilen von %3, von der Platte zurückgelesen und vom Server verglichen. Sie sind noch in der Tabelle.</translation>
    </message>
    <message>
        <source>Verify %1</source>
        <translation>%1 prüfen</translation>
    </message>
    <message>
        <source>verified %1</source>
        <translation>geprüft um %1</translation>
    </message>
    <message>
        <source>Import %1?</source>
        <translation>%1 importieren?</translation>
    </message>
    <message>
        <source>Import into %1</source>
        <translation>Nach %1 importieren</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>%1 rows go into %2, in one transaction, after the file was verified. Rows whose keys are in the table stay as they are there, and are counted. The file stays.</source>
        <translation>%1 Zeilen gehen nach %2, in einer Transaktion, nachdem die Datei geprüft wurde. Zeilen, deren Schlüssel in der Tabelle sind, bleiben dort, wie sie sind, und werden gezählt. Die Datei bleibt.</translation>
    </message>
    <message>
        <source>%1 is what its manifest says: %2 rows.</source>
        <translation>%1 ist, was ihr Manifest sagt: %2 Zeilen.</translation>
    </message>
    <message>
        <source>All %1 files are what their manifests say: %2 rows.</source>
        <translation>Alle %1 Dateien sind, was ihre Manifeste sagen: %2 Zeilen.</translation>
    </message>
    <message>
        <source>Verify %1 files</source>
        <translation>%1 Dateien prüfen</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveFindDialog</name>
    <message>
        <source>Rows of %1, live and archived</source>
        <translation>Zeilen von %1, lebende und archivierte</translation>
    </message>
    <message>
        <source>Nothing was looked for yet</source>
        <translation>Noch wurde nichts gesucht</translation>
    </message>
    <message>
        <source>Say which rows; the live ones and those in %1 are shown, the newest first.</source>
        <translation>Welche Zeilen? Gezeigt werden die lebenden und die in %1, die neuesten zuerst.</translation>
    </message>
    <message>
        <source>SQL over the table&apos;s columns, for example wallet_id = 42</source>
        <translation>SQL über die Spalten der Tabelle, zum Beispiel wallet_id = 42</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Rows with</source>
        <translation>Zeilen mit</translation>
    </message>
    <message>
        <source>Looking for rows</source>
        <translation>Zeilen werden gesucht</translation>
    </message>
    <message>
        <source>Find rows of %1</source>
        <translation>Zeilen von %1 suchen</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Looking was cancelled.</source>
        <translation>Die Suche wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Rows that were found</source>
        <translation>Gefundene Zeilen</translation>
    </message>
    <message>
        <source>live</source>
        <translation>lebend</translation>
    </message>
    <message>
        <source>no row</source>
        <translation>keine Zeile</translation>
    </message>
    <message>
        <source>%1 live, %2 archived on this page</source>
        <translation>%1 lebend, %2 archiviert auf dieser Seite</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveHistory</name>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Rows/s</source>
        <translation>Zeilen/s</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>parterre::ArchivePage</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1: %2 rows, %3 rows/s</source>
        <translation>%1: %2 Zeilen, %3 Zeilen/s</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Brought there by runs and not brought back by restores</source>
        <translation>Von Läufen dorthin gebracht und von keiner Wiederherstellung zurückgeholt</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>Policies</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>New policy…</source>
        <translation>Neue Regel…</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Run now…</source>
        <translation>Jetzt ausführen…</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Wiederherstellen…</translation>
    </message>
    <message>
        <source>Undo restore…</source>
        <translation>Wiederherstellung zurücknehmen…</translation>
    </message>
    <message>
        <source>Put the rows of the restore that is selected below back into the archive</source>
        <translation>Die Zeilen der unten gewählten Wiederherstellung wieder ins Archiv bringen</translation>
    </message>
    <message>
        <source>Remove policy…</source>
        <translation>Regel entfernen…</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Age column</source>
        <translation>Altersspalte</translation>
    </message>
    <message>
        <source>Rows stay</source>
        <translation>Zeilen bleiben</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Archived rows</source>
        <translation>Archivierte Zeilen</translation>
    </message>
    <message>
        <source>Archive size</source>
        <translation>Archivgröße</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Archive policies</source>
        <translation>Archivregeln</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Reading the archives of the database</source>
        <translation>Die Archive der Datenbank werden gelesen</translation>
    </message>
    <message>
        <source>No table is archived yet</source>
        <translation>Noch wird keine Tabelle archiviert</translation>
    </message>
    <message>
        <source>A policy says which rows of a table are old. They move into an archive table, or whole partitions do, and come back when they are asked for.</source>
        <translation>Eine Regel sagt, welche Zeilen einer Tabelle alt sind. Sie, oder ganze Partitionen, wandern in eine Archivtabelle und kommen zurück, wenn man sie verlangt.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur lesend.</translation>
    </message>
    <message>
        <source>Unlock for changes</source>
        <translation>Änderungen freigeben</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Archive %1 now?</source>
        <translation>%1 jetzt archivieren?</translation>
    </message>
    <message numerus="yes">
        <source>Rows older than %n day(s) leave %1 and go to %2. Each batch is complete in itself: it can be stopped at any time, and &quot;Restore&quot; brings rows back.</source>
        <translation>
            <numerusform>Zeilen, die älter als %n Tag sind, verlassen %1 und gehen nach %2. Jeder Stapel ist in sich vollständig: Es kann jederzeit angehalten werden, und „Wiederherstellen“ bringt Zeilen zurück.</numerusform>
            <numerusform>Zeilen, die älter als %n Tage sind, verlassen %1 und gehen nach %2. Jeder Stapel ist in sich vollständig: Es kann jederzeit angehalten werden, und „Wiederherstellen“ bringt Zeilen zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Archive %1</source>
        <translation>%1 archivieren</translation>
    </message>
    <message>
        <source>%1 cannot be archived as it is</source>
        <translation>%1 kann so, wie es ist, nicht archiviert werden</translation>
    </message>
    <message>
        <source>&quot;Dry run&quot; says what stands against it.</source>
        <translation>„Probelauf“ sagt, was dagegen steht.</translation>
    </message>
    <message>
        <source>Restore to %1?</source>
        <translation>Nach %1 wiederherstellen?</translation>
    </message>
    <message>
        <source>Restore to %1</source>
        <translation>Nach %1 wiederherstellen</translation>
    </message>
    <message>
        <source>Take the restore to %1 back?</source>
        <translation>Die Wiederherstellung nach %1 zurücknehmen?</translation>
    </message>
    <message>
        <source>The %1 rows that it brought back leave %2 again and go to %3. Rows that were changed since stay live.</source>
        <translation>Die %1 Zeilen, die sie zurückgebracht hat, verlassen %2 wieder und gehen nach %3. Zeilen, die seither geändert wurden, bleiben.</translation>
    </message>
    <message>
        <source>Undo the restore</source>
        <translation>Wiederherstellung zurücknehmen</translation>
    </message>
    <message>
        <source>Remove the policy of %1?</source>
        <translation>Die Regel für %1 entfernen?</translation>
    </message>
    <message>
        <source>Remove the policy</source>
        <translation>Regel entfernen</translation>
    </message>
    <message>
        <source>End what runs now. What was moved stays moved; the next run takes the rest.</source>
        <translation>Beenden, was gerade läuft. Was verschoben ist, bleibt verschoben; der nächste Lauf nimmt den Rest.</translation>
    </message>
    <message>
        <source>Savings</source>
        <translation>Ersparnis</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>%1 rows go back from %2. &quot;Undo restore&quot; takes them out again.</source>
        <translation>%1 Zeilen gehen von %2 zurück. „Wiederherstellung zurücknehmen“ nimmt sie wieder heraus.</translation>
    </message>
    <message>
        <source>Change policy…</source>
        <translation>Regel ändern…</translation>
    </message>
    <message>
        <source>At most %1 rows go back from %2, which stay.</source>
        <translation>Höchstens %1 Zeilen gehen zurück aus: %2; die Dateien bleiben.</translation>
    </message>
    <message>
        <source>Nothing of %1 is archived any more. The archive and its rows stay: %2.</source>
        <translation>Von %1 wird nichts mehr archiviert. Das Archiv und seine Zeilen bleiben: %2.</translation>
    </message>
    <message>
        <source>Find rows…</source>
        <translation>Zeilen suchen…</translation>
    </message>
    <message>
        <source>The %1 rows that it brought back leave %2 again, where they are as the files have them. Rows that were changed since stay live.</source>
        <translation>Die %1 Zeilen, die sie zurückgebracht hat, verlassen %2 wieder, soweit sie sind, wie die Dateien sie haben. Zeilen, die seitdem geändert wurden, bleiben.</translation>
    </message>
</context>
<context>
    <name>parterre::ArchivePlanView</name>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Rows ≈</source>
        <translation>Zeilen ≈</translation>
    </message>
    <message>
        <source>Size ≈</source>
        <translation>Größe ≈</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Partitions that would be archived</source>
        <translation>Partitionen, die archiviert würden</translation>
    </message>
    <message>
        <source>What goes</source>
        <translation>Was geht</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>%1 wird angesehen</translation>
    </message>
    <message>
        <source>Plan the archive of %1</source>
        <translation>Das Archiv von %1 planen</translation>
    </message>
    <message>
        <source>Nothing was planned</source>
        <translation>Nichts wurde geplant</translation>
    </message>
    <message>
        <source>Looking at the table was cancelled.</source>
        <translation>Das Ansehen der Tabelle wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Plan again</source>
        <translation>Neu planen</translation>
    </message>
    <message>
        <source>%1 cannot be archived as it is. What stands against it is below.</source>
        <translation>%1 kann so, wie es ist, nicht archiviert werden. Was dagegen steht, steht unten.</translation>
    </message>
    <message>
        <source>Nothing stands against it.</source>
        <translation>Nichts steht dagegen.</translation>
    </message>
    <message>
        <source>Findings (%1)</source>
        <translation>Befunde (%1)</translation>
    </message>
</context>
<context>
    <name>parterre::ArchivePolicyDialog</name>
    <message>
        <source>New archive policy</source>
        <translation>Neue Archivregel</translation>
    </message>
    <message>
        <source>Unlock for changes</source>
        <translation>Änderungen freigeben</translation>
    </message>
    <message>
        <source>Keep policy</source>
        <translation>Regel behalten</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>always; 22:00-05:00 (UTC) keeps it to the night</source>
        <translation>immer; 22:00-05:00 (UTC) beschränkt es auf die Nacht</translation>
    </message>
    <message>
        <source>&amp;Table:</source>
        <translation>&amp;Tabelle:</translation>
    </message>
    <message>
        <source>&amp;Age column:</source>
        <translation>&amp;Altersspalte:</translation>
    </message>
    <message>
        <source>&amp;Rows stay for:</source>
        <translation>&amp;Zeilen bleiben:</translation>
    </message>
    <message>
        <source>Ar&amp;chive table:</source>
        <translation>Ar&amp;chivtabelle:</translation>
    </message>
    <message>
        <source>Only in the &amp;hours:</source>
        <translation>Nur &amp;von–bis:</translation>
    </message>
    <message>
        <source>This database has no table.</source>
        <translation>Diese Datenbank hat keine Tabelle.</translation>
    </message>
    <message>
        <source>Write the hours as 22:00-05:00.</source>
        <translation>Schreiben Sie die Stunden als 22:00-05:00.</translation>
    </message>
    <message>
        <source>The findings say what stands against it.</source>
        <translation>Die Befunde sagen, was dagegen steht.</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur lesend.</translation>
    </message>
    <message>
        <source>Nothing is changed before the policy is kept and run.</source>
        <translation>Nichts wird geändert, bevor die Regel behalten und ausgeführt wird.</translation>
    </message>
    <message>
        <source>&apos;daily 02:00&apos;, &apos;weekly sunday 02:00&apos; or &apos;monthly 1 02:00&apos;, in UTC. A timer that calls &quot;parterrectl archive run --due --yes&quot; follows it; the window does not.</source>
        <translation>&apos;daily 02:00&apos;, &apos;weekly sunday 02:00&apos; oder &apos;monthly 1 02:00&apos;, in UTC. Ein Timer, der „parterrectl archive run --due --yes“ aufruft, folgt ihm; das Fenster nicht.</translation>
    </message>
    <message>
        <source>&amp;Scheduled (UTC):</source>
        <translation>&amp;Zeitplan (UTC):</translation>
    </message>
    <message>
        <source>this one; or the name of a foreign server (postgres_fdw)</source>
        <translation>diesem; oder der Name eines Fremdservers (postgres_fdw)</translation>
    </message>
    <message>
        <source>On ser&amp;ver:</source>
        <translation>Auf dem Ser&amp;ver:</translation>
    </message>
    <message>
        <source>Change the archive policy of %1</source>
        <translation>Die Archivregel von %1 ändern</translation>
    </message>
    <message>
        <source>no; or a folder of the machine that runs the policy</source>
        <translation>nein; oder ein Ordner des Rechners, auf dem die Regel läuft</translation>
    </message>
    <message>
        <source>As &amp;files in:</source>
        <translation>Als &amp;Dateien in:</translation>
    </message>
    <message>
        <source>&amp;Leave a partition of which only a part is old until all of it is</source>
        <translation>Eine nur &amp;zum Teil alte Partition lassen, bis alles darin alt ist</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveSavingsDialog</name>
    <message>
        <source>&amp;Table:</source>
        <translation>&amp;Tabelle:</translation>
    </message>
    <message>
        <source>&amp;Archive:</source>
        <translation>&amp;Archiv:</translation>
    </message>
    <message>
        <source>Archive &amp;files:</source>
        <translation>Archiv&amp;dateien:</translation>
    </message>
    <message>
        <source>Archive on another &amp;server:</source>
        <translation>Archiv a&amp;uf anderem Server:</translation>
    </message>
    <message>
        <source>&amp;Backups:</source>
        <translation>&amp;Sicherungen:</translation>
    </message>
    <message>
        <source>Queries and prices: %1</source>
        <translation>Abfragen und Preise: %1</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Queries</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Real queries of the application, with values, each ended by a semicolon: up to %1. A run measures their time before and after, by reading only.</source>
        <translation>Echte Abfragen der Anwendung, mit Werten, jede mit einem Semikolon beendet: bis zu %1. Ein Lauf misst ihre Zeit vorher und nachher, nur lesend.</translation>
    </message>
    <message>
        <source>What a GB (1024³ bytes) costs a month. What stays empty is not counted.</source>
        <translation>Was ein GB (1024³ Bytes) im Monat kostet. Was leer bleibt, wird nicht gezählt.</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>&amp;Currency:</source>
        <translation>&amp;Währung:</translation>
    </message>
    <message>
        <source>Backups that are &amp;kept:</source>
        <translation>Sicherungen, die auf&amp;bewahrt werden:</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no price; write it as %2</source>
        <translation>„%1“ ist kein Preis; zu schreiben wie %2</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur lesend.</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveSavingsPanel</name>
    <message>
        <source>&amp;Policy:</source>
        <translation>&amp;Regel:</translation>
    </message>
    <message>
        <source>Measure before</source>
        <translation>Vorher messen</translation>
    </message>
    <message>
        <source>Sizes, queries and a sample of a dump, before rows go to the archive</source>
        <translation>Größen, Abfragen und die Stichprobe eines Dumps, bevor Zeilen ins Archiv gehen</translation>
    </message>
    <message>
        <source>Measure after</source>
        <translation>Nachher messen</translation>
    </message>
    <message>
        <source>The same again, to compare: after VACUUM, or after pg_repack</source>
        <translation>Dasselbe noch einmal, zum Vergleich: nach VACUUM oder nach pg_repack</translation>
    </message>
    <message>
        <source>Queries and prices…</source>
        <translation>Abfragen und Preise…</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>By what</source>
        <translation>Wonach</translation>
    </message>
    <message>
        <source>Savings</source>
        <translation>Ersparnis</translation>
    </message>
    <message>
        <source>No table is archived yet</source>
        <translation>Noch wird keine Tabelle archiviert</translation>
    </message>
    <message>
        <source>A policy says which rows of a table are old; what its archive saves is measured here.</source>
        <translation>Eine Archivregel sagt, welche Zeilen einer Tabelle alt sind; was ihr Archiv spart, wird hier gemessen.</translation>
    </message>
    <message>
        <source>Reading what was measured</source>
        <translation>Messungen werden gelesen</translation>
    </message>
    <message>
        <source>Read the savings</source>
        <translation>Ersparnis lesen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>HTML document (*.html)</source>
        <translation>HTML-Dokument (*.html)</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>Der Bericht steht in %1.</translation>
    </message>
</context>
<context>
    <name>parterre::ArchiveSizesCanvas</name>
    <message>
        <source>Sizes of table and archive over time</source>
        <translation>Größen von Tabelle und Archiv im Lauf der Zeit</translation>
    </message>
    <message>
        <source>%1 UTC
table %2
archive %3</source>
        <translation>%1 UTC
Tabelle %2
Archiv %3</translation>
    </message>
    <message>
        <source>Each run writes down how large table and archive are.</source>
        <translation>Jeder Lauf schreibt auf, wie groß Tabelle und Archiv sind.</translation>
    </message>
    <message>
        <source>table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>archive</source>
        <translation>Archiv</translation>
    </message>
</context>
<context>
    <name>parterre::BarCanvas</name>
    <message>
        <source>Estimated</source>
        <translation>Geschätzt</translation>
    </message>
    <message>
        <source>Running total (right)</source>
        <translation>Laufende Summe (rechts)</translation>
    </message>
</context>
<context>
    <name>parterre::BoundsCanvas</name>
    <message>
        <source>No partition
%1</source>
        <translation>Keine Partition
%1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Empty partition</source>
        <translation>Leere Partition</translation>
    </message>
    <message>
        <source>No partition</source>
        <translation>Keine Partition</translation>
    </message>
    <message>
        <source>Future</source>
        <translation>Zukunft</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln partition(s)</source>
        <translation>
            <numerusform>%1: %Ln Partition</numerusform>
            <numerusform>%1: %Ln Partitionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln gap(s)</source>
        <translation>
            <numerusform>%Ln Lücke</numerusform>
            <numerusform>%Ln Lücken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::BoundsPage</name>
    <message>
        <source>Bounds</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>Teil von</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
</context>
<context>
    <name>parterre::BrowserPage</name>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>Not refreshed: %1</source>
        <translation>Nicht aktualisiert: %1</translation>
    </message>
    <message>
        <source>Reading was cancelled</source>
        <translation>Das Lesen wurde abgebrochen</translation>
    </message>
    <message>
        <source>Nothing was read</source>
        <translation>Nichts wurde gelesen</translation>
    </message>
    <message>
        <source>Reading was cancelled.</source>
        <translation>Das Lesen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Erneut lesen</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Filter tables by name</source>
        <translation>Tabellen nach Namen filtern</translation>
    </message>
    <message>
        <source>Tables and partitions</source>
        <translation>Tabellen und Partitionen</translation>
    </message>
    <message>
        <source>Reading the tables of the database</source>
        <translation>Die Tabellen der Datenbank werden gelesen</translation>
    </message>
    <message>
        <source>No tables</source>
        <translation>Keine Tabellen</translation>
    </message>
    <message>
        <source>This database has no table that you may see.</source>
        <translation>Diese Datenbank hat keine Tabelle, die Sie sehen dürfen.</translation>
    </message>
    <message>
        <source>Reading names</source>
        <translation>Namen werden gelesen</translation>
    </message>
    <message>
        <source>Sizes as of %1</source>
        <translation>Größen, Stand %1</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Migrate %1…</source>
        <translation>%1 migrieren…</translation>
    </message>
    <message>
        <source>No name contains &quot;%1&quot;</source>
        <translation>Kein Name enthält „%1“</translation>
    </message>
    <message>
        <source>Archive %1…</source>
        <translation>%1 archivieren…</translation>
    </message>
</context>
<context>
    <name>parterre::ChartPage</name>
    <message>
        <source>%1, as a table</source>
        <translation>%1, als Tabelle</translation>
    </message>
    <message>
        <source>Note on the chart</source>
        <translation>Anmerkung zum Diagramm</translation>
    </message>
    <message>
        <source>Only the first %1 rows are shown; the CSV export has all.</source>
        <translation>Nur die ersten %1 Zeilen werden gezeigt; der CSV-Export enthält alle.</translation>
    </message>
</context>
<context>
    <name>parterre::ChartPane</name>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Kind of chart</source>
        <translation>Art des Diagramms</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>Bounds</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Treemap</source>
        <translation>Treemap</translation>
    </message>
    <message>
        <source>Export error</source>
        <translation>Exportfehler</translation>
    </message>
    <message>
        <source>Show the same figures as a table (%1)</source>
        <translation>Dieselben Zahlen als Tabelle zeigen (%1)</translation>
    </message>
    <message>
        <source>Shows the figures of the chart as a table</source>
        <translation>Zeigt die Zahlen des Diagramms als Tabelle</translation>
    </message>
    <message>
        <source>As PNG picture…</source>
        <translation>Als PNG-Bild…</translation>
    </message>
    <message>
        <source>As SVG drawing…</source>
        <translation>Als SVG-Zeichnung…</translation>
    </message>
    <message>
        <source>As CSV table…</source>
        <translation>Als CSV-Tabelle…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Write this chart to a file</source>
        <translation>Dieses Diagramm in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Writes the chart to a file, as a picture or as a table</source>
        <translation>Schreibt das Diagramm in eine Datei, als Bild oder als Tabelle</translation>
    </message>
    <message>
        <source>Not exported: %1.</source>
        <translation>Nicht exportiert: %1.</translation>
    </message>
    <message>
        <source>Export the chart</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>%1 files (*.%2)</source>
        <translation>%1-Dateien (*.%2)</translation>
    </message>
    <message>
        <source>All tables</source>
        <translation>Alle Tabellen</translation>
    </message>
    <message>
        <source>Show all tables of the database again</source>
        <translation>Wieder alle Tabellen der Datenbank zeigen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
</context>
<context>
    <name>parterre::ConfirmDialog</name>
    <message>
        <source>Type %1 to go on:</source>
        <translation>Zum Fortfahren %1 eingeben:</translation>
    </message>
</context>
<context>
    <name>parterre::Connector</name>
    <message>
        <source>Connect to %1</source>
        <translation>Mit %1 verbinden</translation>
    </message>
    <message>
        <source>Demo server</source>
        <translation>Demo-Server</translation>
    </message>
    <message>
        <source>Start the demo server</source>
        <translation>Demo-Server starten</translation>
    </message>
</context>
<context>
    <name>parterre::DetailsPane</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indexe</translation>
    </message>
    <message>
        <source>DDL</source>
        <translation>DDL</translation>
    </message>
    <message>
        <source>No table is selected</source>
        <translation>Keine Tabelle ausgewählt</translation>
    </message>
    <message>
        <source>Select a table or a partition to see what it is made of.</source>
        <translation>Eine Tabelle oder Partition auswählen, um zu sehen, woraus sie besteht.</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>Read details</source>
        <translation>Details lesen</translation>
    </message>
    <message>
        <source>Bound:</source>
        <translation>Grenzen:</translation>
    </message>
    <message>
        <source>State:</source>
        <translation>Zustand:</translation>
    </message>
    <message>
        <source>Total:</source>
        <translation>Gesamt:</translation>
    </message>
    <message>
        <source>Heap, indexes, TOAST:</source>
        <translation>Heap, Indexe, TOAST:</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>Rows, dead rows:</source>
        <translation>Zeilen, tote Zeilen:</translation>
    </message>
    <message>
        <source>≈ %1, ≈ %2</source>
        <translation>≈ %1, ≈ %2</translation>
    </message>
    <message>
        <source>Last vacuum:</source>
        <translation>Letztes VACUUM:</translation>
    </message>
    <message>
        <source>Last analyze:</source>
        <translation>Letztes ANALYZE:</translation>
    </message>
    <message>
        <source>%1, %2 rows changed since</source>
        <translation>%1, seither %2 Zeilen geändert</translation>
    </message>
    <message>
        <source>Transaction age:</source>
        <translation>Transaktionsalter:</translation>
    </message>
    <message>
        <source>Owner:</source>
        <translation>Eigentümer:</translation>
    </message>
    <message>
        <source>Tablespace:</source>
        <translation>Tablespace:</translation>
    </message>
    <message>
        <source>the database&apos;s default</source>
        <translation>Vorgabe der Datenbank</translation>
    </message>
    <message>
        <source>Comment:</source>
        <translation>Kommentar:</translation>
    </message>
    <message>
        <source>%1 (invalid)</source>
        <translation>%1 (ungültig)</translation>
    </message>
</context>
<context>
    <name>parterre::FindingBox</name>
    <message>
        <source>What to write for %1</source>
        <translation>Was für %1 zu schreiben ist</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy what to write for %1</source>
        <translation>Kopieren, was für %1 zu schreiben ist</translation>
    </message>
</context>
<context>
    <name>parterre::FindingListPage</name>
    <message>
        <source>Planning…</source>
        <translation>Plan wird erstellt…</translation>
    </message>
</context>
<context>
    <name>parterre::ForecastButton</name>
    <message>
        <source>Watch for a while who would be in the way of the switch, and which minute would be the best.</source>
        <translation>Eine Weile beobachten, wer dem Umschalten im Weg wäre und welche Minute die beste wäre.</translation>
    </message>
    <message>
        <source>Cancel forecast</source>
        <translation>Prognose abbrechen</translation>
    </message>
    <message>
        <source>Forecast…</source>
        <translation>Prognose…</translation>
    </message>
    <message>
        <source>Lock forecast for %1</source>
        <translation>Sperrprognose für %1</translation>
    </message>
</context>
<context>
    <name>parterre::ForecastDialog</name>
    <message>
        <source>Who was in the way</source>
        <translation>Wer im Weg war</translation>
    </message>
    <message>
        <source>Lock forecast for %1</source>
        <translation>Sperrprognose für %1</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
</context>
<context>
    <name>parterre::ForecastQuestion</name>
    <message>
        <source>Lock forecast for %1</source>
        <translation>Sperrprognose für %1</translation>
    </message>
    <message>
        <source>Watches who uses what the switch locks, and who has an old snapshot. Nothing is locked or written. What is found holds for the time that was watched only.</source>
        <translation>Beobachtet, wer benutzt, was das Umschalten sperrt, und wer einen alten Snapshot hat. Nichts wird gesperrt oder geschrieben. Das Ergebnis gilt nur für die beobachtete Zeit.</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>&amp;Watch for</source>
        <translation>&amp;Beobachten für</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Beobachten</translation>
    </message>
</context>
<context>
    <name>parterre::ForestLoader</name>
    <message>
        <source>Reading bounds</source>
        <translation>Grenzen werden gelesen</translation>
    </message>
    <message>
        <source>Reading sizes</source>
        <translation>Größen werden gelesen</translation>
    </message>
    <message>
        <source>Read partitions</source>
        <translation>Partitionen lesen</translation>
    </message>
</context>
<context>
    <name>parterre::InlineMessage</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>parterre::LogPanel</name>
    <message>
        <source>Statements</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Copy as psql script</source>
        <translation>Als psql-Skript kopieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Also what the window does by itself, again and again</source>
        <translation>Auch was das Fenster von selbst immer wieder tut</translation>
    </message>
</context>
<context>
    <name>parterre::MainWindow</name>
    <message>
        <source>Parterre</source>
        <translation>Parterre</translation>
    </message>
    <message>
        <source>Unlock for changes</source>
        <translation>Änderungen freigeben</translation>
    </message>
    <message>
        <source>Migrate table…</source>
        <translation>Tabelle migrieren…</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>New connection…</source>
        <translation>Neue Verbindung…</translation>
    </message>
    <message>
        <source>Open plan…</source>
        <translation>Plan öffnen…</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Verbindung trennen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>&amp;Migrate</source>
        <translation>&amp;Migrieren</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>About Parterre</source>
        <translation>Über Parterre</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Haupt-Werkzeugleiste</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindung mit %1 wird aufgebaut</translation>
    </message>
    <message>
        <source>Starting the demo server</source>
        <translation>Der Demo-Server wird gestartet</translation>
    </message>
    <message>
        <source>The connection cannot be saved to %1</source>
        <translation>Die Verbindung kann nicht in %1 gespeichert werden</translation>
    </message>
    <message>
        <source>%1 – Parterre</source>
        <translation>%1 – Parterre</translation>
    </message>
    <message>
        <source>Tasks are running on this connection. Cancel them first.</source>
        <translation>Auf dieser Verbindung laufen Aufgaben. Zuerst abbrechen.</translation>
    </message>
    <message>
        <source>Open plan</source>
        <translation>Plan öffnen</translation>
    </message>
    <message>
        <source>the plan %1 cannot be read</source>
        <translation>der Plan %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>Read migrations</source>
        <translation>Migrationen lesen</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Unlock a production server for changes?</source>
        <translation>Änderungen auf einem Produktionsserver freigeben?</translation>
    </message>
    <message>
        <source>Until it is locked again, or you disconnect, migrations can be started, rolled back and finished on %1. Each still asks first.</source>
        <translation>Bis sie wieder gesperrt werden oder die Verbindung getrennt wird, können auf %1 Migrationen gestartet, zurückgerollt und abgeschlossen werden. Jede davon fragt vorher noch nach.</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>%1 · PostgreSQL %2 · UTC · %3%4</source>
        <translation>%1 · PostgreSQL %2 · UTC · %3%4</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>no TLS</source>
        <translation>kein TLS</translation>
    </message>
    <message>
        <source> · standby</source>
        <translation> · Standby</translation>
    </message>
    <message>
        <source>CHANGES ALLOWED</source>
        <translation>ÄNDERUNGEN FREIGEGEBEN</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesend</translation>
    </message>
    <message>
        <source>Something is still running</source>
        <translation>Es läuft noch etwas</translation>
    </message>
    <message>
        <source>Tasks are running on the server.</source>
        <translation>Auf dem Server laufen Aufgaben.</translation>
    </message>
    <message>
        <source>Close when done</source>
        <translation>Schließen, wenn fertig</translation>
    </message>
    <message>
        <source>Pause, stay open</source>
        <translation>Anhalten, offen bleiben</translation>
    </message>
    <message>
        <source>Cancel tasks and close</source>
        <translation>Aufgaben abbrechen und schließen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Nicht schließen</translation>
    </message>
    <message>
        <source>&lt;b&gt;Parterre %1&lt;/b&gt;&lt;p&gt;Turns big live PostgreSQL tables into partitioned ones, and back.&lt;/p&gt;&lt;p&gt;Qt %2. GPL-3.0-or-later.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Parterre %1&lt;/b&gt;&lt;p&gt;Überführt große PostgreSQL-Tabellen im laufenden Betrieb in partitionierte, und zurück.&lt;/p&gt;&lt;p&gt;Qt %2. GPL-3.0-or-later.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Back to the connections</source>
        <translation>Zurück zu den Verbindungen</translation>
    </message>
    <message>
        <source>Something is running that changes the database. Cancel it first, or wait.</source>
        <translation>Es läuft etwas, das die Datenbank ändert. Zuerst abbrechen oder warten.</translation>
    </message>
    <message>
        <source>A switched migration is being watched.</source>
        <translation>Eine umgeschaltete Migration wird überwacht.</translation>
    </message>
    <message>
        <source>Stop watching and close</source>
        <translation>Überwachung beenden und schließen</translation>
    </message>
    <message>
        <source>Migration</source>
        <translation>Migration</translation>
    </message>
    <message>
        <source>the way back of %1</source>
        <translation>der Rückweg von %1</translation>
    </message>
    <message>
        <source>Changes allowed</source>
        <translation>Änderungen freigegeben</translation>
    </message>
    <message>
        <source>Press to make the connection read-only again</source>
        <translation>Drücken, damit die Verbindung wieder nur lesend ist</translation>
    </message>
    <message>
        <source>Stop the demo server</source>
        <translation>Demoserver anhalten</translation>
    </message>
    <message>
        <source>The demo server is stopped.</source>
        <translation>Der Demoserver ist angehalten.</translation>
    </message>
    <message>
        <source>keeps a key of %1 unique</source>
        <translation>hält einen Schlüssel von %1 eindeutig</translation>
    </message>
    <message>
        <source>being migrated</source>
        <translation>wird migriert</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>nicht abgeschlossen</translation>
    </message>
    <message>
        <source>A switched migration is being watched here. Cancel that task first; until somebody watches it again, the old table falls behind.</source>
        <translation>Hier wird eine umgeschaltete Migration überwacht. Brechen Sie diese Aufgabe zuerst ab; bis sie wieder jemand überwacht, fällt die alte Tabelle zurück.</translation>
    </message>
    <message>
        <source>The window closes when the tasks have ended.</source>
        <translation>Das Fenster schließt sich, wenn die Aufgaben beendet sind.</translation>
    </message>
    <message>
        <source>Stay open</source>
        <translation>Offen bleiben</translation>
    </message>
    <message>
        <source>A migration of %1 is under way: %2. It can be gone on with, or rolled back.</source>
        <translation>Eine Migration von %1 ist im Gange: %2. Sie lässt sich fortsetzen oder zurückrollen.</translation>
    </message>
    <message>
        <source>The migration of %1 stands still. Its triggers go on logging each write, and the log grows, until somebody goes on or rolls back.</source>
        <translation>Die Migration von %1 steht still. Ihre Trigger protokollieren weiter jeden Schreibvorgang, und das Protokoll wächst, bis jemand sie fortsetzt oder zurückrollt.</translation>
    </message>
    <message>
        <source>what %1 was, not kept equal any more</source>
        <translation>was %1 war, nicht mehr gleich gehalten</translation>
    </message>
    <message>
        <source>Plans (*.plan *.json);;All files (*)</source>
        <translation>Pläne (*.plan *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open that of %1</source>
        <translation>Die von %1 öffnen</translation>
    </message>
    <message>
        <source>A migration that is cancelled goes on later where it stopped. While nobody watches a switched migration, the old table falls behind, and after a time (an hour, if the plan does not say otherwise) the guard may close the way back; &quot;parterrectl watch&quot; or this window takes it up again.</source>
        <translation>Eine abgebrochene Migration geht später dort weiter, wo sie angehalten hat. Solange niemand eine umgeschaltete Migration überwacht, bleibt die alte Tabelle zurück, und nach einiger Zeit (einer Stunde, wenn der Plan nichts anderes sagt) kann der Wächter den Rückweg schließen; „parterrectl watch“ oder dieses Fenster nimmt es wieder auf.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
</context>
<context>
    <name>parterre::MigrationPage</name>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Roll back…</source>
        <translation>Zurückrollen…</translation>
    </message>
    <message>
        <source>Finish…</source>
        <translation>Abschließen…</translation>
    </message>
    <message>
        <source>Progress of the step</source>
        <translation>Fortschritt des Schritts</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Rows ≈</source>
        <translation>Zeilen ≈</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Who is in the way</source>
        <translation>Wer im Weg ist</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur lesend.</translation>
    </message>
    <message>
        <source>Unlock for changes</source>
        <translation>Änderungen freigeben</translation>
    </message>
    <message>
        <source>%1 into %2 partitions by %3, every %4</source>
        <translation>%1 in %2 Partitionen nach %3, je %4</translation>
    </message>
    <message>
        <source>Keep the way back open</source>
        <translation>Rückweg offen halten</translation>
    </message>
    <message>
        <source>paused; changes are still captured</source>
        <translation>angehalten; Änderungen werden weiter erfasst</translation>
    </message>
    <message>
        <source>&lt;b&gt;The way back is closed:&lt;/b&gt; %1</source>
        <translation>&lt;b&gt;Der Rückweg ist geschlossen:&lt;/b&gt; %1</translation>
    </message>
    <message>
        <source>Roll back %1?</source>
        <translation>%1 zurückrollen?</translation>
    </message>
    <message>
        <source>Roll back %1</source>
        <translation>%1 zurückrollen</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Finish the migration of %1?</source>
        <translation>Migration von %1 abschließen?</translation>
    </message>
    <message>
        <source>Finish %1</source>
        <translation>%1 abschließen</translation>
    </message>
    <message>
        <source>The triggers and logs are removed. From then on there is no way back. The old table stays as %1.</source>
        <translation>Die Trigger und Protokolle werden entfernt. Ab dann gibt es keinen Rückweg. Die alte Tabelle bleibt als %1.</translation>
    </message>
    <message>
        <source>Drop the old table %1 too (this cannot be undone)</source>
        <translation>Auch die alte Tabelle %1 löschen (nicht rückgängig zu machen)</translation>
    </message>
    <message>
        <source>This migration is running already.</source>
        <translation>Diese Migration läuft bereits.</translation>
    </message>
    <message>
        <source>The way back was begun already; it goes on where it stopped.</source>
        <translation>Der Rückweg wurde schon begonnen; er geht dort weiter, wo er stehen blieb.</translation>
    </message>
    <message>
        <source>%1 of about %2 rows, %3</source>
        <translation>%1 von etwa %2 Zeilen, %3</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>End what runs now. Nothing is lost; it can be gone on with where it stopped.</source>
        <translation>Beendet, was gerade läuft. Nichts geht verloren; es kann dort fortgesetzt werden, wo es anhielt.</translation>
    </message>
    <message>
        <source>Planned ≈</source>
        <translation>Geplant ≈</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird gestoppt …</translation>
    </message>
    <message>
        <source>Stopped on the way back. &quot;Roll back&quot; takes it up again.</source>
        <translation>Auf dem Rückweg gestoppt. „Zurückrollen“ nimmt ihn wieder auf.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Finished.&lt;/b&gt; %1 is partitioned; the triggers and logs are gone. Unless it was dropped, the old table stays as %2: it is no longer kept equal, and takes its space until you drop it.</source>
        <translation>&lt;b&gt;Abgeschlossen.&lt;/b&gt; %1 ist partitioniert; Trigger und Protokolle sind weg. Wenn sie nicht gelöscht wurde, bleibt die alte Tabelle als %2: sie wird nicht mehr gleich gehalten und braucht ihren Platz, bis Sie sie löschen.</translation>
    </message>
    <message>
        <source>The old table is current.</source>
        <translation>Die alte Tabelle ist aktuell.</translation>
    </message>
    <message>
        <source>The old table is %1 changes (%2) behind.</source>
        <translation>Die alte Tabelle liegt %1 Änderungen (%2) zurück.</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>Ask before the switch</source>
        <translation>Vor der Umschaltung fragen</translation>
    </message>
    <message>
        <source>No step can be undone alone: to undo &quot;%1&quot; is to roll the whole migration back.</source>
        <translation>Kein Schritt lässt sich allein rückgängig machen: „%1“ rückgängig zu machen heißt, die ganze Migration zurückzurollen.</translation>
    </message>
    <message>
        <source>Switch now…</source>
        <translation>Jetzt umschalten…</translation>
    </message>
    <message>
        <source>proven equal, being switched</source>
        <translation>als gleich nachgewiesen, wird umgeschaltet</translation>
    </message>
    <message>
        <source>The replay rests while the tables are compared.</source>
        <translation>Das Nachziehen ruht, während die Tabellen verglichen werden.</translation>
    </message>
    <message>
        <source>Switch %1 now?</source>
        <translation>%1 jetzt umschalten?</translation>
    </message>
    <message>
        <source>Switch %1</source>
        <translation>%1 umschalten</translation>
    </message>
    <message numerus="yes">
        <source>%n transaction(s) of others may hold it up: %1.</source>
        <translation>
            <numerusform>%n Transaktion anderer kann es aufhalten: %1.</numerusform>
            <numerusform>%n Transaktionen anderer können es aufhalten: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>1. The last changes are carried back: %2 wait now.
2. The names are exchanged again: %1 is the plain table again, with every change made since the switch. Readers and writers wait for some milliseconds.
3. The partitions are DROPPED, with their copy of the rows.</source>
        <translation>1. Die letzten Änderungen werden zurückübertragen: %2 warten jetzt.
2. Die Namen werden wieder getauscht: %1 ist wieder die einfache Tabelle, mit allen Änderungen seit dem Umschalten. Leser und Schreiber warten einige Millisekunden.
3. Die Partitionen werden GELÖSCHT, mit ihrer Kopie der Zeilen.</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>The evidence for an auditor, as one HTML file: statements, times, counts, checksums</source>
        <translation>Die Nachweise für die Revision, als eine HTML-Datei: Anweisungen, Zeiten, Zählungen, Prüfsummen</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Reports (*.html)</source>
        <translation>Berichte (*.html)</translation>
    </message>
    <message>
        <source>Report on %1</source>
        <translation>Bericht über %1</translation>
    </message>
    <message>
        <source>the report cannot be written to %1</source>
        <translation>der Bericht kann nicht nach %1 geschrieben werden</translation>
    </message>
    <message>
        <source>The report is in %1.</source>
        <translation>Der Bericht liegt in %1.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Going back.&lt;/b&gt; The last changes are carried back, the names are exchanged, the partitions are dropped.</source>
        <translation>&lt;b&gt;Es geht zurück.&lt;/b&gt; Die letzten Änderungen werden zurückgetragen, die Namen getauscht, die Partitionen gelöscht.</translation>
    </message>
    <message>
        <source>switched; the way back rests while the tables are compared</source>
        <translation>umgeschaltet; der Rückweg ruht, während die Tabellen verglichen werden</translation>
    </message>
    <message>
        <source>&lt;b&gt;Ready to switch.&lt;/b&gt; The copy follows the table until you press &quot;Switch now&quot;; the switch takes place only when nothing is left to replay.</source>
        <translation>&lt;b&gt;Bereit zum Umschalten.&lt;/b&gt; Die Kopie folgt der Tabelle, bis Sie „Jetzt umschalten“ drücken; umgeschaltet wird erst, wenn nichts mehr nachzuziehen ist.</translation>
    </message>
    <message>
        <source>The partitioned table takes the name %1. It waits until transactions that are older have ended, for up to %2; writes take longer meanwhile. Then readers and writers wait for some milliseconds; it is tried up to %3 times. &quot;Stop&quot; ends it, &quot;Roll back&quot; undoes it, with every write since.</source>
        <translation>Die partitionierte Tabelle bekommt den Namen %1. Sie wartet bis zu %2, bis ältere Transaktionen beendet sind; Schreiben dauert so lange länger. Dann warten Leser und Schreiber einige Millisekunden; versucht wird es bis zu %3 Mal. „Stoppen“ beendet es, „Zurückrollen“ macht es rückgängig, mit allen Änderungen seither.</translation>
    </message>
    <message>
        <source>The triggers on %1 and the copy are removed; its rows stay as they are. Readers and writers may wait for some milliseconds while the triggers go.</source>
        <translation>Die Trigger an %1 und die Kopie werden entfernt; ihre Zeilen bleiben, wie sie sind. Leser und Schreiber warten vielleicht einige Millisekunden, während die Trigger entfernt werden.</translation>
    </message>
    <message>
        <source>Stopped. Nothing is lost: &quot;Go on&quot; takes it up again, &quot;Roll back&quot; removes triggers and copy. Until then each write is logged, and the log grows.</source>
        <translation>Angehalten. Nichts ist verloren: „Fortsetzen“ nimmt sie wieder auf, „Zurückrollen“ entfernt Trigger und Kopie. Bis dahin wird jeder Schreibvorgang protokolliert, und das Protokoll wächst.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Nobody keeps the old table equal.&lt;/b&gt; %1 After %2 the guard may close the way back. &quot;Keep the way back open&quot; takes it up again.</source>
        <translation>&lt;b&gt;Niemand hält die alte Tabelle gleich.&lt;/b&gt; %1 Nach %2 darf der Wächter den Rückweg schließen. „Rückweg offen halten“ nimmt es wieder auf.</translation>
    </message>
    <message>
        <source>&lt;b&gt;The way back is open until Finish,&lt;/b&gt; while it is kept open here or by parterrectl watch; %1 without that may close it.</source>
        <translation>&lt;b&gt;Der Rückweg ist bis zum Abschluss offen,&lt;/b&gt; solange er hier oder durch parterrectl watch offen gehalten wird; %1 ohne das können ihn schließen.</translation>
    </message>
    <message>
        <source>Compare all rows first, and go back only if they are equal</source>
        <translation>Zuerst alle Zeilen vergleichen und nur zurückgehen, wenn sie gleich sind</translation>
    </message>
    <message>
        <source>So do %1 and their triggers, which keep keys unique.</source>
        <translation>Ebenso %1 mit ihren Triggern, die Schlüssel eindeutig halten.</translation>
    </message>
    <message>
        <source>The DEFAULT partition is dropped if it is empty.</source>
        <translation>Die DEFAULT-Partition wird gelöscht, wenn sie leer ist.</translation>
    </message>
    <message>
        <source>only if all rows are compared first</source>
        <translation>nur, wenn zuerst alle Zeilen verglichen werden</translation>
    </message>
    <message>
        <source>Plan it again…</source>
        <translation>Noch einmal planen …</translation>
    </message>
    <message>
        <source>A new plan with the same choices, for the table as it is now</source>
        <translation>Ein neuer Plan mit denselben Entscheidungen, für die Tabelle, wie sie jetzt ist</translation>
    </message>
    <message>
        <source>Plan %1 again</source>
        <translation>%1 noch einmal planen</translation>
    </message>
    <message>
        <source>The table has changed: the same choices do not do any more. Plan it with the wizard.</source>
        <translation>Die Tabelle hat sich geändert: dieselben Entscheidungen reichen nicht mehr. Planen Sie mit dem Assistenten.</translation>
    </message>
    <message>
        <source>switched, the way back is closed</source>
        <translation>umgeschaltet, der Rückweg ist geschlossen</translation>
    </message>
    <message>
        <source>There is no way back now: %1
Where what closed it can be undone, undo it: within seconds of watching the way back is open again. &quot;Finish…&quot; ends the migration as it is.</source>
        <translation>Es gibt jetzt keinen Rückweg: %1
Wo sich rückgängig machen lässt, was ihn geschlossen hat, tun Sie das: Wird überwacht, ist der Rückweg nach Sekunden wieder offen. „Abschließen …“ beendet die Migration, wie sie ist.</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>&lt;b&gt;Rolled back.&lt;/b&gt; %1 is the plain table that it was, with every change since. The partitions are dropped; only the journal of the migration is left. &quot;Plan it again…&quot; makes a new plan with the same choices.</source>
        <translation>&lt;b&gt;Zurückgegangen.&lt;/b&gt; %1 ist die einfache Tabelle, die sie war, mit jeder Änderung seither. Die Partitionen sind gelöscht; nur das Journal der Migration bleibt. „Noch einmal planen …“ macht einen neuen Plan mit denselben Entscheidungen.</translation>
    </message>
</context>
<context>
    <name>parterre::MigrationRun</name>
    <message>
        <source>Migrate %1</source>
        <translation>%1 migrieren</translation>
    </message>
    <message>
        <source>Roll back %1</source>
        <translation>%1 zurückrollen</translation>
    </message>
    <message>
        <source>Finish %1</source>
        <translation>%1 abschließen</translation>
    </message>
    <message>
        <source>Verify %1</source>
        <translation>%1 prüfen</translation>
    </message>
    <message>
        <source>Read the journal</source>
        <translation>Journal lesen</translation>
    </message>
    <message>
        <source>Keep the way back open: %1</source>
        <translation>Rückweg offen halten: %1</translation>
    </message>
    <message>
        <source>Watching has stopped; it is taken up again after what was asked for, or by &quot;Keep the way back open&quot;.</source>
        <translation>Die Überwachung hat angehalten; sie geht nach dem, was verlangt wurde, weiter, oder durch „Rückweg offen halten“.</translation>
    </message>
    <message>
        <source>the rows differ, so nothing was rolled back</source>
        <translation>die Zeilen unterscheiden sich, deshalb wurde nichts zurückgerollt</translation>
    </message>
    <message>
        <source>The page &quot;Verification&quot; names them; &quot;Repair&quot; puts them right.</source>
        <translation>Die Seite „Prüfung“ nennt sie; „Reparieren“ stellt sie richtig.</translation>
    </message>
    <message>
        <source>The migration rests, for what was asked for.</source>
        <translation>Die Migration ruht, für das, was verlangt wurde.</translation>
    </message>
</context>
<context>
    <name>parterre::MigrationWizard</name>
    <message>
        <source>Migrate a table</source>
        <translation>Tabelle migrieren</translation>
    </message>
    <message>
        <source>Start the migration</source>
        <translation>Migration starten</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Pace and guards</source>
        <translation>Tempo, Grenzen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>Anwendung</translation>
    </message>
    <message>
        <source>Close the wizard?</source>
        <translation>Assistenten schließen?</translation>
    </message>
    <message>
        <source>Nothing was changed on the server. What you chose here is lost unless the plan was saved (on the Review page).</source>
        <translation>Auf dem Server wurde nichts geändert. Was Sie hier gewählt haben, geht verloren, wenn der Plan nicht gespeichert wurde (auf der Seite Prüfen).</translation>
    </message>
    <message>
        <source>Go on planning</source>
        <translation>Weiter planen</translation>
    </message>
    <message>
        <source>Close the wizard</source>
        <translation>Assistenten schließen</translation>
    </message>
</context>
<context>
    <name>parterre::MinuteStrip</name>
    <message>
        <source>Minutes, one cell each: the share of moments at which the switch would have got through</source>
        <translation>Minuten, je eine Zelle: der Anteil der Augenblicke, in denen das Umschalten durchgekommen wäre</translation>
    </message>
    <message>
        <source>%1: %2 of %3 looks</source>
        <translation>%1: %2 von %3 Blicken</translation>
    </message>
    <message>
        <source>%1, the best</source>
        <translation>%1, die beste</translation>
    </message>
</context>
<context>
    <name>parterre::PageButtons</name>
    <message>
        <source>First page</source>
        <translation>Erste Seite</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>parterre::PartitionStrip</name>
    <message>
        <source>Partitions, one cell each</source>
        <translation>Partitionen, je eine Zelle</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>being filled</source>
        <translation>wird gefüllt</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>%1 empty, %2 being filled, %3 copied, %4 verified, %5 different</source>
        <translation>%1 leer, %2 werden gefüllt, %3 kopiert, %4 geprüft, %5 abweichend</translation>
    </message>
</context>
<context>
    <name>parterre::PartitionTreeModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Byte</translation>
    </message>
    <message>
        <source>≈ some of it is an estimate of the last VACUUM or ANALYZE</source>
        <translation>≈ ein Teil davon ist eine Schätzung des letzten VACUUM oder ANALYZE</translation>
    </message>
    <message>
        <source>≥ some of it could not be read and is not counted</source>
        <translation>≥ ein Teil davon war nicht lesbar und ist nicht mitgezählt</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Bound</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Heap</source>
        <translation>Heap</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indexe</translation>
    </message>
    <message>
        <source>TOAST</source>
        <translation>TOAST</translation>
    </message>
    <message>
        <source>Rows ≈</source>
        <translation>Zeilen ≈</translation>
    </message>
    <message>
        <source>Dead rows ≈</source>
        <translation>Tote Zeilen ≈</translation>
    </message>
    <message>
        <source>Dead %</source>
        <translation>Tot %</translation>
    </message>
    <message>
        <source>Leaves</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>parterre::PasswordDialog</name>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>&amp;Password for %1:</source>
        <translation>&amp;Passwort für %1:</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>&amp;Remember in the keyring</source>
        <translation>Im Schlüsselbund &amp;merken</translation>
    </message>
    <message>
        <source>Remember in the keyring (of saved connections only)</source>
        <translation>Im Schlüsselbund merken (nur gespeicherte Verbindungen)</translation>
    </message>
    <message>
        <source>Remember in the keyring (none answers on this desktop)</source>
        <translation>Merken (auf diesem Desktop kein Schlüsselbund)</translation>
    </message>
</context>
<context>
    <name>parterre::ProfileDialog</name>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>Verbindung bearbeiten</translation>
    </message>
    <message>
        <source>kept in the keyring</source>
        <translation>liegt im Schlüsselbund</translation>
    </message>
    <message>
        <source>from environment: %1</source>
        <translation>aus der Umgebung: %1</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Kind:</source>
        <translation>&amp;Art:</translation>
    </message>
    <message>
        <source>&amp;Host:</source>
        <translation>&amp;Host:</translation>
    </message>
    <message>
        <source>default: the local server&apos;s socket</source>
        <translation>Vorgabe: der Socket des lokalen Servers</translation>
    </message>
    <message>
        <source>Paste a URI (postgresql://…) or &quot;host=… dbname=…&quot; here: it fills the form.</source>
        <translation>Eine URI (postgresql://…) oder &quot;host=… dbname=…&quot; hier einfügen: das füllt das Formular.</translation>
    </message>
    <message>
        <source>P&amp;ort:</source>
        <translation>P&amp;ort:</translation>
    </message>
    <message>
        <source>default: 5432</source>
        <translation>Vorgabe: 5432</translation>
    </message>
    <message>
        <source>&amp;Database:</source>
        <translation>&amp;Datenbank:</translation>
    </message>
    <message>
        <source>default: the user&apos;s name</source>
        <translation>Vorgabe: der Name des Benutzers</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>&amp;Benutzer:</translation>
    </message>
    <message>
        <source>default: your login name</source>
        <translation>Vorgabe: Ihr Anmeldename</translation>
    </message>
    <message>
        <source>asked when the server wants one</source>
        <translation>wird erfragt, wenn der Server eines verlangt</translation>
    </message>
    <message>
        <source>&amp;Password:</source>
        <translation>&amp;Passwort:</translation>
    </message>
    <message>
        <source>&amp;Remember in the keyring</source>
        <translation>Im Schlüsselbund &amp;merken</translation>
    </message>
    <message>
        <source>default: prefer</source>
        <translation>Vorgabe: prefer</translation>
    </message>
    <message>
        <source>SS&amp;L mode:</source>
        <translation>SS&amp;L-Modus:</translation>
    </message>
    <message>
        <source>Ser&amp;vice:</source>
        <translation>Ser&amp;vice:</translation>
    </message>
    <message>
        <source>an entry of ~/.pg_service.conf</source>
        <translation>ein Eintrag aus ~/.pg_service.conf</translation>
    </message>
    <message>
        <source>keyword=value, one a line, as in target_session_attrs=primary</source>
        <translation>keyword=value, je eine Zeile, wie in target_session_attrs=primary</translation>
    </message>
    <message>
        <source>&amp;Further parameters:</source>
        <translation>&amp;Weitere Parameter:</translation>
    </message>
    <message>
        <source>Password co&amp;mmand:</source>
        <translation>Passwortbe&amp;fehl:</translation>
    </message>
    <message>
        <source>&amp;Test connection</source>
        <translation>Verbindung &amp;testen</translation>
    </message>
    <message>
        <source>Remember in the keyring (none answers on this desktop)</source>
        <translation>Merken (auf diesem Desktop kein Schlüsselbund)</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no parameter: write keyword=value.</source>
        <translation>&quot;%1&quot; ist kein Parameter: keyword=value schreiben.</translation>
    </message>
    <message>
        <source>%1 would be kept in a file: use the password field or a password command.</source>
        <translation>%1 läge in einer Datei: das Passwortfeld oder einen Passwortbefehl verwenden.</translation>
    </message>
    <message>
        <source>%1 has a field of its own.</source>
        <translation>%1 hat ein eigenes Feld.</translation>
    </message>
    <message>
        <source>This is no host name.</source>
        <translation>Das ist kein Hostname.</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535; several hosts have several, separated by commas.</source>
        <translation>Ein Port ist eine Zahl von 1 bis 65535; mehrere Hosts haben mehrere, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>With SSL mode %1 the connection may be unencrypted, and nobody proves to be the server. For production, verify-full is recommended.</source>
        <translation>Mit SSL-Modus %1 ist die Verbindung möglicherweise unverschlüsselt, und niemand weist sich als der Server aus. Für Produktion wird verify-full empfohlen.</translation>
    </message>
    <message>
        <source>SSL mode %1 does not check that the server is the one you named. For production, verify-full is recommended.</source>
        <translation>SSL-Modus %1 prüft nicht, ob der Server der genannte ist. Für Produktion wird verify-full empfohlen.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung mit %1 wird aufgebaut…</translation>
    </message>
    <message>
        <source>Cancel &amp;test</source>
        <translation>&amp;Test abbrechen</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Connected to PostgreSQL %1 as %2, %3.</source>
        <translation>Verbunden mit PostgreSQL %1 als %2, %3.</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>unencrypted</source>
        <translation>unverschlüsselt</translation>
    </message>
    <message>
        <source>The test was cancelled.</source>
        <translation>Der Test wurde abgebrochen.</translation>
    </message>
    <message>
        <source>a command that prints it; kept for 20 s</source>
        <translation>ein Befehl, der es ausgibt; gilt 20 s</translation>
    </message>
</context>
<context>
    <name>parterre::RehearseButton</name>
    <message>
        <source>Measure copy, indexes and comparison on the real table, and try the switch and the way back on a small table of the same shape. Nothing stays.</source>
        <translation>Kopie, Indexe und Vergleich an der echten Tabelle messen und das Umschalten und den Rückweg an einer kleinen Tabelle derselben Form erproben. Nichts bleibt.</translation>
    </message>
    <message>
        <source>Cancel rehearsal</source>
        <translation>Probe abbrechen</translation>
    </message>
    <message>
        <source>Rehearse…</source>
        <translation>Proben…</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>Rehearse the migration of %1?</source>
        <translation>Die Migration von %1 proben?</translation>
    </message>
    <message>
        <source>First, three stretches of the table are copied, indexed and compared in one transaction that is rolled back, in 30 s at most. Then a small table of the same shape, with some thousands of its rows that only the owner may see, goes through the whole migration and back while rows are written; its statements are those of the plan with its name. It is dropped at the end; after a crash, by the next rehearsal. %1 itself is only read.</source>
        <translation>Zuerst werden drei Abschnitte der Tabelle in einer Transaktion, die zurückgerollt wird, kopiert, indiziert und verglichen, in höchstens 30 s. Dann geht eine kleine Tabelle derselben Form, mit einigen tausend ihrer Zeilen, die nur der Eigentümer sehen darf, durch die ganze Migration und zurück, während Zeilen geschrieben werden; ihre Anweisungen sind die des Plans mit dem Namen dieser Tabelle. Sie wird am Ende gelöscht; nach einem Absturz durch die nächste Probe. %1 selbst wird nur gelesen.</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>Rehearse %1</source>
        <translation>%1 proben</translation>
    </message>
    <message>
        <source>Measured now: copy, indexes and comparison take %1 to %2.</source>
        <translation>Jetzt gemessen: Kopie, Indexe und Vergleich dauern %1 bis %2.</translation>
    </message>
    <message>
        <source>Fire drill: %1 rows were switched and came back while %2 transactions wrote; none was lost or wrong. The longest write took %3.</source>
        <translation>Übung: %1 Zeilen wurden umgeschaltet und kamen zurück, während %2 Transaktionen schrieben; keine ging verloren oder war falsch. Der längste Schreibvorgang dauerte %3.</translation>
    </message>
    <message>
        <source>Fire drill FAILED with %1 rows and %2 transactions; the longest took %3.</source>
        <translation>Übung GESCHEITERT mit %1 Zeilen und %2 Transaktionen; die längste dauerte %3.</translation>
    </message>
    <message>
        <source>Not rehearsed: %1.</source>
        <translation>Nicht geprobt: %1.</translation>
    </message>
    <message>
        <source>Measuring the table: %1</source>
        <translation>Die Tabelle wird vermessen: %1</translation>
    </message>
    <message>
        <source>Rehearsing on a small table: %1</source>
        <translation>Probe an einer kleinen Tabelle: %1</translation>
    </message>
</context>
<context>
    <name>parterre::RestoreDialog</name>
    <message>
        <source>Restore to %1</source>
        <translation>Nach %1 wiederherstellen</translation>
    </message>
    <message>
        <source>Rows go from %1 back to %2, all in one transaction. A live row is never overwritten.</source>
        <translation>Zeilen gehen aus %1 zurück nach %2, alle in einer Transaktion. Eine lebende Zeile wird nie überschrieben.</translation>
    </message>
    <message>
        <source>2024-01-01, included</source>
        <translation>2024-01-01, eingeschlossen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>2024-02-01, not included</source>
        <translation>2024-02-01, ausgeschlossen</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>%1 from</source>
        <translation>%1 von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>What is to come back</source>
        <translation>Was zurückkommen soll</translation>
    </message>
    <message>
        <source>Rows of a time</source>
        <translation>Zeilen einer Zeit</translation>
    </message>
    <message>
        <source>A partition as a whole</source>
        <translation>Eine Partition als Ganzes</translation>
    </message>
    <message>
        <source>Rows that satisfy a condition</source>
        <translation>Zeilen, die eine Bedingung erfüllen</translation>
    </message>
    <message>
        <source>Partition of the archive</source>
        <translation>Partition des Archivs</translation>
    </message>
    <message>
        <source>SQL over the table&apos;s columns, for example wallet_id = 42</source>
        <translation>SQL über die Spalten der Tabelle, zum Beispiel wallet_id = 42</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>The live row</source>
        <translation>Die lebende Zeile</translation>
    </message>
    <message>
        <source>Rows that stay in the archive</source>
        <translation>Zeilen, die im Archiv bleiben</translation>
    </message>
    <message>
        <source>Conflicts</source>
        <translation>Konflikte</translation>
    </message>
    <message>
        <source>Statements</source>
        <translation>Anweisungen</translation>
    </message>
    <message>
        <source>Unlock for changes</source>
        <translation>Änderungen freigeben</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Read the partitions of the archive</source>
        <translation>Partitionen des Archivs lesen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Nothing was looked at yet</source>
        <translation>Noch wurde nichts angesehen</translation>
    </message>
    <message>
        <source>Say what is to come back; &quot;Preview&quot; counts its rows and names the conflicts.</source>
        <translation>Sagen Sie, was zurückkommen soll; „Vorschau“ zählt die Zeilen und nennt die Konflikte.</translation>
    </message>
    <message>
        <source>Counting rows of %1</source>
        <translation>Zeilen von %1 werden gezählt</translation>
    </message>
    <message>
        <source>Preview a restore</source>
        <translation>Vorschau einer Wiederherstellung</translation>
    </message>
    <message>
        <source>%1 rows (%2) go back to %3.</source>
        <translation>%1 Zeilen (%2) gehen zurück nach %3.</translation>
    </message>
    <message>
        <source>The partition cannot go back as a whole: %1</source>
        <translation>Die Partition kann nicht als Ganzes zurück: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stay in the archive, since their keys are live.</source>
        <translation>
            <numerusform>%n Zeile bleibt im Archiv, da ihr Schlüssel lebt.</numerusform>
            <numerusform>%n Zeilen bleiben im Archiv, da ihre Schlüssel leben.</numerusform>
        </translation>
    </message>
    <message>
        <source>is the same</source>
        <translation>ist dieselbe</translation>
    </message>
    <message>
        <source>is another</source>
        <translation>ist eine andere</translation>
    </message>
    <message>
        <source>Conflicts (%1)</source>
        <translation>Konflikte (%1)</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur lesend.</translation>
    </message>
    <message>
        <source>Rows go from %1 on server %3 back to %2, all in one transaction, and leave that server in a second one. A live row is never overwritten.</source>
        <translation>Zeilen gehen von %1 auf dem Server %3 nach %2 zurück, alle in einer Transaktion, und verlassen jenen Server in einer zweiten. Eine lebende Zeile wird nie überschrieben.</translation>
    </message>
    <message>
        <source>Rows of the %1 go back to %2, file by file, each in one transaction; the files stay. A live row is never overwritten.</source>
        <translation>Zeilen der %1 gehen zurück nach %2, Datei für Datei, jede in einer Transaktion; die Dateien bleiben. Eine lebende Zeile wird nie überschrieben.</translation>
    </message>
    <message>
        <source>At most %1 rows (%2 in files) go back to %3; reading the files tells.</source>
        <translation>Höchstens %1 Zeilen (%2 in Dateien) gehen zurück nach %3; das Lesen der Dateien zeigt es.</translation>
    </message>
    <message>
        <source>A file as a whole</source>
        <translation>Eine Datei als Ganzes</translation>
    </message>
    <message>
        <source>File of the archive</source>
        <translation>Datei des Archivs</translation>
    </message>
    <message>
        <source>Read the files of the archive</source>
        <translation>Die Dateien des Archivs lesen</translation>
    </message>
    <message>
        <source>%1 · %2 rows</source>
        <translation>%1 · %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>parterre::ScriptView</name>
    <message>
        <source>-- locks: %1</source>
        <translation>-- Sperren: %1</translation>
    </message>
    <message numerus="yes">
        <source>/* %n line(s) */</source>
        <translation>
            <numerusform>/* %n Zeile */</numerusform>
            <numerusform>/* %n Zeilen */</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all of it: functions in full, the queries and checks in between, and what is needed rarely</source>
        <translation>Alles zeigen: Funktionen in voller Länge, die Abfragen und Prüfungen dazwischen und was selten gebraucht wird</translation>
    </message>
    <message>
        <source>Show the queries and checks in between too, and what is needed rarely</source>
        <translation>Auch die Abfragen und Prüfungen dazwischen zeigen und was selten gebraucht wird</translation>
    </message>
</context>
<context>
    <name>parterre::SizesPage</name>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Heap</source>
        <translation>Heap</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indexe</translation>
    </message>
    <message>
        <source>TOAST</source>
        <translation>TOAST</translation>
    </message>
    <message>
        <source>The small ones are summed up in the last bar; it is cut short where their sum outgrows the chart.</source>
        <translation>Die kleinen sind im letzten Balken zusammengefasst; er ist abgeschnitten, wo ihre Summe aus dem Diagramm wüchse.</translation>
    </message>
</context>
<context>
    <name>parterre::SqlView</name>
    <message>
        <source>SQL</source>
        <translation>SQL</translation>
    </message>
</context>
<context>
    <name>parterre::StartPage</name>
    <message>
        <source>No keyring answers on this desktop. Passwords will be asked each time.</source>
        <translation>Auf diesem Desktop antwortet kein Schlüsselbund. Passwörter werden jedes Mal erfragt.</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>No connections yet</source>
        <translation>Noch keine Verbindungen</translation>
    </message>
    <message>
        <source>Make one with New connection…, or describe it in ~/.pg_service.conf: services of that file appear here by themselves. To look around first, start the demo server.</source>
        <translation>Mit Neue Verbindung… anlegen oder in ~/.pg_service.conf beschreiben: die Services dieser Datei erscheinen hier von selbst. Um sich erst umzusehen, den Demo-Server starten.</translation>
    </message>
    <message>
        <source>&amp;New connection…</source>
        <translation>&amp;Neue Verbindung…</translation>
    </message>
    <message>
        <source>&amp;Edit…</source>
        <translation>&amp;Bearbeiten…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Saved connections</source>
        <translation>Gespeicherte Verbindungen</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>%1 — from %2</source>
        <translation>%1 — aus %2</translation>
    </message>
    <message>
        <source>To look around</source>
        <translation>Zum Umsehen</translation>
    </message>
    <message>
        <source>Demo server</source>
        <translation>Demo-Server</translation>
    </message>
    <message>
        <source>Starts a private PostgreSQL with sample data</source>
        <translation>Startet ein privates PostgreSQL mit Beispieldaten</translation>
    </message>
    <message>
        <source>Remove connection</source>
        <translation>Verbindung entfernen</translation>
    </message>
    <message>
        <source>Remove &quot;%1&quot;?</source>
        <translation>„%1“ entfernen?</translation>
    </message>
    <message>
        <source>Its entry and its password in the keyring are deleted. Nothing happens to the database.</source>
        <translation>Der Eintrag und sein Passwort im Schlüsselbund werden gelöscht. Mit der Datenbank geschieht nichts.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>&amp;Start and connect</source>
        <translation>&amp;Starten und verbinden</translation>
    </message>
    <message>
        <source>Runs, also when this window is closed, until File &gt; Stop the demo server</source>
        <translation>Läuft, auch wenn dieses Fenster geschlossen ist, bis Datei &gt; Demoserver anhalten</translation>
    </message>
</context>
<context>
    <name>parterre::StatePage</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>parterre::StatementLogModel</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>SQLSTATE</source>
        <translation>SQLSTATE</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Anweisung</translation>
    </message>
    <message>
        <source>together</source>
        <translation>zusammen</translation>
    </message>
    <message>
        <source>Sent together with the statements before it; the time of all of them stands at the first.</source>
        <translation>Zusammen mit den Anweisungen davor gesendet; die Zeit aller steht bei der ersten.</translation>
    </message>
</context>
<context>
    <name>parterre::StepList</name>
    <message>
        <source>Undo…</source>
        <translation>Rückgängig…</translation>
    </message>
    <message>
        <source>Undo %1</source>
        <translation>%1 rückgängig machen</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>next</source>
        <translation>als Nächstes</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>zurückgenommen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>held</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>Begun at %1; stops are not counted</source>
        <translation>Begonnen um %1; Unterbrechungen zählen nicht</translation>
    </message>
</context>
<context>
    <name>parterre::TableModel</name>
    <message>
        <source>NULL</source>
        <translation>NULL</translation>
    </message>
</context>
<context>
    <name>parterre::TaskRunner</name>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
</context>
<context>
    <name>parterre::TasksPanel</name>
    <message>
        <source>cancelling, asked %1 s ago</source>
        <translation>wird abgebrochen, verlangt vor %1 s</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Cancel task</source>
        <translation>Aufgabe abbrechen</translation>
    </message>
    <message>
        <source>Clear ended</source>
        <translation>Beendete entfernen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>parterre::TimelinePage</name>
    <message>
        <source>Over time</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Heap</source>
        <translation>Heap</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indexe</translation>
    </message>
    <message>
        <source>TOAST</source>
        <translation>TOAST</translation>
    </message>
    <message>
        <source>Running total</source>
        <translation>Laufende Summe</translation>
    </message>
</context>
<context>
    <name>parterre::TreemapPage</name>
    <message>
        <source>Treemap</source>
        <translation>Treemap</translation>
    </message>
    <message>
        <source>Relation</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>Part of</source>
        <translation>Teil von</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Hatched areas are estimates.</source>
        <translation>Schraffierte Flächen sind Schätzungen.</translation>
    </message>
</context>
<context>
    <name>parterre::VerificationPanel</name>
    <message>
        <source>(missing)</source>
        <translation>(fehlt)</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Rows, plain</source>
        <translation>Zeilen, einfach</translation>
    </message>
    <message>
        <source>Rows, partitioned</source>
        <translation>Zeilen, partitioniert</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Plain table</source>
        <translation>Einfache Tabelle</translation>
    </message>
    <message>
        <source>Partitioned table</source>
        <translation>Partitionierte Tabelle</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Rows that differ</source>
        <translation>Abweichende Zeilen</translation>
    </message>
    <message>
        <source>Nothing was compared yet.</source>
        <translation>Noch nichts wurde verglichen.</translation>
    </message>
    <message>
        <source>Byte by byte</source>
        <translation>Byte für Byte</translation>
    </message>
    <message>
        <source>1.0 and 1.00 are not the same then. Takes longer.</source>
        <translation>1.0 und 1.00 gelten dann nicht als gleich. Dauert länger.</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>Reparieren</translation>
    </message>
    <message>
        <source>Writes the rows of the table that the application uses over the other side&apos;s, and compares again.</source>
        <translation>Schreibt die Zeilen der Tabelle, die die Anwendung verwendet, über die der anderen Seite und vergleicht erneut.</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>%1 rows in %2 partitions were compared; all were equal.</source>
        <translation>%1 Zeilen in %2 Partitionen wurden verglichen; alle waren gleich.</translation>
    </message>
    <message>
        <source>%1 of %2 partitions differ.</source>
        <translation>%1 von %2 Partitionen weichen ab.</translation>
    </message>
    <message>
        <source>%1 rows compared in %2: both tables hold the same rows.</source>
        <translation>%1 Zeilen in %2 verglichen: beide Tabellen enthalten dieselben Zeilen.</translation>
    </message>
    <message>
        <source>%1 rows compared in %2: they differ. Repair puts the rows below right.</source>
        <translation>%1 Zeilen in %2 verglichen: sie weichen ab. Reparieren berichtigt die Zeilen unten.</translation>
    </message>
    <message>
        <source>%1 changes of this very moment were left out.</source>
        <translation>%1 Änderungen aus genau diesem Moment wurden ausgelassen.</translation>
    </message>
    <message>
        <source>whole row</source>
        <translation>ganze Zeile</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Comparing… What stands below is the result before.</source>
        <translation>Vergleich läuft… Unten steht das vorige Ergebnis.</translation>
    </message>
    <message>
        <source>Nothing was compared, and the partitions are dropped.</source>
        <translation>Nichts wurde verglichen, und die Partitionen sind gelöscht.</translation>
    </message>
    <message>
        <source>This was compared before the rollback; the partitions are dropped since.</source>
        <translation>Das wurde vor dem Zurückrollen verglichen; die Partitionen sind seither gelöscht.</translation>
    </message>
</context>
<context>
    <name>parterre::WizardApplicationPage</name>
    <message>
        <source>What the application must change or know</source>
        <translation>Was die Anwendung ändern oder wissen muss</translation>
    </message>
    <message>
        <source>Found in the database: frameworks by their bookkeeping tables, statements in pg_stat_statements and in functions. The code of the application cannot be searched from here.</source>
        <translation>In der Datenbank gefunden: Frameworks an ihren Verwaltungstabellen, Anweisungen in pg_stat_statements und in Funktionen. Der Code der Anwendung lässt sich von hier aus nicht durchsuchen.</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>Plan wird erstellt…</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) must be ticked before the migration can start.</source>
        <translation>
            <numerusform>%n Punkt ist anzuhaken, bevor die Migration starten kann.</numerusform>
            <numerusform>%n Punkte sind anzuhaken, bevor die Migration starten kann.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is left to be ticked.</source>
        <translation>Nichts ist mehr anzuhaken.</translation>
    </message>
    <message>
        <source>Known and dealt with</source>
        <translation>Bekannt und erledigt</translation>
    </message>
    <message>
        <source>%1: known and dealt with</source>
        <translation>%1: bekannt und erledigt</translation>
    </message>
    <message>
        <source>Nothing was found that somebody must know before the start.</source>
        <translation>Es wurde nichts gefunden, das jemand vor dem Start wissen muss.</translation>
    </message>
</context>
<context>
    <name>parterre::WizardFindingsPage</name>
    <message>
        <source>Blocks the migration</source>
        <translation>Blockiert die Migration</translation>
    </message>
    <message>
        <source>Is carried over</source>
        <translation>Wird übertragen</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
    <message>
        <source>What becomes of everything that hangs on the table</source>
        <translation>Was aus allem wird, das an der Tabelle hängt</translation>
    </message>
    <message>
        <source>Whatever is not known to be carried over blocks: nothing is dropped in silence.</source>
        <translation>Was nicht nachweislich übertragen wird, blockiert: nichts fällt stillschweigend weg.</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) must be dealt with before this table can be migrated.</source>
        <translation>
            <numerusform>%n Befund ist zu erledigen, bevor diese Tabelle migriert werden kann.</numerusform>
            <numerusform>%n Befunde sind zu erledigen, bevor diese Tabelle migriert werden kann.</numerusform>
        </translation>
    </message>
    <message>
        <source>What becomes of %1</source>
        <translation>Was aus %1 wird</translation>
    </message>
    <message>
        <source>Nothing blocks the migration.</source>
        <translation>Nichts blockiert die Migration.</translation>
    </message>
    <message>
        <source>For you to decide or to check</source>
        <translation>Zu entscheiden oder zu prüfen</translation>
    </message>
    <message numerus="yes">
        <source>Nothing blocks the migration. Choose what becomes of %n unique key(s).</source>
        <translation>
            <numerusform>Nichts blockiert die Migration. Wählen, was aus %n eindeutigem Schlüssel wird.</numerusform>
            <numerusform>Nichts blockiert die Migration. Wählen, was aus %n eindeutigen Schlüsseln wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Drop it in the switch; a rollback makes it again</source>
        <translation>Beim Umschalten löschen; ein Zurückrollen legt ihn wieder an</translation>
    </message>
    <message>
        <source>A unique key of a partitioned table must hold the partition key; this one does not. Choose what becomes of it.</source>
        <translation>Ein eindeutiger Schlüssel einer partitionierten Tabelle muss den Partitionsschlüssel enthalten; dieser tut es nicht. Auszuwählen ist, was aus ihm wird.</translation>
    </message>
    <message>
        <source>Leave it as it is: the table is not migrated</source>
        <translation>So lassen, wie es ist: Die Tabelle wird nicht migriert</translation>
    </message>
    <message>
        <source>Add the partition key to it: unique only together with that</source>
        <translation>Um den Partitionsschlüssel erweitern: eindeutig nur zusammen mit ihm</translation>
    </message>
    <message>
        <source>Leave its columns: unique within each partition only</source>
        <translation>Die Spalten lassen: eindeutig nur innerhalb jeder Partition</translation>
    </message>
    <message>
        <source>Add it, and keep the key unique by a guard table: writes cost more</source>
        <translation>Erweitern und durch eine Wächtertabelle eindeutig halten: Schreiben kostet mehr</translation>
    </message>
</context>
<context>
    <name>parterre::WizardLayoutPage</name>
    <message>
        <source>How shall it be divided?</source>
        <translation>Wie soll aufgeteilt werden?</translation>
    </message>
    <message>
        <source>By a column that most queries name in their WHERE clause. Nothing is changed yet.</source>
        <translation>Nach einer Spalte, die die meisten Abfragen in ihrer WHERE-Klausel nennen. Noch wird nichts geändert.</translation>
    </message>
    <message>
        <source>&amp;Partition key:</source>
        <translation>&amp;Partitionsschlüssel:</translation>
    </message>
    <message>
        <source>P&amp;eriod of a partition:</source>
        <translation>Z&amp;eitraum einer Partition:</translation>
    </message>
    <message>
        <source>&amp;Time zone of the bounds:</source>
        <translation>Zeitzone der &amp;Grenzen:</translation>
    </message>
    <message>
        <source>&amp;Empty periods ahead:</source>
        <translation>&amp;Leere Zeiträume im Voraus:</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Rows ≈</source>
        <translation>Zeilen ≈</translation>
    </message>
    <message>
        <source>Size ≈</source>
        <translation>Größe ≈</translation>
    </message>
    <message>
        <source>Partitions that will be made</source>
        <translation>Partitionen, die angelegt werden</translation>
    </message>
    <message>
        <source>Not planned</source>
        <translation>Nicht geplant</translation>
    </message>
    <message>
        <source>Planning was cancelled.</source>
        <translation>Das Planen wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Planen</translation>
    </message>
    <message>
        <source>Reading the columns</source>
        <translation>Spalten werden gelesen</translation>
    </message>
    <message>
        <source>Read columns</source>
        <translation>Spalten lesen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>This table has no column to divide it by</source>
        <translation>Diese Tabelle hat keine Spalte, nach der sie sich aufteilen lässt</translation>
    </message>
    <message>
        <source>A date, timestamp or timestamptz column that is not generated is needed.</source>
        <translation>Nötig ist eine nicht generierte Spalte vom Typ date, timestamp oder timestamptz.</translation>
    </message>
    <message>
        <source>The column may hold NULL, which a partition key of this tool may not.</source>
        <translation>Die Spalte darf NULL enthalten, ein Partitionsschlüssel dieses Programms aber nicht.</translation>
    </message>
    <message>
        <source>Planning</source>
        <translation>Plan wird erstellt</translation>
    </message>
    <message>
        <source>Planning: %1</source>
        <translation>Plan wird erstellt: %1</translation>
    </message>
    <message>
        <source>This table cannot be migrated as it is</source>
        <translation>Diese Tabelle kann so nicht migriert werden</translation>
    </message>
    <message>
        <source>The next page says what stands in the way, and what to do about it.</source>
        <translation>Die nächste Seite sagt, was im Weg steht und was dagegen zu tun ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n partition(s) for %1 rows, %2 in all.</source>
        <translation>
            <numerusform>%n Partition für %1 Zeilen, zusammen %2.</numerusform>
            <numerusform>%n Partitionen für %1 Zeilen, zusammen %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>No index begins with this column: queries by it read whole partitions, as they read the whole table now.</source>
        <translation>Kein Index beginnt mit dieser Spalte: Abfragen danach lesen ganze Partitionen, so wie sie jetzt die ganze Tabelle lesen.</translation>
    </message>
    <message>
        <source>Only the bounds of a timestamptz column have one.</source>
        <translation>Nur die Grenzen einer timestamptz-Spalte haben eine.</translation>
    </message>
    <message>
        <source>Keep the DEFAULT partition after Finish (without it, rows outside all periods are refused then)</source>
        <translation>Die DEFAULT-Partition nach dem Abschluss behalten (ohne sie werden Zeilen außerhalb aller Zeiträume dann abgewiesen)</translation>
    </message>
</context>
<context>
    <name>parterre::WizardPacePage</name>
    <message>
        <source>Pace and guards</source>
        <translation>Tempo, Grenzen</translation>
    </message>
    <message>
        <source>The defaults suit a busy production server.</source>
        <translation>Die Vorgaben passen für einen ausgelasteten Produktionsserver.</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>&amp;Sessions that copy, index and compare:</source>
        <translation>Sitzungen für Kopie, &amp;Indexe, Vergleich:</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>The switch</source>
        <translation>Das Umschalten</translation>
    </message>
    <message>
        <source>One attempt waits for the &amp;lock at most:</source>
        <translation>Ein Versuch wartet auf die Sperre &amp;höchstens:</translation>
    </message>
    <message>
        <source>The table is locked at &amp;most:</source>
        <translation>Die &amp;Tabelle ist gesperrt höchstens:</translation>
    </message>
    <message>
        <source>&amp;Old transactions are waited for:</source>
        <translation>&amp;Alte Transaktionen werden abgewartet:</translation>
    </message>
    <message>
        <source>for example: psql -p 6432 pgbouncer -c PAUSE</source>
        <translation>zum Beispiel: psql -p 6432 pgbouncer -c PAUSE</translation>
    </message>
    <message>
        <source>Your application, where it has to take part (optional)</source>
        <translation>Ihre Anwendung, wo sie mitwirken muss (optional)</translation>
    </message>
    <message>
        <source>SQL inside the switch:</source>
        <translation>SQL beim Umschalten:</translation>
    </message>
    <message>
        <source>SQL that undoes it:</source>
        <translation>SQL, das es rückgängig macht:</translation>
    </message>
    <message>
        <source>What is done inside the switch must be undone in the rollback: fill both.</source>
        <translation>Was beim Umschalten geschieht, muss beim Zurückrollen rückgängig gemacht werden: beides ausfüllen.</translation>
    </message>
    <message>
        <source>One &amp;transaction of the copy lasts about:</source>
        <translation>Eine &amp;Transaktion der Kopie dauert etwa:</translation>
    </message>
    <message>
        <source>The plain switch: the last changes are replayed under the lock.</source>
        <translation>Die einfache Umschaltung: die letzten Änderungen werden unter der Sperre nachgespielt.</translation>
    </message>
    <message>
        <source>A&amp;ttempts, until it is put off:</source>
        <translation>Versuche, &amp;bis sie verschoben wird:</translation>
    </message>
    <message>
        <source>Shell command on this computer, before:</source>
        <translation>Shell-Befehl auf diesem Rechner, vorher:</translation>
    </message>
    <message>
        <source>Shell command on this computer, after:</source>
        <translation>Shell-Befehl auf diesem Rechner, nachher:</translation>
    </message>
    <message>
        <source>a standby is behind by:</source>
        <translation>ein Standby zurückliegt um:</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>a standby is behind in WAL by:</source>
        <translation>ein Standby im WAL zurückliegt um:</translation>
    </message>
    <message>
        <source>a replication slot keeps WAL:</source>
        <translation>ein Replikationsslot WAL festhält:</translation>
    </message>
    <message>
        <source>a transaction is open for:</source>
        <translation>eine Transaktion offen ist seit:</translation>
    </message>
    <message>
        <source>a session waits for a lock on the table:</source>
        <translation>eine Sitzung auf eine Sperre auf der Tabelle wartet seit:</translation>
    </message>
    <message>
        <source>the server writes WAL a second:</source>
        <translation>der Server WAL je Sekunde schreibt:</translation>
    </message>
    <message>
        <source>the tablespace holds:</source>
        <translation>der Tablespace enthält:</translation>
    </message>
    <message>
        <source>Slow down when…</source>
        <translation>Verlangsamen, wenn…</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Standbys that are behind on purpose:</source>
        <translation>Standbys, die absichtlich zurückliegen:</translation>
    </message>
    <message>
        <source>Work only in the hours:</source>
        <translation>Nur in diesen Zeiten arbeiten:</translation>
    </message>
    <message>
        <source>At twice the limit the work stops until it is better; the disk limits stop at once. A limit that you change stops the work also when the server does not tell.</source>
        <translation>Beim Doppelten der Grenze hält die Arbeit an, bis es besser ist; die Plattengrenzen halten sofort an. Eine Grenze, die Sie ändern, hält die Arbeit auch an, wenn der Server den Wert nicht mitteilt.</translation>
    </message>
    <message>
        <source>Write the hours as 22:00-05:00.</source>
        <translation>Die Zeiten in der Form 22:00-05:00 schreiben.</translation>
    </message>
    <message>
        <source>free space on this computer, if the server&apos;s, is below:</source>
        <translation>auf diesem Rechner, wenn er der des Servers ist, weniger frei ist als:</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Their names, separated by commas.</source>
        <translation>Ihre Namen, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>For example 22:00-05:00, by the clock of the server.</source>
        <translation>Zum Beispiel 22:00-05:00, nach der Uhr des Servers.</translation>
    </message>
    <message>
        <source>&amp;Ask me before the switch</source>
        <translation>&amp;Vor der Umschaltung fragen</translation>
    </message>
    <message>
        <source>Do not wait for SERIALIZABLE transactions to end</source>
        <translation>Nicht auf das Ende von SERIALIZABLE-Transaktionen warten</translation>
    </message>
    <message>
        <source>Do not wait for long transactions to end</source>
        <translation>Nicht auf das Ende langer Transaktionen warten</translation>
    </message>
    <message>
        <source>The copy follows the table until then.</source>
        <translation>Die Kopie folgt der Tabelle bis dahin.</translation>
    </message>
    <message>
        <source>Those across the switch may miss each other&apos;s writes.</source>
        <translation>Sie verpassen womöglich, was andere schreiben.</translation>
    </message>
    <message>
        <source>They may still read the table of before the switch.</source>
        <translation>Sie lesen womöglich noch die alte Tabelle.</translation>
    </message>
</context>
<context>
    <name>parterre::WizardPlan</name>
    <message>
        <source>Plan</source>
        <translation>Planen</translation>
    </message>
    <message>
        <source>Read the application&apos;s SQL</source>
        <translation>SQL der Anwendung lesen</translation>
    </message>
</context>
<context>
    <name>parterre::WizardReviewPage</name>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Start makes the first change to the database. Until Finish, everything can be undone.</source>
        <translation>Der Start macht die erste Änderung an der Datenbank. Bis zum Abschluss lässt sich alles rückgängig machen.</translation>
    </message>
    <message>
        <source>Unlock for changes</source>
        <translation>Änderungen freigeben</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>Plan speichern…</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message>
        <source>Whom it blocks</source>
        <translation>Wen er blockiert</translation>
    </message>
    <message>
        <source>Duration, space</source>
        <translation>Dauer, Platz</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps and locks</source>
        <translation>Schritte und Sperren</translation>
    </message>
    <message>
        <source>Exact SQL</source>
        <translation>Exaktes SQL</translation>
    </message>
    <message>
        <source>Who is in the way now</source>
        <translation>Wer jetzt im Weg ist</translation>
    </message>
    <message>
        <source>This is production. &amp;Type %1:</source>
        <translation>Das ist Produktion. %1 &amp;eingeben:</translation>
    </message>
    <message>
        <source>Writing the statements down…</source>
        <translation>Die Anweisungen werden aufgeschrieben…</translation>
    </message>
    <message>
        <source>Describe</source>
        <translation>Beschreiben</translation>
    </message>
    <message>
        <source>moments</source>
        <translation>Augenblicke</translation>
    </message>
    <message>
        <source>There is no plan.</source>
        <translation>Es gibt keinen Plan.</translation>
    </message>
    <message>
        <source>This connection is read-only.</source>
        <translation>Diese Verbindung ist nur lesend.</translation>
    </message>
    <message>
        <source>Type the table&apos;s name.</source>
        <translation>Den Namen der Tabelle eingeben.</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>Plan speichern</translation>
    </message>
    <message>
        <source>Plans (*.plan.json *.json)</source>
        <translation>Pläne (*.plan.json *.json)</translation>
    </message>
    <message>
        <source>The plan is saved. The same plan on the command line: parterrectl migrate %1 --yes</source>
        <translation>Der Plan ist gespeichert. Derselbe Plan auf der Befehlszeile: parterrectl migrate %1 --yes</translation>
    </message>
    <message>
        <source>The plan cannot be written to %1: %2</source>
        <translation>Der Plan kann nicht nach %1 geschrieben werden: %2</translation>
    </message>
    <message>
        <source>&lt;br&gt;&lt;b&gt;Afterwards&lt;/b&gt; %1.</source>
        <translation>&lt;br&gt;&lt;b&gt;Danach:&lt;/b&gt; %1.</translation>
    </message>
    <message>
        <source>asks you first</source>
        <translation>fragt Sie zuerst</translation>
    </message>
    <message>
        <source>follows by itself</source>
        <translation>folgt von selbst</translation>
    </message>
    <message>
        <source>Nobody acknowledged: %1. Plan again and tick it.</source>
        <translation>Von niemandem bestätigt: %1. Erneut planen und anhaken.</translation>
    </message>
    <message>
        <source>The rehearsal was cancelled; nothing of it is left.</source>
        <translation>Die Probe wurde abgebrochen; nichts davon ist übrig.</translation>
    </message>
    <message>
        <source>measured: %1 to %2</source>
        <translation>gemessen: %1 bis %2</translation>
    </message>
    <message>
        <source>The rehearsal is running.</source>
        <translation>Die Probe läuft.</translation>
    </message>
    <message>
        <source>%1 stays unique over all partitions, by the guard table %2, which stays too</source>
        <translation>%1 bleibt über alle Partitionen eindeutig, durch die Wächtertabelle %2, die ebenfalls bleibt</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; (%2 rows, %3) becomes %4 partitions by &lt;b&gt;%5&lt;/b&gt;, every %6, in database &lt;b&gt;%7&lt;/b&gt;.&lt;br&gt;Extra space until the old table goes: about %10, and as much WAL. Writers wait for some milliseconds when the triggers are made, readers and writers at the switch; otherwise both go on. Undo: until Finish, while the old table is kept equal; no write is lost.&lt;br&gt;&lt;b&gt;The switch&lt;/b&gt; %8; it waits up to %9 for older transactions.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; (%2 Zeilen, %3) wird zu %4 Partitionen nach &lt;b&gt;%5&lt;/b&gt;, je %6, in Datenbank &lt;b&gt;%7&lt;/b&gt;.&lt;br&gt;Zusätzlicher Platz, bis die alte Tabelle weg ist: etwa %10, und ebenso viel WAL. Schreiber warten einige Millisekunden, wenn die Trigger angelegt werden, Leser und Schreiber beim Umschalten; sonst laufen beide weiter. Rückgängig: bis zum Abschluss, solange die alte Tabelle gleich gehalten wird; kein Schreibvorgang geht verloren.&lt;br&gt;&lt;b&gt;Die Umschaltung&lt;/b&gt; %8; sie wartet bis zu %9 auf ältere Transaktionen.</translation>
    </message>
    <message>
        <source>%1 is unique together with %2 (a second row with the old key closes the way back until one goes)</source>
        <translation>%1 ist zusammen mit %2 eindeutig (eine zweite Zeile mit dem alten Schlüssel schließt den Rückweg, bis eine verschwindet)</translation>
    </message>
    <message>
        <source>%1 is unique within each partition only (a second row with the same key closes the way back until one goes)</source>
        <translation>%1 ist nur innerhalb jeder Partition eindeutig (eine zweite Zeile mit demselben Schlüssel schließt den Rückweg, bis eine verschwindet)</translation>
    </message>
</context>
<context>
    <name>parterre::WizardTablePage</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Rows ≈</source>
        <translation>Zeilen ≈</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Which table?</source>
        <translation>Welche Tabelle?</translation>
    </message>
    <message>
        <source>It becomes a partitioned table of the same name while the application goes on writing.</source>
        <translation>Sie wird zu einer partitionierten Tabelle gleichen Namens, während die Anwendung weiter schreibt.</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>Filter tables by name</source>
        <translation>Tabellen nach Namen filtern</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>There is no table to migrate here: those of this database are partitioned, or part of a migration.</source>
        <translation>Hier gibt es keine Tabelle zu migrieren: Die dieser Datenbank sind partitioniert oder Teil einer Migration.</translation>
    </message>
</context>
</TS>
