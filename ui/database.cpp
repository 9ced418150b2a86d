// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/database.h"

#include "pg/passwordcommand.h"
#include "tasks/taskrunner.h"

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

// What the window reads by itself is told from what its user began.
Database::Observer tagged(const Database::Observer &observer, const TaskContext &task)
{
    if (!observer)
        return {};
    return [observer, quiet = task.quiet](StatementRecord record) {
        record.background = record.background || quiet;
        observer(record);
    };
}

} // namespace

Database::Database(TaskRunner &tasks, Observer observer, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_observer(std::move(observer))
{}

void Database::setConnection(const SavedProfile &saved, const ConnectionProfile &profile, const ServerFacts &facts)
{
    m_saved = saved;
    m_profile = profile;
    m_profile.passwords = std::make_shared<PasswordCache>();
    m_facts = facts;
    setMayChange(false);
    Q_EMIT connectionChanged();
}

void Database::clear()
{
    setConnection({}, {}, {});
}

void Database::setMayChange(bool may)
{
    if (std::exchange(m_mayChange, may) != may)
        Q_EMIT mayChangeChanged(may);
}

Database::Opener Database::opener(const QString &what, bool readOnly) const
{
    return [profile = m_profile, observer = m_observer, what, readOnly](TaskContext &task) {
        SessionOptions options;
        options.applicationName = u"parterre " % what;
        options.readOnly = readOnly;
        options.cancel = task.cancel;
        options.observer = tagged(observer, task);
        return Session::open(profile, options);
    };
}

Database::Opener Database::reader(const QString &what) const
{
    return opener(what, true);
}

Database::Opener Database::writer(const QString &what) const
{
    return opener(what, false);
}

template<class Options>
std::function<Options(TaskContext &)> Database::optionsFor() const
{
    return [profile = m_profile, observer = m_observer, readOnly = !m_mayChange](TaskContext &task) {
        Options options;
        options.profile = profile;
        options.readOnly = readOnly;
        options.cancel = task.cancel;
        options.pause = task.pause;
        options.sink = &task.sink;
        options.observer = tagged(observer, task);
        return options;
    };
}

std::function<EngineOptions(TaskContext &)> Database::engine() const
{
    return optionsFor<EngineOptions>();
}

std::function<ArchiveOptions(TaskContext &)> Database::archive() const
{
    return optionsFor<ArchiveOptions>();
}

Result<ServerFacts> readServerFacts(const ConnectionProfile &profile, TaskContext &task,
                                    const Database::Observer &observer)
{
    SessionOptions options;
    options.applicationName = u"parterre connect"_s;
    options.readOnly = true;
    options.tryInSteps = true;
    options.cancel = task.cancel;
    options.observer = observer;
    PARTERRE_ASSIGN(session, Session::open(profile, options));
    PARTERRE_ASSIGN(rows, session->exec(SqlText::load(u"session/facts"_s)));
    ServerFacts facts;
    facts.description = profile.description();
    facts.version = rows.text(0, "version").section(u' ', 0, 0);
    facts.major = session->serverMajor();
    facts.database = rows.text(0, "database");
    facts.role = rows.text(0, "role");
    facts.superuser = rows.flag(0, "superuser");
    facts.standby = rows.flag(0, "standby");
    facts.encrypted = rows.flag(0, "encrypted");
    facts.seesAllSessions = rows.flag(0, "sees_all");
    return facts;
}

} // namespace parterre
