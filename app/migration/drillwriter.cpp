// SPDX-License-Identifier: GPL-3.0-or-later
#include "migration/drillwriter.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

namespace parterre {

namespace {

constexpr int kRestMs = 8;
constexpr qsizetype kMaxFaults = 5;
constexpr qint64 kRefusalsEnough = 20; // then only values are written that are there already

struct Text {
    Q_DECLARE_TR_FUNCTIONS(DrillWriter)
};

} // namespace

struct DrillWriter::Private {
    enum class Kind { Update, Delete, Insert };

    Private(const EngineOptions &engineOptions, const DrillSql &drillSql, const QList<QStringList> &rowKeys)
        : options(engineOptions)
        , sql(drillSql)
        , keys(rowKeys)
        , present(rowKeys.size(), true)
    {}

    void run(const QString &role, const std::shared_ptr<std::promise<Result<>>> &opened);
    void write(Session &session);
    QList<Statement> transaction(Kind kind, qsizetype row, bool exchange);
    void record(Kind kind, qsizetype row, const Result<QList<Rows>> &done, double ms);
    void fault(const QString &text);

    const EngineOptions &options;
    const DrillSql &sql;
    const QList<QStringList> keys;
    QList<bool> present;
    QRandomGenerator random{1};
    std::atomic<bool> stopping = false;
    std::thread thread;

    mutable std::mutex mutex; // over what follows
    DrillWrites writes;
    QString step;
    qint64 cancelAt = -1;
    CancelToken cancelled;
};

void DrillWriter::Private::fault(const QString &text)
{
    if (writes.faults.size() < kMaxFaults && !writes.faults.contains(text))
        writes.faults << text;
}

void DrillWriter::Private::run(const QString &role, const std::shared_ptr<std::promise<Result<>>> &opened)
{
    SessionOptions sessionOptions;
    sessionOptions.applicationName = QStringLiteral("parterre drill writer");
    sessionOptions.forceName = true;
    sessionOptions.role = role;
    sessionOptions.lockTimeoutMs = 0; // as an application waits
    auto session = Session::open(options.profile, sessionOptions);
    opened->set_value(session ? Result<>() : Result<>(Failure(session.error())));
    if (!session)
        return;
    while (!stopping && (*session)->isOpen()) {
        write(**session);
        std::this_thread::sleep_for(std::chrono::milliseconds(kRestMs));
    }
    const std::lock_guard lock(mutex);
    if (!(*session)->isOpen())
        fault(Text::tr("the writer's connection was lost"));
    cancelled.cancel();
}

QList<Statement> DrillWriter::Private::transaction(Kind kind, qsizetype row, bool exchange)
{
    Params key;
    for (const QString &value : keys[row])
        key << value;
    QList<Statement> statements{{sql.sql("transaction/begin")}};
    if (kind == Kind::Delete) {
        statements << Statement{sql.sql("rehearsal/take_out"), key} << Statement{sql.notePresence(false), key};
    } else if (kind == Kind::Insert) {
        statements << Statement{sql.sql("rehearsal/put_in"), key} << Statement{sql.notePresence(true), key};
    } else if (exchange) {
        const qsizetype distance = 1 + random.bounded(static_cast<int>(keys.size() - 1));
        for (const QString &value : keys[(row + distance) % keys.size()])
            key << value;
        statements << Statement{sql.exchange(sql.drill()), key} << Statement{sql.exchange(sql.ledger()), key};
    } else {
        statements << Statement{sql.touch(sql.drill()), key} << Statement{sql.touch(sql.ledger()), key};
    }
    return statements << Statement{sql.sql("transaction/commit")};
}

void DrillWriter::Private::write(Session &session)
{
    const qsizetype row = random.bounded(static_cast<int>(keys.size()));
    const Kind kind = !present[row] ? Kind::Insert : random.bounded(3) == 0 ? Kind::Delete : Kind::Update;
    bool exchange = sql.canExchange() && keys.size() > 1;
    {
        const std::lock_guard lock(mutex);
        exchange = exchange && writes.refused < kRefusalsEnough;
    }
    QElapsedTimer timer;
    timer.start();
    const auto done = session.execAll(transaction(kind, row, exchange));
    record(kind, row, done, static_cast<double>(timer.nsecsElapsed()) / 1e6);
}

void DrillWriter::Private::record(Kind kind, qsizetype row, const Result<QList<Rows>> &done, double ms)
{
    const std::lock_guard lock(mutex);
    if (ms > writes.longestMs) {
        writes.longestMs = ms;
        writes.longestStep = step;
    }
    if (!done) {
        const QString state = done.error().sqlState;
        if (state == u"40001")
            ++writes.retries;
        else if (state.startsWith(u"23") && kind == Kind::Update)
            ++writes.refused;
        else
            fault(Text::tr("in step %1: %2 (%3)").arg(step, done.error().message, state));
        return;
    }
    for (const qsizetype statement : {1, 2}) {
        if ((*done)[statement].affected != 1)
            fault(Text::tr("in step %1: a statement on one row found %2").arg(step).arg((*done)[statement].affected));
    }
    present[row] = kind != Kind::Delete;
    ++(kind == Kind::Update ? writes.updates : kind == Kind::Delete ? writes.deletes : writes.inserts);
    if (cancelAt >= 0 && writes.total() >= cancelAt)
        cancelled.cancel();
}

DrillWriter::DrillWriter(std::unique_ptr<Private> p)
    : d(std::move(p))
{}

Result<std::unique_ptr<DrillWriter>> DrillWriter::start(const EngineOptions &options, const DrillSql &sql,
                                                        const QString &role, const QList<QStringList> &keys)
{
    std::unique_ptr<DrillWriter> writer(new DrillWriter(std::make_unique<Private>(options, sql, keys)));
    auto opened = std::make_shared<std::promise<Result<>>>();
    auto outcome = opened->get_future();
    writer->d->thread = std::thread([p = writer->d.get(), role, opened] { p->run(role, opened); });
    PARTERRE_TRY(outcome.get());
    return writer;
}

DrillWriter::~DrillWriter()
{
    d->stopping = true;
    if (d->thread.joinable())
        d->thread.join();
}

void DrillWriter::setStep(const QString &step)
{
    const std::lock_guard lock(d->mutex);
    d->step = step;
}

void DrillWriter::cancelAfter(qint64 transactions, const CancelToken &token)
{
    const std::lock_guard lock(d->mutex);
    d->cancelled = token;
    d->cancelAt = d->writes.total() + transactions;
}

DrillWrites DrillWriter::writes() const
{
    const std::lock_guard lock(d->mutex);
    return d->writes;
}

} // namespace parterre
