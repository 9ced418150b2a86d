// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"
#include "cli/consoleprogress.h"
#include "cli/exitcode.h"
#include "cli/help.h"
#include "cli/invocation.h"
#include "cli/jsonprogress.h"
#include "cli/paceoptions.h"
#include "cli/policyoptions.h"
#include "cli/program.h"
#include "cli/texttable.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace parterre;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileOfProject(const QString &path)
{
    QFile file(QStringLiteral(PARTERRE_SOURCE_DIR) % u'/' % path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Run {
    int exitCode;
    QString out;
    QString err;
};

Run runWith(const QStringList &words)
{
    Run run;
    QTextStream out(&run.out);
    QTextStream err(&run.err);
    run.exitCode = runProgram(words, out, err);
    return run;
}

} // namespace

/// The command line without a server: what is read, said and packaged.
class TestArguments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsConnection_data();
    void readsConnection();
    void readsPasswordOptions();
    void readsVerbAndOptions();
    void readsHelpAsAWord();
    void separatesOptionsFromOperands();
    void tellsAPaceAsItIsRead();
    void tellsThePolicysOptions();
    void refuses_data();
    void refuses();
    void asksForHelp_data();
    void asksForHelp();
    void everyVerbIsDescribed();
    void optionsDoNotCollide();
    void exitCodesAreMapped();
    void manPageIsCurrent();
    void completionIsCurrent();
    void alignsTable();
    void rewritesTerminalLine();
    void printsLinesIntoPipe();
    void printsEvents();
};

void TestArguments::readsConnection_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("expected");
    QTest::newRow("letters") << QStringList{u"-h"_s, u"db1"_s,   u"-p5433"_s, u"-Ume"_s,
                                            u"-d"_s, u"sales"_s, u"inspect"_s}
                             << u"dbname=sales host=db1 port=5433 user=me"_s;
    QTest::newRow("long") << QStringList{u"--host=db1"_s, u"--port"_s, u"5433"_s,   u"--username=me"_s,
                                         u"--dbname"_s,   u"sales"_s,  u"inspect"_s}
                          << u"dbname=sales host=db1 port=5433 user=me"_s;
    QTest::newRow("behind the verb") << QStringList{u"inspect"_s, u"-h"_s, u"db1"_s, u"public.t"_s, u"--service=s"_s}
                                     << u"host=db1 service=s"_s;
    QTest::newRow("URI before the verb") << QStringList{u"postgresql://me@db1/sales"_s, u"inspect"_s}
                                         << u"dbname=sales host=db1 user=me"_s;
    QTest::newRow("conninfo as database")
        << QStringList{u"-d"_s, u"host=db1 dbname='my sales'"_s, u"inspect"_s} << u"dbname=my sales host=db1"_s;
    QTest::newRow("conninfo wins") << QStringList{u"-h"_s, u"db9"_s, u"-p"_s, u"7"_s, u"host=db1"_s, u"inspect"_s}
                                   << u"host=db1 port=7"_s;
    QTest::newRow("last wins") << QStringList{u"-h"_s, u"a"_s, u"-h"_s, u"b"_s, u"inspect"_s} << u"host=b"_s;
    QTest::newRow("host list") << QStringList{u"-h"_s, u"a,b"_s, u"-p"_s, u"1,2"_s, u"inspect"_s}
                               << u"host=a,b port=1,2"_s;
}

void TestArguments::readsConnection()
{
    QFETCH(QStringList, words);
    QFETCH(QString, expected);
    const auto arguments = parseArguments(words);
    QVERIFY2(arguments, arguments ? "" : qPrintable(arguments.error().toText()));
    QStringList parameters;
    for (auto it = arguments->profile.parameters.cbegin(); it != arguments->profile.parameters.cend(); ++it)
        parameters << it.key() % u'=' % it.value();
    QCOMPARE(parameters.join(u' '), expected);
}

void TestArguments::readsPasswordOptions()
{
    QCOMPARE(parseArguments({u"inspect"_s})->passwordPrompt, PasswordPrompt::WhenNeeded);
    QCOMPARE(parseArguments({u"-w"_s, u"inspect"_s})->passwordPrompt, PasswordPrompt::Never);
    QCOMPARE(parseArguments({u"-W"_s, u"inspect"_s})->passwordPrompt, PasswordPrompt::Always);
    QCOMPARE(parseArguments({u"--password-command=get token"_s, u"inspect"_s})->profile.passwordCommand,
             u"get token"_s);
}

void TestArguments::readsVerbAndOptions()
{
    const auto arguments = parseArguments({u"inspect"_s, u"--json"_s, u"public.t"_s});
    QVERIFY(arguments);
    QCOMPARE(arguments->verb->name, u"inspect"_s);
    QVERIFY(arguments->options.contains(u"json"_s));
    QCOMPARE(arguments->operands, QStringList{u"public.t"_s});
}

void TestArguments::readsHelpAsAWord()
{
    QCOMPARE(parseArguments({u"help"_s})->request, Arguments::Request::Help);
    const auto verb = parseArguments({u"help"_s, u"inspect"_s});
    QCOMPARE(verb->request, Arguments::Request::Help);
    QCOMPARE(verb->verb->name, u"inspect"_s);
    QCOMPARE(parseArguments({u"inspect"_s, u"help"_s})->operands, QStringList{u"help"_s}); // a table of that name
}

void TestArguments::separatesOptionsFromOperands()
{
    const auto arguments = parseArguments({u"inspect"_s, u"--"_s, u"--json"_s});
    QVERIFY(arguments);
    QCOMPARE(arguments->operands, QStringList{u"--json"_s});
    QVERIFY(arguments->options.isEmpty());
}

void TestArguments::tellsAPaceAsItIsRead()
{
    PlanPace pace;
    pace.standbyLagMs = 1500;
    pace.standbyLagBytes = (3LL << 20) + 1;
    pace.slotWalBytes = 0;
    pace.transactionAgeMs = 90'000;
    pace.walBytesPerSecond = 2LL << 40;
    pace.freeBytes = 10'240;
    pace.freeDirectory = u"/srv/a b"_s;
    pace.hours = u"22:00-05:00"_s;
    QStringList words{u"archive"_s, u"add"_s, u"t"_s};
    const auto values = paceValues(pace);
    for (auto value = values.cbegin(); value != values.cend(); ++value) {
        if (!value->isEmpty())
            words << u"--"_s % value.key() << *value;
    }
    const auto arguments = parseArguments(words);
    QVERIFY(arguments);
    QString text;
    QTextStream stream(&text);
    JsonProgress sink(stream);
    const Invocation invocation{*arguments, {}, {}, sink, nullptr, false, stream, stream};
    const auto read = planPace(invocation);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
    QCOMPARE(paceValues(*read), values);
    QCOMPARE(read->standbyLagBytes, pace.standbyLagBytes);
}

void TestArguments::tellsThePolicysOptions()
{
    ArchivePolicy policy;
    policy.table = {u"public"_s, u"it's"_s};
    policy.archive = defaultArchive(policy.table);
    policy.ageColumn = u"at"_s;
    QCOMPARE(toldOptions(policy, {}, u"at"_s), QStringList());
    QCOMPARE(toldOptions(policy, {}, {}), QStringList{u"--column at"_s});
    ArchivePolicy was = policy;
    was.createdAt = u"2026-01-01"_s;
    was.keepDays = 30;
    was.settings.pace.hours = u"22:00-05:00"_s;
    policy.archive.name = u"it's old"_s;
    QCOMPARE(toldOptions(policy, was, u"at"_s),
             (QStringList{u"--hours ''"_s, u"--keep-days 730"_s, u"--to 'public.\"it'\\''s old\"'"_s}));
    policy.tier = kTierServer;
    policy.settings.server = u"cold"_s;
    policy.settings.serverTable = policy.archive;
    QVERIFY(toldOptions(policy, {}, u"at"_s).contains(u"--server cold"_s));
    policy.tier = kTierFiles;
    policy.settings.folder = u"/srv/files"_s;
    QCOMPARE(toldOptions(policy, {}, u"at"_s), QStringList{u"--files /srv/files"_s});
}

void TestArguments::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown verb") << QStringList{u"inspekt"_s};
    QTest::newRow("unknown option") << QStringList{u"inspect"_s, u"--jsn"_s};
    QTest::newRow("unknown letter") << QStringList{u"-x"_s, u"inspect"_s};
    QTest::newRow("verb's option before it") << QStringList{u"--json"_s, u"inspect"_s};
    QTest::newRow("host without a value") << QStringList{u"-h"_s};
    QTest::newRow("value for a flag") << QStringList{u"inspect"_s, u"--json=yes"_s};
    QTest::newRow("surplus operand") << QStringList{u"inspect"_s, u"a"_s, u"b"_s};
    QTest::newRow("missing operand") << QStringList{u"documentation"_s};
    QTest::newRow("wrong choice") << QStringList{u"documentation"_s, u"html"_s};
    QTest::newRow("bad URI") << QStringList{u"postgresql://u:topsecret@[h/"_s, u"inspect"_s};
}

void TestArguments::refuses()
{
    QFETCH(QStringList, words);
    const Run run = runWith(words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY(run.out.isEmpty());
    QVERIFY2(run.err.startsWith(u"ERROR: ") && run.err.contains(u"HINT: "), qPrintable(run.err));
    QVERIFY(!run.err.contains(u"topsecret"));
}

void TestArguments::asksForHelp_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("contains");
    QTest::newRow("program") << QStringList{u"--help"_s} << u"-h, --host=HOST"_s;
    QTest::newRow("question mark") << QStringList{u"-?"_s} << u"Exit codes:"_s;
    QTest::newRow("verb") << QStringList{u"inspect"_s, u"--help"_s} << u"--estimate"_s;
    QTest::newRow("in spite of what is missing") << QStringList{u"documentation"_s, u"--help"_s} << u"documentation"_s;
    QTest::newRow("version") << QStringList{u"--version"_s} << u"parterrectl "_s;
}

void TestArguments::asksForHelp()
{
    QFETCH(QStringList, words);
    QFETCH(QString, contains);
    const Run run = runWith(words);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains(contains), qPrintable(run.out));
    QVERIFY(run.err.isEmpty());
}

void TestArguments::everyVerbIsDescribed()
{
    for (const Verb &verb : verbs()) {
        QVERIFY2(verb.run && !verb.summary.isEmpty() && !verb.summary.endsWith(u'.'), qPrintable(verb.name));
        for (const Option &option : verb.options)
            QVERIFY2(!option.help.isEmpty() && !option.help.endsWith(u'.'), qPrintable(verb.name % u' ' % option.name));
        QVERIFY(verb.hidden || programHelp().contains(verb.synopsis()));
    }
}

void TestArguments::optionsDoNotCollide()
{
    for (const Verb &verb : verbs()) {
        QSet<QString> names;
        for (const Option &option : commonOptions() + verb.options) {
            for (const QString &name : {option.name, option.letter.isNull() ? QString() : QString(option.letter)}) {
                QVERIFY2(name.isEmpty() || !names.contains(name), qPrintable(verb.name % u": " % name));
                names << name;
            }
        }
    }
}

void TestArguments::exitCodesAreMapped()
{
    const auto code = [](ErrorCode of) { return static_cast<int>(exitCodeOf(Error{of, {}, {}, {}, {}, {}})); };
    QCOMPARE(code(ErrorCode::Mismatch), 1);
    QCOMPARE(code(ErrorCode::Usage), 2);
    QCOMPARE(code(ErrorCode::NotFound), 2);
    QCOMPARE(code(ErrorCode::Connection), 3);
    QCOMPARE(code(ErrorCode::Rights), 3);
    QCOMPARE(code(ErrorCode::Refused), 4);
    QCOMPARE(code(ErrorCode::Cancelled), 5);
    QCOMPARE(code(ErrorCode::OutcomeUnknown), 6);
}

void TestArguments::manPageIsCurrent()
{
    QVERIFY2(fileOfProject(u"packaging/man/parterrectl.1"_s) == manPage().toUtf8(),
             "cmake --build build --target parterrectl_documentation makes it anew");
}

void TestArguments::completionIsCurrent()
{
    QVERIFY2(fileOfProject(u"packaging/completions/parterrectl"_s) == bashCompletion().toUtf8(),
             "cmake --build build --target parterrectl_documentation makes it anew");
}

void TestArguments::alignsTable()
{
    TextTable table;
    table.addColumn(u"Name"_s);
    table.addColumn(u"Rows"_s, TextTable::Align::Right);
    table.addColumn(u"State"_s);
    table.addRow({u"a"_s, u"1,000"_s});
    table.addRow({u"longer name"_s, u"7"_s, u"locked"_s});
    QString text;
    QTextStream stream(&text);
    table.print(stream);
    QCOMPARE(text,
             u"Name          Rows  State\n"
             "a            1,000\n"
             "longer name      7  locked\n"_s);
}

void TestArguments::rewritesTerminalLine()
{
    QString text;
    QTextStream stream(&text);
    qint64 now = 1000;
    ConsoleProgress progress(stream, true, [&] { return now; });
    Progress copying{u"Copying"_s, {}, u"rows"_s, 1500, 6000, 2048, 0, 400, 11'000};
    progress.report(copying);
    QCOMPARE(text, u"\r\033[KCopying  1,500 of 6,000 rows  2048 bytes  400 rows/s  about 11.0 s left"_s);
    text.clear();
    copying.done = 1600;
    progress.report(copying); // too early
    QVERIFY(text.isEmpty());
    progress.note(u"Retried once"_s);
    QVERIFY(text.startsWith(u"\r\033[KRetried once\nCopying"));
    text.clear();
    now += 200;
    progress.report(copying);
    QVERIFY(text.contains(u"1,600 of 6,000"));
    text.clear();
    progress.finish();
    QCOMPARE(text, u"\r\033[K"_s);
}

void TestArguments::printsLinesIntoPipe()
{
    QString text;
    QTextStream stream(&text);
    qint64 now = 0;
    ConsoleProgress progress(stream, false, [&] { return now; });
    Progress copying{u"Copying"_s, {}, u"rows"_s, 1, 0, 0, 0, 0, {}};
    progress.report(copying);
    now = 4000;
    progress.report(copying); // too early
    now = 6000;
    copying.done = 2;
    progress.report(copying);
    progress.finish();
    QCOMPARE(text, u"Copying  1 rows\nCopying  2 rows\n"_s);
}

void TestArguments::printsEvents()
{
    QString text;
    QTextStream stream(&text);
    JsonProgress progress(stream, [] { return qint64(0); });
    progress.report({u"Copying"_s, {}, u"rows"_s, 5, 10, 0, 0, 2.5, 2000});
    progress.report({u"Copying"_s, {}, u"rows"_s, 6, 10, 0, 0, 2.5, 2000}); // too early
    progress.note(u"two\nlines"_s);
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 2);
    const QJsonObject first = QJsonDocument::fromJson(lines[0].toUtf8()).object();
    QCOMPARE(first[u"event"_s].toString(), u"progress"_s);
    QCOMPARE(first[u"done"_s].toInteger(), 5);
    QCOMPARE(first[u"remainingMs"_s].toInteger(), 2000);
    QCOMPARE(QJsonDocument::fromJson(lines[1].toUtf8())[u"text"_s].toString(), u"two\nlines"_s);
}

QTEST_GUILESS_MAIN(TestArguments)
#include "tst_arguments.moc"
