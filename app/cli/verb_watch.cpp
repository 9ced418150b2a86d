// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cli.h"
#include "cli/migrationverbs.h"
#include "cli/verb.h"

#include <mutex>
#include <thread>
#include <vector>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

/// Lets several watches talk to one sink, each line with the migration it is about.
class SharedSink : public ProgressSink {
public:
    SharedSink(ProgressSink &sink, std::mutex &mutex, QString id)
        : m_sink(sink)
        , m_mutex(mutex)
        , m_id(std::move(id))
    {}

    void report(const Progress &progress) override
    {
        Progress named = progress;
        named.step = m_id % u' ' % progress.step;
        const std::lock_guard lock(m_mutex);
        m_sink.report(named);
    }
    void note(const QString &text) override
    {
        const std::lock_guard lock(m_mutex);
        m_sink.note(m_id % u": " % text);
    }

private:
    ProgressSink &m_sink;
    std::mutex &m_mutex;
    QString m_id;
};

Result<QStringList> migrationsToWatch(const Invocation &invocation)
{
    if (!invocation.operand(0).isEmpty())
        return QStringList{invocation.operand(0)};
    PARTERRE_ASSIGN(migrations, Engine(engineOptions(invocation)).status());
    QStringList ids;
    for (const MigrationStatus &status : migrations) {
        if (status.state == toText(MigrationState::Switched) || status.state == toText(MigrationState::Watching))
            ids << status.id;
    }
    return ids;
}

/// One thread a migration: a session belongs to the thread that opened it.
std::vector<Result<>> watchAll(const Invocation &invocation, const QStringList &ids)
{
    std::vector<Result<>> outcomes(static_cast<std::size_t>(ids.size()));
    std::vector<std::thread> threads;
    std::mutex mutex;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        threads.emplace_back([&, i] {
            SharedSink sink(invocation.progress, mutex, ids[i]);
            EngineOptions options = engineOptions(invocation);
            options.sink = &sink;
            outcomes[static_cast<std::size_t>(i)] = Engine(options).watch(ids[i]);
            if (const auto &outcome = outcomes[static_cast<std::size_t>(i)]; !outcome && !outcome.error().isCancelled())
                sink.note(outcome.error().message);
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    return outcomes;
}

Result<ExitCode> run(Invocation &invocation)
{
    PARTERRE_ASSIGN(ids, migrationsToWatch(invocation));
    if (ids.isEmpty()) {
        invocation.progress.note(Cli::tr("There is no migration to watch in this database."));
        return ExitCode::Done;
    }
    for (const Result<> &outcome : watchAll(invocation, ids)) {
        if (!outcome && !outcome.error().isCancelled())
            return Failure(outcome.error());
    }
    return ExitCode::Done;
}

} // namespace

Verb watchVerb()
{
    return {.name = u"watch"_s,
            .summary = Cli::tr("keep the way back of switched migrations open until interrupted"),
            .description = Cli::tr(
                "Carries what the application writes since the switch over to the old table, and says what would "
                "close the way back. Without an ID, for all switched migrations of the database. May be ended "
                "and started again at any time, and run as a service; being ended by Ctrl-C or SIGTERM is its "
                "normal end, with exit code 0."),
            .operands = {{.name = u"ID"_s, .required = false}},
            .options = {adoptOption(), eventsOption()},
            .eventStream = true,
            .run = run};
}

} // namespace parterre
