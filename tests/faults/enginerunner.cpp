// SPDX-License-Identifier: GPL-3.0-or-later
// A process that runs one operation of the engine, to be struck by the fault tests:
//   enginerunner CONNINFO migrate FILE|ID | rollback ID | finish ID | drop ID | watch ID   [--until STATE]
// Notes go to standard output. Exit code 0 done; 10 + the error's code otherwise.
#include "migration/engine.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace parterre;

namespace {

class PrintingSink final : public ProgressSink {
public:
    void report(const Progress &) override {}
    void note(const QString &text) override
    {
        std::printf("%s\n", qPrintable(text));
        std::fflush(stdout);
    }
};

template<class T>
int conclude(const Result<T> &result)
{
    if (result)
        return 0;
    std::fprintf(stderr, "%s\n", qPrintable(result.error().toText()));
    return 10 + static_cast<int>(result.error().code);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 4)
        return 2;
    const auto profile = ConnectionProfile::fromConninfo(arguments[1]);
    if (!profile)
        return conclude(profile);
    PrintingSink sink;
    EngineOptions options{*profile, {}, &sink};
    options.reconnectMs = 300'000; // a walk strikes every statement of connecting again, one after the other
    const QString &verb = arguments[2];
    const QString &what = arguments[3];
    if (arguments.value(4) == u"--until") {
        MigrationState until{};
        fromText(arguments.value(5), &until);
        options.until = until;
    }
    Engine engine(options);
    if (verb == u"rollback")
        return conclude(engine.rollBack(what));
    if (verb == u"finish" || verb == u"drop")
        return conclude(engine.finish(what, verb == u"drop"));
    if (verb == u"watch")
        return conclude(engine.watch(what));
    QFile file(what);
    if (!file.open(QIODevice::ReadOnly))
        return conclude(engine.resume(what));
    const auto plan = Plan::fromJson(file.readAll());
    return plan ? conclude(engine.migrate(*plan)) : conclude(plan);
}
