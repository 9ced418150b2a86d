// SPDX-License-Identifier: GPL-3.0-or-later
#include "pg/hostprobe.h"

#include "pg/libpqpointers.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>
#include <future>
#include <memory>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSliceMs = 20;

struct Lookup {
    int code = 0;
    int errorNumber = 0;
    std::shared_ptr<addrinfo> addresses;
};

class Socket {
public:
    explicit Socket(int fd = -1)
        : m_fd(fd)
    {}
    ~Socket() { reset(-1); }
    Socket(const Socket &) = delete;
    Socket &operator=(const Socket &) = delete;

    void reset(int fd)
    {
        if (m_fd >= 0)
            ::close(m_fd);
        m_fd = fd;
    }
    int fd() const { return m_fd; }

private:
    int m_fd;
};

Lookup lookUp(const std::string &host, const std::string &port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    Lookup lookup;
    lookup.code = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &list);
    lookup.errorNumber = errno;
    if (lookup.code == 0)
        lookup.addresses = std::shared_ptr<addrinfo>(list, &::freeaddrinfo);
    return lookup;
}

/// getaddrinfo() knows neither timeout nor cancel, so a thread of its own waits for it, and may be left behind.
std::optional<Lookup> lookUpUntil(const ConnectionEndpoint &endpoint, QDeadlineTimer deadline,
                                  const CancelToken &cancel)
{
    const QString name = endpoint.hostAddress.isEmpty() ? endpoint.host : endpoint.hostAddress;
    auto task = std::make_shared<std::packaged_task<Lookup()>>(
        [host = name.toStdString(), port = endpoint.port.toStdString()] { return lookUp(host, port); });
    auto future = task->get_future();
    std::thread([task] { (*task)(); }).detach();
    while (future.wait_for(std::chrono::milliseconds(kSliceMs)) != std::future_status::ready) {
        if (deadline.hasExpired() || cancel.isCancelled())
            return std::nullopt;
    }
    return future.get();
}

/// Connect without blocking; returns 0 or an errno, ECANCELED when cancelled.
int connectUntil(Socket &socket, const sockaddr *address, socklen_t size, QDeadlineTimer deadline,
                 const CancelToken &cancel)
{
    socket.reset(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (socket.fd() < 0)
        return errno;
    if (::connect(socket.fd(), address, size) == 0)
        return 0;
    if (errno != EINPROGRESS)
        return errno;
    while (!waitForSocket(socket.fd(), true, kSliceMs)) {
        if (cancel.isCancelled())
            return ECANCELED;
        if (deadline.hasExpired())
            return ETIMEDOUT;
    }
    int error = 0;
    socklen_t length = sizeof error;
    ::getsockopt(socket.fd(), SOL_SOCKET, SO_ERROR, &error, &length);
    return error;
}

int connectUnix(Socket &socket, const ConnectionEndpoint &endpoint, QDeadlineTimer deadline, const CancelToken &cancel)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray path = (endpoint.host % u"/.s.PGSQL." % endpoint.port).toUtf8();
    if (path.size() >= qsizetype(sizeof address.sun_path))
        return ENAMETOOLONG;
    std::memcpy(address.sun_path, path.constData(), path.size());
    if (address.sun_path[0] == '@')
        address.sun_path[0] = '\0';
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
    return connectUntil(socket, reinterpret_cast<const sockaddr *>(&address), length, deadline, cancel);
}

HostProbe ended(int error)
{
    if (error == 0)
        return {};
    if (error == ECANCELED)
        return {HostProbe::Outcome::Cancelled, 0, {}};
    return {HostProbe::Outcome::NotConnected, error, QString::fromLocal8Bit(std::strerror(error))};
}

HostProbe reach(Socket &socket, const ConnectionEndpoint &endpoint, QDeadlineTimer deadline, const CancelToken &cancel)
{
    if (endpoint.isSocket())
        return ended(connectUnix(socket, endpoint, deadline, cancel));
    const auto lookup = lookUpUntil(endpoint, deadline, cancel);
    if (!lookup && cancel.isCancelled())
        return {HostProbe::Outcome::Cancelled, 0, {}};
    if (!lookup)
        return {HostProbe::Outcome::NameUnknown, ETIMEDOUT, QString::fromLocal8Bit(std::strerror(ETIMEDOUT))};
    if (lookup->code != 0) {
        const bool system = lookup->code == EAI_SYSTEM;
        return {HostProbe::Outcome::NameUnknown, system ? lookup->errorNumber : 0,
                QString::fromLocal8Bit(system ? std::strerror(lookup->errorNumber) : ::gai_strerror(lookup->code))};
    }
    int error = 0;
    for (const addrinfo *address = lookup->addresses.get(); address; address = address->ai_next) {
        error = connectUntil(socket, address->ai_addr, address->ai_addrlen, deadline, cancel);
        if (error == 0 || error == ECANCELED)
            break;
    }
    return ended(error);
}

} // namespace

HostProbe probeHost(const ConnectionEndpoint &endpoint, QDeadlineTimer deadline, const CancelToken &cancel)
{
    Socket socket;
    return reach(socket, endpoint, deadline, cancel);
}

TlsOffer probeTls(const ConnectionEndpoint &endpoint, QDeadlineTimer deadline, const CancelToken &cancel)
{
    // Manual, "Message Formats", SSLRequest: length 8, code 80877103.
    static constexpr unsigned char kSslRequest[] = {0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f};
    Socket socket;
    if (reach(socket, endpoint, deadline, cancel).outcome != HostProbe::Outcome::Reached)
        return TlsOffer::NoPostgres;
    if (::send(socket.fd(), kSslRequest, sizeof kSslRequest, MSG_NOSIGNAL) != sizeof kSslRequest)
        return TlsOffer::NoPostgres;
    while (!waitForSocket(socket.fd(), false, kSliceMs)) {
        if (deadline.hasExpired() || cancel.isCancelled())
            return TlsOffer::NoPostgres;
    }
    char answer = 0;
    if (::recv(socket.fd(), &answer, 1, 0) != 1)
        return TlsOffer::NoPostgres;
    return answer == 'S' ? TlsOffer::Offered : answer == 'N' ? TlsOffer::NotOffered : TlsOffer::NoPostgres;
}

} // namespace parterre
