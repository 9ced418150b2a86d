// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <source_location>
#include <string>
#include <vector>

struct pg_conn;
struct pg_result;

namespace parterre::test {

/// Statement parameters in text form; nullopt is NULL.
using PgParams = std::vector<std::optional<std::string>>;

/// The answer to one statement.
class PgResult {
public:
    PgResult() = default;
    /// Take `result` over; `message` says what went wrong when the server could not say it.
    PgResult(pg_result *result, std::string message);

    bool ok() const;
    /// Five characters, or empty when the server did not answer (lost connection).
    std::string sqlstate() const;
    /// Primary message, detail and hint as libpq prints them.
    std::string message() const;
    std::string commandTag() const;
    /// Rows that the statement wrote or returned; 0 when it has no count.
    qint64 affectedRows() const;
    int rowCount() const;
    int columnCount() const;
    std::optional<std::string> value(int row, int column) const;
    /// A null QString is NULL.
    QString text(int row, int column) const;
    QList<QStringList> rows() const;

private:
    struct Clear {
        void operator()(pg_result *result) const;
    };
    std::unique_ptr<pg_result, Clear> m_result;
    std::string m_message;
};

/// A thin connection for tests, without Qt SQL: what the server sees is exactly what the test sends.
/// Belongs to one thread at a time.
class PgClient {
public:
    PgClient() = default;
    /// Connect; look at isOpen() and lastError().
    explicit PgClient(const QString &conninfo);
    PgClient(PgClient &&) noexcept = default;
    PgClient &operator=(PgClient &&) noexcept = default;
    ~PgClient() = default;

    bool isOpen() const;
    void close();
    /// Drop the socket without a goodbye, as a dying client would; the server's backend notices later.
    void sever();
    std::string lastError() const;

    /// Send one or several statements in the simple protocol; the last result, or the first error.
    PgResult exec(const std::string &sql);
    PgResult exec(const QString &sql);
    /// Send one statement in the extended protocol.
    PgResult exec(const std::string &sql, const PgParams &params);
    PgResult prepare(const std::string &name, const std::string &sql);
    PgResult execPrepared(const std::string &name, const PgParams &params);
    /// Send COPY … FROM STDIN and feed it from `nextChunk` until that returns an empty string.
    PgResult copyIn(const std::string &sql, const std::function<std::string()> &nextChunk);

    /// Send without waiting; then waitReady() and finish().
    bool send(const std::string &sql, const PgParams &params = {});
    /// True once the answer to send() is complete; false after `timeoutMs`.
    bool waitReady(int timeoutMs);
    /// Wait for the answer to send(): the last result, or the first error.
    PgResult finish();
    /// Ask the server to cancel what runs here. May be called from another thread.
    bool cancel();

    int backendPid() const;
    /// True between BEGIN and its end, also when the transaction has failed.
    bool inTransaction() const;
    std::string quoteLiteral(const std::optional<std::string> &value) const;
    std::string quoteIdentifier(const std::string &name) const;
    /// NOTICEs and WARNINGs since the last call.
    QStringList takeNotices();

private:
    struct Finish {
        void operator()(pg_conn *connection) const;
    };
    PgResult wrap(pg_result *result) const;

    std::unique_ptr<QStringList> m_notices;
    std::unique_ptr<pg_conn, Finish> m_connection;
};

/// Run `sql` (simple protocol) and return its rows; an error fails the test.
QList<QStringList> mustExec(PgClient &client, const QString &sql,
                            std::source_location where = std::source_location::current());
/// Connect; a failure fails the test and leaves a closed client.
PgClient mustConnect(const QString &conninfo, std::source_location where = std::source_location::current());
/// Forget every PG* variable of the caller, so that only what a test says decides where libpq connects.
void clearLibpqEnvironment();

} // namespace parterre::test
