// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/preflighttext.h"

#include <algorithm>

// What becomes of the unique keys.
namespace parterre {

using namespace preflight;

namespace {

// What a key cannot be, or loses, when only the partitions have it.
QList<Finding> findPerLeaf(const TableDefinition &table, const IndexDefinition &index)
{
    QList<Finding> findings;
    if (index.choice != UniqueChoice::PerLeaf)
        return findings;
    if (index.isDeferrable())
        findings << finding(
            Severity::Blocks, "deferrable-key", index.name,
            Text::tr(
                "A DEFERRABLE constraint that only the partitions have cannot be set by its name, neither by the application nor by the switch, which must have it checked at once."),
            Text::tr("Choose --unique %1=extend, or make the constraint again, NOT DEFERRABLE.").arg(index.name));
    if (index.replicaIdentity && table.replicaIdentity == u"i")
        findings << finding(
            Severity::Decides, "replica-identity", index.name,
            Text::tr(
                "The partitions keep it as their replica identity, which decides what is logged. The table as a whole has no such index: a publication with publish_via_partition_root would announce another identity."),
            Text::tr("Or choose --unique %1=extend.").arg(index.name));
    return findings;
}

} // namespace

namespace {

// Why a key cannot be guarded; empty when it can.
QString unguardable(const TableDefinition &table, const IndexDefinition &index)
{
    if (index.partial)
        return Text::tr("it is partial");
    if (index.expressions || index.key.size() != index.keyColumns.size())
        return Text::tr("it is over expressions, or over a type without a btree equality");
    if (std::any_of(index.key.cbegin(), index.key.cend(), [](const KeyColumn &column) { return !column.exact; }))
        return Text::tr("it is over a domain whose equality is not PostgreSQL's own");
    if (index.exclusion || !index.tail.startsWith(u"btree "))
        return Text::tr("it is no btree index");
    if (index.isDeferrable())
        return Text::tr("it is DEFERRABLE, and the guard checks at once");
    if (index.tail.contains(u"NULLS NOT DISTINCT"))
        return Text::tr("it is NULLS NOT DISTINCT, and the guard leaves rows with a NULL in the key out");
    if (!index.valid)
        return Text::tr("it is not valid");
    if (table.ownerLacks.contains(u"SELECT") || table.ownerLacks.contains(u"UPDATE"))
        return Text::tr("the owner of the table has no right to SELECT or UPDATE it");
    return {};
}

Finding guardedKey(const TableDefinition &table, const IndexDefinition &index, const QString &keyColumn)
{
    if (const QString reason = unguardable(table, index); !reason.isEmpty())
        return finding(Severity::Blocks, "unique-key-guarded", index.name,
                       Text::tr("The key cannot be guarded: %1.").arg(reason),
                       Text::tr("Choose --unique %1=extend, per-leaf or refuse.").arg(index.name));
    const QString columns = index.keyColumns.join(QStringLiteral(", "));
    const QString guard = table.guardOf(index).quoted();
    Finding result = finding(
        Severity::Decides, "unique-key-guarded", index.name,
        Text::tr(
            "(%1) stays unique over the whole table, and the index becomes one over (%1, %2). Triggers keep an entry for each key in the table %3, which takes two to four times the space of this index: an INSERT, a DELETE and a change of (%1) or %2 write there too (about 0.01 ms a row), and a second row with the same (%1) fails with 23505. ON CONFLICT (%1) and references to (%1) fail; ON CONFLICT DO NOTHING does not swallow this 23505. Of the rows of a partition that is attached later it knows nothing: enter them first. Whoever later renames a column of the key, %2 or the schema, changes the owner or forces row security must change the function %4() too: until then writes fail.")
            .arg(columns, keyColumn, guard, guard),
        Text::tr("Or choose --unique %1=extend, per-leaf or refuse.").arg(index.name));
    QStringList key;
    QStringList conditions;
    for (const KeyColumn &column : index.key) {
        key << quoteIdentifier(column.name);
        if (!index.keyNotNull)
            conditions << key.last() % u" IS NOT NULL";
    }
    const QString entry = (key + QStringList{quoteIdentifier(keyColumn)}).join(QStringLiteral(", "));
    const SqlText enter =
        SqlText::load(QStringLiteral("preflight/enter_rows"),
                      {{QStringLiteral("guard"), guard},
                       {QStringLiteral("guard_columns"), entry},
                       {QStringLiteral("where"),
                        conditions.isEmpty() ? QString() : QString(u" WHERE " % conditions.join(u" AND "))}});
    result.snippet = u"-- before a table that holds rows is attached as a partition\n" % enter.text % u";\n";
    return result;
}

} // namespace

QList<Finding> decideUniqueKeys(TableDefinition &table, const QString &keyColumn, UniqueChoice general,
                                const QMap<QString, UniqueChoice> &choices)
{
    QList<Finding> findings;
    for (IndexDefinition &index : table.indexes) {
        if (!index.unique)
            continue;
        if (holdsColumn(index, keyColumn)) {
            findings << finding(Severity::Carried, "unique-key", index.name,
                                Text::tr("It holds the partition key, so it stays as it is."));
            continue;
        }
        index.choice = choices.value(index.name, general);
        findings << findPerLeaf(table, index);
        const QString columns = index.keyColumns.join(QStringLiteral(", "));
        if (index.choice == UniqueChoice::Extend) {
            findings << finding(
                Severity::Decides, "unique-key-extended", index.name,
                Text::tr(
                    "It becomes unique over (%1, %2): two rows may have the same (%1) with different %2. ON CONFLICT (%1) and references to (%1) fail; ON CONFLICT DO NOTHING and ON CONFLICT (%1, %2) work. The old table refuses such a second row: until one of both goes, there is no way back. A guard keeps it out.")
                    .arg(columns, keyColumn),
                Text::tr("Or choose --unique %1=guard, per-leaf or refuse.").arg(index.name));
        } else if (index.choice == UniqueChoice::PerLeaf) {
            findings << finding(
                Severity::Decides, "unique-key-per-leaf", index.name,
                Text::tr(
                    "(%1) is unique within each partition only, and the table as a whole has no such key. ON CONFLICT (%1) and references to (%1) fail. The old table refuses a second row with the same (%1): until one of both goes, there is no way back. Whoever makes a partition later must give it the index too: watch tells of one that lacks it, after Finish nobody does.")
                    .arg(columns),
                Text::tr("Or choose --unique %1=guard, extend or refuse.").arg(index.name));
            findings.last().snippet =
                QStringLiteral("-- on each partition that is made later\nCREATE UNIQUE INDEX ON … USING %1;\n")
                    .arg(index.tail);
        } else if (index.isGuarded()) {
            findings << guardedKey(table, index, keyColumn);
        } else {
            findings << finding(
                Severity::Blocks, "unique-key", index.name,
                Text::tr("A unique key of a partitioned table must hold the partition key %2; (%1) does not.")
                    .arg(columns, keyColumn),
                Text::tr("Choose --unique %1=guard, extend or per-leaf, or another partition key.").arg(index.name));
        }
    }
    return findings;
}

const IndexDefinition *rowKey(const TableDefinition &table)
{
    const auto usable = [](const IndexDefinition &index) {
        return index.unique && index.valid && index.immediate && !index.partial && !index.expressions
            && index.keyNotNull && index.key.size() == index.keyColumns.size();
    };
    for (const IndexDefinition &index : table.indexes) { // the primary key comes first
        if (usable(index))
            return &index;
    }
    return nullptr;
}

} // namespace parterre
