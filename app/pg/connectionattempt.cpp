// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/connectionattempt.h"

#include <QRegularExpression>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSliceMs = 20;

/// With PQERRORS_VERBOSE the server's error reads "SEVERITY:  SQLSTATE: message", the severity translated, the two
/// blanks never. A retry without TLS or GSS appends a second error; the last one counts.
void readMessage(const QString &text, ConnectionAttempt &attempt)
{
    static const QRegularExpression coded(u"\\S+:  ([0-9A-Z]{5}): "_s);
    attempt.text = text.trimmed();
    auto matches = coded.globalMatch(text);
    QRegularExpressionMatch last;
    while (matches.hasNext())
        last = matches.next();
    if (!last.hasMatch())
        return;
    attempt.sqlState = last.captured(1);
    attempt.text = text.mid(last.capturedEnd()).section(u'\n', 0, 0).trimmed();
}

} // namespace

ConnectionAttempt attemptConnection(const QMap<QString, QString> &parameters, QDeadlineTimer deadline,
                                    const CancelToken &cancel)
{
    ConnectionAttempt attempt;
    attempt.connection = startConnection(parameters);
    PGconn *connection = attempt.connection.get();
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
    PQsetNoticeProcessor(
        connection, [](void *, const char *) {}, nullptr);
    auto next = PQstatus(connection) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
    while (next == PGRES_POLLING_READING || next == PGRES_POLLING_WRITING) {
        attempt.lastStatus = PQstatus(connection);
        while (!waitForSocket(PQsocket(connection), next == PGRES_POLLING_WRITING, kSliceMs)) {
            if (!cancel.isCancelled() && !deadline.hasExpired())
                continue;
            attempt.outcome =
                cancel.isCancelled() ? ConnectionAttempt::Outcome::Cancelled : ConnectionAttempt::Outcome::TimedOut;
            return attempt;
        }
        next = PQconnectPoll(connection);
    }
    if (next == PGRES_POLLING_OK)
        attempt.outcome = ConnectionAttempt::Outcome::Connected;
    attempt.passwordMissing = PQconnectionNeedsPassword(connection);
    attempt.passwordUsed = PQconnectionUsedPassword(connection);
    readMessage(QString::fromUtf8(PQerrorMessage(connection)), attempt);
    return attempt;
}

} // namespace parterre
