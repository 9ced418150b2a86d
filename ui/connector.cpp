// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connector.h"

#include "demo/demoserver.h"
#include "settings/secretstore.h"
#include "tasks/taskrunner.h"

#include <QDateTime>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostQuestions = 2; // a wrong password is asked for once more

} // namespace

Connector::Connector(TaskRunner &tasks, ProfileStore &profiles, SecretStore &secrets, Database::Observer observer,
                     QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_profiles(profiles)
    , m_secrets(secrets)
    , m_observer(std::move(observer))
{
    connect(&m_tasks, &TaskRunner::changed, this, [this](int id) {
        if (id == m_task && m_step == Step::StartingDemo)
            Q_EMIT progressed(m_tasks.task(id).progress);
    });
}

void Connector::begin(const SavedProfile &saved)
{
    cancel();
    ++m_generation;
    m_saved = saved;
    m_profile = {saved.parameters, saved.passwordCommand};
    m_remember = false;
    m_asked = 0;
}

void Connector::open(const SavedProfile &saved)
{
    open(saved, std::nullopt);
}

void Connector::open(const SavedProfile &saved, const std::optional<QString> &password)
{
    begin(saved);
    m_step = Step::Reading;
    Q_EMIT started(m_profile.description());
    if (password)
        m_profile.parameters.insert(u"password"_s, *password);
    if (password || !saved.keepsPassword)
        return attempt();
    m_secrets.read(saved.id, this, [this, generation = m_generation](const std::optional<QString> &kept) {
        if (generation != m_generation)
            return;
        if (kept)
            m_profile.parameters.insert(u"password"_s, *kept);
        attempt();
    });
}

void Connector::attempt()
{
    m_step = Step::Connecting;
    const auto body = [profile = m_profile, observer = m_observer](TaskContext &task) {
        return readServerFacts(profile, task, observer);
    };
    const auto done = [this, generation = m_generation](const Result<ServerFacts> &result) {
        if (generation == m_generation)
            take(result);
    };
    m_task =
        m_tasks.start<ServerFacts>(tr("Connect to %1").arg(m_profile.description()), body, this, done, false, true);
}

void Connector::take(const Result<ServerFacts> &result)
{
    m_task = 0;
    if (result)
        succeed(*result);
    else
        takeError(result.error());
}

void Connector::takeError(const Error &error)
{
    if (error.isCancelled()) {
        end();
        Q_EMIT cancelled();
        return;
    }
    const bool wantsPassword = error.passwordMissing || error.passwordRejected;
    if (wantsPassword && m_profile.passwordCommand.isEmpty() && m_asked < kMostQuestions) {
        m_step = Step::Asking;
        ++m_asked;
        Q_EMIT passwordNeeded(m_profile.description(), error.passwordRejected ? error.message : QString(),
                              !m_saved.id.isEmpty());
        return;
    }
    end();
    Q_EMIT failed(error);
}

void Connector::succeed(const ServerFacts &facts)
{
    end();
    if (m_remember)
        rememberPassword();
    if (!m_saved.id.isEmpty())
        m_profiles.touch(m_saved.id, QDateTime::currentMSecsSinceEpoch());
    Q_EMIT connected(m_saved, m_profile, facts);
}

void Connector::rememberPassword()
{
    m_saved.keepsPassword = true;
    keep(&m_saved, m_profile.parameters.value(u"password"_s));
}

bool Connector::keep(SavedProfile *profile, const std::optional<QString> &password)
{
    if (!m_profiles.save(profile))
        return false;
    if (!profile->keepsPassword) {
        m_secrets.remove(profile->id, this, [] {});
    } else if (password) {
        m_secrets.write(profile->id, *password, this, [this, kept = *profile](bool written) mutable {
            kept.keepsPassword = written;
            if (!written)
                m_profiles.save(&kept);
        });
    }
    return true;
}

bool Connector::remove(const SavedProfile &profile)
{
    if (profile.keepsPassword)
        m_secrets.remove(profile.id, this, [] {});
    return m_profiles.remove(profile.id);
}

void Connector::retry(const QString &password, bool remember)
{
    if (m_step != Step::Asking)
        return;
    m_profile.parameters.insert(u"password"_s, password);
    m_remember = remember && !m_saved.id.isEmpty();
    attempt();
}

void Connector::connectDemo(const SampleSize &size)
{
    SavedProfile demo;
    demo.name = tr("Demo server");
    begin(demo);
    m_step = Step::StartingDemo;
    Q_EMIT started(demo.name);
    const auto body = [size](TaskContext &task) -> Result<ConnectionProfile> {
        DemoServer server;
        PARTERRE_TRY(server.start(task.cancel, task.sink));
        PARTERRE_TRY(server.ensureSampleData(task.cancel, task.sink, size));
        return server.profile(u"demo_owner"_s);
    };
    const auto done = [this, generation = m_generation](const Result<ConnectionProfile> &result) {
        if (generation != m_generation)
            return;
        m_task = 0;
        if (!result)
            return takeError(result.error());
        m_saved.parameters = result->parameters;
        m_profile = *result;
        attempt();
    };
    m_task = m_tasks.start<ConnectionProfile>(tr("Start the demo server"), body, this, done);
}

void Connector::cancel()
{
    if (!isBusy())
        return;
    ++m_generation;
    end();
    m_tasks.cancel(std::exchange(m_task, 0));
    Q_EMIT cancelled();
}

} // namespace parterre
