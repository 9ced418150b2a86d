// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringBuilder>

#include <atomic>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace parterre::test {

/// Listens on 127.0.0.1 and answers every connection with canned bytes: what a server in another language, or one that
/// is no PostgreSQL at all, would send. An SSLRequest is answered as told.
class FakeServer {
public:
    /// `tlsAnswer` empty: nothing is ever answered.
    FakeServer(QByteArray tlsAnswer, QByteArray startupAnswer)
        : m_tlsAnswer(std::move(tlsAnswer))
        , m_startupAnswer(std::move(startupAnswer))
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *generic = reinterpret_cast<sockaddr *>(&address);
        ::bind(m_listener, generic, size);
        ::listen(m_listener, 8);
        ::getsockname(m_listener, generic, &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this] { serve(); });
    }
    ~FakeServer()
    {
        m_stop = true;
        m_thread.join();
        ::close(m_listener);
    }
    FakeServer(const FakeServer &) = delete;
    FakeServer &operator=(const FakeServer &) = delete;

    quint16 port() const { return m_port; }
    /// First messages received so far.
    int requests() const { return m_requests; }

    /// An ErrorResponse with a translated severity and message.
    static QByteArray errorResponse(const QByteArray &severity, const QByteArray &sqlState, const QByteArray &message)
    {
        const QByteArray body =
            'S' + severity + '\0' + "VFATAL" + '\0' + 'C' + sqlState + '\0' + 'M' + message + '\0' + '\0';
        const quint32 length = htonl(static_cast<quint32>(body.size() + 4));
        return 'E' + QByteArray(reinterpret_cast<const char *>(&length), 4) + body;
    }

private:
    bool waitFor(int fd) const
    {
        while (!m_stop) {
            pollfd waiting{fd, POLLIN, 0};
            if (::poll(&waiting, 1, 20) > 0)
                return true;
        }
        return false;
    }
    void serve()
    {
        while (waitFor(m_listener)) {
            const int client = ::accept(m_listener, nullptr, nullptr);
            converse(client);
            ::close(client);
        }
    }
    void converse(int client)
    {
        char request[4096];
        if (!waitFor(client) || ::recv(client, request, sizeof request, 0) <= 0)
            return;
        ++m_requests;
        const bool wantsTls = request[4] == 0x04 && request[5] == char(0xd2);
        if (wantsTls) {
            ::send(client, m_tlsAnswer.constData(), m_tlsAnswer.size(), MSG_NOSIGNAL);
            if (m_tlsAnswer != "N" && !m_tlsAnswer.isEmpty())
                return;
            if (!waitFor(client) || ::recv(client, request, sizeof request, 0) <= 0)
                return;
        }
        ::send(client, m_startupAnswer.constData(), m_startupAnswer.size(), MSG_NOSIGNAL);
    }

    QByteArray m_tlsAnswer;
    QByteArray m_startupAnswer;
    int m_listener;
    quint16 m_port = 0;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_requests = 0;
    std::thread m_thread;
};

} // namespace parterre::test
