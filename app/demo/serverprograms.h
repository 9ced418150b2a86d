// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "demo/demoplace.h"

#include <QByteArray>
#include <QStringList>

namespace parterre {

/// The programs of a PostgreSQL server: initdb, pg_ctl, postgres.
struct ServerPrograms {
    QString directory;
    int major = 0;

    /// The newest /usr/lib/postgresql/*/bin, or of that major where one is asked for; $PARTERRE_DEMO_PGBIN instead.
    /// Errors: NotFound (which package to install).
    static Result<ServerPrograms> find(int wantedMajor = 0);

    QString path(const QString &program) const { return directory % u'/' % program; }
};

/// What a command that was run to its end left behind.
struct CommandOutcome {
    int exitCode = -1; ///< -1: it did not start, was killed or took too long
    QByteArray output; ///< standard output and error

    bool succeeded() const { return exitCode == 0; }
};

/// Run a command as that account in `directory`, without the PG* variables of the caller, and wait for its end.
/// A cancelled command is terminated.
CommandOutcome runAs(const ServerAccount &account, const QString &directory, const QStringList &command,
                     const QByteArray &input = {}, const CancelToken &cancel = {});

} // namespace parterre
