// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"
#include "base/progress.h"
#include "demo/demoplace.h"
#include "demo/sampledata.h"
#include "demo/serverprograms.h"
#include "pg/connectionprofile.h"

namespace parterre {

/// What the demo server is doing.
struct DemoStatus {
    enum class State { Absent, Stopped, Running };
    State state = State::Absent;
    QString folder;
    qint64 pid = 0; ///< of the running server
    int major = 0;  ///< of the data; 0 while absent
};

/// A private PostgreSQL server of the distribution's package: its data in the user's data directory with mode 0700, a
/// Unix socket in a directory of mode 0700 as the only way in (so the socket trusts whoever can reach it), never root.
///
/// Roles: `postgres` (superuser, for setting up only), demo_owner (owns the tables, CREATE on the database), demo_app
/// (the application), demo_report (reads some columns). Everything is safe to call at any time and from several
/// processes at once: a half-made data directory, a stale pid file and a crashed server are put right by start().
/// Needs no event loop; every call waits.
class DemoServer {
public:
    explicit DemoServer(DemoPlace place = DemoPlace::standard());

    static QString database();

    /// Make the data directory if there is none and start the server if it does not run; the roles exist afterwards.
    /// Cancelled, the directory is as before. Errors: NotFound (no server package), Refused (no right to the
    /// directory, no account to run as), Server (it does not start: the end of its log is the detail), Cancelled.
    Result<> start(const CancelToken &cancel, ProgressSink &progress);

    /// Make the database with the sample data if it is not there; an interrupted one is made anew. The server runs.
    Result<> ensureSampleData(const CancelToken &cancel, ProgressSink &progress, const SampleSize &size = {});

    /// Stop the server; sessions are ended. Nothing happens where it does not run.
    Result<> stop();

    /// Stop the server and delete everything it has; the next start() begins anew.
    Result<> reset();

    DemoStatus status() const;

    const DemoPlace &place() const { return m_place; }

    /// How a role reaches the demo's database.
    ConnectionProfile profile(const QString &role) const { return profile(role, database()); }
    ConnectionProfile profile(const QString &role, const QString &databaseName) const;

    /// The same as libpq's connection string, for psql and for people.
    QString conninfo(const QString &role = QStringLiteral("demo_owner")) const;

private:
    Result<> makeFolder() const;
    Result<> makeSocketDir(const ServerAccount &account) const;
    Result<ServerPrograms> programs() const;
    Result<> makeData(const ServerAccount &account, const ServerPrograms &programs, const CancelToken &cancel,
                      ProgressSink &progress) const;
    Result<> writeSettings(const ServerAccount &account) const;
    Result<> launch(const ServerAccount &account, const ServerPrograms &programs, const CancelToken &cancel) const;
    Result<> stopRunning() const;
    Result<> removeTree(const ServerAccount &account, const QString &path) const;
    void removeStaleLocks(const ServerAccount &account) const;
    Result<> makeRoles(const CancelToken &cancel) const;
    qint64 runningPid() const;
    int dataMajor() const;

    DemoPlace m_place;
};

} // namespace parterre
