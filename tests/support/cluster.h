// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/pgclient.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <source_location>

#include <sys/types.h>

namespace parterre::test {

/// How a private server is set up.
struct ClusterOptions {
    /// fsync and full-page writes on: for tests that crash the server. Off is faster.
    bool durable = false;
    /// Listen on 127.0.0.1 too, on a port that is free.
    bool tcp = false;
    /// scram-sha-256 for everybody but the superuser on the socket; see Cluster::password().
    bool passwords = false;
    /// Lines for the configuration, e.g. "log_statement = all"; later lines win over the defaults.
    QStringList settings;
    /// Folder of initdb and postgres; empty: PARTERRE_TEST_PGBIN, else the newest /usr/lib/postgresql/*/bin.
    QString binDir = {};
};

enum class StopMode {
    Fast,      ///< clean, sessions are ended
    Immediate, ///< as after a crash: recovery at the next start
};

/// A private PostgreSQL server in a temporary folder, which dies with the test, however that dies.
///
/// Roles: `postgres` (superuser, for the tests' own hands only), `app_owner` (LOGIN, owns tables, CREATE on the
/// databases made here), `app_user` (LOGIN, writes by grants), `other` (LOGIN, nothing). Authentication is trust.
/// PARTERRE_TEST_KEEP=1 leaves the folder behind.
class Cluster {
public:
    explicit Cluster(ClusterOptions options = {});
    ~Cluster();
    Cluster(const Cluster &) = delete;
    Cluster &operator=(const Cluster &) = delete;

    /// Create the data folder if there is none, start, wait until it accepts connections. False fails the test.
    bool start(std::source_location where = std::source_location::current());
    /// Create the data folder only, for pg_upgrade; the first start() then finds the roles of the old server.
    bool initialiseForUpgrade(std::source_location where = std::source_location::current());
    /// Stop and wait for the end of the server.
    bool stop(StopMode mode = StopMode::Fast);
    bool restart(StopMode mode = StopMode::Fast);
    /// Stop at once, without a shutdown checkpoint; start() recovers.
    bool crash();
    bool isRunning() const;

    /// A hot standby of this server with this application_name, streaming; started. The primary is stopped for the
    /// moment of the copy: create standbys before any load.
    std::unique_ptr<Cluster> createStandby(const QString &name, QStringList settings = {},
                                           std::source_location where = std::source_location::current());

    QString binDir() const { return m_options.binDir; }
    QString folder() const { return m_folder; }
    QString dataDir() const { return m_folder + QLatin1String("/data"); }
    QString socketDir() const { return m_folder + QLatin1String("/s"); }
    QString logPath() const { return m_folder + QLatin1String("/server.log"); }
    /// The server's log from byte `from` on.
    QString logText(qint64 from = 0) const;
    qint64 logSize() const;
    quint16 port() const { return m_port; }
    pid_t postmasterPid() const { return m_pid; }
    /// server_version_num, e.g. 150020.
    int version() const { return m_version; }
    int majorVersion() const { return m_version / 10000; }

    /// Connection string over the socket.
    QString conninfo(const QString &database, const QString &user) const;
    /// Connection string over TCP with the user's password; only with ClusterOptions::tcp.
    QString tcpConninfo(const QString &database, const QString &user) const;
    /// The password of a role when ClusterOptions::passwords is set.
    static QString password(const QString &user);

    /// A database in which app_owner may create schemas, tables and public objects.
    void createDatabase(const QString &name, std::source_location where = std::source_location::current());
    /// Run SQL as the superuser; rows of the last statement, a null QString is NULL. An error fails the test.
    QList<QStringList> exec(const QString &sql, const QString &database = QStringLiteral("postgres"),
                            std::source_location where = std::source_location::current());
    /// First column of the first row of exec(); null when there is none.
    QString value(const QString &sql, const QString &database = QStringLiteral("postgres"),
                  std::source_location where = std::source_location::current());

private:
    bool initialise(std::source_location where);
    bool copyTemplate(QString *problem);
    void writeConfiguration();
    bool launch(std::source_location where);
    void createRoles(std::source_location where);
    void startWatchdog();

    ClusterOptions m_options;
    QString m_folder;
    quint16 m_port = 0;
    pid_t m_pid = -1;
    int m_version = 0;
    int m_watchdogPipe = -1;
    bool m_initialised = false;
    bool m_hasRoles = false;
};

/// Newest server package of the distribution, or PARTERRE_TEST_PGBIN.
QString defaultBinDir();

} // namespace parterre::test
