// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/pgclient.h"

#include <QStringList>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace parterre::test {

/// Sessions of an application, each on a thread of its own, that write in turns until they are stopped. Every error is
/// kept; the session goes on after it.
class Writers {
public:
    /// Makes the statements of one turn; `id` is of this turn of this session alone.
    using Turn = std::function<QStringList(int turn, const QString &id)>;

    Writers(const QString &conninfo, int sessions, Turn turn);
    ~Writers() { stop(); }
    /// The errors, each behind its statement.
    QStringList stop();
    int turns() const { return m_turns; }
    qint64 slowestMs() const { return m_slowestMs; } ///< of one statement

private:
    void work(const QString &conninfo, int number);
    void run(PgClient &client, const QString &sql);

    Turn m_turn;
    std::vector<std::thread> m_threads;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_turns = 0;
    std::mutex m_mutex; // guards what follows
    QStringList m_errors;
    std::atomic<qint64> m_slowestMs = 0;
};

} // namespace parterre::test
