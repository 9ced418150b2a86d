// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cluster.h"
#include "support/enginehelp.h"

namespace parterre::test {

/// A server of its own with a database app, in which an engine migrates as app_owner.
class Scenario : public QObject {
protected:
    void startServer(const ClusterOptions &options = {})
    {
        m_cluster = std::make_unique<Cluster>(options);
        QVERIFY(m_cluster->start());
    }
    /// Begin anew: the database is empty, nothing was noted.
    void makeDatabase()
    {
        m_sink.notes.clear();
        m_sink.onReport = nullptr;
        m_cluster->exec(QStringLiteral("DROP DATABASE IF EXISTS app WITH (FORCE)"));
        m_cluster->createDatabase(kDatabase);
    }
    QString conninfo(const QString &role) const { return m_cluster->conninfo(kDatabase, role); }
    QString owner() const { return conninfo(QStringLiteral("app_owner")); }
    QString super() const { return conninfo(QStringLiteral("postgres")); }
    QString value(const QString &sql) const { return m_cluster->value(sql, kDatabase); }
    /// The first column of all rows.
    QStringList column(const QString &sql) const
    {
        QStringList list;
        for (const QStringList &row : m_cluster->exec(sql, kDatabase))
            list << row.first();
        return list;
    }
    EngineOptions options(std::optional<MigrationState> until = {})
    {
        EngineOptions options{profileOf(owner()), {}, &m_sink};
        options.until = until;
        return options;
    }
    Engine engine(std::optional<MigrationState> until = {}) { return Engine(options(until)); }

    const QString kDatabase = QStringLiteral("app");
    std::unique_ptr<Cluster> m_cluster;
    RecordingSink m_sink;
};

} // namespace parterre::test
