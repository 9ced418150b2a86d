// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/cluster.h"
#include "support/deadline.h"
#include "support/spawn.h"

#include <QFile>
#include <QTemporaryDir>

#include <csignal>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace parterre::test {

/// A real pgbouncer in front of a private server, for all its roles; ends with the test.
class PgBouncer {
public:
    /// `settings`: lines of its [pgbouncer] section, such as "pool_mode = transaction".
    PgBouncer(const Cluster &cluster, const QStringList &settings)
        : m_port(cluster.port())
    {
        giveToServerUser(m_folder.path());
        QFile users(m_folder.filePath(QStringLiteral("users")));
        QFile file(m_folder.filePath(QStringLiteral("pgbouncer.ini")));
        if (!users.open(QIODevice::WriteOnly) || !file.open(QIODevice::WriteOnly))
            return;
        for (const char *role : {"postgres", "app_owner", "app_user", "other"})
            users.write('"' + QByteArray(role) + "\" \"\"\n");
        const QString text =
            QStringLiteral("[databases]\n* = host=%1 port=%2\n[pgbouncer]\nlisten_port = %2\n"
                           "unix_socket_dir = %3\nauth_type = trust\nauth_file = %3/users\n%4\n")
                .arg(cluster.socketDir(), QString::number(m_port), m_folder.path(), settings.join(u'\n'));
        file.write(text.toUtf8());
        file.close();
        users.close();
        giveToServerUser(file.fileName());
        giveToServerUser(users.fileName());
        m_pid =
            spawnDetached(asServerUser({QStringLiteral("/usr/sbin/pgbouncer"), QStringLiteral("-q"), file.fileName()}),
                          m_folder.filePath(QStringLiteral("log")));
        const QString socket = m_folder.filePath(QStringLiteral(".s.PGSQL.%1").arg(m_port));
        waitUntil([&] { return answers(socket) || !isAlive(m_pid); }, std::chrono::seconds(20));
    }
    ~PgBouncer()
    {
        if (m_pid <= 0)
            return;
        ::kill(m_pid, SIGTERM);
        waitForExit(m_pid, std::chrono::seconds(20));
    }
    PgBouncer(const PgBouncer &) = delete;
    PgBouncer &operator=(const PgBouncer &) = delete;

    bool isRunning() const { return isAlive(m_pid); }
    QString socketDir() const { return m_folder.path(); }
    quint16 port() const { return m_port; }

private:
    // The file is there before anybody listens.
    static bool answers(const QString &path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const QByteArray name = QFile::encodeName(path);
        name.toStdString().copy(address.sun_path, sizeof(address.sun_path) - 1);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        const bool connected = ::connect(socket, reinterpret_cast<sockaddr *>(&address), sizeof(address)) == 0;
        ::close(socket);
        return connected;
    }

    QTemporaryDir m_folder;
    quint16 m_port;
    pid_t m_pid = -1;
};

} // namespace parterre::test
