// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/striker.h"

#include "migration/rollback.h"
#include "migration/watch.h"
#include "support/deadline.h"

#include <QFile>

#include <csignal>

namespace parterre::test {

using namespace std::chrono_literals;

namespace {

// Looks from inside the server, again and again for up to 200 ms, so that statements of a fraction of a millisecond are
// seen too. Returns pid, query and the start of the statement; none when nothing was seen.
const QString kLookout = QStringLiteral(R"sql(
CREATE OR REPLACE FUNCTION lookout(application text, texts text[], known timestamptz) RETURNS TABLE (pid integer, query text, since timestamptz)
LANGUAGE plpgsql AS $$
DECLARE
    patience timestamptz := clock_timestamp() + interval '200 ms';
BEGIN
    WHILE clock_timestamp() < patience LOOP
        PERFORM pg_stat_clear_snapshot();
        RETURN QUERY SELECT a.pid, a.query, a.query_start FROM pg_stat_get_activity(NULL) a
                     WHERE a.state = 'active' AND a.application_name LIKE application AND a.query = ANY (texts) AND a.query_start > known LIMIT 1;
        IF FOUND THEN RETURN; END IF;
        PERFORM pg_sleep(0.0001);
    END LOOP;
END $$)sql");

std::string arrayLiteral(const QStringList &texts)
{
    QString literal(u'{');
    for (const QString &text : texts) {
        QString escaped = text;
        escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
        literal += (literal.size() > 1 ? QStringLiteral(",\"") : QStringLiteral("\"")) + escaped + u'"';
    }
    literal += u'}';
    return literal.toStdString();
}

StrikeStep toStrikeStep(const QString &name, const QStringList &states, const QList<PlannedStatement> &statements)
{
    StrikeStep step{name, states, {}};
    for (const PlannedStatement &statement : statements)
        step.statements[statement.sql.id] << statement.sql.text;
    step.statements[QStringLiteral("transaction/commit")] << QStringLiteral("COMMIT");
    return step;
}

} // namespace

QString toText(StrikeKind kind)
{
    static const QStringList names{QStringLiteral("kill"), QStringLiteral("terminate"), QStringLiteral("cut"),
                                   QStringLiteral("crash")};
    return names[static_cast<int>(kind)];
}

QList<StrikeStep> strikeSteps(const Plan &plan)
{
    const MigrationSql sql(plan);
    QList<StrikeStep> steps;
    for (const auto &step : shadowCopySteps())
        steps << toStrikeStep(step->name(), {toText(step->from())}, step->describe(sql));
    steps << toStrikeStep(QStringLiteral("Watch"), {toText(MigrationState::Watching)}, Watch::describe(sql));
    steps << toStrikeStep(QStringLiteral("Roll back"),
                          {toText(MigrationState::Watching), toText(MigrationState::RollingBack)},
                          describeRollBack(sql));
    return steps;
}

Striker::Striker(Cluster &cluster, const QString &database)
    : m_cluster(cluster)
    , m_database(database)
{
    m_cluster.exec(kLookout);
}

Striker::~Striker()
{
    thaw();
}

PgClient &Striker::watcher()
{
    if (!m_watcher.isOpen())
        m_watcher = PgClient(m_cluster.conninfo(QStringLiteral("postgres"), QStringLiteral("postgres")));
    return m_watcher;
}

PgClient &Striker::reader()
{
    if (!m_reader.isOpen()) {
        m_reader = PgClient(m_cluster.conninfo(m_database, QStringLiteral("postgres")));
        m_reader.exec(QStringLiteral("SET statement_timeout = '2s'"));
    }
    return m_reader;
}

void Striker::disconnect()
{
    m_watcher.close();
    m_reader.close();
}

// A stopped backend may hold a lock inside the server that others need: whoever asks meanwhile waits only shortly.
bool Striker::stopBackend(int pid)
{
    if (::kill(pid, SIGSTOP) != 0)
        return false;
    m_stopped = pid;
    return waitUntil(
        [pid] {
            QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
            if (!file.open(QIODevice::ReadOnly))
                return false;
            const QByteArray stat = file.readAll();
            return stat.mid(stat.lastIndexOf(')') + 2, 1) == "T";
        },
        1s, 1ms);
}

// What is asked while a backend is stopped may wait for a lightweight lock that it holds, where no timeout of the
// server reaches: then the backend goes on, and the answer comes too late to count.
PgResult Striker::ask(const std::string &sql, const PgParams &params)
{
    PgClient &client = reader();
    client.send(sql, params);
    if (client.waitReady(500))
        return client.finish();
    thaw();
    client.finish();
    return {};
}

void Striker::thaw()
{
    if (m_stopped > 0)
        ::kill(m_stopped, SIGCONT);
    m_stopped = 0;
}

QString Striker::stateOf(const QString &id)
{
    const PgResult result = ask("SELECT state FROM parterre.migration WHERE id = $1", {id.toStdString()});
    return result.rowCount() > 0 ? result.text(0, 0) : QString();
}

std::optional<Striker::Sighting> Striker::freeze(const QString &id, const StrikeStep &step, const QStringList &texts,
                                                 int skip, const std::function<bool()> &over)
{
    const std::string application = "parterre:" + id.toStdString() + ":%";
    const std::string wanted = arrayLiteral(texts);
    std::string known = "-infinity";
    while (true) {
        const PgResult seen = watcher().exec("SELECT pid, query, since FROM lookout($1, $2::text[], $3::timestamptz)",
                                             {application, wanted, known});
        if (seen.rowCount() == 0) {
            if (over())
                return std::nullopt;
            continue;
        }
        known = *seen.value(0, 2);
        if (skip > 0) {
            --skip;
            continue;
        }
        const int pid = seen.text(0, 0).toInt();
        const QString query = seen.text(0, 1);
        if (stopBackend(pid)) {
            const PgResult still =
                ask("SELECT FROM pg_stat_get_activity($1) WHERE state = 'active' AND query = $2 AND query_start >= $3",
                    {std::to_string(pid), query.toStdString(), known});
            const QString state = still.rowCount() == 1 ? stateOf(id) : QString();
            if (m_stopped > 0 && step.states.contains(state))
                return Sighting{pid, query, state};
        }
        thaw();
        if (over())
            return std::nullopt;
    }
}

int Striker::terminateAll()
{
    PgClient &client = reader();
    client.send("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE $1",
                {"parterre:%"});
    if (!client.waitReady(500))
        thaw(); // it holds what this waits for
    return client.finish().rowCount();
}

bool Striker::hasLeft(const Sighting &sighting)
{
    const PgResult result = reader().exec("SELECT FROM pg_stat_get_activity($1) WHERE state = 'active' AND query = $2",
                                          {std::to_string(sighting.backend), sighting.query.toStdString()});
    return result.rowCount() == 0;
}

bool Striker::isGone(const QString &id)
{
    return reader()
               .exec("SELECT FROM pg_stat_activity WHERE application_name LIKE $1",
                     {"parterre:" + id.toStdString() + ":%"})
               .rowCount()
        == 0;
}

} // namespace parterre::test
