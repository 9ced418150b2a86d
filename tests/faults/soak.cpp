// SPDX-License-Identifier: GPL-3.0-or-later
// Strikes for as long as one likes: soak [--minutes N] [--seed S] [--kind KIND] [--step STEP] [--count N].
// Exit code 1 when anything went wrong; the printed seed, kind and step repeat it with --count 1.
#include "faults/battlefield.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDeadlineTimer>

#include <cstdio>

using namespace parterre::test;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption minutes(QStringLiteral("minutes"), {}, QStringLiteral("N"), QStringLiteral("10"));
    const QCommandLineOption seed(QStringLiteral("seed"), {}, QStringLiteral("S"), QStringLiteral("1"));
    const QCommandLineOption kind(QStringLiteral("kind"), {}, QStringLiteral("KIND"));
    const QCommandLineOption step(QStringLiteral("step"), {}, QStringLiteral("STEP"));
    const QCommandLineOption count(QStringLiteral("count"), {}, QStringLiteral("N"), QStringLiteral("1000000"));
    parser.addOptions({minutes, seed, kind, step, count});
    parser.addHelpOption();
    parser.process(application);

    Battlefield field;
    if (!field.open())
        return 2;
    const QDeadlineTimer deadline(static_cast<qint64>(parser.value(minutes).toDouble() * 60'000));
    QList<StrikeReport> reports;
    int bad = 0;
    const quint64 first = parser.value(seed).toULongLong();
    for (quint64 turn = 0; !deadline.hasExpired() && turn < parser.value(count).toULongLong(); ++turn) {
        int chosen = static_cast<int>(turn % kStrikeKinds);
        for (int i = 0; i < kStrikeKinds; ++i) {
            if (parser.value(kind) == toText(static_cast<StrikeKind>(i)))
                chosen = i;
        }
        const StrikeReport report = field.strike(first + turn, static_cast<StrikeKind>(chosen), parser.value(step));
        std::printf("%s\n", qPrintable(report.toString()));
        if (!report.problems.isEmpty()) {
            ++bad;
            std::printf("    repeat: soak --seed %llu --kind %s --step '%s' --count 1\n",
                        static_cast<unsigned long long>(report.seed), qPrintable(toText(report.kind)),
                        qPrintable(report.step));
        }
        std::fflush(stdout);
        reports << report;
    }
    std::printf("%s\n", qPrintable(strikeMatrix(reports)));
    return bad > 0 ? 1 : 0;
}
