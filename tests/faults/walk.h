// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/battlefield.h"

#include <QElapsedTimer>
#include <QSet>

#include <mutex>

namespace parterre::test {

/// What happens at a statement.
enum class Fault {
    Kill,        ///< SIGKILL of the program
    Terminate,   ///< pg_terminate_backend of all its backends
    CutClient,   ///< its connections end at once; the server hears of it later
    CutServer,   ///< the server sees its connections end; the program hears of it later
    Crash,       ///< immediate stop of the server
    Error,       ///< the statement raises an error (22012)
    DiskFull,    ///< … 53100
    LockTimeout, ///< another session holds the table for longer than the lock timeout
};
inline constexpr int kFaults = 8;
QString toText(Fault fault);
/// True for what is done to a statement instead of at a moment.
bool isOfStatement(Fault fault);

struct WalkOptions {
    Fault fault = Fault::Kill;
    bool after = false;  ///< strike when the server has answered and the program has not heard it
    bool itself = false; ///< the struck program must go on; else another process does
    bool finish = false; ///< ends with Finish, not with a rollback
    int percent = 100;   ///< of the statements are struck, chosen by the seed
    int only = -1;       ///< strike this one only (or the next that can fail), counted from 0, and roll back from there
    quint64 seed = 1;
};

struct WalkReport {
    struct Hit {
        QString step;      ///< of the migration, "Open" before the journal knows it
        QString statement; ///< its id
    };
    WalkOptions options;
    QList<Hit> hits;
    int met = 0;         ///< statements that passed, each counted once a step
    QStringList missing; ///< statements of the plan that no run needed
    QString ending;
    QStringList problems;
    qint64 durationMs = 0;

    QString toString() const;
};

/// One migration, there and back, on which the world stops at every statement that the program sends, once in each
/// state of the journal. Nothing is left to chance but the choice of the statements: a proxy between program and
/// server stops each one exactly before or after it.
class Walk {
public:
    Walk(Battlefield &field, const WalkOptions &options);
    WalkReport run();

private:
    enum class Course { Done, Again, Failed };
    void learnStatements();
    bool drive(const QString &step, const QStringList &arguments);
    Course follow(Program &program);
    Course conclude(Program &program, qsizetype hitsBefore);
    void blow(Program &program);
    void holdTable();
    // On the proxy's thread
    Verdict inspect(const std::string &text);
    bool isChosen(int number);
    Verdict strike(const QString &id, const QString &key, const QString &text);
    Verdict strikeInside(const QString &message);
    QString stateNow();
    QString stepNow();

    Battlefield &m_field;
    WalkOptions m_options;
    WalkReport m_report;
    Campaign m_campaign;
    QHash<QString, QString> m_ids; ///< of the plan's statements, by text
    QSet<QString> m_opening;       ///< ids of what an operation begins with
    QStringList m_switches;        ///< the switch and the switch back: one message each
    QString m_phase;
    std::atomic<bool> m_opened = false; ///< the program has the migration in hand

    std::mutex m_mutex; ///< what follows is the proxy's thread's too
    Rng m_rng;
    int m_chosen = 0;           ///< number of the statement that is struck next
    QSet<QString> m_seen;       ///< step and id
    QSet<qsizetype> m_messages; ///< of m_switches, that were sent
    PgClient m_reader;
    QElapsedTimer m_sinceNew;
};

/// Step × fault: strikes, and walks that went wrong there.
QString walkMatrix(const QList<WalkReport> &reports);

} // namespace parterre::test
