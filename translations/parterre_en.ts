<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ApplicationFit</name>
    <message numerus="yes">
        <source>called %n time(s)</source>
        <translation>
            <numerusform>called once</numerusform>
            <numerusform>called %n times</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n statement(s) in pg_stat_statements that name it were looked at.</source>
        <translation>
            <numerusform>%n statement in pg_stat_statements that names it was looked at.</numerusform>
            <numerusform>%n statements in pg_stat_statements that name it were looked at.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArchiveText</name>
    <message numerus="yes">
        <source>%n partition(s) moved as a whole.</source>
        <translation>
            <numerusform>%n partition moved as a whole.</numerusform>
            <numerusform>%n partitions moved as a whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) stayed in the archive, since their keys are live.</source>
        <translation>
            <numerusform>%n row stayed in the archive, since its key is live.</numerusform>
            <numerusform>%n rows stayed in the archive, since their keys are live.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Charts</name>
    <message numerus="yes">
        <source>%Ln partition(s) end before %1 and are not drawn to scale.</source>
        <translation>
            <numerusform>%Ln partition ends before %1 and is not drawn to scale.</numerusform>
            <numerusform>%Ln partitions end before %1 and are not drawn to scale.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln partition(s) begin after %1 and are not drawn to scale.</source>
        <translation>
            <numerusform>%Ln partition begins after %1 and is not drawn to scale.</numerusform>
            <numerusform>%Ln partitions begin after %1 and are not drawn to scale.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The bounds of %Ln partition(s) are not read yet.</source>
        <translation>
            <numerusform>The bounds of %Ln partition are not read yet.</numerusform>
            <numerusform>The bounds of %Ln partitions are not read yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln others</source>
        <translation>
            <numerusform>%Ln other</numerusform>
            <numerusform>%Ln others</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln partition(s)</source>
        <translation>
            <numerusform>%Ln partition</numerusform>
            <numerusform>%Ln partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not on the axis, as DEFAULT or without an end: %1 and %Ln more, %2 in all.</source>
        <translation>
            <numerusform>Not on the axis, as DEFAULT or without an end: %1 and %Ln more, %2 in all.</numerusform>
            <numerusform>Not on the axis, as DEFAULT or without an end: %1 and %Ln more, %2 in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FireDrill</name>
    <message numerus="yes">
        <source>%n index(es)</source>
        <translation>
            <numerusform>%n index</numerusform>
            <numerusform>%n indexes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n check(s)</source>
        <translation>
            <numerusform>%n check</numerusform>
            <numerusform>%n checks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RelationLock</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwitchForecast</name>
    <message numerus="yes">
        <source>%n hindrance(s) now</source>
        <translation>
            <numerusform>%n hindrance now</numerusform>
            <numerusform>%n hindrances now</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::ArchivePage</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Rows older than %n day(s) leave %1 and go to %2. Each batch is complete in itself: it can be stopped at any time, and &quot;Restore&quot; brings rows back.</source>
        <translation>
            <numerusform>Rows older than %n day leave %1 and go to %2. Each batch is complete in itself: it can be stopped at any time, and &quot;Restore&quot; brings rows back.</numerusform>
            <numerusform>Rows older than %n days leave %1 and go to %2. Each batch is complete in itself: it can be stopped at any time, and &quot;Restore&quot; brings rows back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::BoundsCanvas</name>
    <message numerus="yes">
        <source>%1: %Ln partition(s)</source>
        <translation>
            <numerusform>%1: %Ln partition</numerusform>
            <numerusform>%1: %Ln partitions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln gap(s)</source>
        <translation>
            <numerusform>%Ln gap</numerusform>
            <numerusform>%Ln gaps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::MigrationPage</name>
    <message numerus="yes">
        <source>%n transaction(s) of others may hold it up: %1.</source>
        <translation>
            <numerusform>%n transaction of others may hold it up: %1.</numerusform>
            <numerusform>%n transactions of others may hold it up: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::RestoreDialog</name>
    <message numerus="yes">
        <source>%n row(s) stay in the archive, since their keys are live.</source>
        <translation>
            <numerusform>%n row stays in the archive, since its key is live.</numerusform>
            <numerusform>%n rows stay in the archive, since their keys are live.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::ScriptView</name>
    <message numerus="yes">
        <source>/* %n line(s) */</source>
        <translation>
            <numerusform>/* %n line */</numerusform>
            <numerusform>/* %n lines */</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::WizardApplicationPage</name>
    <message numerus="yes">
        <source>%n item(s) must be ticked before the migration can start.</source>
        <translation>
            <numerusform>%n item must be ticked before the migration can start.</numerusform>
            <numerusform>%n items must be ticked before the migration can start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::WizardFindingsPage</name>
    <message numerus="yes">
        <source>%n finding(s) must be dealt with before this table can be migrated.</source>
        <translation>
            <numerusform>%n finding must be dealt with before this table can be migrated.</numerusform>
            <numerusform>%n findings must be dealt with before this table can be migrated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing blocks the migration. Choose what becomes of %n unique key(s).</source>
        <translation>
            <numerusform>Nothing blocks the migration. Choose what becomes of %n unique key.</numerusform>
            <numerusform>Nothing blocks the migration. Choose what becomes of %n unique keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>parterre::WizardLayoutPage</name>
    <message numerus="yes">
        <source>%n partition(s) for %1 rows, %2 in all.</source>
        <translation>
            <numerusform>%n partition for %1 rows, %2 in all.</numerusform>
            <numerusform>%n partitions for %1 rows, %2 in all.</numerusform>
        </translation>
    </message>
</context>
</TS>
