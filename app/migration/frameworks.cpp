// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/applicationfit.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Frameworks)
};

// ---------------------------------------------------------------- what becomes of the key

struct KeyFacts {
    QStringList before;   ///< columns of the primary key; empty where there is none
    QStringList after;    ///< with the partition key
    bool changes = false; ///< the primary key is another one afterwards, or gone
};

KeyFacts keyFacts(const Plan &plan)
{
    KeyFacts facts;
    const auto primary = std::find_if(plan.table.indexes.cbegin(), plan.table.indexes.cend(),
                                      [](const IndexDefinition &index) { return index.primary; });
    if (primary == plan.table.indexes.cend())
        return facts;
    facts.before = primary->keyColumns;
    facts.after = facts.before;
    if (!facts.after.contains(plan.keyColumn))
        facts.after << plan.keyColumn;
    facts.changes = primary->isExtended() || primary->choice == UniqueChoice::PerLeaf;
    return facts;
}

// ---------------------------------------------------------------- names in other languages

QStringList each(const QStringList &names, const QString &quote)
{
    QStringList list;
    for (QString name : names)
        list << quote % name.replace(u'\\', QStringLiteral("\\\\")).replace(quote, u'\\' % quote) % quote;
    return list;
}

QString joined(const QStringList &names, const QString &quote)
{
    return each(names, quote).join(QStringLiteral(", "));
}

// :id, :"a b"
QString symbol(const QString &name)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*$"));
    return plain.match(name).hasMatch() ? QString(u':' % name) : QString(u':' % joined({name}, QStringLiteral("\"")));
}

// :id, or [:id, :at]
QString symbols(const QStringList &names)
{
    QStringList list;
    for (const QString &name : names)
        list << symbol(name);
    return list.size() == 1 ? list.first() : QString(u'[' % list.join(QStringLiteral(", ")) % u']');
}

// ---------------------------------------------------------------- snippets

QString railsSnippet(const Plan &plan, const KeyFacts &key)
{
    if (!key.changes)
        return {};
    return QStringLiteral("# in the model of table %1, before the switch: keep the key that it has\n"
                          "self.primary_key = %2\n"
                          "# or, from Rails 7.1 on, after the switch; id is then an array, id_value the column id\n"
                          "self.primary_key = %3\n"
                          "# config/application.rb: schema.rb cannot describe partitions, structure.sql can\n"
                          "config.active_record.schema_format = :sql\n")
        .arg(plan.table.name.name, symbols(key.before), symbols(key.after));
}

QString djangoSnippet(const Plan &plan, const KeyFacts &key)
{
    if (!key.changes)
        return {};
    return QStringLiteral("# in the model of table %1: leave its primary_key=True where it is,\n"
                          "# or, from Django 5.2 on, after the switch; apply the migration with --fake\n"
                          "pk = models.CompositePrimaryKey(%2)\n"
                          "# bulk_create() that updates\n"
                          "unique_fields=[%2]\n")
        .arg(plan.table.name.name, joined(key.after, QStringLiteral("\"")));
}

QString prismaSnippet(const Plan &plan, const KeyFacts &key)
{
    QString text;
    if (key.changes)
        text = QStringLiteral("// in the model of table %1, with the switch: no @id on a field, but\n"
                              "@@id([%2])\n"
                              "// findUnique, update, upsert\n"
                              "where: { %3: { %2 } }\n")
                   .arg(plan.table.name.name, key.after.join(QStringLiteral(", ")), key.after.join(u'_'));
    return text
        % QStringLiteral("# until Finish, against this database, neither \"migrate dev\" nor \"db push\"; only\n"
                         "npx prisma migrate deploy\n");
}

QString hibernateSnippet(const Plan &plan, const KeyFacts &key)
{
    QString text;
    if (key.changes)
        text = QStringLiteral(
                   "// from Hibernate 6.2 on, at the attribute of column %1, which is then named by DELETE and UPDATE\n"
                   "@org.hibernate.annotations.PartitionKey\n")
                   .arg(plan.keyColumn);
    return text
        % QStringLiteral("# where hbm2ddl.auto=validate says \"missing table [%1]\"\n"
                         "hibernate.hbm2ddl.extra_physical_table_types=PARTITIONED TABLE\n")
              .arg(plan.table.name.name);
}

QString alembicSnippet(const Plan &plan, const KeyFacts &key)
{
    QString text = QStringLiteral("# env.py: autogenerate shall not see partitions and the old table\n"
                                  "def include_name(name, type_, parent_names):\n"
                                  "    return type_ != \"table\" or not name.startswith(%1)\n"
                                  "context.configure(..., include_name=include_name)\n")
                       .arg(joined({plan.table.name.name % u'_'}, QStringLiteral("\"")));
    if (key.changes)
        text += QStringLiteral("# SQLAlchemy, on_conflict_do_update()\nindex_elements=[%1]\n")
                    .arg(joined(key.after, QStringLiteral("\"")));
    return text;
}

// The argument of the framework's own upsert, %1 = the columns.
template<char quote>
QString upsertSnippet(const char *pattern, const KeyFacts &key)
{
    return key.changes ? QString(QLatin1String(pattern).arg(joined(key.after, QString(QLatin1Char(quote)))) % u'\n')
                       : QString();
}

QString laravelSnippet(const Plan &, const KeyFacts &key)
{
    return upsertSnippet<'\''>("->upsert($rows, [%1], $update)", key);
}

QString sequelizeSnippet(const Plan &, const KeyFacts &key)
{
    return upsertSnippet<'\''>("upsert(values, { conflictFields: [%1] })", key);
}

QString typeormSnippet(const Plan &, const KeyFacts &key)
{
    return upsertSnippet<'\''>("repository.upsert(values, [%1])", key);
}

QString knexSnippet(const Plan &, const KeyFacts &key)
{
    return upsertSnippet<'\''>(".onConflict([%1])", key);
}

QString ectoSnippet(const Plan &, const KeyFacts &key)
{
    return key.changes ? QString(u"conflict_target: " % symbols(key.after) % u'\n') : QString();
}

// ---------------------------------------------------------------- the frameworks

struct Framework {
    const char *code;
    const char *product;
    const char *relation; ///< its bookkeeping
    const char *columns;  ///< that it must have, with commas
    const char *ofKey;    ///< what follows when the primary key changes
    const char *ofSchema; ///< what follows from partitions, the old table and schema parterre
    QString (*snippet)(const Plan &, const KeyFacts &);
};

constexpr char kByModel[] = QT_TRANSLATE_NOOP(
    "Frameworks",
    "It does not look at the key in the database: a model with the key (%1) goes on working, and each "
    "look-up by it goes into every partition. Upserts by (%1) fail.");

constexpr Framework kFrameworks[] = {
    {"rails", "Rails", "ar_internal_metadata", "key,value",
     QT_TRANSLATE_NOOP(
         "Frameworks",
         "Active Record reads the primary key from the database: from Rails 7.1 on the id of a model becomes the array (%2), before that it is nil. upsert_all with unique_by on (%1) fails."),
     QT_TRANSLATE_NOOP("Frameworks",
                       "A dump of the schema takes partitions and the old table for tables of the application."),
     railsSnippet},
    {"prisma", "Prisma", "_prisma_migrations", "checksum,migration_name",
     QT_TRANSLATE_NOOP(
         "Frameworks",
         "From Prisma 4.6 on upsert by (%1) is sent as INSERT … ON CONFLICT and fails; look-ups by (%1) go "
         "into every partition."),
     QT_TRANSLATE_NOOP("Frameworks",
                       "\"migrate dev\" takes the partitioned table and the old one for drift, and offers to reset the "
                       "database; \"migrate deploy\" does not compare."),
     prismaSnippet},
    {"django", "Django", "django_migrations", "app,name",
     QT_TRANSLATE_NOOP(
         "Frameworks",
         "Django does not look at the key in the database: a model with the key (%1) goes on working, and "
         "each get() by it goes into every partition. bulk_create() with unique_fields of (%1) fails, and "
         "so does a new ForeignKey to the model, unless db_constraint=False."),
     QT_TRANSLATE_NOOP("Frameworks", "AddIndexConcurrently fails on a partitioned table."), djangoSnippet},
    {"hibernate", "Hibernate", "hibernate_sequence", "",
     QT_TRANSLATE_NOOP(
         "Frameworks",
         "Hibernate does not look at the key in the database: an entity with the @Id (%1) goes on working, "
         "and each find() by it goes into every partition."),
     QT_TRANSLATE_NOOP("Frameworks",
                       "Versions that do not know partitioned tables find the table missing when they validate the "
                       "schema, and the application does not start."),
     hibernateSnippet},
    {"hibernate", "Hibernate Envers", "revinfo", "rev,revtstmp",
     QT_TRANSLATE_NOOP(
         "Frameworks",
         "Hibernate does not look at the key in the database: an entity with the @Id (%1) goes on working, "
         "and each find() by it goes into every partition."),
     QT_TRANSLATE_NOOP("Frameworks",
                       "Versions that do not know partitioned tables find the table missing when they validate the "
                       "schema, and the application does not start."),
     hibernateSnippet},
    {"alembic", "Alembic", "alembic_version", "version_num", kByModel,
     QT_TRANSLATE_NOOP("Frameworks",
                       "\"revision --autogenerate\" proposes to drop the partitions and the old table, which no model "
                       "has."),
     alembicSnippet},
    {"entity-framework", "Entity Framework", "__EFMigrationsHistory", "", kByModel, "", nullptr},
    {"laravel", "Laravel", "migrations", "batch,migration", kByModel, "", laravelSnippet},
    {"typeorm", "TypeORM", "migrations", "name,timestamp", kByModel,
     QT_TRANSLATE_NOOP("Frameworks",
                       "\"synchronize\" and \"migration:generate\" change the schema to what the models "
                       "say."),
     typeormSnippet},
    {"sequelize", "Sequelize", "SequelizeMeta", "name", kByModel, "", sequelizeSnippet},
    {"knex", "Knex", "knex_migrations", "batch,name", kByModel, "", knexSnippet},
    {"drizzle", "Drizzle", "__drizzle_migrations", "hash", kByModel,
     QT_TRANSLATE_NOOP("Frameworks", "\"push\" changes the schema to what the models say."), nullptr},
    {"ecto", "Ecto", "schema_migrations", "inserted_at,version", kByModel, "", ectoSnippet},
    {"golang-migrate", "golang-migrate", "schema_migrations", "dirty,version", nullptr, "", nullptr},
    {"goose", "goose", "goose_db_version", "is_applied,version_id", nullptr, "", nullptr},
    {"flyway", "Flyway", "flyway_schema_history", "installed_rank,script", nullptr,
     QT_TRANSLATE_NOOP("Frameworks",
                       "\"validate\" compares only its own history. \"clean\" drops the partitions, the "
                       "old table and with them the way back."),
     nullptr},
    {"liquibase", "Liquibase", "databasechangelog", "author,filename,id", nullptr,
     QT_TRANSLATE_NOOP("Frameworks",
                       "\"diff\" and \"generate-changelog\" take partitions and the old table for tables "
                       "of the application."),
     nullptr},
};

bool hasColumns(const QString &columns, const char *needed)
{
    const QStringList has = columns.split(u',');
    const QStringList needs = QString::fromLatin1(needed).split(u',', Qt::SkipEmptyParts);
    return std::all_of(needs.cbegin(), needs.cend(), [&](const QString &column) { return has.contains(column); });
}

Finding describe(const Framework &framework, const QString &place, const Plan &plan)
{
    const KeyFacts key = keyFacts(plan);
    QStringList sentences;
    if (key.changes && framework.ofKey)
        sentences << Text::tr(framework.ofKey) // not every text has both
                         .replace(QStringLiteral("%1"), key.before.join(QStringLiteral(", ")))
                         .replace(QStringLiteral("%2"), key.after.join(QStringLiteral(", ")));
    if (*framework.ofSchema != '\0')
        sentences << Text::tr(framework.ofSchema);
    sentences << Text::tr(
                     "A migration of its own that touches %1 before Finish stops this one, or closes the way back.")
                     .arg(plan.table.name.quoted());
    const QString code = QLatin1String(framework.code);
    Finding finding{Finding::Severity::Decides,
                    u"application-" % code,
                    QLatin1String(framework.product),
                    sentences.join(u' '),
                    Text::tr("Let none of its migrations touch this table until Finish; change the application as it "
                             "needs to be."),
                    code,
                    {place}};
    if (framework.snippet)
        finding.snippet = framework.snippet(plan, key);
    finding.asks = true;
    return finding;
}

// Hibernate leaves no table behind, but the aliases of its statements are like no other's: id1_0_ (5), t1_0.id (6).
QString hibernateStatement(const SeenStatements &seen)
{
    static const QRegularExpression alias(QStringLiteral("\\b(?:[a-z]+1_0\\.[a-z_]|[a-z_]+\\d+_\\d+_ from )"));
    for (const SeenStatements::Statement &statement : seen.list) {
        if (alias.match(statement.text).hasMatch())
            return statement.text.simplified().left(80);
    }
    return {};
}

} // namespace

Result<QList<Finding>> findFrameworks(Session &session, const Plan &plan, const SeenStatements &seen)
{
    QStringList relations;
    for (const Framework &framework : kFrameworks)
        relations << QLatin1String(framework.relation);
    relations.removeDuplicates();
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QStringLiteral("preflight/frameworks")), Params() << relations));
    QList<Finding> findings;
    const auto add = [&](const Framework &framework, const QString &place) {
        const auto same = std::find_if(findings.begin(), findings.end(), [&](const Finding &finding) {
            return finding.subject == QLatin1String(framework.code);
        });
        if (same == findings.end())
            findings << describe(framework, place, plan);
        else
            same->places << place;
    };
    for (const Framework &framework : kFrameworks) {
        for (qsizetype i = 0; i < rows.count(); ++i) {
            if (rows.text(i, "name") == QLatin1String(framework.relation)
                && hasColumns(rows.text(i, "columns"), framework.columns))
                add(framework, rows.text(i, "relation"));
        }
        if (QLatin1String(framework.relation) == u"hibernate_sequence") {
            if (const QString statement = hibernateStatement(seen); !statement.isEmpty())
                add(framework, statement);
        }
    }
    return findings;
}

} // namespace parterre
