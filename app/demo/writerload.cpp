// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/writerload.h"

#include "insight/valuewriters.h"
#include "pg/session.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QMutex>
#include <QThread>
#include <QWaitCondition>

#include <algorithm>
#include <chrono>
#include <deque>
#include <vector>

namespace parterre {

namespace {

constexpr qsizetype kMaxMessages = 10;
constexpr double kSliceUs = 5000;
constexpr int kPausedSliceMs = 20;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(WriterLoad)
};

SqlText sql(const char *name, const SqlNames &names = {})
{
    return SqlText::load(QStringLiteral("demo/") % QLatin1String(name), names);
}

enum class Kind { Insert, Update, ReadAndUpdate, ChangeKey, ChangeMoment, Delete, Read };

/// One operation of the application, from the moment it is due until it has committed.
struct Operation {
    Kind kind = Kind::Read;
    qint64 dueUs = 0;
    QString id;                     ///< claimed in the ledger, or new
    QString newId;                  ///< what the key is afterwards
    QList<QList<Statement>> rounds; ///< each a round trip
    qsizetype round = 0;
    QStringList lines; ///< the rows as the server told them, in order; empty text for "no such row"
};

struct Sample {
    qint64 dueUs;
    qint64 doneUs;
    bool isWrite;
};

/// Makes the application's statements.
class Author {
public:
    explicit Author(quint64 seed)
        : m_random(seed, 0)
        , m_seed(seed)
    {}

    /// A write, with the row it concerns claimed.
    Operation write(WriteLedger &ledger)
    {
        Operation operation;
        operation.kind = chooseKind();
        const auto claimed = operation.kind == Kind::Insert ? std::nullopt : ledger.claim(m_random);
        if (!claimed)
            operation.kind = Kind::Insert;
        operation.id = claimed.value_or(QString());
        operation.newId = operation.id;
        addRounds(operation);
        return operation;
    }

    std::optional<Operation> read(WriteLedger &ledger)
    {
        const auto claimed = ledger.claim(m_random);
        if (!claimed)
            return {};
        Operation operation;
        operation.id = operation.newId = *claimed;
        operation.rounds = {{{sql("read_transaction"), Params() << *claimed}}};
        return operation;
    }

private:
    Kind chooseKind()
    {
        const quint64 draw = m_random.below(100);
        if (draw < 35)
            return Kind::Insert;
        if (draw < 52)
            return Kind::Update;
        if (draw < 82)
            return Kind::ReadAndUpdate;
        if (draw < 87)
            return Kind::ChangeKey;
        return draw < 93 ? Kind::ChangeMoment : Kind::Delete;
    }

    void addRounds(Operation &operation)
    {
        const QString &id = operation.id;
        switch (operation.kind) {
        case Kind::Insert:
            operation.id = operation.newId = newId();
            operation.rounds = {{insertion(operation.id)}};
            break;
        case Kind::Update:
            operation.rounds = {
                {{sql("update_status"), Params() << id << status() << m_random.between(21'000, 400'000)}}};
            break;
        case Kind::ReadAndUpdate:
            addReadAndUpdate(operation);
            break;
        case Kind::ChangeKey:
            operation.newId = newId();
            operation.rounds = {{{sql("update_id"), Params() << id << operation.newId}}};
            break;
        case Kind::ChangeMoment:
            operation.rounds = {{{sql("update_moment"), Params() << id << moment(913)}}};
            break;
        case Kind::Delete:
            operation.rounds = {{{sql("delete_transaction"), Params() << id}}};
            break;
        case Kind::Read:
            break;
        }
    }

    void addReadAndUpdate(Operation &operation)
    {
        static const QStringList levels{QStringLiteral("READ COMMITTED"), QStringLiteral("READ COMMITTED"),
                                        QStringLiteral("REPEATABLE READ"), QStringLiteral("SERIALIZABLE")};
        const QString level = levels[static_cast<qsizetype>(m_random.below(static_cast<quint64>(levels.size())))];
        const char *read = m_random.chance(500) ? "lock_transaction" : "read_transaction";
        const QString factor = QStringLiteral("1.%1").arg(m_random.between(0, 99), 2, 10, QLatin1Char('0'));
        operation.rounds = {
            {{sql("begin_level", {{QStringLiteral("level"), level}})}, {sql(read), Params() << operation.id}},
            {{sql("update_amount"), Params() << operation.id << factor},
             {SqlText::load(QStringLiteral("transaction/commit"))}}};
    }

    Statement insertion(const QString &id)
    {
        Params params;
        params << id << text(writers::numbered("wlt_", 20'000)) << QStringLiteral("ethereum")
               << text(writers::hex("0x", 64)) << text(writers::hex("0x", 40)) << text(writers::hex("0x", 40))
               << text(writers::decimal(4, 18)) << moment(m_random.chance(100) ? 913 : 0) << m_random.chance(500)
               << QStringLiteral("{\"source\": \"demo\"}");
        return {sql("insert_transaction"), params};
    }

    QString newId() { return text(writers::hex("app_", 24)); }
    QString status() { return m_random.chance(800) ? QStringLiteral("confirmed") : QStringLiteral("failed"); }

    QString moment(qint64 daysBack)
    {
        const qint64 seconds = daysBack > 0 ? m_random.between(0, daysBack * 86'400) : 0;
        return QDateTime::currentDateTimeUtc().addSecs(-seconds).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
    }

    QString text(const ValueWriter &write)
    {
        GeneratedRow row{0, 0, m_seed, 0, 0, m_random};
        QByteArray out;
        write(out, row);
        m_random = row.random;
        return QString::fromLatin1(out);
    }

    SeededRandom m_random;
    quint64 m_seed;
};

/// One session of the application and what it is doing.
struct Slot {
    std::unique_ptr<Session> session;
    bool writes = true;
    std::optional<Operation> operation;
};

} // namespace

struct WriterLoad::Private {
    explicit Private(const WriterLoadOptions &o)
        : options(o)
        , author(o.seed)
    {}

    WriterLoadOptions options;
    std::unique_ptr<QThread> thread;
    std::atomic<bool> stopping = false;

    // Shared with the callers.
    mutable QMutex mutex;
    QWaitCondition changed;
    bool started = false;
    std::optional<Error> startError;
    int pauses = 0;
    bool idle = false; ///< nothing is under way and nothing begins while pauses > 0
    LoadCounts counts;
    std::vector<Sample> samples;

    // Of the thread; of the callers only while idle.
    WriteLedger ledger;
    Author author;
    std::vector<Slot> slots;
    std::deque<qint64> dueWrites;
    std::deque<qint64> dueReads;
    double nextWriteUs = 0;
    double nextReadUs = 0;

    void run();
    Result<> open();
    void work();
    bool isPausing() const;
    bool hasWork() const;
    void waitWhilePaused();
    int waitMs() const;
    void planDue(qint64 now);
    void beginDue();
    bool begin(Slot &slot, qint64 dueUs);
    void send(Slot &slot);
    void finishDone();
    void advance(Slot &slot);
    void retryOrFail(Slot &slot, const Error &error);
    void conclude(Slot &slot);
    bool checkRead(const Operation &operation, const QString &line);
    void apply(const Operation &operation, const QString &line);
    void complain(qint64 LoadCounts::*counter, const QString &message);
    void sample(const Slot &slot);
};

void WriterLoad::Private::run()
{
    const Result<> opened = open();
    {
        const QMutexLocker locker(&mutex);
        started = true;
        if (!opened)
            startError = opened.error();
        changed.wakeAll();
    }
    if (opened)
        work();
    slots.clear();
    const QMutexLocker locker(&mutex);
    idle = true;
    changed.wakeAll();
}

Result<> WriterLoad::Private::open()
{
    SessionOptions session;
    session.applicationName = QStringLiteral("demo application");
    session.lockTimeoutMs = 0;
    for (int i = 0; i < options.writers + options.readers; ++i) {
        PARTERRE_ASSIGN(opened, Session::open(options.profile, session));
        slots.push_back({std::move(opened), i < options.writers, {}});
    }
    PARTERRE_TRY(ledger.adopt(*slots.front().session, options.adoptPercent, options.seed));
    nextWriteUs = nextReadUs = static_cast<double>(nowUs());
    return {};
}

bool WriterLoad::Private::isPausing() const
{
    const QMutexLocker locker(&mutex);
    return pauses > 0;
}

bool WriterLoad::Private::hasWork() const
{
    return std::any_of(slots.begin(), slots.end(), [](const Slot &slot) { return slot.operation.has_value(); });
}

void WriterLoad::Private::work()
{
    while (true) {
        const bool ending = stopping || isPausing();
        if (ending && !hasWork()) {
            if (stopping)
                return;
            waitWhilePaused();
            continue;
        }
        if (!ending) {
            planDue(nowUs());
            beginDue();
        }
        QList<Session *> busy;
        for (const Slot &slot : slots) {
            if (slot.operation)
                busy << slot.session.get();
        }
        waitAny(busy, waitMs());
        finishDone();
    }
}

void WriterLoad::Private::waitWhilePaused()
{
    QMutexLocker locker(&mutex);
    idle = true;
    changed.wakeAll();
    while (pauses > 0 && !stopping)
        changed.wait(&mutex, kPausedSliceMs);
    idle = false;
    dueWrites.clear();
    dueReads.clear();
    nextWriteUs = nextReadUs = static_cast<double>(nowUs());
}

/// Until something is due, but not for long: somebody may want to stop.
int WriterLoad::Private::waitMs() const
{
    const double untilDueUs = std::min(nextWriteUs, nextReadUs) - static_cast<double>(nowUs());
    return static_cast<int>(std::clamp(untilDueUs, 1000.0, kSliceUs) / 1000);
}

void WriterLoad::Private::planDue(qint64 now)
{
    for (; nextWriteUs <= static_cast<double>(now); nextWriteUs += 1e6 / options.writesPerSecond)
        dueWrites.push_back(static_cast<qint64>(nextWriteUs));
    for (; nextReadUs <= static_cast<double>(now); nextReadUs += 1e6 / options.readsPerSecond)
        dueReads.push_back(static_cast<qint64>(nextReadUs));
}

void WriterLoad::Private::beginDue()
{
    for (Slot &slot : slots) {
        std::deque<qint64> &due = slot.writes ? dueWrites : dueReads;
        if (slot.operation || due.empty() || !slot.session->isOpen())
            continue;
        if (begin(slot, due.front()))
            due.pop_front();
    }
}

bool WriterLoad::Private::begin(Slot &slot, qint64 dueUs)
{
    slot.operation = slot.writes ? std::optional(author.write(ledger)) : author.read(ledger);
    if (!slot.operation)
        return false;
    slot.operation->dueUs = dueUs;
    send(slot);
    return true;
}

void WriterLoad::Private::send(Slot &slot)
{
    slot.session->start(slot.operation->rounds[slot.operation->round]);
}

void WriterLoad::Private::finishDone()
{
    for (Slot &slot : slots) {
        if (!slot.operation)
            continue;
        slot.session->advance();
        if (slot.session->isDone())
            advance(slot);
    }
}

void WriterLoad::Private::advance(Slot &slot)
{
    Operation &operation = *slot.operation;
    const Result<QList<Rows>> results = slot.session->collect();
    if (!results)
        return retryOrFail(slot, results.error());
    for (const Rows &rows : *results) {
        if (rows.columns().contains(QStringLiteral("line")))
            operation.lines << (rows.isEmpty() ? QString() : rows.text(0, "line"));
    }
    if (++operation.round < operation.rounds.size())
        return send(slot);
    conclude(slot);
}

void WriterLoad::Private::retryOrFail(Slot &slot, const Error &error)
{
    Operation &operation = *slot.operation;
    if (error.sqlState == u"40001") {
        operation.round = 0;
        operation.lines.clear();
        {
            const QMutexLocker locker(&mutex);
            ++counts.retries;
        }
        return send(slot);
    }
    complain(&LoadCounts::errors, error.toText().trimmed());
    ledger.release(operation.id);
    slot.operation.reset();
}

void WriterLoad::Private::conclude(Slot &slot)
{
    const Operation &operation = *slot.operation;
    if (operation.kind == Kind::Read || operation.kind == Kind::ReadAndUpdate)
        checkRead(operation, operation.lines.first());
    if (operation.kind == Kind::Read)
        ledger.release(operation.id);
    else
        apply(operation, operation.lines.last());
    sample(slot);
    slot.operation.reset();
}

bool WriterLoad::Private::checkRead(const Operation &operation, const QString &line)
{
    const QByteArray expected = ledger.line(operation.id);
    if (line.toUtf8() == expected)
        return true;
    complain(&LoadCounts::staleReads,
             Text::tr("read %1 where %2 was committed before")
                 .arg(line.isEmpty() ? Text::tr("nothing") : line, QString::fromUtf8(expected)));
    return false;
}

void WriterLoad::Private::apply(const Operation &operation, const QString &line)
{
    if (line.isEmpty()) {
        complain(&LoadCounts::staleReads, Text::tr("row %1 was not found when it was to be changed").arg(operation.id));
        ledger.release(operation.id);
    } else if (operation.kind == Kind::Delete) {
        ledger.removed(operation.id);
    } else if (operation.kind == Kind::Insert) {
        ledger.inserted(operation.id, line.toUtf8());
    } else {
        ledger.updated(operation.id, operation.newId, line.toUtf8());
    }
}

void WriterLoad::Private::complain(qint64 LoadCounts::*counter, const QString &message)
{
    const QMutexLocker locker(&mutex);
    ++(counts.*counter);
    if (counts.messages.size() < kMaxMessages)
        counts.messages << message;
}

void WriterLoad::Private::sample(const Slot &slot)
{
    const QMutexLocker locker(&mutex);
    ++(slot.writes ? counts.writes : counts.reads);
    samples.push_back({slot.operation->dueUs, nowUs(), slot.writes});
}

WriterLoad::WriterLoad(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{}

Result<std::unique_ptr<WriterLoad>> WriterLoad::start(const WriterLoadOptions &options)
{
    auto priv = std::make_unique<Private>(options);
    Private *p = priv.get();
    std::unique_ptr<WriterLoad> load(new WriterLoad(std::move(priv)));
    p->thread.reset(QThread::create([p] { p->run(); }));
    p->thread->start();
    QMutexLocker locker(&p->mutex);
    while (!p->started)
        p->changed.wait(&p->mutex);
    if (p->startError)
        return Failure(*p->startError);
    return load;
}

WriterLoad::~WriterLoad()
{
    d->stopping = true;
    if (d->thread)
        d->thread->wait();
}

void WriterLoad::pause()
{
    QMutexLocker locker(&d->mutex);
    ++d->pauses;
    while (!d->idle)
        d->changed.wait(&d->mutex);
}

void WriterLoad::resume()
{
    const QMutexLocker locker(&d->mutex);
    --d->pauses;
    d->changed.wakeAll();
}

LoadCounts WriterLoad::counts() const
{
    const QMutexLocker locker(&d->mutex);
    return d->counts;
}

LoadTimes WriterLoad::times(Side side, qint64 fromUs, qint64 toUs) const
{
    std::vector<qint64> durations;
    {
        const QMutexLocker locker(&d->mutex);
        for (const Sample &sample : d->samples) {
            if (sample.isWrite == (side == Side::Writers) && sample.doneUs >= fromUs && sample.dueUs <= toUs)
                durations.push_back(sample.doneUs - sample.dueUs);
        }
    }
    if (durations.empty())
        return {};
    std::sort(durations.begin(), durations.end());
    return {static_cast<qint64>(durations.size()), durations.back(), durations[(durations.size() - 1) * 99 / 100]};
}

qint64 WriterLoad::nowUs()
{
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

Result<LedgerComparison> WriterLoad::compare(Session &session)
{
    pause();
    const Result<LedgerComparison> comparison = d->ledger.compare(session);
    resume();
    return comparison;
}

} // namespace parterre
