// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/proxy.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <deque>
#include <list>
#include <mutex>
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
    bool held = false;    ///< nothing is delivered
    bool ended = false;   ///< the sender has closed
    bool blocked = false; ///< the receiver's buffer is full

    /// Take what has come and put it into `fresh`; false when the sender is gone without a goodbye.
    bool receive(std::string &fresh);
    void enqueue(std::string bytes, std::chrono::microseconds delay);
    bool deliver(Clock::time_point now);
    bool isDrained() const { return ended && queue.empty(); }
};

void Lane::enqueue(std::string bytes, std::chrono::microseconds delay)
{
    if (bytes.empty())
        return;
    queued += bytes.size();
    queue.push_back({Clock::now() + delay, std::move(bytes)});
}

bool Lane::receive(std::string &fresh)
{
    char buffer[65536];
    const ssize_t got = ::recv(from, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got > 0) {
        fresh.assign(buffer, static_cast<std::size_t>(got));
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
    while (!held && !queue.empty() && queue.front().due <= now) {
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

using Inspector = std::function<Verdict(const std::string &)>;

/// Cuts one direction of a connection into the messages of the protocol (PostgreSQL manual, 55.7).
class Messages {
public:
    /// `untyped`: a client's first packets have no type.
    explicit Messages(bool untyped)
        : m_untyped(untyped)
    {}
    void add(const std::string &bytes) { m_bytes += bytes; }
    /// The next whole message; empty when there is none. A packet without a type is handed out with type 0.
    std::string next(char &type);

private:
    static std::uint32_t number(const std::string &bytes, std::size_t at);
    std::string m_bytes;
    bool m_untyped;
};

std::uint32_t Messages::number(const std::string &bytes, std::size_t at)
{
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return ntohl(value);
}

std::string Messages::next(char &type)
{
    constexpr std::uint32_t kFirstRequest = 80877102; // cancel, TLS and GSS requests come before or instead of a start
    if (m_bytes.size() < (m_untyped ? 8 : 5))
        return {};
    const std::size_t before = m_untyped ? 0 : 1;
    const std::size_t size = before + number(m_bytes, before);
    if (m_bytes.size() < size)
        return {};
    type = m_untyped ? '\0' : m_bytes.front();
    if (m_untyped)
        m_untyped = number(m_bytes, 4) >= kFirstRequest;
    std::string message = m_bytes.substr(0, size);
    m_bytes.erase(0, size);
    return message;
}

/// Reads what passes on one connection, and stops or replaces a statement when the inspector says so.
class Tap {
public:
    enum class Stop { None, Waiting, Stopped }; ///< waiting: for the answer to the statement
    Stop stop() const { return m_stop; }

    /// What of the client's bytes goes to the server now. `inspect` is null while another connection is stopped.
    std::string fromClient(const std::string &bytes, const Inspector &inspect);
    void fromServer(const std::string &bytes);
    /// What was held back.
    std::string letGo();

private:
    void inspectStatement(char type, std::string &message, const Inspector &inspect);
    static std::string replaced(char type, const std::string &message, std::size_t at, const std::string &text);

    Messages m_up{true};
    Messages m_down{false};
    std::string m_held;
    Stop m_stop = Stop::None;
    bool m_passing = false;    ///< the messages of the statement after which to stop are still going through
    bool m_needsReady = false; ///< only ReadyForQuery is the answer
    int m_unanswered = 0;
};

// Parse: name, text, …; Query: text.
std::size_t textStart(char type, const std::string &message)
{
    return type == 'Q' ? 5 : message.find('\0', 5) + 1;
}

std::string Tap::replaced(char type, const std::string &message, std::size_t at, const std::string &text)
{
    std::string result = message.substr(0, at) + text + message.substr(message.find('\0', at));
    const std::uint32_t size = htonl(static_cast<std::uint32_t>(result.size() - 1));
    std::memcpy(result.data() + 1, &size, sizeof size);
    result.front() = type;
    return result;
}

void Tap::inspectStatement(char type, std::string &message, const Inspector &inspect)
{
    const std::size_t at = textStart(type, message);
    const Verdict verdict = inspect(message.substr(at, message.find('\0', at) - at));
    if (verdict.kind == Verdict::Kind::Replace)
        message = replaced(type, message, at, verdict.replacement);
    if (verdict.kind == Verdict::Kind::StopBefore)
        m_stop = Stop::Stopped;
    if (verdict.kind == Verdict::Kind::StopAfter) {
        m_stop = Stop::Waiting;
        m_passing = type == 'P';
        m_needsReady = type == 'Q';
    }
}

std::string Tap::fromClient(const std::string &bytes, const Inspector &inspect)
{
    m_up.add(bytes);
    std::string out;
    char type = 0;
    for (std::string message = m_up.next(type); !message.empty(); message = m_up.next(type)) {
        const bool mayEndIt = m_stop == Stop::Waiting && !m_passing && !m_needsReady && m_held.empty() && type == 'S';
        if (m_stop == Stop::None && inspect && (type == 'P' || type == 'Q')) {
            inspectStatement(type, message, inspect);
            if (m_stop == Stop::Stopped)
                m_held += message;
            else
                out += message;
        } else if (m_stop == Stop::None || m_passing || mayEndIt) {
            out += message;
        } else {
            m_held += message;
        }
        m_unanswered += m_held.empty() && (type == 'E' || type == 'Q');
        m_needsReady = m_needsReady || mayEndIt;
        if (m_passing && type == 'E') {
            m_passing = false;
            out += std::string("H\0\0\0\4", 5); // Flush: the answer comes before the end of the pipeline
        }
    }
    return out;
}

void Tap::fromServer(const std::string &bytes)
{
    m_down.add(bytes);
    char type = 0;
    for (std::string message = m_down.next(type); !message.empty(); message = m_down.next(type)) {
        m_unanswered -= type == 'C' || type == 'I' || type == 's';
        if (type == 'Z')
            m_unanswered = 0;
        const bool answered = type == 'Z' || type == 'E' || (m_unanswered == 0 && !m_needsReady);
        if (m_stop == Stop::Waiting && !m_passing && answered)
            m_stop = Stop::Stopped;
    }
}

std::string Tap::letGo()
{
    m_stop = Stop::None;
    m_passing = false;
    m_needsReady = false;
    return std::exchange(m_held, {});
}

struct Link {
    Fd client;
    Fd server;
    Lane up;
    Lane down;
    std::unique_ptr<Tap> tap; ///< null: nothing is read
    bool broken = false;
    bool cut = false; ///< at one end; kept for the other end's sake
    bool old = false; ///< older than the stop

    bool isHolding() const { return tap && tap->stop() != Tap::Stop::None; }
    bool isOver() const { return broken && !isHolding() && !cut; }
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
    std::atomic<int> connections = 0;
    std::atomic<int> accepted = 0;

    void wake();
    void cut();
    void setInspector(Inspector inspect);
    void letGo(Held held);
    void cutEnds(bool clients);
    std::atomic<bool> stopped = false;

private:
    /// Run `order` on the loop's thread and wait for it.
    void command(const std::function<void()> &order);
    void obey();
    void listen();
    void run();
    void acceptFrom(int listener);
    void pump(Link &link, const pollfd *clientPoll, const pollfd *serverPoll);
    /// While a statement is stopped, no other client says anything.
    bool mustBeSilent(const Link &link) const { return link.cut || (m_stopping && link.tap && !link.isHolding()); }
    short interest(const Lane &reads, const Lane &writes) const;
    int timeoutMs() const;

    QString m_target;
    Fd m_unix;
    Fd m_tcp;
    Fd m_wake;
    std::list<Link> m_links;
    Inspector m_inspector;
    bool m_stopping = false;
    std::mutex m_callers; ///< one order at a time
    std::mutex m_orderMutex;
    const std::function<void()> *m_order = nullptr;
    std::atomic<int> m_obeyed = 0;
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

void Proxy::Loop::command(const std::function<void()> &order)
{
    const std::lock_guard alone(m_callers);
    const int before = m_obeyed;
    {
        const std::lock_guard lock(m_orderMutex);
        m_order = &order;
    }
    wake();
    m_obeyed.wait(before);
}

void Proxy::Loop::obey()
{
    const std::lock_guard lock(m_orderMutex);
    if (!m_order)
        return;
    (*std::exchange(m_order, nullptr))();
    ++m_obeyed;
    m_obeyed.notify_all();
}

// When this returns no byte passes any more.
void Proxy::Loop::cut()
{
    command([this] {
        for (const Link &link : m_links)
            closeHard(link.client);
        m_links.clear();
    });
}

void Proxy::Loop::setInspector(Inspector inspect)
{
    command([&] { m_inspector = std::move(inspect); });
}

void Proxy::Loop::letGo(Held held)
{
    command([&] {
        for (Link &link : m_links) {
            link.down.held = false;
            if (held == Held::Drop && link.old && !link.cut)
                link.down.deliver(Clock::now()); // what the server said last
            if (held == Held::Forward && link.isHolding())
                link.up.enqueue(link.tap->letGo(), {});
        }
        m_links.remove_if([&](const Link &link) { return link.cut || (held == Held::Drop && link.old); });
        std::for_each(m_links.begin(), m_links.end(), [](Link &each) { each.old = false; });
        m_stopping = false;
        stopped = false;
    });
}

void Proxy::Loop::cutEnds(bool clients)
{
    command([&] {
        for (Link &link : m_links) {
            if (clients)
                closeHard(link.client);
            ::shutdown(clients ? link.client.get() : link.server.get(), SHUT_RDWR);
            link.cut = true;
        }
    });
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
    if (m_inspector)
        link.tap = std::make_unique<Tap>();
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
            if (!lane->queue.empty() && !lane->blocked && !lane->held && !link.cut)
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
    if ((clientPoll->revents & readable) && !link.up.ended && !mustBeSilent(link)) {
        std::string fresh;
        link.broken |= !link.up.receive(fresh);
        link.up.enqueue(link.tap ? link.tap->fromClient(fresh, m_inspector) : fresh, delay);
    }
    if ((serverPoll->revents & readable) && !link.down.ended) {
        std::string fresh;
        link.broken |= !link.down.receive(fresh);
        if (link.tap)
            link.tap->fromServer(fresh);
        link.down.enqueue(fresh, delay);
    }
    if (link.isHolding()) {
        if (!std::exchange(m_stopping, true))
            std::for_each(m_links.begin(), m_links.end(), [](Link &each) { each.old = true; });
        link.down.held = true;
        stopped = stopped || link.tap->stop() == Tap::Stop::Stopped;
    }
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
            const short client = mustBeSilent(link) ? 0 : interest(link.up, link.down);
            const short server = link.cut ? 0 : interest(link.down, link.up);
            polls.push_back({client ? link.client.get() : -1, client, 0});
            polls.push_back({server ? link.server.get() : -1, server, 0});
        }
        ::poll(polls.data(), polls.size(), timeoutMs());
        std::uint64_t drained = 0;
        [[maybe_unused]] const ssize_t got = ::read(m_wake.get(), &drained, sizeof drained);
        if (!blackhole) {
            const pollfd *at = polls.data() + 3;
            for (Link &link : m_links) {
                if (!link.cut)
                    pump(link, at, at + 1);
                at += 2;
            }
            m_links.remove_if([](const Link &link) { return link.isOver(); });
        }
        obey();
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

void Proxy::setInspector(std::function<Verdict(const std::string &)> inspect)
{
    m_loop->setInspector(std::move(inspect));
}

bool Proxy::hasStopped() const
{
    return m_loop->stopped;
}

void Proxy::letGo(Held held)
{
    m_loop->letGo(held);
}

void Proxy::cutClients()
{
    m_loop->cutEnds(true);
}

void Proxy::cutServers()
{
    m_loop->cutEnds(false);
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
