// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/error.h"
#include "pg/connectionprofile.h"
#include "pg/rows.h"
#include "pg/sqltext.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace parterre {

/// One statement with its parameters, ready to be sent.
struct Statement {
    SqlText sql;
    Params params = {};
};

/// What one statement did, for the journal and the log window.
struct StatementRecord {
    QString statementId;
    QString text;
    QDateTime startedAt;
    qint64 durationUs = 0; ///< in a pipeline: since the result before it
    qint64 rows = 0;
    QString sqlState;        ///< empty on success
    QString message;         ///< of the error
    Params params;           ///< as they were sent; may hold values of rows, so they are kept in no journal
    bool background = false; ///< of a page that reads by itself; set by whoever observes
};

/// How a session is opened.
struct SessionOptions {
    QString applicationName = QStringLiteral("parterre"); ///< PGAPPNAME and service files go before it…
    bool forceName = false; ///< …unless this is set: the emergency stop finds a runner's sessions by their name
    QString role;           ///< SET ROLE to this after connecting; empty = stay the login role
    bool readOnly = false;  ///< default_transaction_read_only = on
    /// Connect in steps beforehand, looking at the token between them: QPSQL's own connecting hears no cancel. For
    /// where a person waits; it costs a second connection.
    bool tryInSteps = false;
    int lockTimeoutMs = 150;
    CancelToken cancel;                 ///< ends waiting calls with Cancelled; the server's query is cancelled too
    std::function<void()> whileWaiting; ///< called at least every 50 ms while a call waits; must not block
    std::function<void(const StatementRecord &)> observer; ///< called after each statement
};

class Session;

/// Wait until one of the busy sessions is done or `timeoutMs` passed, running the sessions' whileWaiting meanwhile.
/// Does not look at cancel tokens.
void waitAny(const QList<Session *> &sessions, int timeoutMs);

/// One connection to one server, opened through QPSQL and driven through its PGconn with PQsendQueryParams and
/// pipelines. Belongs to the thread that opened it.
///
/// The session fixes search_path (pg_catalog, pg_temp), TimeZone (UTC), DateStyle (ISO), row_security (off) and its
/// timeouts, so that what a statement means never depends on the role's or the database's settings.
class Session final {
public:
    /// Connect; a connection that is lost before its settings are made is made once more. Errors: Connection (which
    /// says whether host, TLS, authentication or database was at fault), Rights for a role that may not be set,
    /// Cancelled.
    static Result<std::unique_ptr<Session>> open(const ConnectionProfile &profile, const SessionOptions &options = {});
    ~Session();
    Session(const Session &) = delete;
    Session &operator=(const Session &) = delete;

    int serverMajor() const;
    bool isLocal() const;   ///< over a socket in the file system
    int backendPid() const; ///< as told at connect; a pooler tells a made-up one
    bool isOpen() const;

    /// Run one statement and wait for its result.
    Result<Rows> exec(const SqlText &sql, const Params &params = {});

    /// Run the statements in one pipeline, one round trip, and wait: one result each. The first error ends it; a
    /// transaction left open by an error is rolled back before this returns. If the connection breaks while a COMMIT
    /// is under way the error is OutcomeUnknown.
    Result<QList<Rows>> execAll(const QList<Statement> &statements);

    /// Run `COPY … FROM STDIN` and feed it what `nextChunk` returns, in any portions, until it returns an empty one.
    /// Returns the rows copied; a cancelled or failed COPY has copied none.
    Result<qint64> copyIn(const SqlText &sql, const std::function<QByteArray()> &nextChunk);

    /// Run `COPY … TO STDOUT` and hand what comes to `take`, in the order and the portions of the server, which are
    /// rows (in the formats csv and text the heading too). Only what the network brought meanwhile is kept in memory:
    /// a slow `take` slows the server down. Returns the rows copied. An error of `take` ends the COPY and is returned;
    /// after it, or a cancel, the session can be used again.
    Result<qint64> copyOut(const SqlText &sql, const std::function<Result<>(QByteArrayView chunk)> &take);

    /// The asynchronous halves of execAll(): send; then waitAny() until isDone(); then collect().
    void start(const QList<Statement> &statements);
    /// Send statements without parameters as one message: the server begins only when all of it has arrived, so a
    /// connection that breaks in the middle of sending leaves nothing half done and no lock held.
    void startAsOneMessage(const QList<Statement> &statements);
    bool isBusy() const;
    bool isDone() const;
    Result<QList<Rows>> collect();

    /// Read what has arrived; never blocks.
    void advance();

    /// Ask the server to cancel what this session runs; the statement then ends with 57014.
    void cancelQuery();

    /// Roll back whatever transaction is open; errors are ignored, a broken connection stays broken.
    void rollback();
    bool inTransaction() const;

    const CancelToken &cancelToken() const;
    /// Listen to another token from now on: what must be tidied up after a cancel runs under a fresh one.
    void setCancelToken(const CancelToken &token);

private:
    friend void waitAny(const QList<Session *> &sessions, int timeoutMs);
    struct Private;
    explicit Session(std::unique_ptr<Private> d);
    /// `connected`: set when the server has answered.
    static Result<std::unique_ptr<Session>> connectOnce(const ConnectionProfile &profile, const SessionOptions &options,
                                                        bool *connected);
    void waitUntilDone();
    std::unique_ptr<Private> d;
};

} // namespace parterre
