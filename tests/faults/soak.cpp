// SPDX-License-Identifier: GPL-3.0-or-later
// The long fault tests: soak [--minutes N] [--seed S]. First every statement of a migration meets every fault (walks),
// on the table under load and on the one with everything attached; then, for as long as there is time, single
// statements followed by a rollback, and random strikes inside statements. Prints what it did, and the matrices.
//
// Exit code 1 when anything went wrong; each line of that kind is followed by the command that repeats it:
//   soak --seed S --fault FAULT [--after] [--itself] [--finish] [--everything] [--only N] [--percent P]
//   soak --seed S --kind KIND --step STEP
#include "faults/walk.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDeadlineTimer>

#include <cstdio>

using namespace parterre::test;

namespace {

class Soak {
public:
    explicit Soak(quint64 seed)
        : m_seed(seed)
    {}
    bool walk(WalkOptions options, bool everything);
    bool strike(StrikeKind kind, const QString &step);
    void forEver(const QDeadlineTimer &deadline);
    int report() const;

private:
    Battlefield *field(bool everything);

    quint64 m_seed;
    std::unique_ptr<Battlefield> m_field;
    bool m_everything = false;
    QList<WalkReport> m_walks;
    QList<StrikeReport> m_strikes;
    int m_bad = 0;
};

Battlefield *Soak::field(bool everything)
{
    if (!m_field || m_everything != everything) {
        m_everything = everything;
        m_field = std::make_unique<Battlefield>(BattlefieldOptions{.rows = 10'000, .everything = everything});
        if (!m_field->open())
            m_field.reset();
    }
    return m_field.get();
}

bool Soak::walk(WalkOptions options, bool everything)
{
    Battlefield *battlefield = field(everything);
    if (!battlefield)
        return false;
    options.seed = m_seed++;
    const WalkReport report = Walk(*battlefield, options).run();
    std::printf("%s%s\n", everything ? "everything: " : "", qPrintable(report.toString()));
    if (options.only < 0 && !report.missing.isEmpty())
        std::printf("    not needed: %s\n", qPrintable(report.missing.join(u' ')));
    if (!report.problems.isEmpty()) {
        ++m_bad;
        std::printf("    repeat: soak --seed %llu --fault %s%s%s%s%s --only %d --percent %d\n",
                    static_cast<unsigned long long>(options.seed), qPrintable(toText(options.fault)),
                    options.after ? " --after" : "", options.itself ? " --itself" : "",
                    options.finish ? " --finish" : "", everything ? " --everything" : "", options.only,
                    options.percent);
    }
    std::fflush(stdout);
    m_walks << report;
    return !report.hits.isEmpty();
}

bool Soak::strike(StrikeKind kind, const QString &step)
{
    Battlefield *battlefield = field(false);
    if (!battlefield)
        return false;
    const StrikeReport report = battlefield->strike(m_seed++, kind, step);
    std::printf("%s\n", qPrintable(report.toString()));
    if (!report.problems.isEmpty()) {
        ++m_bad;
        std::printf("    repeat: soak --seed %llu --kind %s --step '%s'\n",
                    static_cast<unsigned long long>(report.seed), qPrintable(toText(report.kind)),
                    qPrintable(report.step));
    }
    std::fflush(stdout);
    m_strikes << report;
    return true;
}

// Every fault before and after the statement, survived by the program or by another; each on both tables.
QList<WalkOptions> allWalks()
{
    QList<WalkOptions> walks;
    for (int number = 0; number < kFaults; ++number) {
        const auto fault = static_cast<Fault>(number);
        const bool once = isOfStatement(fault) || fault == Fault::LockTimeout;
        for (const bool after : {false, true}) {
            if (after && once)
                continue;
            walks << WalkOptions{.fault = fault, .after = after, .finish = after};
            if (!once && fault != Fault::Kill)
                walks << WalkOptions{.fault = fault, .after = after, .itself = true};
        }
    }
    return walks;
}

void Soak::forEver(const QDeadlineTimer &deadline)
{
    for (const bool everything : {false, true}) {
        for (WalkOptions walked : allWalks()) {
            walked.finish = walked.finish && !everything;
            if (!deadline.hasExpired())
                walk(walked, everything);
        }
    }
    for (int turn = 0; !deadline.hasExpired(); ++turn) {
        const auto fault = static_cast<Fault>(turn % kFaults);
        // A walk that met fewer statements than that begins anew.
        if (!walk({.fault = fault, .after = turn / kFaults % 2 == 1, .only = turn / kFaults}, false))
            turn = turn / kFaults > 300 ? -1 : turn;
        if (!deadline.hasExpired())
            strike(static_cast<StrikeKind>(turn % kStrikeKinds), {});
    }
}

int Soak::report() const
{
    std::printf("\nStopped exactly before or after a statement, or at a statement that fails:\n%s\n",
                qPrintable(walkMatrix(m_walks)));
    if (!m_strikes.isEmpty())
        std::printf("\nStruck inside a statement, at random:\n%s\n", qPrintable(strikeMatrix(m_strikes)));
    return m_bad > 0 ? 1 : 0;
}

Fault faultOf(const QString &text)
{
    int number = 0;
    while (number < kFaults - 1 && toText(static_cast<Fault>(number)) != text)
        ++number;
    return static_cast<Fault>(number);
}

StrikeKind kindOf(const QString &text)
{
    int number = 0;
    while (number < kStrikeKinds - 1 && toText(static_cast<StrikeKind>(number)) != text)
        ++number;
    return static_cast<StrikeKind>(number);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const auto valued = [&](const char *name, const char *standard) {
        parser.addOption({QString::fromLatin1(name), {}, QStringLiteral("V"), QString::fromLatin1(standard)});
    };
    valued("minutes", "10");
    valued("seed", "1");
    valued("kind", "");
    valued("step", "");
    valued("fault", "");
    valued("only", "-1");
    valued("percent", "100");
    for (const char *flag : {"after", "itself", "finish", "everything"})
        parser.addOption(QCommandLineOption(QString::fromLatin1(flag)));
    parser.addHelpOption();
    parser.process(application);

    const auto value = [&](const char *name) { return parser.value(QString::fromLatin1(name)); };
    const auto isSet = [&](const char *name) { return parser.isSet(QString::fromLatin1(name)); };
    Soak soak(value("seed").toULongLong());
    if (isSet("fault")) {
        soak.walk({.fault = faultOf(value("fault")),
                   .after = isSet("after"),
                   .itself = isSet("itself"),
                   .finish = isSet("finish"),
                   .percent = value("percent").toInt(),
                   .only = value("only").toInt()},
                  isSet("everything"));
    } else if (isSet("kind")) {
        soak.strike(kindOf(value("kind")), value("step"));
    } else {
        soak.forEver(QDeadlineTimer(static_cast<qint64>(value("minutes").toDouble() * 60'000)));
    }
    return soak.report();
}
