// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/servererror.h"

#include <QCoreApplication>

namespace parterre {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ServerError)
};

} // namespace

namespace {

ErrorCode codeOf(const QString &sqlState)
{
    if (sqlState == sqlstate::kFenced)
        return ErrorCode::Fenced;
    if (sqlState == sqlstate::kChanged)
        return ErrorCode::Changed;
    if (sqlState == u"55P03" || sqlState == u"40P01")
        return ErrorCode::LockNotAvailable;
    if (sqlState == u"42501")
        return ErrorCode::Rights;
    if (sqlState.startsWith(u"08") || sqlState.startsWith(u"57P"))
        return ErrorCode::Connection;
    if (sqlState.startsWith(u"28"))
        return ErrorCode::Connection;
    return ErrorCode::Server;
}

QString hintOf(const QString &sqlState)
{
    if (sqlState == u"53100")
        return Text::tr("Free space on the server's disk and run the same command again: it resumes where it stopped. "
                        "To give the space of the half-made copy back, roll the migration back.");
    if (sqlState == u"25006")
        return Text::tr("The server is a standby or the session is read-only: connect to the primary.");
    if (sqlState == u"53200")
        return Text::tr("The lock table may be full: raise max_locks_per_transaction, or choose larger partitions.");
    return {};
}

} // namespace

Error serverError(const QString &sqlState, const QString &message, const QString &detail, const QString &hint)
{
    Error e{codeOf(sqlState), message, detail, hint.isEmpty() ? hintOf(sqlState) : hint, sqlState, {}};
    e.connectionLost = sqlState.startsWith(u"57P0") && sqlState != u"57P04";
    return e;
}

} // namespace parterre
