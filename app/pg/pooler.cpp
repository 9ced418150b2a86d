// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/pooler.h"

#include "pg/connectionattempt.h"
#include "pg/connectiondiagnosis.h"
#include "pg/sqltext.h"

#include <QCoreApplication>
#include <QUuid>

#include <deque>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSliceMs = 20;
constexpr int kConnectTimeoutMs = 15'000;
constexpr int kAnswerTimeoutMs = 3'000; ///< how long a session that owns its server process may take to answer
constexpr int kMaxOthers = 8;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Pooler)
};

/// What a session said about the server process behind it.
struct Sighting {
    int pid = 0;
    QString mark;
};

/// How a statement of a probe ended.
enum class Answer { Came, Refused, NotYet, Cancelled };

/// A bare libpq session: the product's own would wait without end for a pool that has no free server.
class Probe {
public:
    explicit Probe(ConnectionAttempt attempt)
        : m_attempt(std::move(attempt))
    {}

    PGconn *connection() const { return m_attempt.connection.get(); }
    Answer run(const QString &statementId, const QList<QByteArray> &values, const CancelToken &cancel);
    Answer wait(const CancelToken &cancel, int timeoutMs);
    const Sighting &sighting() const { return m_sighting; }
    QString errorText() const { return m_errorText; }

private:
    void take(PGresult *result);

    ConnectionAttempt m_attempt;
    Sighting m_sighting;
    QString m_errorText;
    bool m_failed = false;
};

void Probe::take(PGresult *raw)
{
    const PgResultPtr result(raw, &PQclear);
    const auto status = PQresultStatus(raw);
    if (status == PGRES_TUPLES_OK && PQntuples(raw) == 1) {
        m_sighting.pid = QByteArray(PQgetvalue(raw, 0, 0)).toInt();
        m_sighting.mark = QString::fromUtf8(PQgetvalue(raw, 0, 1));
    } else if (status != PGRES_COMMAND_OK) {
        m_failed = true;
        m_errorText = QString::fromUtf8(PQresultErrorField(raw, PG_DIAG_MESSAGE_PRIMARY));
    }
}

Answer Probe::wait(const CancelToken &cancel, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    while (true) {
        while (PQisBusy(connection())) {
            if (cancel.isCancelled())
                return Answer::Cancelled;
            if (deadline.hasExpired())
                return Answer::NotYet;
            if (waitForSocket(PQsocket(connection()), false, kSliceMs) && !PQconsumeInput(connection()))
                return Answer::Refused;
        }
        PGresult *result = PQgetResult(connection());
        if (!result)
            break;
        take(result);
    }
    return m_failed || PQstatus(connection()) == CONNECTION_BAD ? Answer::Refused : Answer::Came;
}

Answer Probe::run(const QString &statementId, const QList<QByteArray> &values, const CancelToken &cancel)
{
    QList<const char *> pointers;
    for (const QByteArray &value : values)
        pointers << value.constData();
    m_failed = false;
    const QByteArray sql = SqlText::load(statementId).text.toUtf8();
    if (!PQsendQueryParams(connection(), sql.constData(), static_cast<int>(pointers.size()), nullptr,
                           pointers.constData(), nullptr, nullptr, 0))
        return Answer::Refused;
    return wait(cancel, kAnswerTimeoutMs);
}

Failure cancelledOnRequest()
{
    return failure(ErrorCode::Cancelled, Text::tr("cancelled on request"));
}

Failure transactionMode(const QString &evidence)
{
    return failure(
        ErrorCode::Refused, Text::tr("the connection goes through a pooler that is not in session mode"),
        evidence % u'\n'
            % Text::tr("There, settings and locks of a session end up in the sessions of others; a migration "
                       "needs both."),
        Text::tr("Connect to the server directly, or to a pool with pool_mode = session. The application may "
                 "stay behind its pooler."));
}

Failure notAnswered(const QString &what)
{
    return failure(ErrorCode::Connection, Text::tr("the server did not answer while the connection was examined"), what,
                   Text::tr("Try again; connect to the server directly if there is a pooler in between."));
}

/// Tells the mode of a pooler that is known to be there.
class ModeTest {
public:
    ModeTest(const QMap<QString, QString> &parameters, Probe &first, const CancelToken &cancel)
        : m_parameters(parameters)
        , m_first(first)
        , m_cancel(cancel)
        , m_pid(first.sighting().pid)
        , m_mark(first.sighting().mark)
    {}

    Result<> run();

private:
    /// True: the pool had no server process left for it, so there is no sense in opening more.
    Result<bool> occupyOne();
    Result<> askFirstAgain();

    const QMap<QString, QString> &m_parameters;
    Probe &m_first;
    const CancelToken &m_cancel;
    const int m_pid;
    const QString m_mark;
    std::deque<Probe> m_others;
};

Result<bool> ModeTest::occupyOne()
{
    ConnectionAttempt attempt = attemptConnection(m_parameters, QDeadlineTimer(kAnswerTimeoutMs), m_cancel);
    if (attempt.outcome == ConnectionAttempt::Outcome::Cancelled)
        return cancelledOnRequest();
    if (attempt.outcome == ConnectionAttempt::Outcome::Failed && m_others.empty())
        return notAnswered(attempt.text);
    if (attempt.outcome != ConnectionAttempt::Outcome::Connected)
        return true;
    Probe &other = m_others.emplace_back(std::move(attempt));
    for (const QString &statement : {u"transaction/begin"_s, u"pooler/read_session"_s}) {
        switch (other.run(statement, {}, m_cancel)) {
        case Answer::Cancelled:
            return cancelledOnRequest();
        case Answer::NotYet:
            return true;
        case Answer::Refused:
            return transactionMode(Text::tr("It refused a transaction: %1").arg(other.errorText()));
        case Answer::Came:
            break;
        }
    }
    if (other.sighting().pid == m_pid)
        return transactionMode(Text::tr("Two sessions were given the same server process, %1.").arg(m_pid));
    return false;
}

Result<> ModeTest::askFirstAgain()
{
    switch (m_first.run(u"pooler/read_session"_s, {}, m_cancel)) {
    case Answer::Cancelled:
        return cancelledOnRequest();
    case Answer::NotYet:
        return transactionMode(Text::tr("A session had to wait for a server process although it had one before."));
    case Answer::Refused:
        return notAnswered(m_first.errorText());
    case Answer::Came:
        break;
    }
    const Sighting &now = m_first.sighting();
    if (now.pid != m_pid)
        return transactionMode(Text::tr("One session had server process %1 and then %2.").arg(m_pid).arg(now.pid));
    if (now.mark != m_mark)
        return transactionMode(Text::tr("A setting of the session was lost between two statements."));
    return {};
}

Result<> ModeTest::run()
{
    for (int i = 0; i < kMaxOthers; ++i) {
        PARTERRE_ASSIGN(poolIsFull, occupyOne());
        PARTERRE_TRY(askFirstAgain());
        if (poolIsFull) // and the first session still got an answer, from its own process: it owns it
            break;
    }
    return {};
}

} // namespace

Result<> refuseTransactionPooler(const ConnectionProfile &profile, const CancelToken &cancel)
{
    PARTERRE_ASSIGN(parameters, effectiveParameters(profile, u"parterre"_s, cancel));
    ConnectionAttempt attempt = attemptConnection(parameters, QDeadlineTimer(kConnectTimeoutMs), cancel);
    if (attempt.outcome != ConnectionAttempt::Outcome::Connected)
        return Failure(diagnoseConnection(parameters, attempt.text, cancel));
    Probe first(std::move(attempt));
    const QByteArray mark = QUuid::createUuid().toByteArray(QUuid::Id128);
    const Answer answer = first.run(u"pooler/mark_session"_s, {mark}, cancel);
    if (answer == Answer::Cancelled)
        return cancelledOnRequest();
    if (answer != Answer::Came)
        return notAnswered(first.errorText());
    if (PQbackendPID(first.connection()) == first.sighting().pid)
        return {};
    return ModeTest(parameters, first, cancel).run();
}

} // namespace parterre
