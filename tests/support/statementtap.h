// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace parterre::test {

/// What a session was asked between two statements.
struct TappedAnswer {
    int pid = 0;
    int transaction = 0; ///< counts the transactions of the session
    QString statement;   ///< that was answered last
    QList<QStringList> rows;
};

/// Lets the statements of clients through one by one and, after each that succeeded, asks the session a question of its
/// own, in the same transaction and before the next statement, whichever protocol they came in: also between the
/// statements of one pipeline, and of one message. The clients hear nothing of it.
///
/// Nothing is asked after BEGIN, SET, COMMIT and ROLLBACK: a query there would take the transaction's snapshot too
/// early. COPY and encryption are not understood. Listens on a socket folder of its own.
class StatementTap {
public:
    struct Options {
        QString socketDir; ///< of the server
        quint16 port = 0;
        std::string question; ///< one query without parameters
        /// Cuts a message into its statements.
        std::function<QStringList(const QString &)> split;
        /// Called on a thread of the tap, one at a time.
        std::function<void(const TappedAnswer &)> answered;
    };
    explicit StatementTap(Options options);
    /// Ends all connections.
    ~StatementTap();
    StatementTap(const StatementTap &) = delete;
    StatementTap &operator=(const StatementTap &) = delete;

    QString conninfo(const QString &database, const QString &user) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace parterre::test
