// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiveoverview.h"
#include "archive/restorer.h"
#include "archive/savings.h"
#include "tasks/taskstatus.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace parterre {

class Database;

/// The archives of a database as the window drives them: the books, read while somebody looks, and at most one
/// operation at a time. Asks nothing: whoever calls has asked. Belongs to the window's thread.
class ArchiveDesk : public QObject {
    Q_OBJECT

public:
    explicit ArchiveDesk(Database &database, QObject *parent = nullptr);

    /// Read the books now, and every other second while something runs.
    void setFollowing(bool follow);
    void refresh();
    /// Another database.
    void forget();

    /// Of the last reading; absent before the first.
    const std::optional<ArchiveOverview> &overview() const { return m_overview; }

    bool isRunning() const { return m_running; }
    TaskStatus task() const; ///< of the last operation
    void cancel();
    void setPaused(bool paused);

    /// Each does nothing while another one runs; read-only sessions end with the server's refusal.
    void keep(const ArchivePolicy &policy);
    void remove(const ArchivePolicy &policy);
    void run(const ArchivePolicy &policy);
    void restore(const ArchivePolicy &policy, const RestoreRequest &request);
    void undo(const ArchiveRun &restored);
    void measure(const ArchivePolicy &policy, SavingsMoment moment);
    void keepSavings(const ArchivePolicy &policy, const QStringList &queries, const ArchivePrices &prices);

Q_SIGNALS:
    void read();
    void unreadable(const parterre::Error &error);
    void progressed(); ///< of the operation: it began, went on, or ended
    void done(const QString &said);
    void failed(const parterre::Error &error); ///< never for a cancel

private:
    using Work = std::function<Result<QString>(const ArchiveOptions &)>;
    void start(const QString &title, const Work &work, bool canPause = false);
    void ended(const Result<QString> &said);

    Database &m_database;
    std::optional<ArchiveOverview> m_overview;
    QTimer m_poll;
    int m_task = 0;
    int m_reading = 0;
    bool m_running = false;
    bool m_again = false; ///< read once more: something changed while it was read
};

} // namespace parterre
