// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/deadline.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace parterre::test {

using namespace Qt::StringLiterals;

/// A message bus of its own, with or without a keyring behind it, in a home of its own. The bus is announced by the
/// environment, as a desktop does it; both die with this.
class Desktop {
public:
    explicit Desktop(bool withKeyring)
    {
        qputenv("HOME", m_home.path().toUtf8());
        qputenv("XDG_RUNTIME_DIR", m_home.path().toUtf8());
        qputenv("XDG_DATA_HOME", m_home.filePath(u"data"_s).toUtf8());
        qputenv("XDG_CONFIG_HOME", m_home.filePath(u"config"_s).toUtf8());
        qputenv("XDG_CURRENT_DESKTOP", "GNOME");
        startBus();
        if (withKeyring)
            startKeyring();
    }

    ~Desktop()
    {
        for (QProcess *process : {&m_keyring, &m_bus}) {
            process->kill();
            process->waitForFinished(); // waits: nothing may outlive the test
        }
    }

    bool isRunning() const { return m_running; }
    QString problem() const { return m_problem; }

private:
    /// A bus without activation: what does not run here does not run.
    void startBus()
    {
        const QString config = m_home.filePath(u"bus.conf"_s);
        QFile file(config);
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write("<busconfig><type>session</type><listen>unix:path=" + m_home.filePath(u"bus"_s).toUtf8()
                   + "</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                     "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>");
        file.close();
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_home.filePath(u"bus"_s).toUtf8());
        m_bus.start(u"dbus-daemon"_s, {u"--nofork"_s, u"--print-address"_s, u"--config-file="_s % config});
        m_running = m_bus.waitForReadyRead(10'000);
        m_problem = QString::fromUtf8(m_bus.readAllStandardError());
    }

    /// It says nothing when it is ready; the bus knows.
    void startKeyring()
    {
        m_keyring.start(u"gnome-keyring-daemon"_s, {u"--foreground"_s, u"--unlock"_s, u"--components=secrets"_s});
        m_keyring.write("keyring password");
        m_keyring.waitForBytesWritten();
        m_keyring.closeWriteChannel();
        const auto bus = QDBusConnection::connectToBus(qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS"), u"test"_s);
        const auto isThere = [&bus] { return bus.interface()->isServiceRegistered(u"org.freedesktop.secrets"_s); };
        m_running = m_running && bus.isConnected() && waitUntil(isThere, std::chrono::seconds(10));
        m_problem += QString::fromUtf8(m_keyring.readAllStandardError());
    }

    QTemporaryDir m_home;
    QProcess m_bus;
    QProcess m_keyring;
    bool m_running = false;
    QString m_problem;
};

} // namespace parterre::test
