// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefind.h"
#include "archive/archiveoverview.h"
#include "archivescenario.h"
#include "support/proxy.h"

namespace parterre::test {

/// Two servers: the table's, and one that is reached through postgres_fdw and a proxy; of another major where
/// PARTERRE_TEST_PGBIN_THERE names its programs.
class ServerScenario : public ArchiveScenario {
protected:
    void startServers()
    {
        startServer();
        ClusterOptions there;
        there.binDir = qEnvironmentVariable("PARTERRE_TEST_PGBIN_THERE");
        m_remote = std::make_unique<Cluster>(there);
        QVERIFY(m_remote->start());
        m_proxy = std::make_unique<Proxy>(m_remote->socketDir(), m_remote->port());
    }
    /// Begin anew on both, with the server and a mapping for the owner.
    void makeDatabases()
    {
        m_proxy->setInspector({});
        makeDatabase();
        m_remote->exec(QStringLiteral("DROP DATABASE IF EXISTS app WITH (FORCE)"));
        m_remote->createDatabase(kDatabase);
        sql(QStringLiteral(
                "CREATE EXTENSION postgres_fdw; CREATE SERVER %1 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host "
                "'127.0.0.1', port '%2', dbname 'app', sslmode 'disable', gssencmode 'disable');"
                "GRANT USAGE ON FOREIGN SERVER %1 TO app_owner; CREATE USER MAPPING FOR app_owner SERVER %1 OPTIONS (user "
                "'app_owner', password_required 'false')")
                .arg(quoteIdentifier(kServer))
                .arg(m_proxy->port()));
    }
    ArchivePolicy serverPolicy(const QualifiedName &table, const QString &age)
    {
        ArchivePolicy policy = policyFor(table, age);
        policy.settings.server = kServer;
        return policy;
    }
    /// Do on the other server what the plan says has to be done there.
    void makeRemote(const ArchivePolicy &policy)
    {
        const auto plan = archiver().plan(policy);
        QVERIFY_RESULT(plan);
        QVERIFY(hasFinding(*plan, QStringLiteral("remote-table"), QStringLiteral("Co ld")));
        for (const Finding &finding : plan->findings) {
            if (finding.code == u"remote-table")
                remoteSql(finding.hint.section(u'\n', 1));
        }
    }
    void remoteSql(const QString &text)
    {
        PgClient client = mustConnect(m_remote->conninfo(kDatabase, QStringLiteral("app_owner")));
        mustExec(client, text);
    }
    QString remoteValue(const QString &text) const { return m_remote->value(text, kDatabase); }

    /// Every byte of every row, sorted.
    QStringList rowsHere(const QualifiedName &table) const { return rowsOf(*m_cluster, table, columnsOf(table)); }
    QStringList rowsThere(const QualifiedName &table, const QualifiedName &archive) const
    {
        return rowsOf(*m_remote, archive, columnsOf(table));
    }
    QStringList rowsOfBoth(const QualifiedName &table, const QualifiedName &archive) const
    {
        QStringList rows = rowsHere(table) + rowsThere(table, archive);
        rows.sort();
        return rows;
    }

    const QString kServer = QStringLiteral("Co ld.\"1");
    std::unique_ptr<Cluster> m_remote;
    std::unique_ptr<Proxy> m_proxy;

private:
    QStringList rowsOf(Cluster &cluster, const QualifiedName &table, const QString &columns) const
    {
        QStringList rows;
        for (const QStringList &row :
             cluster.exec(QStringLiteral("SELECT ROW(%1)::text FROM %2").arg(columns, table.quoted()), kDatabase))
            rows << row.first();
        rows.sort();
        return rows;
    }
};

} // namespace parterre::test
