// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/proxy.h"

#include <QTemporaryDir>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <deque>
#include <list>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace parterre::test {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMaxQueued = 4 << 20; ///< bytes waiting in one direction before we stop reading

/// A file descriptor that closes itself.
class Fd {
public:
    explicit Fd(int fd = -1)
        : m_fd(fd)
    {}
    Fd(Fd &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {}
    Fd &operator=(Fd &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Fd()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    int get() const { return m_fd; }

private:
    int m_fd;
};

/// Bytes on their way in one direction.
struct Lane {
    struct Chunk {
        Clock::time_point due;
        std::string bytes;
    };
    int from = -1;
    int to = -1;
    std::deque<Chunk> queue;
    std::size_t queued = 0;
    bool ended = false;   ///< the sender has closed
    bool blocked = false; ///< the receiver's buffer is full

    bool receive(std::chrono::microseconds delay);
    bool deliver(Clock::time_point now);
    bool isDrained() const { return ended && queue.empty(); }
};

bool Lane::receive(std::chrono::microseconds delay)
{
    char buffer[65536];
    const ssize_t got = ::recv(from, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got > 0) {
        queue.push_back({Clock::now() + delay, std::string(buffer, static_cast<std::size_t>(got))});
        queued += static_cast<std::size_t>(got);
        return true;
    }
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    ended = true;
    return got == 0;
}

bool Lane::deliver(Clock::time_point now)
{
    blocked = false;
    while (!queue.empty() && queue.front().due <= now) {
        std::string &bytes = queue.front().bytes;
        const ssize_t sent = ::send(to, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0) {
            blocked = errno == EAGAIN || errno == EINTR;
            return blocked;
        }
        queued -= static_cast<std::size_t>(sent);
        bytes.erase(0, static_cast<std::size_t>(sent));
        if (bytes.empty())
            queue.pop_front();
    }
    return true;
}

struct Link {
    Fd client;
    Fd server;
    Lane up;
    Lane down;
    bool broken = false;
};

sockaddr_un unixAddress(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray bytes = path.toUtf8().left(sizeof address.sun_path - 1);
    std::memcpy(address.sun_path, bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return address;
}

/// Close with a reset where the transport has one, as a machine that lost power would not even do.
void closeHard(const Fd &fd)
{
    const linger now{1, 0};
    ::setsockopt(fd.get(), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

} // namespace

class Proxy::Loop {
public:
    Loop(const QString &targetDir, quint16 targetPort);
    ~Loop();

    QTemporaryDir folder;
    quint16 port = 0;
    std::atomic<std::int64_t> oneWayUs = 0;
    std::atomic<bool> blackhole = false;
    std::atomic<bool> refusing = false;
    std::atomic<int> cutRequests = 0;
    std::atomic<int> cutsDone = 0;
    std::atomic<int> connections = 0;
    std::atomic<int> accepted = 0;

    void wake();
    void cut();

private:
    void listen();
    void run();
    void acceptFrom(int listener);
    void pump(Link &link, const pollfd *clientPoll, const pollfd *serverPoll);
    short interest(const Lane &reads, const Lane &writes) const;
    int timeoutMs() const;

    QString m_target;
    Fd m_unix;
    Fd m_tcp;
    Fd m_wake;
    std::list<Link> m_links;
    std::atomic<bool> m_ending = false;
    std::thread m_thread;
};

Proxy::Loop::Loop(const QString &targetDir, quint16 targetPort)
    : m_target(targetDir + QStringLiteral("/.s.PGSQL.%1").arg(targetPort))
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    listen();
    m_thread = std::thread([this] { run(); });
}

Proxy::Loop::~Loop()
{
    m_ending = true;
    wake();
    m_thread.join();
}

void Proxy::Loop::listen()
{
    m_tcp = Fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    ::bind(m_tcp.get(), reinterpret_cast<sockaddr *>(&address), size);
    ::listen(m_tcp.get(), 64);
    ::getsockname(m_tcp.get(), reinterpret_cast<sockaddr *>(&address), &size);
    port = ntohs(address.sin_port);

    m_unix = Fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const sockaddr_un path = unixAddress(folder.filePath(QStringLiteral(".s.PGSQL.%1").arg(port)));
    ::bind(m_unix.get(), reinterpret_cast<const sockaddr *>(&path), sizeof path);
    ::listen(m_unix.get(), 64);
}

void Proxy::Loop::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake.get(), &one, sizeof one);
}

void Proxy::Loop::cut()
{
    const int mine = ++cutRequests;
    wake();
    // The loop's thread closes; when this returns no byte passes any more.
    for (int done = cutsDone; done < mine; done = cutsDone)
        cutsDone.wait(done);
}

void Proxy::Loop::acceptFrom(int listener)
{
    Link link;
    link.client = Fd(::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    if (link.client.get() < 0 || refusing)
        return;
    link.server = Fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un path = unixAddress(m_target);
    if (::connect(link.server.get(), reinterpret_cast<const sockaddr *>(&path), sizeof path) != 0)
        return;
    const int on = 1;
    ::setsockopt(link.client.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    link.up.from = link.down.to = link.client.get();
    link.up.to = link.down.from = link.server.get();
    m_links.push_back(std::move(link));
    ++accepted;
}

short Proxy::Loop::interest(const Lane &reads, const Lane &writes) const
{
    if (blackhole)
        return 0;
    short events = 0;
    if (!reads.ended && reads.queued < kMaxQueued)
        events |= POLLIN;
    if (writes.blocked)
        events |= POLLOUT;
    return events;
}

int Proxy::Loop::timeoutMs() const
{
    if (blackhole)
        return -1;
    auto next = Clock::time_point::max();
    for (const Link &link : m_links) {
        for (const Lane *lane : {&link.up, &link.down}) {
            if (!lane->queue.empty() && !lane->blocked)
                next = std::min(next, lane->queue.front().due);
        }
    }
    if (next == Clock::time_point::max())
        return -1;
    return static_cast<int>(
        std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::milliseconds>(next - Clock::now()).count()));
}

void Proxy::Loop::pump(Link &link, const pollfd *clientPoll, const pollfd *serverPoll)
{
    const std::chrono::microseconds delay(oneWayUs.load());
    const short readable = POLLIN | POLLHUP | POLLERR;
    const auto now = Clock::now();
    if ((clientPoll->revents & readable) && !link.up.ended)
        link.broken |= !link.up.receive(delay);
    if ((serverPoll->revents & readable) && !link.down.ended)
        link.broken |= !link.down.receive(delay);
    const auto until = delay.count() == 0 ? Clock::now() : now;
    link.broken |= !link.up.deliver(until) || !link.down.deliver(until);
    // Either side has gone and everything it said is delivered: the other side learns it now.
    link.broken |= link.up.isDrained() || link.down.isDrained();
}

void Proxy::Loop::run()
{
    while (!m_ending) {
        std::vector<pollfd> polls{{m_wake.get(), POLLIN, 0}, {m_unix.get(), POLLIN, 0}, {m_tcp.get(), POLLIN, 0}};
        for (const Link &link : m_links) {
            // A negative descriptor is skipped: a hang-up that we do not handle now would spin otherwise.
            const short client = interest(link.up, link.down);
            const short server = interest(link.down, link.up);
            polls.push_back({client ? link.client.get() : -1, client, 0});
            polls.push_back({server ? link.server.get() : -1, server, 0});
        }
        ::poll(polls.data(), polls.size(), timeoutMs());
        std::uint64_t drained = 0;
        [[maybe_unused]] const ssize_t got = ::read(m_wake.get(), &drained, sizeof drained);
        if (const int wanted = cutRequests; wanted != cutsDone) {
            for (const Link &link : m_links)
                closeHard(link.client);
            m_links.clear();
            cutsDone = wanted;
            cutsDone.notify_all();
        } else if (!blackhole) {
            const pollfd *at = polls.data() + 3;
            for (Link &link : m_links) {
                pump(link, at, at + 1);
                at += 2;
            }
            m_links.remove_if([](const Link &link) { return link.broken; });
        }
        for (const std::size_t listener : {1U, 2U}) {
            if (polls[listener].revents & POLLIN)
                acceptFrom(polls[listener].fd);
        }
        connections = static_cast<int>(m_links.size());
    }
}

Proxy::Proxy(const QString &socketDir, quint16 port)
    : m_loop(std::make_unique<Loop>(socketDir, port))
{}

Proxy::~Proxy() = default;

QString Proxy::socketDir() const
{
    return m_loop->folder.path();
}

quint16 Proxy::port() const
{
    return m_loop->port;
}

QString Proxy::conninfo(const QString &database, const QString &user) const
{
    return QStringLiteral("host='%1' port=%2 dbname='%3' user='%4'").arg(socketDir()).arg(port()).arg(database, user);
}

QString Proxy::tcpConninfo(const QString &database, const QString &user) const
{
    return QStringLiteral("host=127.0.0.1 port=%1 dbname='%2' user='%3' sslmode=disable gssencmode=disable")
        .arg(port())
        .arg(database, user);
}

void Proxy::setRoundTrip(std::chrono::microseconds added)
{
    m_loop->oneWayUs = added.count() / 2;
}

void Proxy::cut()
{
    m_loop->cut();
}

void Proxy::setBlackhole(bool on)
{
    m_loop->blackhole = on;
    m_loop->wake();
}

void Proxy::setRefusing(bool on)
{
    m_loop->refusing = on;
}

int Proxy::connectionCount() const
{
    return m_loop->connections;
}

int Proxy::acceptedCount() const
{
    return m_loop->accepted;
}

} // namespace parterre::test
