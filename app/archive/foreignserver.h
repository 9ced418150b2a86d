// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveplan.h"

namespace parterre {

class Session;

/// Another PostgreSQL server as this database knows it, for the role that looks.
struct ForeignServer {
    QString name;
    bool exists = false;
    bool isPostgres = false; ///< behind postgres_fdw
    bool mayUse = false;
    bool mapped = false; ///< the role has a user mapping
    QString role;
    QStringList options; ///< names of those that are set
};

Result<ForeignServer> readForeignServer(Session &session, const QString &name);

/// What a foreign table stands for.
struct ForeignSide {
    QString server;
    QualifiedName table;
};

/// Errors: NotFound.
Result<ForeignSide> readForeignSide(Session &session, qint64 oid);

/// What stands against an archive on `server`, and what has to be known of it; without a look at that server.
QList<Finding> judgeServer(const ForeignServer &server, const ArchivePlan &plan);

/// Look at the table on the other server through the archive, or through one that is made and taken back where there is
/// none yet. What stands against it is a finding, with what is to be run there. `plan` has a key and the age column.
/// Errors: Cancelled, Connection of the session itself.
Result<QList<Finding>> judgeRemote(Session &session, const ArchivePlan &plan);

/// What makes the table on the other server, as a script.
QString remoteScript(const ArchiveSql &sql);

} // namespace parterre
