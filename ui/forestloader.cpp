// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forestloader.h"

#include "tasks/taskrunner.h"
#include "ui/database.h"

#include <QElapsedTimer>

namespace parterre {

namespace {

constexpr qint64 kShowEveryMs = 250; // a large forest costs the window some milliseconds each time

/// Hands copies of a forest over while it is filled, not more often than the window can show them.
class Stream {
public:
    using Show = std::function<void(const PartitionForest &)>;
    using Tell = std::function<void(const QString &, int, int)>;

    Stream(TaskContext &task, bool inParts, Show show, Tell tell)
        : m_task(task)
        , m_inParts(inParts)
        , m_show(std::move(show))
        , m_tell(std::move(tell))
    {}

    void show(PartitionForest forest)
    {
        if (!m_inParts)
            return;
        forest.arrange();
        m_task.hand([show = m_show, forest = std::move(forest)] { show(forest); });
        m_since.start();
    }

    CatalogProgress following(const PartitionForest &forest, const QString &what)
    {
        return [this, &forest, what](qsizetype done, qsizetype total) {
            m_task.hand(
                [tell = m_tell, what, done, total] { tell(what, static_cast<int>(done), static_cast<int>(total)); });
            if (!m_since.isValid() || m_since.elapsed() > kShowEveryMs)
                show(forest);
        };
    }

private:
    TaskContext &m_task;
    bool m_inParts;
    Show m_show;
    Tell m_tell;
    QElapsedTimer m_since;
};

} // namespace

ForestLoader::ForestLoader(Database &database, QObject *parent)
    : QObject(parent)
    , m_database(database)
{}

void ForestLoader::load()
{
    m_database.tasks().cancel(std::exchange(m_task, 0));
    auto mine = std::make_shared<int>(0);
    const auto isMine = [this, mine] { return m_task == *mine; };
    const auto show = [this, isMine](const PartitionForest &forest) {
        if (isMine())
            Q_EMIT changed(forest);
    };
    const auto tell = [this, isMine](const QString &what, int done, int total) {
        if (isMine())
            Q_EMIT progressed(what, done, total);
    };
    const QString bounds = tr("Reading bounds");
    const QString sizes = tr("Reading sizes");
    const auto read = [open = m_database.reader(QStringLiteral("browse")), show, tell, bounds, sizes,
                       first = !m_readAt.isValid()](TaskContext &task) -> Result<PartitionForest> {
        Stream stream(task, first, show, tell);
        PARTERRE_ASSIGN(session, open(task));
        PARTERRE_ASSIGN(forest, listRelations(*session));
        stream.show(forest);
        PARTERRE_TRY(readBounds(*session, forest, stream.following(forest, bounds)));
        PARTERRE_TRY(readSizes(*session, forest, stream.following(forest, sizes)));
        forest.arrange();
        return forest;
    };
    const auto done = [this, isMine](const Result<PartitionForest> &forest) {
        if (!isMine())
            return;
        m_task = 0;
        if (!forest) {
            forest.error().isCancelled() ? Q_EMIT cancelled() : Q_EMIT failed(forest.error());
            return;
        }
        m_readAt = QDateTime::currentDateTime();
        Q_EMIT changed(*forest);
        Q_EMIT finished();
    };
    *mine = m_task = m_database.tasks().start<PartitionForest>(tr("Read partitions"), read, this, done, false, true);
    Q_EMIT started();
}

void ForestLoader::forget()
{
    m_database.tasks().cancel(std::exchange(m_task, 0));
    m_readAt = {};
}

void ForestLoader::cancel()
{
    m_database.tasks().cancel(m_task);
}

} // namespace parterre
