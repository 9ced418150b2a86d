// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/sampledata.h"
#include "ui/database.h"

#include <QObject>

#include <optional>

namespace parterre {

class SecretStore;

/// Finds out whether a connection works, with the password that the keyring keeps or a person types, or starts the demo
/// server and connects to that. One attempt at a time; each ends with exactly one of connected(), failed() and
/// cancelled(), and may ask for a password before.
///
/// A password is only ever in the ConnectionProfile in memory and in the keyring.
class Connector : public QObject {
    Q_OBJECT

public:
    /// `observer` as for Database. Everything outlives the connector.
    Connector(TaskRunner &tasks, ProfileStore &profiles, SecretStore &secrets, Database::Observer observer,
              QObject *parent = nullptr);

    /// Begin; an attempt under way is cancelled first.
    void open(const SavedProfile &saved);
    /// The same with a password that is known already, as ProfileDialog may have it.
    void open(const SavedProfile &saved, const std::optional<QString> &password);
    void connectDemo(const SampleSize &size = {});
    /// Go on after passwordNeeded(). A password to remember goes into the keyring once the server took it.
    void retry(const QString &password, bool remember);
    /// cancelled() is emitted before this returns; nothing where no attempt is under way.
    void cancel();
    bool isBusy() const { return m_step != Step::Idle; }

    /// Keep what ProfileDialog returned: the profile in its file, a password in the keyring, or out of it where it is
    /// not to be kept. False when the file cannot be written.
    bool keep(SavedProfile *profile, const std::optional<QString> &password);
    /// Forget a profile and its password.
    bool remove(const SavedProfile &profile);

Q_SIGNALS:
    void started(const QString &description);
    /// Of the demo server's set-up.
    void progressed(const parterre::Progress &progress);
    /// `refusal` says why the last password did not do; empty the first time. `canRemember`: it is a kept profile.
    void passwordNeeded(const QString &description, const QString &refusal, bool canRemember);
    void connected(const parterre::SavedProfile &saved, const parterre::ConnectionProfile &profile,
                   const parterre::ServerFacts &facts);
    void failed(const parterre::Error &error);
    void cancelled();

private:
    enum class Step { Idle, Reading, Connecting, Asking, StartingDemo };

    void begin(const SavedProfile &saved);
    void attempt();
    void take(const Result<ServerFacts> &result);
    void takeError(const Error &error);
    void succeed(const ServerFacts &facts);
    void rememberPassword();
    void end() { m_step = Step::Idle; }

    TaskRunner &m_tasks;
    ProfileStore &m_profiles;
    SecretStore &m_secrets;
    Database::Observer m_observer;
    Step m_step = Step::Idle;
    SavedProfile m_saved;
    ConnectionProfile m_profile;
    bool m_remember = false;
    int m_asked = 0;      ///< how often a person was asked for the password
    int m_task = 0;       ///< under way
    int m_generation = 0; ///< answers to an earlier attempt are dropped
};

} // namespace parterre
