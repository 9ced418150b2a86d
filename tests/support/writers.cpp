// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/writers.h"

#include <QElapsedTimer>

#include <chrono>

namespace parterre::test {

using namespace std::chrono_literals;

Writers::Writers(const QString &conninfo, int sessions, Turn turn)
    : m_turn(std::move(turn))
{
    for (int number = 0; number < sessions; ++number)
        m_threads.emplace_back([this, conninfo, number] { work(conninfo, number); });
}

QStringList Writers::stop()
{
    m_stop = true;
    for (std::thread &thread : m_threads)
        thread.join();
    m_threads.clear();
    return m_errors;
}

void Writers::work(const QString &conninfo, int number)
{
    PgClient client(conninfo);
    for (int turn = 0; !m_stop; ++turn) {
        for (const QString &sql : m_turn(turn, QString::number(1'000'000 + number * 100'000 + turn)))
            run(client, sql);
        ++m_turns;
        std::this_thread::sleep_for(2ms); // leaves the server to the others
    }
}

void Writers::run(PgClient &client, const QString &sql)
{
    QElapsedTimer timer;
    timer.start();
    const PgResult result = client.exec(sql);
    const qint64 ms = timer.elapsed();
    const std::lock_guard lock(m_mutex);
    m_slowestMs = std::max<qint64>(m_slowestMs, ms);
    if (result.ok())
        return;
    m_errors << sql + QStringLiteral(": ") + QString::fromStdString(result.message());
    client.exec(QStringLiteral("ROLLBACK"));
}

} // namespace parterre::test
