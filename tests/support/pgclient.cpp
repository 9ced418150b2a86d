// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pgclient.h"

#include "support/fail.h"

#include <QDeadlineTimer>

#include <libpq-fe.h>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace parterre::test {

namespace {

void keepNotice(void *list, const char *message)
{
    static_cast<QStringList *>(list)->append(QString::fromUtf8(message).trimmed());
}

std::vector<const char *> pointers(const PgParams &params)
{
    std::vector<const char *> values;
    values.reserve(params.size());
    for (const auto &param : params)
        values.push_back(param ? param->c_str() : nullptr);
    return values;
}

} // namespace

void PgResult::Clear::operator()(pg_result *result) const
{
    PQclear(result);
}

PgResult::PgResult(pg_result *result, std::string message)
    : m_result(result)
    , m_message(std::move(message))
{}

bool PgResult::ok() const
{
    switch (PQresultStatus(m_result.get())) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_EMPTY_QUERY:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
        return true;
    default:
        return false;
    }
}

std::string PgResult::sqlstate() const
{
    const char *state = PQresultErrorField(m_result.get(), PG_DIAG_SQLSTATE);
    return state ? state : "";
}

std::string PgResult::message() const
{
    const char *own = PQresultErrorMessage(m_result.get());
    return own && *own ? own : m_message;
}

std::string PgResult::commandTag() const
{
    return m_result ? PQcmdStatus(m_result.get()) : "";
}

qint64 PgResult::affectedRows() const
{
    return m_result ? std::atoll(PQcmdTuples(m_result.get())) : 0;
}

int PgResult::rowCount() const
{
    return PQntuples(m_result.get());
}

int PgResult::columnCount() const
{
    return PQnfields(m_result.get());
}

std::optional<std::string> PgResult::value(int row, int column) const
{
    if (PQgetisnull(m_result.get(), row, column))
        return std::nullopt;
    return std::string(PQgetvalue(m_result.get(), row, column),
                       static_cast<std::size_t>(PQgetlength(m_result.get(), row, column)));
}

QString PgResult::text(int row, int column) const
{
    const auto found = value(row, column);
    // An empty string and NULL are two things: fromStdString("") would do, but says nothing about intent.
    return found ? (found->empty() ? QLatin1String("") : QString::fromStdString(*found)) : QString();
}

QList<QStringList> PgResult::rows() const
{
    QList<QStringList> all;
    for (int row = 0; row < rowCount(); ++row) {
        QStringList one;
        for (int column = 0; column < columnCount(); ++column)
            one.append(text(row, column));
        all.append(one);
    }
    return all;
}

void PgClient::Finish::operator()(pg_conn *connection) const
{
    PQfinish(connection);
}

PgClient::PgClient(const QString &conninfo)
    : m_notices(std::make_unique<QStringList>())
    , m_connection(PQconnectdb(conninfo.toUtf8().constData()))
{
    PQsetNoticeProcessor(m_connection.get(), keepNotice, m_notices.get());
}

bool PgClient::isOpen() const
{
    return PQstatus(m_connection.get()) == CONNECTION_OK;
}

void PgClient::close()
{
    m_connection.reset();
}

void PgClient::sever()
{
    if (const int fd = PQsocket(m_connection.get()); fd >= 0)
        ::shutdown(fd, SHUT_RDWR);
    m_connection.reset();
}

std::string PgClient::lastError() const
{
    return m_connection ? PQerrorMessage(m_connection.get()) : "not connected";
}

PgResult PgClient::wrap(pg_result *result) const
{
    return PgResult(result, lastError());
}

PgResult PgClient::exec(const std::string &sql)
{
    return wrap(m_connection ? PQexec(m_connection.get(), sql.c_str()) : nullptr);
}

PgResult PgClient::exec(const QString &sql)
{
    return exec(sql.toStdString());
}

PgResult PgClient::exec(const std::string &sql, const PgParams &params)
{
    if (!m_connection)
        return wrap(nullptr);
    const auto values = pointers(params);
    return wrap(PQexecParams(m_connection.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                             nullptr, nullptr, 0));
}

PgResult PgClient::prepare(const std::string &name, const std::string &sql)
{
    return wrap(m_connection ? PQprepare(m_connection.get(), name.c_str(), sql.c_str(), 0, nullptr) : nullptr);
}

PgResult PgClient::execPrepared(const std::string &name, const PgParams &params)
{
    if (!m_connection)
        return wrap(nullptr);
    const auto values = pointers(params);
    return wrap(PQexecPrepared(m_connection.get(), name.c_str(), static_cast<int>(values.size()), values.data(),
                               nullptr, nullptr, 0));
}

PgResult PgClient::copyIn(const std::string &sql, const std::function<std::string()> &nextChunk)
{
    PgResult begun = exec(sql);
    if (!begun.ok())
        return begun;
    for (std::string chunk = nextChunk(); !chunk.empty(); chunk = nextChunk()) {
        if (PQputCopyData(m_connection.get(), chunk.data(), static_cast<int>(chunk.size())) != 1)
            return wrap(nullptr);
    }
    if (PQputCopyEnd(m_connection.get(), nullptr) != 1)
        return wrap(nullptr);
    return finish();
}

bool PgClient::send(const std::string &sql, const PgParams &params)
{
    if (!m_connection)
        return false;
    const auto values = pointers(params);
    if (values.empty())
        return PQsendQuery(m_connection.get(), sql.c_str()) == 1;
    return PQsendQueryParams(m_connection.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                             nullptr, nullptr, 0)
        == 1;
}

bool PgClient::waitReady(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (isOpen() && PQisBusy(m_connection.get())) {
        pollfd waiting{PQsocket(m_connection.get()), POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(deadline.remainingTime())) <= 0 && deadline.hasExpired())
            return false;
        if (PQconsumeInput(m_connection.get()) != 1)
            return true;
    }
    return true;
}

PgResult PgClient::finish()
{
    PgResult answer = wrap(nullptr);
    bool failed = false;
    while (pg_result *next = PQgetResult(m_connection.get())) {
        if (!failed)
            answer = wrap(next);
        else
            PQclear(next);
        failed = failed || !answer.ok();
    }
    return answer;
}

bool PgClient::cancel()
{
    PGcancel *handle = PQgetCancel(m_connection.get());
    if (!handle)
        return false;
    char error[256];
    const bool sent = PQcancel(handle, error, sizeof error) == 1;
    PQfreeCancel(handle);
    return sent;
}

int PgClient::backendPid() const
{
    return PQbackendPID(m_connection.get());
}

bool PgClient::inTransaction() const
{
    const auto status = PQtransactionStatus(m_connection.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

std::string PgClient::quoteLiteral(const std::optional<std::string> &value) const
{
    if (!value)
        return "NULL";
    char *quoted = PQescapeLiteral(m_connection.get(), value->data(), value->size());
    std::string text = quoted ? quoted : "";
    PQfreemem(quoted);
    return text;
}

std::string PgClient::quoteIdentifier(const std::string &name) const
{
    char *quoted = PQescapeIdentifier(m_connection.get(), name.data(), name.size());
    std::string text = quoted ? quoted : "";
    PQfreemem(quoted);
    return text;
}

QStringList PgClient::takeNotices()
{
    return m_notices ? std::exchange(*m_notices, {}) : QStringList();
}

QList<QStringList> mustExec(PgClient &client, const QString &sql, std::source_location where)
{
    const PgResult result = client.exec(sql);
    if (!result.ok())
        fail(QString::fromStdString(result.message()) + QLatin1String(" in: ") + sql.left(400), where);
    return result.rows();
}

PgClient mustConnect(const QString &conninfo, std::source_location where)
{
    PgClient client(conninfo);
    if (!client.isOpen())
        fail(QString::fromStdString(client.lastError()), where);
    return client;
}

void clearLibpqEnvironment()
{
    PQconninfoOption *options = PQconndefaults();
    for (const PQconninfoOption *option = options; option && option->keyword; ++option) {
        if (option->envvar)
            ::unsetenv(option->envvar);
    }
    PQconninfoFree(options);
    for (const char *name : {"PGSERVICEFILE", "PGSYSCONFDIR", "PGTZ", "PGDATESTYLE", "PGGEQO", "PGLOCALEDIR"})
        ::unsetenv(name);
    // Nobody's real passwords or services take part in a test.
    ::setenv("PGPASSFILE", "/nonexistent/pgpass", 1);
    ::setenv("PGSERVICEFILE", "/nonexistent/pg_service.conf", 1);
}

} // namespace parterre::test
