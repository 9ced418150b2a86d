// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace parterre::test {

/// What becomes of a statement that a client sends through an inspecting proxy.
struct Verdict {
    enum class Kind {
        Pass,
        StopBefore, ///< the server does not get it, nor what follows it
        StopAfter,  ///< the server has answered it, the client does not hear the answer, nor does the server go on
        Replace,    ///< the server gets `replacement` instead, with the same parameters
    };
    Kind kind = Kind::Pass;
    std::string replacement = {};
};

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

    /// Ask `inspect` about the text of each statement, in either protocol, of connections made from now on. It runs on
    /// the proxy's thread. One statement is stopped at a time; meanwhile what the clients say on their other
    /// connections waits. Needs connections without encryption.
    void setInspector(std::function<Verdict(const std::string &text)> inspect);
    /// True once a statement is stopped; with StopAfter, once it is answered too.
    bool hasStopped() const;
    /// End the stop: forward what was held; or drop it, and close every connection that is older than the stop, after
    /// what the server has said.
    enum class Held { Forward, Drop };
    void letGo(Held held);
    /// Close the clients' ends now; the server keeps its own until letGo(), and what it answers is lost.
    void cutClients();
    /// Close the server's ends now; the clients hear nothing of it until letGo().
    void cutServers();

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace parterre::test
