// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/statementtap.h"

#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <thread>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace parterre::test {

namespace {

constexpr quint16 kPort = 5432; // only a part of the socket's name

struct Message {
    char type = 0; ///< 0: a packet without one
    std::string bytes;

    std::string_view body() const { return std::string_view(bytes).substr(type == 0 ? 4 : 5); }
};

std::uint32_t number(std::string_view bytes)
{
    std::uint32_t value = 0;
    std::memcpy(&value, bytes.data(), sizeof value);
    return ntohl(value);
}

std::string packed(std::uint32_t value)
{
    value = htonl(value);
    return {reinterpret_cast<const char *>(&value), sizeof value};
}

Message message(char type, const std::string &body)
{
    return {type, std::string(1, type) + packed(static_cast<std::uint32_t>(body.size() + 4)) + body};
}

bool receive(int fd, std::string &bytes, std::size_t count)
{
    const std::size_t from = bytes.size();
    bytes.resize(from + count);
    for (std::size_t got = 0; got < count;) {
        const ssize_t n = ::recv(fd, bytes.data() + from + got, count - got, 0);
        if (n <= 0)
            return false;
        got += static_cast<std::size_t>(n);
    }
    return true;
}

std::optional<Message> receive(int fd, bool typed)
{
    Message m;
    if (!receive(fd, m.bytes, typed ? 5 : 4))
        return {};
    m.type = typed ? m.bytes.front() : '\0';
    const std::uint32_t size = number(std::string_view(m.bytes).substr(typed ? 1 : 0));
    if (!receive(fd, m.bytes, size - 4))
        return {};
    return m;
}

bool send(int fd, const std::string &bytes)
{
    for (std::size_t sent = 0; sent < bytes.size();) {
        const ssize_t n = ::send(fd, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        sent += static_cast<std::size_t>(n);
    }
    return true;
}

sockaddr_un address(const QString &folder, quint16 port)
{
    sockaddr_un where{};
    where.sun_family = AF_UNIX;
    const QByteArray path = (folder + QStringLiteral("/.s.PGSQL.%1").arg(port)).toUtf8();
    std::memcpy(where.sun_path, path.constData(),
                std::min<std::size_t>(sizeof where.sun_path - 1, static_cast<std::size_t>(path.size())));
    return where;
}

QStringList cells(std::string_view row)
{
    QStringList list;
    std::uint16_t count = 0;
    std::memcpy(&count, row.data(), sizeof count);
    row.remove_prefix(sizeof count);
    for (int i = 0; i < ntohs(count); ++i) {
        const auto size = static_cast<std::int32_t>(number(row));
        row.remove_prefix(4);
        list << (size < 0 ? QString() : QString::fromUtf8(row.data(), size));
        row.remove_prefix(static_cast<std::size_t>(std::max(size, 0)));
    }
    return list;
}

/// One connection, on a thread of its own.
class Link {
public:
    Link(int client, int server, const StatementTap::Options &options, std::mutex &callers)
        : m_client(client)
        , m_server(server)
        , m_options(options)
        , m_callers(callers)
    {}
    void run()
    {
        if (startUp())
            serve();
    }

private:
    enum class Read { Broken, Answered, Failed };
    bool startUp();
    void serve();
    bool handle(const Message &m);
    bool handleQuery(const Message &m);
    /// Forward what the server says until one of `ends` comes; that one only with `last`.
    Read readUntil(std::string_view ends, bool last = true);
    bool ask(bool simple);
    bool isAsked() const;

    int m_client;
    int m_server;
    const StatementTap::Options &m_options;
    std::mutex &m_callers;
    int m_pid = 0;
    int m_transaction = 0;
    std::string m_text;
    bool m_failed = false; ///< the server skips everything until the end of the pipeline
    char m_status = 'I';
};

bool Link::startUp()
{
    while (auto m = receive(m_client, false)) {
        const std::uint32_t code = number(m->body());
        if (code == 80877103 || code == 80877104) { // TLS, GSS
            if (!send(m_client, "N"))
                return false;
            continue;
        }
        if (!send(m_server, m->bytes) || code == 80877102) // cancel
            return false;
        return readUntil("Z") == Read::Answered;
    }
    return false;
}

void Link::serve()
{
    while (true) {
        pollfd both[] = {{m_client, POLLIN, 0}, {m_server, POLLIN, 0}};
        if (::poll(both, 2, -1) < 0)
            return;
        if (both[1].revents != 0) { // unasked: a notice, or the end
            const auto m = receive(m_server, true);
            if (!m || !send(m_client, m->bytes))
                return;
        } else {
            const auto m = receive(m_client, true);
            if (!m || !handle(*m))
                return;
        }
    }
}

Link::Read Link::readUntil(std::string_view ends, bool last)
{
    bool failed = false;
    while (auto m = receive(m_server, true)) {
        if (m->type == 'K')
            m_pid = static_cast<int>(number(m->body()));
        if (m->type == 'Z') {
            m_status = m->bytes[5];
            m_transaction += m_status == 'I';
        }
        failed = failed || m->type == 'E';
        const bool end = ends.find(m->type) != std::string_view::npos;
        if (end && !last && !failed)
            return Read::Answered;
        if (!send(m_client, m->bytes))
            return Read::Broken;
        if (end)
            return failed ? Read::Failed : Read::Answered;
    }
    return Read::Broken;
}

bool Link::isAsked() const
{
    static const std::string_view kNotAfter[] = {"BEGIN", "START", "SET ", "COMMIT", "ROLLBACK", "END"};
    return std::none_of(std::begin(kNotAfter), std::end(kNotAfter),
                        [this](std::string_view word) { return m_text.starts_with(word); });
}

bool Link::ask(bool simple)
{
    if (!isAsked())
        return true;
    const std::string nothing(1, '\0');
    const std::string bytes = simple ? message('Q', m_options.question + nothing).bytes
                                     : message('P', nothing + m_options.question + nothing + std::string(2, '\0')).bytes
            + message('B', std::string(8, '\0')).bytes + message('E', nothing + packed(0)).bytes
            + message('H', {}).bytes;
    if (!send(m_server, bytes))
        return false;
    TappedAnswer answer{m_pid, m_transaction, QString::fromStdString(m_text), {}};
    while (auto m = receive(m_server, true)) {
        if (m->type == 'E')
            qFatal("the tap's question failed: %s", std::string(m->body()).c_str());
        if (m->type == 'D')
            answer.rows << cells(m->body());
        if (m->type == (simple ? 'Z' : 'C')) {
            const std::lock_guard alone(m_callers);
            m_options.answered(answer);
            return true;
        }
    }
    return false;
}

bool Link::handleQuery(const Message &m)
{
    const QStringList parts =
        m_options.split(QString::fromStdString(std::string(m.body().substr(0, m.body().size() - 1))));
    for (qsizetype i = 0; i < parts.size(); ++i) {
        m_text = parts[i].toStdString();
        if (!send(m_server, message('Q', m_text + std::string(1, '\0')).bytes))
            return false;
        const Read read = readUntil("Z", i + 1 == parts.size());
        if (read != Read::Answered)
            return read == Read::Failed;
        if (m_status == 'T' && !ask(true))
            return false;
    }
    return true;
}

bool Link::handle(const Message &m)
{
    if (m.type == 'Q')
        return handleQuery(m);
    if (m.type == 'P' && !m_failed) {
        const std::string_view body = m.body().substr(m.body().find('\0') + 1);
        m_text = std::string(body.substr(0, body.find('\0')));
    }
    if (!send(m_server, m.bytes))
        return false;
    if (m.type == 'S') {
        m_failed = false;
        return readUntil("Z") != Read::Broken;
    }
    if (m.type != 'E' || m_failed)
        return m.type != 'X';
    if (!send(m_server, message('H', {}).bytes))
        return false;
    const Read read = readUntil("CIEs");
    m_failed = read == Read::Failed;
    return read == Read::Answered ? ask(false) : read == Read::Failed;
}

} // namespace

class StatementTap::Private {
public:
    explicit Private(Options o);
    ~Private();

    QTemporaryDir folder;

private:
    void accept();

    Options m_options;
    int m_listener = -1;
    std::mutex m_callers;
    std::mutex m_mutex; ///< of what follows
    std::set<int> m_sockets;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

StatementTap::Private::Private(Options o)
    : m_options(std::move(o))
    , m_listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const sockaddr_un where = address(folder.path(), kPort);
    ::bind(m_listener, reinterpret_cast<const sockaddr *>(&where), sizeof where);
    ::listen(m_listener, 64);
    m_acceptor = std::thread([this] { accept(); });
}

StatementTap::Private::~Private()
{
    ::shutdown(m_listener, SHUT_RDWR);
    m_acceptor.join();
    ::close(m_listener);
    {
        const std::lock_guard lock(m_mutex);
        for (const int fd : m_sockets)
            ::shutdown(fd, SHUT_RDWR);
    }
    for (std::thread &thread : m_threads)
        thread.join();
}

void StatementTap::Private::accept()
{
    while (true) {
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            return;
        const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_un where = address(m_options.socketDir, m_options.port);
        ::connect(server, reinterpret_cast<const sockaddr *>(&where), sizeof where);
        const std::lock_guard lock(m_mutex);
        m_sockets.insert({client, server});
        m_threads.emplace_back([this, client, server] {
            Link(client, server, m_options, m_callers).run();
            const std::lock_guard alone(m_mutex);
            for (const int fd : {client, server}) {
                m_sockets.erase(fd);
                ::close(fd);
            }
        });
    }
}

StatementTap::StatementTap(Options options)
    : d(std::make_unique<Private>(std::move(options)))
{}

StatementTap::~StatementTap() = default;

QString StatementTap::conninfo(const QString &database, const QString &user) const
{
    return QStringLiteral("host='%1' port=%2 dbname='%3' user='%4'")
        .arg(d->folder.path())
        .arg(kPort)
        .arg(database, user);
}

} // namespace parterre::test
