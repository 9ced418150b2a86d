// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <memory>

namespace parterre::test {

/// A network in a box: forwards connections to a server's Unix socket, slowly, and breaks them when told to.
///
/// Listens on a socket folder of its own and on 127.0.0.1. All methods may be called from any thread.
class Proxy {
public:
    /// Forward to `<socketDir>/.s.PGSQL.<port>`.
    Proxy(const QString &socketDir, quint16 port);
    ~Proxy();
    Proxy(const Proxy &) = delete;
    Proxy &operator=(const Proxy &) = delete;

    QString socketDir() const;
    quint16 port() const;
    /// Connection string over the proxy's socket.
    QString conninfo(const QString &database, const QString &user) const;
    /// Connection string over the proxy's TCP port.
    QString tcpConninfo(const QString &database, const QString &user) const;

    /// Add this to every round trip, half in each direction.
    void setRoundTrip(std::chrono::microseconds added);
    /// Drop all connections now, without delivering what is on its way.
    void cut();
    /// Stop forwarding without closing anything; what is sent meanwhile is delivered when it ends.
    void setBlackhole(bool on);
    /// Refuse new connections (they are closed at once).
    void setRefusing(bool on);
    int connectionCount() const;
    /// Connections accepted so far.
    int acceptedCount() const;

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace parterre::test
