// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archivefolder.h"
#include "archive/filedelete.h"
#include "archive/fileexport.h"
#include "archive/fileimport.h"
#include "pg/session.h"
#include "support/cluster.h"
#include "support/enginehelp.h"

#include <QDir>
#include <QTemporaryDir>

namespace parterre::test {

/// The table of the tests, unquoted and as SQL.
inline const QualifiedName kTable{QStringLiteral("Mixed Case"), QStringLiteral("we\"ird. tab'le")};
inline const QString kTableSql = QStringLiteral("\"Mixed Case\".\"we\"\"ird. tab'le\"");

/// A server with a database app, a folder for archive files, and a session as app_owner.
class ArchiveTest : public QObject {
protected:
    void startServer()
    {
        m_cluster = std::make_unique<Cluster>();
        QVERIFY(m_cluster->start());
        m_cluster->createDatabase(kDatabase);
    }
    /// Begin anew: an empty database, an empty folder, another session.
    void makeDatabase()
    {
        m_session.reset();
        m_sink = RecordingSink();
        m_folder = std::make_unique<QTemporaryDir>();
        m_cluster->exec(QStringLiteral("DROP SCHEMA IF EXISTS \"Mixed Case\" CASCADE; DROP SCHEMA public CASCADE; "
                                       "CREATE SCHEMA public; GRANT ALL ON SCHEMA public TO app_owner"),
                        kDatabase);
        openSession();
    }
    void openSession(const SessionOptions &options = {})
    {
        auto session = Session::open(profileOf(owner()), options);
        QVERIFY_RESULT(session);
        m_session = std::move(*session);
    }
    QString owner() const { return m_cluster->conninfo(kDatabase, QStringLiteral("app_owner")); }
    /// Run SQL as app_owner.
    void sql(const QString &text) const
    {
        PgClient client = mustConnect(owner());
        mustExec(client, text);
    }
    QString value(const QString &text) const { return m_cluster->value(text, kDatabase); }

    /// kTable with a key over two columns, and so many rows of plain values, `id` from 1 on, one an hour.
    void makeSimpleTable(qint64 rows) const
    {
        sql(QStringLiteral("CREATE SCHEMA \"Mixed Case\"; CREATE TABLE %1 (id bigint GENERATED ALWAYS AS IDENTITY, "
                           "\"At. it's\" timestamptz NOT NULL, plain text, amount numeric, "
                           "PRIMARY KEY (id, \"At. it's\")); "
                           "INSERT INTO %1 (\"At. it's\", plain, amount) SELECT '2024-01-01 00:00+00'::timestamptz + "
                           "i * interval '1 hour', 'row ' || i, i / 10.0 FROM generate_series(1, %2) i")
                .arg(kTableSql)
                .arg(rows));
    }
    /// Everything of kTable, as one text.
    QString contents() const
    {
        return value(QStringLiteral("SELECT count(*) || ' ' || coalesce(md5(string_agg(x::text, E'\\n' ORDER BY "
                                    "x.id)), '') FROM %1 x")
                         .arg(kTableSql));
    }

    ExportRequest request(const QString &name = QStringLiteral("rows")) const
    {
        ExportRequest request;
        request.table = kTable;
        request.folder = m_folder->path();
        request.name = name;
        return request;
    }
    /// Export kTable; the manifest's path, empty (and the test failed) after an error.
    QString exported(const ExportRequest &request)
    {
        const auto manifest = exportRows(*m_session, request, m_sink);
        if (!manifest) {
            fail(manifest.error().toText());
            return {};
        }
        return ArchivePaths::in(request.folder, request.name, request.format).manifest;
    }
    QString exported() { return exported(request()); }
    /// Names of all files in the folder.
    QStringList files() const { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name); }
    QString path(const QString &name) const { return m_folder->filePath(name); }

    const QString kDatabase = QStringLiteral("app");
    std::unique_ptr<Cluster> m_cluster;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;
    RecordingSink m_sink;
};

} // namespace parterre::test
