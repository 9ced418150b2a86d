// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/migrationsqltext.h"

namespace parterre {

using namespace text;

// The table of the foreign key's unique key, quoted: adding, dropping and validating one locks it too.
QString MigrationSql::referencedBy(const QString &relation, const QString &quotedName) const
{
    for (const ReferenceDefinition &reference : m_plan.references) {
        if (reference.table.quoted() == relation && quoteIdentifier(reference.name) == quotedName)
            return m_plan.table.name.quoted();
    }
    for (const ForeignKeyDefinition &key : m_plan.table.foreignKeys) {
        if (quoteIdentifier(key.name) == quotedName)
            return key.referenced.quoted();
    }
    return {};
}

SqlText MigrationSql::addForeignKey(const QString &name, const QString &definition, const QString &relation, bool valid,
                                    const char *id) const
{
    return sql(id,
               {{tag("relation"), relation},
                {tag("constraint"), quoteIdentifier(name)},
                {tag("referenced"), referencedBy(relation, quoteIdentifier(name))},
                {tag("definition"), valid ? definition : definition + tag(" NOT VALID")}});
}

// What the application leaves loses its foreign keys: they would stop it from deleting referenced rows, and cascade
// into rows that are only kept for the way back. This is what locks the referenced tables; the owner of the table need
// not have any other right on them.
QList<SqlText> MigrationSql::dropForeignKeys(bool back) const
{
    QStringList relations{m_plan.table.name.quoted()};
    for (qsizetype i = 0; back && i < m_plan.leaves.size(); ++i)
        relations << m_plan.leaves[i].name.quoted(); // those that the table's own has not adopted
    const auto drop = [this](const QString &relation, const QString &name) {
        return sql("migration/drop_foreign_key",
                   {{tag("relation"), relation},
                    {tag("constraint"), quoteIdentifier(name)},
                    {tag("referenced"), referencedBy(relation, quoteIdentifier(name))}});
    };
    QList<SqlText> list;
    for (const ForeignKeyDefinition &key : m_plan.table.foreignKeys) {
        for (const QString &relation : std::as_const(relations))
            list << drop(relation, key.name);
    }
    for (const ReferenceDefinition &reference : m_plan.references) {
        if (!back)
            list << drop(reference.table.quoted(), reference.name);
    }
    return list;
}

QList<Statement> MigrationSql::exchangeForeignKeys(bool back) const
{
    QList<Statement> list;
    for (const ForeignKeyDefinition &key : m_plan.table.foreignKeys) {
        if (back) {
            list << Statement{addForeignKey(key.name, key.definition, m_plan.table.name.quoted(), false)};
            list << commentForeignKey(key, m_plan.table.name.quoted());
            continue;
        }
        for (const PlannedLeaf &leaf : m_plan.leaves)
            list << Statement{addForeignKey(key.name, key.definition, leaf.name.quoted(), false)};
    }
    return list;
}

SqlText MigrationSql::validateForeignKey(const QString &relation, const QString &quotedName) const
{
    return sql("migration/validate_foreign_key",
               {{tag("relation"), relation},
                {tag("constraint"), quotedName},
                {tag("referenced"), referencedBy(relation, quotedName)}});
}

QList<Statement> MigrationSql::commentConstraint(const QString &name, const QString &text,
                                                 const QString &relation) const
{
    if (text.isEmpty())
        return {};
    return {{sql("migration/comment",
                 {{tag("kind"), tag("CONSTRAINT")},
                  {tag("object"), quoteIdentifier(name) % u" ON " % relation},
                  {tag("comment"), quoteLiteral(text)},
                  {tag("relation"), relation}})}};
}

QList<Statement> MigrationSql::commentForeignKey(const ForeignKeyDefinition &key, const QString &relation) const
{
    return commentConstraint(key.name, key.comment, relation);
}

QList<Statement> MigrationSql::restoreReference(const ReferenceDefinition &reference) const
{
    const QString relation = reference.table.quoted();
    return QList<Statement>{{addForeignKey(reference.name, reference.definition, relation, false)}}
    + commentConstraint(reference.name, reference.comment, relation);
}

QList<Statement> MigrationSql::adoptForeignKey(const ForeignKeyDefinition &key, bool valid) const
{
    const QString table = m_plan.table.name.quoted();
    return QList<Statement>{{addForeignKey(key.name, key.definition, table, valid, "migration/adopt_foreign_key")}}
    + commentForeignKey(key, table);
}

} // namespace parterre
