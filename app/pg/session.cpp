// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/session.h"

#include "pg/connectiondiagnosis.h"
#include "pg/passwordcommand.h"
#include "pg/servererror.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QThread>
#include <QVariant>

#include <libpq-fe.h>

#include <atomic>
#include <poll.h>

namespace parterre {

namespace {

constexpr int kSliceMs = 25;
constexpr int kCancelPatienceMs = 3000;

QString nextConnectionName()
{
    static std::atomic<int> counter{0};
    return QStringLiteral("parterre-%1").arg(++counter);
}

using ResultPtr = std::unique_ptr<PGresult, decltype(&PQclear)>;

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code));
}

void sendCancel(PGconn *conn)
{
    if (PGcancel *cancel = PQgetCancel(conn)) {
        char buffer[256];
        PQcancel(cancel, buffer, sizeof buffer);
        PQfreeCancel(cancel);
    }
}

} // namespace

struct Session::Private {
    QString connectionName;
    SessionOptions options;
    PGconn *conn = nullptr;
    QThread *thread = QThread::currentThread();

    // What is under way.
    QList<Statement> statements;
    QList<Rows> results;
    std::optional<Error> error;
    bool busy = false;
    bool done = false;
    bool pipeline = false;
    bool copying = false; ///< rows of a COPY are to be sent or taken
    QDateTime startedAt;
    QElapsedTimer sinceLast;

    bool lost() const { return PQstatus(conn) == CONNECTION_BAD; }
    void begin(const QList<Statement> &list);
    void finish();
    void fail(Error e);
    void failConnection();
    void accept(PGresult *result);
    void observe(const Statement &statement, qint64 rows, const Error *e);
    bool commitUnderWay() const;
    bool sendCopyData(const QByteArray &chunk);
    void repeatCancel(QElapsedTimer &sinceCancel);
    Result<> takeCopyData(const std::function<Result<>(QByteArrayView)> &take);
    Rows toRows(const PGresult *result) const;
};

Rows Session::Private::toRows(const PGresult *result) const
{
    Rows rows;
    rows.affected = QByteArray(PQcmdTuples(const_cast<PGresult *>(result))).toLongLong();
    const int columns = PQnfields(result);
    for (int c = 0; c < columns; ++c)
        rows.m_columns << QString::fromUtf8(PQfname(result, c));
    const int count = PQntuples(result);
    rows.m_cells.reserve(count);
    for (int r = 0; r < count; ++r) {
        QList<std::optional<QByteArray>> cells;
        cells.reserve(columns);
        for (int c = 0; c < columns; ++c) {
            if (PQgetisnull(result, r, c))
                cells << std::nullopt;
            else
                cells << QByteArray(PQgetvalue(result, r, c), PQgetlength(result, r, c));
        }
        rows.m_cells << cells;
    }
    return rows;
}

void Session::Private::observe(const Statement &statement, qint64 rows, const Error *e)
{
    if (options.observer) {
        options.observer({statement.sql.id, statement.sql.text, startedAt, sinceLast.nsecsElapsed() / 1000, rows,
                          e ? e->sqlState : QString(), e ? e->message : QString(), statement.params});
    }
    startedAt = QDateTime::currentDateTimeUtc();
    sinceLast.start();
}

bool Session::Private::commitUnderWay() const
{
    for (qsizetype i = results.size(); i < statements.size(); ++i) {
        if (statements[i].sql.text.startsWith(u"COMMIT"))
            return true;
    }
    return false;
}

void Session::Private::fail(Error e)
{
    if (error)
        return;
    if (results.size() < statements.size()) {
        e.statementId = statements[results.size()].sql.id;
        observe(statements[results.size()], 0, &e);
    }
    error = std::move(e);
}

void Session::Private::failConnection()
{
    Error e{ErrorCode::Connection,
            QCoreApplication::translate("Session", "the connection to the server was lost"),
            QString::fromUtf8(PQerrorMessage(conn)).trimmed(),
            {},
            {},
            {}};
    e.connectionLost = true;
    if (!error && commitUnderWay()) {
        e.code = ErrorCode::OutcomeUnknown;
        e.message = QCoreApplication::translate(
            "Session", "the connection was lost while a transaction was being committed; whether it was is not known");
    }
    fail(e);
    error->connectionLost = true;
    finish();
}

void Session::Private::finish()
{
    if (pipeline && !lost())
        PQexitPipelineMode(conn);
    busy = false;
    done = true;
}

void Session::Private::accept(PGresult *raw)
{
    const ResultPtr result(raw, &PQclear);
    switch (PQresultStatus(result.get())) {
    case PGRES_PIPELINE_SYNC:
        finish();
        return;
    case PGRES_PIPELINE_ABORTED:
        return;
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
        copying = true;
        return;
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY: {
        Rows rows = toRows(result.get());
        observe(statements[results.size()], rows.affected, nullptr);
        results << std::move(rows);
        return;
    }
    default: {
        Error e = serverError(field(result.get(), PG_DIAG_SQLSTATE), field(result.get(), PG_DIAG_MESSAGE_PRIMARY),
                              field(result.get(), PG_DIAG_MESSAGE_DETAIL), field(result.get(), PG_DIAG_MESSAGE_HINT));
        if (e.sqlState.isEmpty()) // libpq's own message: the connection is going
            return;
        if (options.cancel.isCancelled() && e.sqlState == u"57014")
            e.code = ErrorCode::Cancelled;
        // Ended while its COMMIT ran: it may have been made.
        if (e.connectionLost && results.size() < statements.size()
            && statements[results.size()].sql.text.startsWith(u"COMMIT"))
            e.code = ErrorCode::OutcomeUnknown;
        fail(std::move(e));
    }
    }
}

Session::Session(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

Session::~Session()
{
    const QString name = d->connectionName;
    d.reset();
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Session>> Session::open(const ConnectionProfile &profile, const SessionOptions &options)
{
    bool connected = false;
    auto session = connectOnce(profile, options, &connected);
    if (!session && connected && session.error().connectionLost && !options.cancel.isCancelled())
        session = connectOnce(profile, options, &connected);
    return session;
}

Result<std::unique_ptr<Session>> Session::connectOnce(const ConnectionProfile &profile, const SessionOptions &options,
                                                      bool *connected)
{
    PARTERRE_ASSIGN(parameters, effectiveParameters(profile, options.applicationName, options.cancel));
    if (options.tryInSteps) {
        if (const auto failed = examineConnection(parameters, options.cancel))
            return Failure(failed->error);
    }
    auto priv = std::make_unique<Private>();
    priv->connectionName = nextConnectionName();
    priv->options = options;
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(QStringLiteral("QPSQL"), priv->connectionName);
        configureDatabase(db, parameters);
        if (!db.open()) {
            if (profile.passwords)
                profile.passwords->forget();
            const QString said = db.lastError().driverText() % u' ' % db.lastError().databaseText();
            const Error e = diagnoseConnection(parameters, said, options.cancel);
            db = QSqlDatabase();
            QSqlDatabase::removeDatabase(priv->connectionName);
            return Failure(e);
        }
        const QVariant handle = db.driver()->handle();
        if (qstrcmp(handle.typeName(), "PGconn*") == 0 || qstrcmp(handle.typeName(), "pg_conn*") == 0)
            priv->conn = *static_cast<PGconn *const *>(handle.constData());
        if (!priv->conn)
            return failure(ErrorCode::Internal, QStringLiteral("QPSQL did not hand out its connection"));
    }
    *connected = true;
    PQsetNoticeProcessor(
        priv->conn, [](void *, const char *) {}, nullptr);
    const int major = PQserverVersion(priv->conn) / 10000;
    std::unique_ptr<Session> session(new Session(std::move(priv)));
    if (session->d->lost()) { // between connecting and here
        session->d->failConnection();
        return Failure(*session->d->error);
    }
    if (major < 14) {
        return failure(
            ErrorCode::Connection,
            QCoreApplication::translate("Session", "PostgreSQL %1 is too old: 14 or newer is needed").arg(major));
    }
    Params params;
    params << QStringLiteral("%1ms").arg(options.lockTimeoutMs)
           << (options.readOnly ? QStringLiteral("on") : QStringLiteral("off"));
    PARTERRE_TRY(session->exec(SqlText::load(QStringLiteral("session/settings"), {}, major), params));
    if (options.forceName)
        PARTERRE_TRY(session->exec(SqlText::load(QStringLiteral("session/name")), Params() << options.applicationName));
    if (!options.role.isEmpty()) {
        auto set = session->exec(SqlText::load(QStringLiteral("session/role")), Params() << options.role);
        if (!set && set.error().code == ErrorCode::Rights)
            set.error().hint = QCoreApplication::translate(
                                   "Session", "Connect as %1, or as a role that it was granted to: GRANT %1 TO …")
                                   .arg(options.role);
        PARTERRE_TRY(set);
    }
    return session;
}

bool Session::isLocal() const
{
    return QByteArray(PQhost(d->conn)).startsWith('/');
}

int Session::serverMajor() const
{
    return PQserverVersion(d->conn) / 10000;
}

int Session::backendPid() const
{
    return PQbackendPID(d->conn);
}

bool Session::isOpen() const
{
    return !d->lost();
}

bool Session::isBusy() const
{
    return d->busy;
}

bool Session::isDone() const
{
    return d->done;
}

const CancelToken &Session::cancelToken() const
{
    return d->options.cancel;
}

bool Session::inTransaction() const
{
    const auto status = PQtransactionStatus(d->conn);
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

void Session::setCancelToken(const CancelToken &token)
{
    d->options.cancel = token;
}

void Session::Private::begin(const QList<Statement> &list)
{
    Q_ASSERT(QThread::currentThread() == thread);
    Q_ASSERT(!busy && !list.isEmpty());
    statements = list;
    results.clear();
    error.reset();
    done = false;
    busy = true;
    pipeline = false;
    startedAt = QDateTime::currentDateTimeUtc();
    sinceLast.start();
}

void Session::startAsOneMessage(const QList<Statement> &statements)
{
    d->begin(statements);
    QByteArrayList texts;
    for (const Statement &statement : statements) {
        Q_ASSERT(statement.params.values().isEmpty());
        texts << statement.sql.text.toUtf8();
    }
    if (!PQsendQuery(d->conn, texts.join("\n;\n").constData())) // a statement may end with a comment
        d->failConnection();
}

void Session::start(const QList<Statement> &statements)
{
    d->begin(statements);
    d->pipeline = statements.size() > 1;
    if (d->pipeline)
        PQenterPipelineMode(d->conn);
    for (const Statement &statement : statements) {
        const auto &values = statement.params.values();
        QList<const char *> pointers;
        for (const auto &value : values)
            pointers << (value ? value->constData() : nullptr);
        if (!PQsendQueryParams(d->conn, statement.sql.text.toUtf8().constData(), static_cast<int>(values.size()),
                               nullptr, pointers.constData(), nullptr, nullptr, 0))
            return d->failConnection();
    }
    if (d->pipeline && !PQpipelineSync(d->conn))
        d->failConnection();
}

void Session::advance()
{
    if (!d->busy)
        return;
    if (!PQconsumeInput(d->conn))
        return d->failConnection();
    int nullsInARow = 0;
    while (d->busy && !d->copying && !PQisBusy(d->conn)) {
        if (PGresult *result = PQgetResult(d->conn)) {
            nullsInARow = 0;
            d->accept(result);
        } else if (d->lost()) {
            d->failConnection();
        } else if (!d->pipeline) {
            d->finish();
        } else if (++nullsInARow > 1) {
            return; // the pipeline's next result has not arrived yet
        }
    }
    if (d->busy && d->lost())
        d->failConnection();
}

Result<QList<Rows>> Session::collect()
{
    Q_ASSERT(d->done);
    d->done = false;
    d->statements.clear();
    if (d->error) {
        if (!d->error->connectionLost && inTransaction())
            rollback();
        return Failure(*d->error);
    }
    return std::exchange(d->results, {});
}

void Session::cancelQuery()
{
    sendCancel(d->conn);
}

void Session::rollback()
{
    if (d->lost() || !inTransaction())
        return;
    const ResultPtr result(PQexec(d->conn, "ROLLBACK"), &PQclear);
}

Result<QList<Rows>> Session::execAll(const QList<Statement> &statements)
{
    if (d->options.cancel.isCancelled()) {
        rollback();
        return failure(ErrorCode::Cancelled, QCoreApplication::translate("Session", "cancelled on request"));
    }
    start(statements);
    waitUntilDone();
    return collect();
}

/// Ask the server to cancel, but not with every call: a statement may begin after the first request arrived, so
/// whoever waits asks again until it is over.
void Session::Private::repeatCancel(QElapsedTimer &sinceCancel)
{
    if (sinceCancel.isValid() && sinceCancel.elapsed() <= kCancelPatienceMs / 10)
        return;
    sendCancel(conn);
    sinceCancel.start();
}

/// Wait for the end of what was started, or for the rows of a COPY to be sent or taken; passes a cancel on to the
/// server.
void Session::waitUntilDone()
{
    QElapsedTimer sinceCancel;
    while (!isDone() && !d->copying) {
        waitAny({this}, kSliceMs);
        if (!isDone() && d->options.cancel.isCancelled())
            d->repeatCancel(sinceCancel);
    }
}

/// False when the rest of the COPY need not be sent: the connection broke or somebody cancelled.
bool Session::Private::sendCopyData(const QByteArray &chunk)
{
    if (PQputCopyData(conn, chunk.constData(), static_cast<int>(chunk.size())) < 0)
        return false;
    while (PQflush(conn) > 0) {
        pollfd fd{PQsocket(conn), POLLIN | POLLOUT, 0};
        ::poll(&fd, 1, kSliceMs);
        if (options.whileWaiting)
            options.whileWaiting();
        if (!PQconsumeInput(conn) || options.cancel.isCancelled())
            return false;
    }
    return !options.cancel.isCancelled();
}

Result<qint64> Session::copyIn(const SqlText &sql, const std::function<QByteArray()> &nextChunk)
{
    if (d->options.cancel.isCancelled())
        return failure(ErrorCode::Cancelled, QCoreApplication::translate("Session", "cancelled on request"));
    start({Statement{sql}});
    waitUntilDone();
    if (d->copying) {
        PQsetnonblocking(d->conn, 1);
        QByteArray chunk = nextChunk();
        while (!chunk.isEmpty() && d->sendCopyData(chunk))
            chunk = nextChunk();
        PQsetnonblocking(d->conn, 0);
        PQputCopyEnd(d->conn, chunk.isEmpty() ? nullptr : "not all rows were sent");
        d->copying = false;
        waitUntilDone();
    }
    return collect().map([](QList<Rows> &&all) { return all.isEmpty() ? 0 : all.first().affected; });
}

/// Take rows until the server has sent all of them, or as many as it had sent when it heard of the cancel that
/// follows an error of `take`, which is returned, or one of the token.
Result<> Session::Private::takeCopyData(const std::function<Result<>(QByteArrayView)> &take)
{
    Result<> taken;
    QElapsedTimer sinceCancel;
    char *data = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(conn, &data, 1)) >= 0) {
        if (taken && size > 0)
            taken = take(QByteArrayView(data, size));
        PQfreemem(data);
        if (!taken || options.cancel.isCancelled())
            repeatCancel(sinceCancel);
        if (size > 0)
            continue;
        pollfd fd{PQsocket(conn), POLLIN, 0};
        ::poll(&fd, 1, kSliceMs);
        if (options.whileWaiting)
            options.whileWaiting();
        if (!PQconsumeInput(conn))
            break;
    }
    return taken;
}

Result<qint64> Session::copyOut(const SqlText &sql, const std::function<Result<>(QByteArrayView chunk)> &take)
{
    if (d->options.cancel.isCancelled()) {
        rollback();
        return failure(ErrorCode::Cancelled, QCoreApplication::translate("Session", "cancelled on request"));
    }
    start({Statement{sql}});
    waitUntilDone();
    Result<> taken;
    if (d->copying) {
        taken = d->takeCopyData(take);
        d->copying = false;
        waitUntilDone();
    }
    auto all = collect();
    if (!taken) {
        rollback(); // the cancel may have come too late to make the statement fail
        return Failure(taken.error());
    }
    return all.map([](const QList<Rows> &results) { return results.isEmpty() ? 0 : results.first().affected; });
}

Result<Rows> Session::exec(const SqlText &sql, const Params &params)
{
    return execAll({Statement{sql, params}}).map([](QList<Rows> &&all) {
        return all.isEmpty() ? Rows() : std::move(all.first());
    });
}

void waitAny(const QList<Session *> &sessions, int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (true) {
        QList<pollfd> fds;
        for (Session *session : sessions) {
            session->advance();
            if (session->isDone() || session->d->copying)
                return;
            if (session->isBusy())
                fds << pollfd{PQsocket(session->d->conn), POLLIN, 0};
            if (session->d->options.whileWaiting)
                session->d->options.whileWaiting();
        }
        const int left = timeoutMs - static_cast<int>(timer.elapsed());
        if (left <= 0)
            return;
        ::poll(fds.data(), static_cast<nfds_t>(fds.size()), std::min(left, kSliceMs));
    }
}

} // namespace parterre
