// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/archivedesk.h"

#include "archive/archiver.h"
#include "archive/savingsjournal.h"
#include "archive/savingsprobe.h"
#include "tasks/taskrunner.h"
#include "ui/archivetext.h"
#include "ui/database.h"

namespace parterre {

namespace {

constexpr int kPollMs = 2000;

} // namespace

ArchiveDesk::ArchiveDesk(Database &database, QObject *parent)
    : QObject(parent)
    , m_database(database)
{
    m_poll.setInterval(kPollMs);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        if (m_running)
            refresh();
    });
    connect(&database.tasks(), &TaskRunner::changed, this, [this](int task) {
        if (task == m_task)
            Q_EMIT progressed();
    });
}

void ArchiveDesk::setFollowing(bool follow)
{
    follow ? m_poll.start() : m_poll.stop();
    if (follow)
        refresh();
}

void ArchiveDesk::forget()
{
    m_database.tasks().cancel(std::exchange(m_reading, 0));
    m_overview.reset();
    Q_EMIT read();
}

void ArchiveDesk::refresh()
{
    if (!m_database.isConnected())
        return;
    m_again = m_reading != 0;
    if (m_again)
        return;
    auto mine = std::make_shared<int>(0);
    *mine = m_reading = m_database.tasks().start<ArchiveOverview>(
        tr("Read the archives"),
        [options = m_database.archive()](TaskContext &task) -> Result<ArchiveOverview> {
            PARTERRE_ASSIGN(session, openArchiveBooks(options(task)));
            return readArchiveOverview(*session, QDateTime::currentDateTime());
        },
        this,
        [this, mine](const Result<ArchiveOverview> &overview) {
            if (m_reading != *mine)
                return; // of another database
            m_reading = 0;
            if (overview) {
                m_overview = *overview;
                Q_EMIT read();
            } else if (!overview.error().isCancelled()) {
                Q_EMIT unreadable(overview.error());
            }
            if (std::exchange(m_again, false))
                refresh();
        },
        false, true);
}

TaskStatus ArchiveDesk::task() const
{
    return m_database.tasks().task(m_task);
}

void ArchiveDesk::cancel()
{
    m_database.tasks().cancel(m_task);
}

void ArchiveDesk::setPaused(bool paused)
{
    m_database.tasks().setPaused(m_task, paused);
}

void ArchiveDesk::start(const QString &title, const Work &work, bool canPause)
{
    if (m_running)
        return;
    m_running = true;
    m_task = m_database.tasks().start<QString>(
        title, [options = m_database.archive(), work](TaskContext &task) { return work(options(task)); }, this,
        [this](const Result<QString> &said) { ended(said); }, canPause);
    Q_EMIT progressed();
}

void ArchiveDesk::ended(const Result<QString> &said)
{
    m_running = false;
    refresh();
    Q_EMIT progressed();
    if (said)
        Q_EMIT done(*said);
    else if (!said.error().isCancelled())
        Q_EMIT failed(said.error());
}

void ArchiveDesk::keep(const ArchivePolicy &policy)
{
    start(tr("Keep the archive policy of %1").arg(policy.id()),
          [policy](const ArchiveOptions &options) -> Result<QString> {
              PARTERRE_ASSIGN(plan, Archiver(options).add(policy));
              return tr("The policy of %1 is kept; rows go to %2 when it runs.")
                  .arg(plan.policy.id(), placeText(plan.policy));
          });
}

void ArchiveDesk::remove(const ArchivePolicy &policy)
{
    start(tr("Remove the archive policy of %1").arg(policy.id()),
          [policy](const ArchiveOptions &options) -> Result<QString> {
              PARTERRE_ASSIGN(session, openArchiveBooks(options));
              PARTERRE_TRY(archivejournal::removePolicy(*session, policy.id()));
              return tr("The policy of %1 is gone; its archive stays: %2.").arg(policy.id(), placeText(policy));
          });
}

void ArchiveDesk::run(const ArchivePolicy &policy)
{
    start(
        tr("Archive %1").arg(policy.id()),
        [policy](const ArchiveOptions &options) -> Result<QString> {
            PARTERRE_ASSIGN(report, Archiver(options).run(policy));
            return doneText(report, policy.id());
        },
        true);
}

void ArchiveDesk::restore(const ArchivePolicy &policy, const RestoreRequest &request)
{
    start(tr("Restore to %1").arg(policy.id()), [policy, request](const ArchiveOptions &options) -> Result<QString> {
        PARTERRE_ASSIGN(report, Restorer(options).restore(policy, request));
        return doneText(report, policy.id());
    });
}

void ArchiveDesk::undo(const ArchiveRun &restored)
{
    start(tr("Undo the restore to %1").arg(restored.table.quoted()),
          [restored](const ArchiveOptions &options) -> Result<QString> {
              PARTERRE_ASSIGN(report, Restorer(options).undo(restored.id));
              return undoneText(report, restored.table.quoted());
          });
}

void ArchiveDesk::measure(const ArchivePolicy &policy, SavingsMoment moment)
{
    start(tr("Measure %1").arg(policy.id()), [policy, moment](const ArchiveOptions &options) -> Result<QString> {
        PARTERRE_ASSIGN(books, openArchiveBooks(options));
        PARTERRE_ASSIGN(kept, archivejournal::policy(*books, policy.id())); // its queries may have come just now
        PARTERRE_ASSIGN(figures, measureSavings(options, kept, {kept.settings.queries, {}}));
        PARTERRE_ASSIGN(session, openArchiveSession(options, kept.table));
        PARTERRE_TRY(savingsjournal::save(*session, kept.id(), moment, {}, figures));
        return tr("%1 was measured.").arg(kept.id());
    });
}

void ArchiveDesk::keepSavings(const ArchivePolicy &policy, const QStringList &queries, const ArchivePrices &prices)
{
    start(tr("Keep the queries and prices of %1").arg(policy.id()),
          [policy, queries, prices](const ArchiveOptions &options) -> Result<QString> {
              PARTERRE_ASSIGN(session, openArchiveSession(options, policy.table));
              PARTERRE_TRY(savingsjournal::saveQueries(*session, policy.id(), queries));
              PARTERRE_TRY(savingsjournal::savePrices(*session, policy.id(), prices));
              return tr("The queries and prices of %1 are kept.").arg(policy.id());
          });
}

} // namespace parterre
