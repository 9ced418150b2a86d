// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiver.h"
#include "archive/restorer.h"
#include "support/scenario.h"

namespace parterre::test {

inline const QualifiedName kPlain{QStringLiteral("public"), QStringLiteral("plain")};
inline const QualifiedName kPlainArchive{QStringLiteral("public"), QStringLiteral("plain_archive")};
inline const QualifiedName kParts{QStringLiteral("public"), QStringLiteral("parts")};
inline const QualifiedName kPartsArchive{QStringLiteral("public"), QStringLiteral("parts_archive")};
inline const QString kAge = QStringLiteral("ha\"ppened. At");

/// A scenario with what tests of the archive need on top.
class ArchiveScenario : public Scenario {
protected:
    ArchiveOptions archiveOptions()
    {
        ArchiveOptions options;
        options.profile = profileOf(owner());
        options.sink = &m_sink;
        return options;
    }
    Archiver archiver() { return Archiver(archiveOptions()); }
    Restorer restorer() { return Restorer(archiveOptions()); }

    static ArchivePolicy policyFor(const QualifiedName &table, const QString &age, int keepDays = 730)
    {
        ArchivePolicy policy;
        policy.table = table;
        policy.ageColumn = age;
        policy.keepDays = keepDays;
        return policy;
    }

    void sql(const QString &text) { m_cluster->exec(text, kDatabase); }
    /// As the owner, who owns what it makes.
    void ownerSql(const QString &text)
    {
        PgClient client = mustConnect(owner());
        mustExec(client, text);
    }
    /// The columns of a table, quoted, without archived_at.
    QString columnsOf(const QualifiedName &table) const
    {
        return value(QStringLiteral("SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute "
                                    "WHERE attrelid = %1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> "
                                    "'archived_at'")
                         .arg(quoteLiteral(table.quoted())));
    }
    /// Every byte of every row of the relations, in an order of its own.
    QString contentOf(const QList<QualifiedName> &tables) const
    {
        QStringList parts;
        for (const QualifiedName &table : tables)
            parts << QStringLiteral("SELECT ROW(%1)::text AS r FROM %2").arg(columnsOf(tables.first()), table.quoted());
        return value(QStringLiteral("SELECT count(*) || ' ' || md5(coalesce(string_agg(r, E'\\n' ORDER BY r COLLATE "
                                    "\"C\"), '')) FROM (%1) u")
                         .arg(parts.join(QStringLiteral(" UNION ALL "))));
    }
    qint64 count(const QualifiedName &table, const QString &where = QStringLiteral("true")) const
    {
        return value(QStringLiteral("SELECT count(*) FROM %1 WHERE %2").arg(table.quoted(), where)).toLongLong();
    }

    /// A table public.NAME (id, at, v, note) with a primary key (id, at), partitioned by months of `at` from 36 months
    /// ago to two months ahead, with a DEFAULT partition; `rows` rows evenly over 34 months.
    void makePartitioned(const QString &name, qint64 rows)
    {
        ownerSql(
            QStringLiteral(
                "CREATE TABLE public.%1 (id bigint NOT NULL, at timestamp NOT NULL, v bigint NOT NULL, note text, "
                "PRIMARY KEY (id, at)) PARTITION BY RANGE (at);"
                "CREATE INDEX ON public.%1 (v);"
                "DO $$ DECLARE m timestamp := date_trunc('month', now() AT TIME ZONE 'UTC') - interval '36 months'; BEGIN "
                "FOR i IN 0..38 LOOP EXECUTE format('CREATE TABLE public.%1_%s PARTITION OF public.%1 FOR VALUES FROM "
                "(%L) TO (%L)', to_char(m, 'YYYYMM'), m, m + interval '1 month'); m := m + interval '1 month'; "
                "END LOOP; END $$;"
                "CREATE TABLE public.%1_rest PARTITION OF public.%1 DEFAULT;"
                "INSERT INTO public.%1 SELECT i, now() AT TIME ZONE 'UTC' - interval '1020 days' * (i / %2::float8), i, "
                "'note ' || i FROM generate_series(1, %2) i")
                .arg(name)
                .arg(rows));
    }
};

inline bool hasFinding(const ArchivePlan &plan, const QString &code, const QString &object, bool blocks = true)
{
    return std::any_of(plan.findings.cbegin(), plan.findings.cend(), [&](const Finding &finding) {
        return finding.code == code && finding.object.contains(object) && !finding.consequence.isEmpty()
            && (finding.severity == Finding::Severity::Blocks) == blocks && (!blocks || !finding.hint.isEmpty());
    });
}

} // namespace parterre::test
