// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "archive/archiverunner.h"
#include "migration/engine.h"
#include "pg/session.h"
#include "settings/savedprofile.h"
#include "tasks/taskcontext.h"

#include <QObject>

#include <functional>
#include <memory>

namespace parterre {

class TaskRunner;

/// What is known of a server once it was reached.
struct ServerFacts {
    QString description; ///< "dba@db1:5432/sales"
    QString version;     ///< "15.10"
    int major = 0;
    QString database;
    QString role;
    bool superuser = false;
    bool standby = false;
    bool encrypted = false;
    bool seesAllSessions = false; ///< superuser or pg_read_all_stats: other sessions' queries are visible
};

/// The database that the window is connected to: how to reach it, and what the window may do there. It keeps no
/// session; each task opens its own, uses and closes it. Belongs to the window's thread.
///
/// Sessions are read-only at the server (default_transaction_read_only) until somebody unlocks changes, and the engine
/// can be had only then.
class Database : public QObject {
    Q_OBJECT

public:
    using Observer = std::function<void(const StatementRecord &)>;

    /// `observer` is called on the threads of tasks.
    Database(TaskRunner &tasks, Observer observer, QObject *parent = nullptr);

    void setConnection(const SavedProfile &saved, const ConnectionProfile &profile, const ServerFacts &facts);
    void clear();
    bool isConnected() const { return !m_facts.description.isEmpty(); }

    const SavedProfile &saved() const { return m_saved; }
    const ServerFacts &facts() const { return m_facts; }
    TaskRunner &tasks() const { return m_tasks; }

    bool mayChange() const { return m_mayChange; }
    void setMayChange(bool may);
    /// Ask for changes to be allowed; the window asks back where the server is a production one.
    void requestUnlock() { Q_EMIT unlockRequested(); }

    /// A function for a task's thread that opens a read-only session; `what` becomes part of the application_name.
    using Opener = std::function<Result<std::unique_ptr<Session>>(TaskContext &)>;
    Opener reader(const QString &what) const;
    /// The same with the right to write, for what needs no engine: cancelling a session.
    Opener writer(const QString &what) const;
    /// An engine's options for a task. While changes are locked the server refuses all but status() and details().
    std::function<EngineOptions(TaskContext &)> engine() const;
    /// The same for what the archive does: while changes are locked the server refuses all but plans and previews.
    std::function<ArchiveOptions(TaskContext &)> archive() const;

Q_SIGNALS:
    void connectionChanged();
    void mayChangeChanged(bool may);
    void unlockRequested();

private:
    Opener opener(const QString &what, bool readOnly) const;
    template<class Options>
    std::function<Options(TaskContext &)> optionsFor() const;

    TaskRunner &m_tasks;
    Observer m_observer;
    SavedProfile m_saved;
    ConnectionProfile m_profile;
    ServerFacts m_facts;
    bool m_mayChange = false;
};

/// Connect, and ask who and where we are. For a task's thread.
Result<ServerFacts> readServerFacts(const ConnectionProfile &profile, TaskContext &task,
                                    const Database::Observer &observer);

} // namespace parterre
