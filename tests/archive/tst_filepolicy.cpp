// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/archivefind.h"
#include "archive/archiveoverview.h"
#include "archive/filedelete.h"
#include "archive/filedrop.h"
#include "archive/fileimport.h"
#include "archive/filejournal.h"
#include "archive/filemover.h"
#include "archivescenario.h"
#include "support/deadline.h"
#include "support/must.h"
#include "support/process.h"
#include "support/proxy.h"
#include "support/smalldisk.h"
#include "support/writers.h"

#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>

#include <csignal>

using namespace parterre;
using namespace parterre::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QualifiedName kTable{u"Mixed Case"_s, u"Tab'le \"x\". y/z"_s};
const QualifiedName kCopy{u"public"_s, u"copy"_s};

} // namespace

/// Policies whose archive is files: each old row is in the table or in a file, whatever ends a run, and comes back.
class TestFilePolicy : public ArchiveScenario {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        startServer();
        m_stride = qEnvironmentVariableIntValue("PARTERRE_TEST_STRIDE");
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        makeDatabase();
    }
    void thereAndBack_data();
    void thereAndBack();
    void whatChangesMeanwhileStays();
    void bringsBackTheLastVersion();
    void undoesARestore();
    void undoesWhatItCan();
    void triggersHaveTheirSay_data();
    void triggersHaveTheirSay();
    void undoIsCancelled();
    void undoesBesideOthers();
    void noticesAForeignKeyBetweenBatches();
    void followsItsFolder();
    void followsARename();
    void findsRows_data();
    void findsRows();
    void refusesToBeBypassed();
    void restoresIntoAChangedTable();
    void restoresAroundLiveRows();
    void refusesWhatDoesNotFit();
    void leavesACutMonth();
    void knowsItsFolder();
    void noticesThatItsFolderGoes();
    void endsItsFilesWhateverChanged_data();
    void endsItsFilesWhateverChanged();
    void takesNoOthersFile();
    void worksOnAPartitionOfAnother();
    void waitsForNobody();
    void underWrites();
    void backendsAreTerminated();
    void serverCrashes();
    void undoIsStruck();
    void programIsKilled();
    void runsFull();
    void commandLine();

private:
    ArchivePolicy policy() const
    {
        ArchivePolicy policy = policyFor(kTable, u"at"_s);
        policy.settings.folder = m_folder->path();
        return policy;
    }
    void make(bool partitioned = true);
    qint64 old() const { return count(kTable, u"at < (now() AT TIME ZONE 'UTC')::date - 730"_s); }
    QStringList files(const QString &pattern) const
    {
        return QDir(m_folder->path()).entryList({pattern}, QDir::Files | QDir::Hidden);
    }
    void mustBeWhole(const QString &when);
    void mustComplete(const QString &when);
    void goOnAfter(int statement, const std::function<void()> &strike, const QString &what);
    int statementsOfRun();
    void stopAtFirstFile();
    void waitForBackends();
    QByteArray said(const QStringList &words, int exitCode = 0);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_content;
    int m_stride = 0; ///< PARTERRE_TEST_STRIDE; 1 strikes at every statement
};

// Rows of three old months in two leaves (or one table), new ones, one of no age and one from before all time.
void TestFilePolicy::make(bool partitioned)
{
    m_sink.notes.clear();
    const QString name = kTable.quoted();
    ownerSql(
        u"DROP SCHEMA IF EXISTS \"Mixed Case\" CASCADE; CREATE SCHEMA \"Mixed Case\"; DROP TABLE IF EXISTS public.copy; "
        "DROP SCHEMA IF EXISTS parterre CASCADE;"
        "CREATE TABLE %1 (id bigint NOT NULL, at timestamp NOT NULL, n bigint NOT NULL DEFAULT 0, \"no te\" text, "
        "doubled bigint GENERATED ALWAYS AS (id * 2) STORED, PRIMARY KEY (id, at))%2"_s.arg(
            name, partitioned ? u" PARTITION BY RANGE (at)"_s : QString()));
    if (partitioned)
        ownerSql(
            u"CREATE TABLE \"Mixed Case\".\"p 1\" PARTITION OF %1 FOR VALUES FROM (MINVALUE) TO ('2021-02-10');"
            "CREATE TABLE \"Mixed Case\".\"p 2\" PARTITION OF %1 FOR VALUES FROM ('2021-02-10') TO (MAXVALUE)"_s.arg(
                name));
    ownerSql(
        u"INSERT INTO %1 (id, at, \"no te\") SELECT i, timestamp '2021-01-01' + i * interval '4 hours', CASE i %% 3 "
        "WHEN 0 THEN NULL WHEN 1 THEN '' ELSE E'a,\"b\"\\n' || i END FROM generate_series(1, 400) i;"
        "INSERT INTO %1 (id, at) SELECT i, now() AT TIME ZONE 'UTC', NULL FROM generate_series(1001, 1010) i;"_s
            .replace(u"%%"_s, u"%"_s)
            .replace(u"SELECT i, now() AT TIME ZONE 'UTC', NULL"_s, u"SELECT i, now() AT TIME ZONE 'UTC'"_s)
            .arg(name));
    ownerSql(u"INSERT INTO %1 (id, at) VALUES (2000, '-infinity')"_s.arg(name));
    m_content = contentOf({kTable});
}

// By a copy into which every file of the books is read: what is in no file and not live is lost.
void TestFilePolicy::mustBeWhole(const QString &when)
{
    ownerSql(
        u"DROP TABLE IF EXISTS public.copy; CREATE TABLE public.copy (LIKE %1 INCLUDING ALL)"_s.arg(kTable.quoted()));
    auto session = must(openArchiveSession(archiveOptions(), kTable));
    const auto booked = must(filejournal::files(*session, policy().id()));
    qint64 left = 0;
    for (const BookedFile &file : booked) {
        if (!QFile::exists(file.manifestPath()))
            continue;
        const auto imported = importRows(*session, {file.manifestPath(), kCopy, {}}, m_sink);
        QVERIFY2(imported, imported ? "" : qPrintable(when + u": "_s + imported.error().toText()));
        QVERIFY2(imported->present.different == 0, qPrintable(when));
        left += imported->inserted;
    }
    // Of a file that is not done yet, rows are in the table still.
    ownerSql(
        u"DELETE FROM public.copy c USING %1 x WHERE c.id = x.id AND c.at = x.at AND ROW(c.*)::text = ROW(x.*)::text"_s
            .arg(kTable.quoted()));
    const QString now = contentOf({kTable, kCopy});
    QVERIFY2(now == m_content, qPrintable(u"%1: %2, not %3 (%4 in files)"_s.arg(when, now, m_content).arg(left)));
}

void TestFilePolicy::mustComplete(const QString &when)
{
    const auto run = archiver().run(policy());
    QVERIFY2(run, run ? "" : qPrintable(when + u": "_s + run.error().toText()));
    QCOMPARE(count(kTable), 11);
    mustBeWhole(when + u", completed"_s);
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_file WHERE state <> 'done' OR rows <> left_rows"_s), u"0"_s);
    QCOMPARE(value(u"SELECT sum(rows) FROM parterre.archive_file"_s), u"400"_s); // none is in two
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_run WHERE state = 'running'"_s), u"0"_s);
    QCOMPARE(files(u"*.part"_s), QStringList());
    QCOMPARE(files(u"*.manifest.json"_s).size(), files(u"*.zst"_s).size());
    QCOMPARE(QString::number(files(u"*.manifest.json"_s).size()),
             value(u"SELECT count(*) FROM parterre.archive_file"_s));
}

void TestFilePolicy::thereAndBack_data()
{
    QTest::addColumn<bool>("partitioned");
    QTest::addColumn<ArchiveFormat>("format");
    QTest::addColumn<int>("files");
    QTest::newRow("partitioned, csv") << true << ArchiveFormat::Csv << 4; // February is in both leaves
    QTest::newRow("partitioned, binary") << true << ArchiveFormat::Binary << 4;
    QTest::newRow("plain, csv") << false << ArchiveFormat::Csv << 3;
}

void TestFilePolicy::thereAndBack()
{
    QFETCH(bool, partitioned);
    QFETCH(ArchiveFormat, format);
    QFETCH(int, files);
    make(partitioned);
    ArchivePolicy wanted = policy();
    wanted.settings.format = format;
    const auto added = archiver().add(wanted);
    QVERIFY_RESULT(added);
    QCOMPARE(added->policy.tier, kTierFiles);
    QVERIFY(added->policy.archive.isEmpty());
    QVERIFY(!added->statements.isEmpty());
    const auto run = archiver().run(added->policy);
    QVERIFY_RESULT(run);
    QCOMPARE(run->rows, 400);
    QCOMPARE(run->leftBehind, 0);
    QCOMPARE(run->remarks, QStringList());
    QCOMPARE(this->files(u"*.manifest.json"_s).size(), files);
    QVERIFY(this->files(u"*2021-01.manifest.json"_s).size() == 1);
    QCOMPARE(value(u"SELECT count(*) FROM pg_class WHERE relname LIKE '%archive' AND relkind IN ('r', 'p')"_s), u"0"_s);
    mustComplete(u"once more"_s);

    auto books = must(openArchiveBooks(archiveOptions()));
    const auto overview = readArchiveOverview(*books, QDateTime::currentDateTimeUtc());
    QVERIFY_RESULT(overview);
    const PolicyStanding standing = overview->policies.first();
    QVERIFY(standing.policy.isInFiles());
    QCOMPARE(standing.rows, 400);
    qint64 onDisk = 0;
    for (const QString &name : this->files(u"*.zst"_s))
        onDisk += QFileInfo(m_folder->filePath(name)).size();
    QCOMPARE(standing.bytes.value_or(0), onDisk);
    QCOMPARE(overview->runs.first().sizes(kSizesAfter)->archive, onDisk);

    const auto some = restorer().restore(policy(), {u"2021-02-01"_s, u"2021-02-20"_s, {}, {}});
    QVERIFY_RESULT(some);
    QCOMPARE(some->rows, 19 * 6);
    QCOMPARE(count(kTable), 11 + 19 * 6);
    const auto all = restorer().restore(policy(), {{}, {}, {}, u"id > 0"_s});
    QVERIFY_RESULT(all);
    QCOMPARE(all->rows, 400 - 19 * 6);
    QCOMPARE(all->conflicts.count, 0); // what has come back is no file's any more
    QCOMPARE(contentOf({kTable}), m_content);
    const auto undone = restorer().undo(all->runId);
    QVERIFY_RESULT(undone);
    QCOMPARE(undone->rows, all->rows);
    QCOMPARE(undone->changed, QStringList());
    QCOMPARE(count(kTable), 11 + 19 * 6);
    QVERIFY(!restorer().undo(all->runId)); // it is undone
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"id > 0"_s}));
    QCOMPARE(contentOf({kTable}), m_content);
    QVERIFY_RESULT(archiver().run(policy())); // into files of other names
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_file_void"_s), u"0"_s);
    const auto late = restorer().undo(some->runId);
    QVERIFY(!late && late.error().code == ErrorCode::Refused);
    QCOMPARE(count(kTable), 11);
    QCOMPARE(this->files(u"*.manifest.json"_s).size(), 2 * files);
}

// A row that is changed, deleted, or held after its file was written.
void TestFilePolicy::whatChangesMeanwhileStays()
{
    make();
    PgClient holder = mustConnect(owner());
    bool struck = false;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId != u"archive/prove_file" || std::exchange(struck, true))
            return;
        ownerSql(u"UPDATE %1 SET n = 7 WHERE id = 1; DELETE FROM %1 WHERE id = 2"_s.arg(kTable.quoted()));
        mustExec(holder, u"BEGIN; SELECT FROM %1 WHERE id = 3 FOR UPDATE"_s.arg(kTable.quoted()));
    };
    const auto run = Archiver(options).run(policy());
    QVERIFY_RESULT(run);
    QVERIFY(struck);
    QCOMPARE(run->leftBehind, 2);
    QCOMPARE(run->remarks, QStringList());
    QCOMPARE(value(u"SELECT n FROM %1 WHERE id = 1"_s.arg(kTable.quoted())), u"7"_s);
    mustExec(holder, u"ROLLBACK"_s);
    QVERIFY_RESULT(archiver().run(policy()));
    QCOMPARE(count(kTable), 11);
    QVERIFY(files(u"*2021-01-2.manifest.json"_s).size() == 1);
    // The version that left is the one that comes back, and nothing that the application has deleted.
    const auto restored = restorer().restore(policy(), {{}, {}, {}, u"id IN (1, 2, 3)"_s});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 2);
    QCOMPARE(restored->conflicts.count, 0);
    QCOMPARE(value(u"SELECT n FROM %1 WHERE id = 1"_s.arg(kTable.quoted())), u"7"_s);
    QCOMPARE(count(kTable), 13);
}

// A row that came back and left once more is in two files; the older one does not stand for it.
void TestFilePolicy::bringsBackTheLastVersion()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"id = 5"_s}));
    ownerSql(u"UPDATE %1 SET n = 5, at = '2021-02-01' WHERE id = 5"_s.arg(kTable.quoted()));
    QVERIFY_RESULT(archiver().run(policy()));
    QCOMPARE(count(kTable), 11);
    for (const RestoreRequest &request : {RestoreRequest{{}, {}, {}, u"id = 5 AND n = 0"_s},
                                          RestoreRequest{u"2021-01-01"_s, u"2021-01-02"_s, {}, {}}}) {
        const auto old = restorer().restore(policy(), request);
        QVERIFY_RESULT(old);
        QCOMPARE(count(kTable, u"id = 5"_s), 0);
    }
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
    QCOMPARE(value(u"SELECT n FROM %1 WHERE id = 5"_s.arg(kTable.quoted())), u"5"_s);
    QCOMPARE(count(kTable), 411);
}

// A row that was changed, deleted or held since stays as it is.
void TestFilePolicy::undoesARestore()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    const auto restored = restorer().restore(policy(), {{}, {}, {}, u"id <= 200"_s});
    QVERIFY_RESULT(restored);
    ownerSql(u"UPDATE %1 SET n = 7 WHERE id = 1; DELETE FROM %1 WHERE id = 2"_s.arg(kTable.quoted()));
    PgClient holder = mustConnect(owner());
    mustExec(holder, u"BEGIN; SELECT FROM %1 WHERE id = 3 FOR UPDATE"_s.arg(kTable.quoted()));
    const auto most = restorer().undo(restored->runId);
    QVERIFY_RESULT(most);
    QCOMPARE(most->rows, 197);
    QCOMPARE(most->changed.size(), 3);
    QVERIFY(most->changed.first().startsWith(u"(1,"_s));
    QCOMPARE(most->changedRows, 3);
    QVERIFY(m_sink.notes.contains(u"The same undo can be done once more for the rest."_s));
    mustExec(holder, u"ROLLBACK"_s);
    const auto rest = restorer().undo(restored->runId);
    QVERIFY_RESULT(rest);
    QCOMPARE(rest->rows, 1);
    QCOMPARE(rest->changedRows, 2);
    QCOMPARE(count(kTable), 12);
    QVERIFY(!restorer().undo(restored->runId));
    // What stayed is no file's any more, what the application deleted does not come back.
    const auto all = restorer().restore(policy(), {{}, {}, {}, u"true"_s});
    QVERIFY_RESULT(all);
    QCOMPARE(all->rows, 398);
    QCOMPARE(all->conflicts.count, 0);
    QCOMPARE(value(u"SELECT n FROM %1 WHERE id = 1"_s.arg(kTable.quoted())), u"7"_s);
    // A column that came since may hold what no file has.
    ownerSql(u"ALTER TABLE %1 ADD COLUMN more text"_s.arg(kTable.quoted()));
    const auto refused = restorer().undo(all->runId);
    QVERIFY(!refused && refused.error().code == ErrorCode::Refused);
    QCOMPARE(count(kTable), 410);
}

// More rows than are named; files that cannot be read, and a run that is refused, take nothing from the undo.
void TestFilePolicy::undoesWhatItCan()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    const auto restored = restorer().restore(policy(), {{}, {}, {}, u"true"_s});
    QVERIFY_RESULT(restored);
    ownerSql(u"UPDATE %1 SET n = 7 WHERE id <= 160"_s.arg(kTable.quoted()));
    const QString folder = m_folder->path();
    QVERIFY(QFile::rename(folder, folder + u".away"_s));
    QVERIFY(!archiver().run(policy())); // its folder is not there
    const auto none = restorer().undo(restored->runId);
    QVERIFY(!none && none.error().code == ErrorCode::NotFound);
    QVERIFY(QFile::rename(folder + u".away"_s, folder));
    const QString march = m_folder->filePath(files(u"*2021-03.manifest.json"_s).value(0));
    QVERIFY(QFile::rename(march, march + u".away"_s));
    m_sink.notes.clear();
    const auto some = restorer().undo(restored->runId);
    QVERIFY_RESULT(some);
    QCOMPARE(some->changedRows, 160);
    QVERIFY(some->unfinished);
    QVERIFY(some->changed.size() >= 100 && some->changed.size() <= 160);
    QCOMPARE(m_sink.notes.filter(u"2021-03 cannot be read"_s).size(), 1);
    QVERIFY(QFile::rename(march + u".away"_s, march));
    const auto rest = restorer().undo(restored->runId);
    QVERIFY_RESULT(rest);
    QVERIFY(rest->rows > 0);
    QCOMPARE(count(kTable), 11 + 160);
    // A file that stands for no row is missed by nobody.
    const auto back = restorer().restore(policy(), {{}, {}, u"Mixed Case.p 2.2021-03"_s, {}});
    QVERIFY_RESULT(back);
    QVERIFY(QFile::remove(march));
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
    QCOMPARE(count(kTable), 411);
    // After a run that ended well the lists of such files are gone, and the undo says so.
    ownerSql(u"UPDATE %1 SET n = 7 WHERE at < '2022-01-01' AND at > '-infinity'"_s.arg(kTable.quoted()));
    QVERIFY_RESULT(archiver().run(policy()));
    const auto late = restorer().undo(back->runId);
    QVERIFY(!late && late.error().detail.startsWith(u"The policy has run since"_s));
}

// What triggers do when the transaction ends counts, too.
void TestFilePolicy::triggersHaveTheirSay_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("onDelete");
    QTest::newRow("changes what is inserted, at the end")
        << u"AFTER INSERT ON %1 INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.act('UPDATE %2 SET n = 9 WHERE id = $1.id')"_s
        << false;
    QTest::newRow("deletes what is inserted, at the end")
        << u"AFTER INSERT ON %1 INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.act('DELETE FROM %2 WHERE id = $1.id')"_s
        << false;
    QTest::newRow("puts back what is deleted")
        << u"AFTER DELETE ON %1 FOR EACH ROW EXECUTE FUNCTION public.act('INSERT INTO %2 (id, at, n) VALUES ($1.id, $1.at, $1.n)')"_s
        << true;
    QTest::newRow("puts it back at the end")
        << u"AFTER DELETE ON %1 INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.act('INSERT INTO %2 (id, at, n) VALUES ($1.id, $1.at, $1.n)')"_s
        << true;
}

void TestFilePolicy::triggersHaveTheirSay()
{
    QFETCH(QString, what);
    QFETCH(bool, onDelete);
    make();
    const QString name = kTable.quoted();
    QVERIFY_RESULT(archiver().run(policy()));
    const auto restored = restorer().restore(policy(), {{}, {}, {}, u"id <= 50"_s});
    QVERIFY_RESULT(restored);
    const QString before = contentOf({kTable});
    const QString inLiteral = QString(name).replace(u"'"_s, u"''"_s);
    ownerSql(
        u"CREATE OR REPLACE FUNCTION public.act() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF mod(coalesce(NEW.id, "
        "OLD.id), 7) = 0 THEN EXECUTE TG_ARGV[0] USING coalesce(NEW, OLD); END IF; RETURN NULL; END $$; CREATE "
        "CONSTRAINT TRIGGER act "_s
        % QString(what).replace(u"%1"_s, name).replace(u"%2"_s, inLiteral));
    const auto done =
        onDelete ? restorer().undo(restored->runId) : restorer().restore(policy(), {{}, {}, {}, u"true"_s});
    QVERIFY(!done);
    QVERIFY2(done.error().code == ErrorCode::Changed || done.error().code == ErrorCode::Mismatch,
             qPrintable(done.error().toText()));
    QCOMPARE(contentOf({kTable}), before);
    ownerSql(u"DROP TRIGGER act ON %1"_s.arg(name));
    QVERIFY_RESULT(restorer().undo(restored->runId));
    QCOMPARE(count(kTable), 11);
    mustBeWhole(u"after a trigger"_s);
}

// In the middle: what has left is the files' again, the rest is live, and the message says so.
void TestFilePolicy::undoIsCancelled()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    const auto restored = restorer().restore(policy(), {{}, {}, {}, u"true"_s});
    QVERIFY_RESULT(restored);
    ArchiveOptions options = archiveOptions();
    int batches = 0;
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archivefile/undo_booked" && ++batches == 2)
            options.cancel.cancel();
    };
    const auto cancelled = Restorer(options).undo(restored->runId);
    QVERIFY(!cancelled && cancelled.error().isCancelled());
    QVERIFY2(cancelled.error().detail.contains(u"have left again"_s), qPrintable(cancelled.error().toText()));
    const qint64 live = count(kTable);
    QVERIFY2(live > 11 && live < 411, qPrintable(QString::number(live)));
    mustBeWhole(u"cancelled"_s);
    QVERIFY_RESULT(restorer().undo(restored->runId));
    QCOMPARE(count(kTable), 11);
}

// Autovacuum is at the lists of rows just after a large restore; another table's policy is out of reach.
void TestFilePolicy::undoesBesideOthers()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    const auto restored = restorer().restore(policy(), {{}, {}, {}, u"true"_s});
    QVERIFY_RESULT(restored);
    PgClient holder = mustConnect(owner());
    mustExec(holder, u"BEGIN; LOCK TABLE parterre.archive_file_void IN SHARE UPDATE EXCLUSIVE MODE"_s);
    const auto undone = restorer().undo(restored->runId);
    QVERIFY_RESULT(undone);
    QCOMPARE(undone->rows, 400);
    QCOMPARE(count(kTable), 11);
    mustExec(holder, u"ROLLBACK"_s);
    sql(u"CREATE SCHEMA closed; CREATE TABLE closed.t (id bigint); REVOKE ALL ON SCHEMA closed FROM PUBLIC;"
        "UPDATE parterre.archive_file SET policy_id = 'closed.t'; UPDATE parterre.archive_run SET table_schema = 'closed', table_name = 't'"_s);
    QVERIFY_RESULT(archiver().add(policy()));
    sql(u"DROP SCHEMA closed CASCADE"_s);
}

// A foreign key with CASCADE that comes between two batches: nothing of another table goes.
void TestFilePolicy::noticesAForeignKeyBetweenBatches()
{
    make(false);
    const QString name = kTable.quoted();
    ownerSql(
        u"INSERT INTO %1 (id, at) SELECT 10000 + i, timestamp '2021-02-15' FROM generate_series(1, 25000) i; CREATE "
        "TABLE public.child (id bigint, at timestamp, PRIMARY KEY (id, at)); INSERT INTO public.child SELECT id, at FROM %1 WHERE id >= "
        "10000"_s.arg(name));
    ArchiveOptions options = archiveOptions();
    int batches = 0;
    bool added = false;
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/count_left")
            ++batches;
        if (batches > 1 && record.statementId == u"transaction/commit" && !std::exchange(added, true))
            ownerSql(
                u"ALTER TABLE public.child ADD FOREIGN KEY (id, at) REFERENCES %1 ON DELETE CASCADE NOT VALID"_s.arg(
                    name));
    };
    const auto run = Archiver(options).run(policy());
    QVERIFY(added);
    QVERIFY(count({u"public"_s, u"child"_s}) == 25'000);
    QVERIFY2(!run || !run->remarks.isEmpty(), "it must be told");
}

// An empty mount point is not taken for the folder by a change of the policy; a folder that was moved is known again.
void TestFilePolicy::followsItsFolder()
{
    make();
    QVERIFY_RESULT(archiver().add(policy()));
    auto books = must(openArchiveBooks(archiveOptions()));
    const auto kept = [&] { return must(archivejournal::policy(*books, kTable.quoted())); };
    QVERIFY_RESULT(archiver().run(kept()));
    const QString folder = m_folder->path();
    QVERIFY(QDir().rename(folder, folder + u".moved"_s));
    QVERIFY(QDir().mkdir(folder));
    ArchivePolicy changed = kept();
    changed.keepDays = 700;
    const auto refused = archiver().add(changed);
    QVERIFY(!refused && refused.error().code == ErrorCode::Refused);
    QVERIFY2(refused.error().detail.contains(u"not mounted"_s), qPrintable(refused.error().toText()));
    QCOMPARE(QDir(folder).entryList(QDir::Files), QStringList());
    ArchivePolicy moved = kept();
    moved.settings.folder = folder + u".moved"_s;
    moved.settings.folderId.clear();
    QVERIFY_RESULT(archiver().add(moved));
    const auto restored = restorer().restore(kept(), {{}, {}, {}, u"true"_s});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 400);
    QCOMPARE(contentOf({kTable}), m_content);
    QVERIFY(QDir().rmdir(folder) && QDir().rename(folder + u".moved"_s, folder));
}

// Its files are found under its new name.
void TestFilePolicy::followsARename()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    ownerSql(u"ALTER TABLE %1 RENAME TO renamed"_s.arg(kTable.quoted()));
    const QualifiedName renamed{u"Mixed Case"_s, u"renamed"_s};
    ArchivePolicy under = policyFor(renamed, u"at"_s);
    under.settings.folder = m_folder->path();
    const QString path = m_folder->filePath(files(u"*p 1.2021-01.manifest.json"_s).value(0));
    auto session = must(openArchiveSession(archiveOptions(), renamed));
    const auto bypassed = importRows(*session, {path, renamed}, m_sink);
    QVERIFY(!bypassed && bypassed.error().message.contains(u"is a file of the policy"_s));
    QVERIFY_RESULT(archiver().add(under));
    const auto restored = restorer().restore(under, {{}, {}, {}, u"true"_s});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 400);
    QCOMPARE(contentOf({renamed}), m_content);
}

// Live rows and those of the files, each once, in the order of their age; what came back is found live.
void TestFilePolicy::findsRows_data()
{
    QTest::addColumn<ArchiveFormat>("format");
    QTest::newRow("csv") << ArchiveFormat::Csv;
    QTest::newRow("binary") << ArchiveFormat::Binary;
}

void TestFilePolicy::findsRows()
{
    QFETCH(ArchiveFormat, format);
    make();
    ArchivePolicy wanted = policy();
    wanted.settings.format = format;
    QVERIFY_RESULT(archiver().run(wanted));
    QVERIFY_RESULT(restorer().restore(wanted, {{}, {}, {}, u"id IN (2, 4, 200)"_s}));
    ownerSql(
        u"UPDATE %1 SET n = 1 WHERE id = 2; ALTER TABLE %1 ADD COLUMN more text DEFAULT 'new'"_s.arg(kTable.quoted()));
    QVERIFY_RESULT(archiver().run(wanted)); // … and left again, for other files
    QVERIFY_RESULT(restorer().restore(wanted, {{}, {}, {}, u"id = 4"_s}));
    auto session = must(openArchiveSession(archiveOptions(), kTable));
    QStringList ids;
    QStringList live;
    QString after;
    do {
        const auto page = findArchived(*session, wanted, u"id % 2 = 0"_s, 37, m_sink, after);
        QVERIFY_RESULT(page);
        QCOMPARE(page->columns.first(), u"id"_s);
        QCOMPARE(page->columns.last(), u"archived_at"_s);
        for (const auto &row : page->rows) {
            ids << row.first().value_or(QString());
            if (!row.last())
                live << row.first().value_or(QString());
            if (row.first() == u"2"_s)
                QCOMPARE(row[2], std::optional(u"1"_s)); // the version that left last
        }
        after = page->next;
    } while (!after.isEmpty());
    QCOMPARE(ids.size(), 200 + 5 + 1);
    QCOMPARE(QSet<QString>(ids.cbegin(), ids.cend()).size(), ids.size());
    QCOMPARE(ids.last(), u"2000"_s); // from before all time
    QCOMPARE(ids[ids.size() - 2], u"2"_s);
    QVERIFY(live.contains(u"4"_s) && !live.contains(u"2"_s) && live.size() == 7);
    ownerSql(u"ALTER TABLE %1 DROP COLUMN \"no te\""_s.arg(kTable.quoted())); // what the table has is shown
    const auto narrower = findArchived(*session, wanted, u"id = 5"_s, 5, m_sink);
    QVERIFY_RESULT(narrower);
    QCOMPARE(narrower->rows.size(), 1);
    const auto lacking = findArchived(*session, wanted, u"more = 'new'"_s, 5, m_sink);
    QVERIFY(!lacking); // older files have no such column
    QVERIFY2(lacking.error().message.contains(u"more"_s), qPrintable(lacking.error().toText()));
    const QString path = m_folder->filePath(files(u"*p 2.2021-03.manifest.json"_s).value(0));
    QVERIFY(QFile::rename(path, path + u".away"_s));
    const auto gone = findArchived(*session, wanted, u"id = 5"_s, 5, m_sink);
    QVERIFY(!gone && gone.error().code == ErrorCode::NotFound); // the answer would not be all
}

// By hand, past the books, nothing of a policy's file goes into its table or out of it.
void TestFilePolicy::refusesToBeBypassed()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    const QString path = m_folder->filePath(files(u"*p 1.2021-01.manifest.json"_s).value(0));
    const QualifiedName leaf{u"Mixed Case"_s, u"p 1"_s};
    auto session = must(openArchiveSession(archiveOptions(), kTable));
    for (const QualifiedName &table : {QualifiedName(), leaf, kTable}) {
        const auto imported = importRows(*session, {path, table}, m_sink);
        QVERIFY(!imported && imported.error().code == ErrorCode::Refused);
        QVERIFY2(imported.error().hint.contains(u"--leaf 'Mixed Case.p 1.2021-01'"_s),
                 qPrintable(imported.error().toText()));
        const auto deleted = deleteExported(*session, path, table, m_sink);
        QVERIFY(!deleted && deleted.error().code == ErrorCode::Refused);
    }
    ownerSql(u"ALTER TABLE %1 DETACH PARTITION %2"_s.arg(kTable.quoted(), leaf.quoted()));
    const auto dropped = dropExportedTable(*session, path, leaf, m_sink);
    QVERIFY(!dropped && dropped.error().code == ErrorCode::Refused);
    QVERIFY2(dropped.error().message.contains(u"policy of"_s), qPrintable(dropped.error().toText()));
    QCOMPARE(count(leaf), 1);
    // A partition made anew, and a file that its run could not book any more.
    ownerSql(u"DROP TABLE %2; CREATE TABLE %2 PARTITION OF %1 FOR VALUES FROM (MINVALUE) TO ('2021-02-10')"_s.arg(
        kTable.quoted(), leaf.quoted()));
    const auto again = importRows(*session, {path, {}}, m_sink);
    QVERIFY(!again && again.error().code == ErrorCode::Refused);
    ownerSql(u"UPDATE parterre.archive_file SET state = 'writing', sha256 = '', looked = 0"_s);
    const auto unbooked = deleteExported(*session, path, {}, m_sink);
    QVERIFY(!unbooked && unbooked.error().message.contains(u"policy of"_s));
    ownerSql(u"CREATE TABLE public.copy (LIKE %1 INCLUDING ALL)"_s.arg(kTable.quoted()));
    QVERIFY_RESULT(importRows(*session, {path, kCopy}, m_sink)); // into another table as it likes
}

// As the table is now: with a column more, and without a partition that was dropped.
void TestFilePolicy::restoresIntoAChangedTable()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    ownerSql(
        u"ALTER TABLE %1 ADD COLUMN more text DEFAULT 'new'; DROP TABLE \"Mixed Case\".\"p 1\""_s.arg(kTable.quoted()));
    const auto missing = restorer().restore(policy(), {{}, {}, {}, u"id = 5"_s});
    QVERIFY(!missing);
    QVERIFY2(missing.error().hint.contains(u"CREATE TABLE \"Mixed Case\".\"p 1\" PARTITION OF"),
             qPrintable(missing.error().toText()));
    ownerSql(missing.error().hint.section(u": "_s, 1));
    const auto lacking = restorer().restore(policy(), {{}, {}, {}, u"more = 'new' OR id > 0"_s});
    QVERIFY(!lacking && lacking.error().message.contains(u"more"_s));
    QVERIFY2(lacking.error().detail.contains(u"rows of file Mixed Case.p"_s), qPrintable(lacking.error().toText()));
    QCOMPARE(count(kTable), 10); // and not those of the files before
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
    QCOMPARE(count(kTable), 410); // without the one of no age, which was in the partition
    QCOMPARE(count(kTable, u"more = 'new'"_s), 410);
}

void TestFilePolicy::restoresAroundLiveRows()
{
    make();
    QVERIFY_RESULT(archiver().run(policy()));
    ownerSql(u"INSERT INTO %1 (id, at, n) VALUES (5, timestamp '2021-01-01 20:00', 55)"_s.arg(kTable.quoted()));
    const auto preview = restorer().preview(policy(), {u"2021-01-01"_s, u"2021-02-01"_s, {}, {}});
    QVERIFY_RESULT(preview);
    QVERIFY(preview->atMost);
    QVERIFY(preview->rows >= 185);
    QVERIFY(!preview->statements.isEmpty());
    const auto restored = restorer().restore(policy(), {u"2021-01-01"_s, u"2021-02-01"_s, {}, {}});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->conflicts.count, 1);
    QVERIFY(!restored->conflicts.first.first().equal);
    QCOMPARE(value(u"SELECT n FROM %1 WHERE id = 5"_s.arg(kTable.quoted())), u"55"_s);

    const auto both = restorer().restore(policy(), {u"2021-02-01"_s, u"2021-02-15"_s, {}, u"id % 2 = 0"_s});
    QVERIFY_RESULT(both);
    QCOMPARE(both->rows, 14 * 3);

    const auto nothing = restorer().restore(policy(), {u"1999-01-01"_s, u"1999-02-01"_s, {}, {}});
    QVERIFY(!nothing && nothing.error().code == ErrorCode::NotFound);
    const auto leaf = restorer().restore(policy(), {{}, {}, u"p 1"_s, {}});
    QVERIFY(!leaf && leaf.error().code == ErrorCode::NotFound);
    const qint64 live = count(kTable);
    const auto one = restorer().restore(policy(), {{}, {}, u"Mixed Case.p 2.2021-03"_s, {}});
    QVERIFY_RESULT(one);
    QVERIFY(one->rows > 0);
    QCOMPARE(count(kTable), live + one->rows);
    // Another file in its place, and one that is gone.
    const QString name = files(u"*p 2.2021-02.manifest.json"_s).value(0);
    QVERIFY(!name.isEmpty());
    const QString path = m_folder->filePath(name);
    QVERIFY(QFile::rename(path, path + u".away"_s));
    const QString before = contentOf({kTable});
    const auto gone = restorer().restore(policy(), {{}, {}, {}, u"true"_s});
    QVERIFY(!gone && gone.error().code == ErrorCode::NotFound);
    QVERIFY2(gone.error().hint.contains(u"--from"_s), qPrintable(gone.error().toText()));
    QCOMPARE(contentOf({kTable}), before);
    QVERIFY(QFile::rename(path + u".away"_s, path));
    ownerSql(u"UPDATE parterre.archive_file SET sha256 = 'other' WHERE name = %1"_s.arg(
        quoteLiteral(name.chopped(QString(u".manifest.json"_s).size()))));
    const auto other = restorer().restore(policy(), {{}, {}, {}, u"true"_s});
    QVERIFY(!other && other.error().code == ErrorCode::Mismatch);
    QCOMPARE(contentOf({kTable}), before);
}

void TestFilePolicy::refusesWhatDoesNotFit()
{
    make();
    ArchivePolicy relative = policy();
    relative.settings.folder = u"archive"_s;
    QVERIFY(hasFinding(must(archiver().plan(relative)), u"folder"_s, u"archive"_s));
    ArchivePolicy both = policy();
    both.settings.server = u"cold"_s;
    QVERIFY(hasFinding(must(archiver().plan(both)), u"archive-shape"_s, m_folder->path()));
    ArchivePolicy elsewhere = policy();
    elsewhere.settings.folder = m_folder->filePath(u"no such"_s);
    QVERIFY(hasFinding(must(archiver().plan(elsewhere)), u"folder"_s, elsewhere.settings.folder, false));
    const auto run = archiver().run(elsewhere);
    QVERIFY(!run && run.error().code == ErrorCode::Refused);
    QVERIFY(!QFile::exists(elsewhere.settings.folder));
    QCOMPARE(value(u"SELECT state FROM parterre.archive_run"_s), u"failed"_s);
    const auto view = archiver().makeView(policy());
    QVERIFY(!view && view.error().code == ErrorCode::Refused);
    sql(u"REVOKE TEMPORARY ON DATABASE app FROM PUBLIC, app_owner"_s);
    QVERIFY(hasFinding(must(archiver().plan(policy())), u"rights"_s, u"database"_s));
    sql(u"GRANT TEMPORARY ON DATABASE app TO app_owner"_s);
    ownerSql(u"ALTER TABLE %1 DROP CONSTRAINT \"Tab'le \"\"x\"\". y/z_pkey\""_s.arg(kTable.quoted()));
    QVERIFY(hasFinding(must(archiver().plan(policy())), u"no-key"_s, u"Tab'le"_s));
    mustBeWhole(u"refused"_s);
}

// A month that the limit cuts would be two files.
void TestFilePolicy::leavesACutMonth()
{
    make(false);
    ownerSql(u"INSERT INTO %1 (id, at) SELECT 5000 + i, (now() AT TIME ZONE 'UTC')::date - 730 - i * interval '1 day' "
             "FROM generate_series(1, 70) i"_s.arg(kTable.quoted()));
    ArchivePolicy whole = policy();
    whole.settings.leaveCut = true;
    QVERIFY_RESULT(archiver().run(whole));
    const QString month = u"date_trunc('month', (now() AT TIME ZONE 'UTC')::date - 730)"_s;
    QCOMPARE(count(kTable, u"id BETWEEN 5001 AND 5070 AND at < "_s + month), 0);
    QCOMPARE(
        count(kTable, u"id BETWEEN 5001 AND 5070"_s),
        value(
            u"SELECT count(*) FROM generate_series(1, 70) i WHERE (now() AT TIME ZONE 'UTC')::date - 730 - i * interval '1 day' >= "_s
            + month)
            .toInt());
    QVERIFY(value(u"SELECT max(greatest_age)::timestamp < %1 FROM parterre.archive_file"_s.arg(month)) == u"t"_s);
}

// A disk that is not mounted is not taken for the folder; nor is that of another machine.
void TestFilePolicy::knowsItsFolder()
{
    make();
    ArchivePolicy young = policy();
    young.keepDays = 20'000;
    QVERIFY_RESULT(archiver().run(young));
    QCOMPARE(files(u"*"_s), QStringList{kFolderMark});
    stopAtFirstFile();
    mustBeWhole(u"cancelled"_s);
    const QString mark = m_folder->filePath(kFolderMark);
    QVERIFY(QFile::rename(mark, mark + u".away"_s));
    const auto unmounted = archiver().run(policy());
    QVERIFY(!unmounted && unmounted.error().code == ErrorCode::Refused);
    QVERIFY2(unmounted.error().detail.contains(kFolderMark), qPrintable(unmounted.error().toText()));
    QFile other(mark); // of another disk
    QVERIFY(other.open(QIODevice::NewOnly) && other.write("0123456789abcdef0123456789abcdef\n") > 0);
    other.close();
    QVERIFY(!archiver().run(policy()));
    QVERIFY(QFile::remove(mark) && QFile::rename(mark + u".away"_s, mark));
    ownerSql(u"UPDATE parterre.archive_file SET host = 'elsewhere'"_s); // whose machine began it is no matter
    mustComplete(u"mounted again"_s);
}

// A disk that goes away between two files.
void TestFilePolicy::noticesThatItsFolderGoes()
{
    make();
    bool struck = false;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (record.statementId == u"archive/end_file" && !std::exchange(struck, true))
            QVERIFY(QFile::remove(m_folder->filePath(kFolderMark)));
    };
    const auto run = Archiver(options).run(policy());
    QVERIFY(!run && run.error().code == ErrorCode::Refused);
    QCOMPARE(files(u"*.manifest.json"_s).size(), 1);
    mustBeWhole(u"gone in between"_s);
}

void TestFilePolicy::stopAtFirstFile()
{
    ArchiveOptions options = archiveOptions();
    options.observer = [options](const StatementRecord &record) mutable {
        if (record.statementId == u"archive/prove_file")
            options.cancel.cancel();
    };
    QVERIFY(!Archiver(options).run(policy()));
    QCOMPARE(value(u"SELECT count(*) FROM parterre.archive_file WHERE state = 'proved'"_s), u"1"_s);
}

// What the next run finds is not what the last one left: another file, a partition that is gone, a policy of a table.
void TestFilePolicy::endsItsFilesWhateverChanged_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("remarks");
    QTest::addColumn<int>("live"); // rows of the table afterwards
    QTest::newRow("renamed partition") << u"ALTER TABLE \"Mixed Case\".\"p 1\" RENAME TO \"p one\""_s << 0 << 11;
    QTest::newRow("another column") << u"ALTER TABLE %1 ADD COLUMN more text"_s << 1 << 11;
    QTest::newRow("dropped partition") << u"DROP TABLE \"Mixed Case\".\"p 1\""_s << 0 << 10;
    QTest::newRow("detached partition") << u"ALTER TABLE %1 DETACH PARTITION \"Mixed Case\".\"p 1\""_s << 0 << 10;
    QTest::newRow("another file") << u"UPDATE parterre.archive_file SET sha256 = 'other'"_s << 1 << 11;
    QTest::newRow("another table")
        << u"CREATE TABLE public.victim (LIKE %1 INCLUDING ALL); INSERT INTO public.victim (id, at, n, "
           "\"no te\") SELECT id, at, n, \"no te\" FROM %1; UPDATE parterre.archive_file SET "
           "leaf_oid = 'public.victim'::regclass, leaf_schema = 'public', leaf_name = 'victim'"_s
        << 0 << 11;
}

void TestFilePolicy::endsItsFilesWhateverChanged()
{
    QFETCH(QString, change);
    QFETCH(int, remarks);
    QFETCH(int, live);
    make();
    stopAtFirstFile();
    ownerSql(change.contains(u"%1"_s) ? change.arg(kTable.quoted()) : change);
    const auto run = archiver().run(policy());
    QVERIFY_RESULT(run);
    QCOMPARE(run->remarks.size(), remarks);
    QCOMPARE(count(kTable), live);
    if (value(u"SELECT to_regclass('public.victim') IS NOT NULL"_s) == u"t")
        QCOMPARE(value(u"SELECT count(*) FROM public.victim"_s), u"411"_s);
    if (change.contains(u"DETACH"_s))
        QCOMPARE(value(u"SELECT count(*) FROM \"Mixed Case\".\"p 1\""_s), u"240"_s);
    // Nothing is in two files for a restore.
    const auto restored = restorer().restore(policy(), {{}, {}, {}, u"at >= '2021-02-10'"_s});
    QVERIFY_RESULT(restored);
    QCOMPARE(restored->rows, 161);
    QCOMPARE(restored->conflicts.count, 0);
}

// A file of that name which is somebody else's is not taken for the one that was begun.
void TestFilePolicy::takesNoOthersFile()
{
    make();
    stopAtFirstFile();
    const QString before = contentOf({kTable});
    ownerSql(u"UPDATE parterre.archive_file SET state = 'writing', condition = 'another'"_s);
    QVERIFY_RESULT(archiver().run(policy()));
    QCOMPARE(files(u"*2021-01-2.manifest.json"_s).size(), 1);
    QCOMPARE(value(u"SELECT sum(rows) FROM parterre.archive_file"_s), u"400"_s);
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
    QCOMPARE(contentOf({kTable}), before);
}

// One of a role that the owner is a member of.
void TestFilePolicy::worksOnAPartitionOfAnother()
{
    make();
    sql(u"CREATE ROLE partner; GRANT partner TO app_owner; ALTER TABLE \"Mixed Case\".\"p 1\" OWNER TO partner"_s);
    const auto run = archiver().run(policy());
    QVERIFY_RESULT(run);
    QCOMPARE(count(kTable), 11);
    mustBeWhole(u"of another"_s);
    sql(u"DROP SCHEMA \"Mixed Case\" CASCADE; DROP ROLE partner"_s);
}

// Who wants to alter the table has his lock at once; the export begins anew.
void TestFilePolicy::waitsForNobody()
{
    make();
    ownerSql(
        u"INSERT INTO %1 (id, at, \"no te\") SELECT 10000 + i, timestamp '2021-01-05', repeat(md5(i::text), 8) FROM "
        "generate_series(1, 60000) i"_s.arg(kTable.quoted()));
    m_content = contentOf({kTable});
    std::thread seeker;
    qint64 waitedMs = -1;
    ArchiveOptions options = archiveOptions();
    // Somebody who wants the partition's lock from that statement on.
    const auto seekAt = [&](const QString &statementId) {
        waitedMs = -1;
        options.observer = [&, statementId](const StatementRecord &record) {
            if (record.statementId != statementId || seeker.joinable())
                return;
            seeker = std::thread([&] {
                PgClient client = mustConnect(owner());
                QElapsedTimer timer;
                timer.start();
                mustExec(client, u"BEGIN; LOCK TABLE \"Mixed Case\".\"p 1\" IN ACCESS EXCLUSIVE MODE; COMMIT"_s);
                waitedMs = timer.elapsed();
            });
        };
    };
    const auto hasWaited = [&] {
        if (!seeker.joinable())
            return false;
        seeker.join();
        seeker = {};
        return waitedMs >= 0 && waitedMs < 10'000;
    };
    seekAt(u"archivefile/checksum"_s);
    const auto run = Archiver(options).run(policy());
    QVERIFY(hasWaited());
    QVERIFY_RESULT(run);
    const auto gaveWay = [this] {
        return std::any_of(m_sink.notes.cbegin(), m_sink.notes.cend(),
                           [](const QString &note) { return note.startsWith(u"Somebody waited"); });
    };
    QVERIFY(gaveWay());
    m_sink.notes.clear();
    QCOMPARE(count(kTable), 11);
    mustBeWhole(u"altered meanwhile"_s);

    // So does a restore.
    seekAt(u"archivefile/compare"_s);
    const auto back = Restorer(options).restore(policy(), {{}, {}, u"Mixed Case.p 1.2021-01"_s, {}}); // the large one
    QVERIFY(hasWaited());
    QVERIFY_RESULT(back);
    QVERIFY(gaveWay());
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
    QCOMPARE(contentOf({kTable}), m_content);
}

void TestFilePolicy::underWrites()
{
    make();
    const QString name = kTable.quoted();
    ownerSql(
        u"CREATE TABLE public.ledger (id bigint, n bigint); GRANT USAGE ON SCHEMA \"Mixed Case\" TO app_user; GRANT "
        "SELECT, UPDATE ON %1 TO app_user; GRANT INSERT ON public.ledger TO app_user"_s.arg(name));
    Writers writers(conninfo(u"app_user"_s), 3, [&](int turn, const QString &) {
        return QStringList{
            u"WITH u AS (UPDATE %1 SET n = n + 1 WHERE id = %2 RETURNING id, n) INSERT INTO public.ledger "
            "SELECT id, n FROM u"_s.arg(name)
                .arg(1 + turn * 7919 % 400)};
    });
    const auto isCurrent = [&] { // of each row, the last version is live or in a file
        return value(
                   u"SELECT count(*) FROM (SELECT id, max(n) AS n FROM public.ledger GROUP BY id) l JOIN %1 x USING (id) "
                   "WHERE x.n <> l.n"_s.arg(name))
            == u"0";
    };
    for (int round = 0; round < 3; ++round) {
        const int turns = writers.turns();
        QVERIFY_RESULT(archiver().run(policy()));
        QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
        QVERIFY(waitUntil([&] { return writers.turns() > turns + 50; }, 30s));
    }
    QVERIFY_RESULT(archiver().run(policy()));
    const QStringList errors = writers.stop();
    QVERIFY2(errors.isEmpty(), qPrintable(errors.mid(0, 5).join(u'\n')));
    QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
    QCOMPARE(count(kTable), 411);
    QVERIFY(value(u"SELECT count(*) FROM public.ledger"_s).toInt() > 100);
    QVERIFY(isCurrent());
}

// ---------------------------------------------------------------- faults

void TestFilePolicy::waitForBackends()
{
    if (!m_cluster->isRunning())
        QVERIFY(m_cluster->start());
    QVERIFY(waitUntil(
        [&] {
            return value(u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s)
                == u"0";
        },
        30s));
}

int TestFilePolicy::statementsOfRun()
{
    int statements = 0;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &) { ++statements; };
    return Archiver(options).run(policy()) ? statements : 0;
}

void TestFilePolicy::goOnAfter(int statement, const std::function<void()> &strike, const QString &what)
{
    m_folder = std::make_unique<QTemporaryDir>();
    make();
    int number = 0;
    QString at;
    ArchiveOptions options = archiveOptions();
    options.observer = [&](const StatementRecord &record) {
        if (++number == statement) {
            at = record.statementId;
            strike();
        }
    };
    (void)Archiver(options).run(policy());
    const QString when = u"%1 after %2 (%3)"_s.arg(what, at).arg(statement);
    QVERIFY2(number >= statement, qPrintable(when));
    waitForBackends();
    if (value(u"SELECT to_regclass('parterre.archive_file') IS NOT NULL"_s) == u"t")
        mustBeWhole(when);
    mustComplete(when);
}

void TestFilePolicy::backendsAreTerminated()
{
    make();
    const int statements = statementsOfRun();
    QVERIFY(statements > 100);
    for (int n = 1; n <= statements && !QTest::currentTestFailed(); n += m_stride > 0 ? m_stride : 29)
        goOnAfter(
            n,
            [&] {
                sql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s);
            },
            u"terminated"_s);
}

void TestFilePolicy::serverCrashes()
{
    make();
    const int statements = statementsOfRun();
    for (int n = 20; n <= statements && !QTest::currentTestFailed(); n += m_stride > 0 ? m_stride : 97)
        goOnAfter(
            n, [&] { QVERIFY(m_cluster->crash()); }, u"crashed"_s);
}

// Each row is live or its file's, and doing it once more ends it.
void TestFilePolicy::undoIsStruck()
{
    int struck = 0;
    for (int n = 3; !QTest::currentTestFailed(); n += m_stride > 0 ? m_stride : 37) {
        m_folder = std::make_unique<QTemporaryDir>();
        make();
        QVERIFY_RESULT(archiver().run(policy()));
        const auto restored = restorer().restore(policy(), {{}, {}, {}, u"true"_s});
        QVERIFY_RESULT(restored);
        int number = 0;
        QString when;
        ArchiveOptions options = archiveOptions();
        options.observer = [&](const StatementRecord &record) {
            if (++number != n)
                return;
            when = u"undo struck after %1 (%2)"_s.arg(record.statementId).arg(n);
            if (n % 2 == 0)
                QVERIFY(m_cluster->crash());
            else
                sql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'parterre archive'"_s);
        };
        (void)Restorer(options).undo(restored->runId);
        if (number < n)
            break; // it has fewer statements
        ++struck;
        waitForBackends();
        mustBeWhole(when);
        const QString held =
            value(u"SELECT sum(f.looked - (SELECT count(*) FROM parterre.archive_file_void v WHERE v.file_id = f.id)) "
                  "FROM parterre.archive_file f"_s);
        QVERIFY2(count(kTable) + held.toInt() == 411, qPrintable(when));
        const auto again = restorer().undo(restored->runId);
        QVERIFY2(again || again.error().code == ErrorCode::Refused, qPrintable(when)); // or it was through
        QCOMPARE(count(kTable), 11);
        QVERIFY_RESULT(restorer().restore(policy(), {{}, {}, {}, u"true"_s}));
        QVERIFY2(contentOf({kTable}) == m_content, qPrintable(when));
    }
    qInfo("%d strikes", struck);
    QVERIFY(struck > 2);
}

// Exactly before a statement, of parterrectl as people run it.
void TestFilePolicy::programIsKilled()
{
    Proxy proxy(m_cluster->socketDir(), m_cluster->port());
    int struck = 0;
    for (int n = 40; !QTest::currentTestFailed(); n += m_stride > 0 ? m_stride : 37) {
        m_folder = std::make_unique<QTemporaryDir>();
        make();
        QVERIFY_RESULT(archiver().add(policy()));
        std::atomic<int> number = 0;
        proxy.setInspector([&](const std::string &) {
            return Verdict{++number == n ? Verdict::Kind::StopBefore : Verdict::Kind::Pass};
        });
        Program program;
        QVERIFY(program.start(
            {proxy.conninfo(kDatabase, u"app_owner"_s), u"archive"_s, u"run"_s, kTable.quoted(), u"--yes"_s}));
        QVERIFY(waitUntil([&] { return proxy.hasStopped() || !program.isRunning(); }, 60s));
        if (!proxy.hasStopped())
            break; // it has fewer statements
        ++struck;
        QVERIFY(program.sendSignal(SIGKILL));
        QVERIFY(program.waitForFinished(30s));
        proxy.letGo(Proxy::Held::Drop);
        waitForBackends();
        auto books = must(openArchiveBooks(archiveOptions()));
        const ArchiveOverview overview = must(readArchiveOverview(*books, QDateTime::currentDateTimeUtc()));
        if (!overview.runs.isEmpty()) {
            QCOMPARE(overview.alerts.size(), 1); // at once, and before the next run
            QCOMPARE(overview.alerts.first().kind, ArchiveAlert::Kind::Stopped);
        }
        mustBeWhole(u"killed before %1"_s.arg(n));
        mustComplete(u"killed before %1"_s.arg(n));
    }
    qInfo("%d strikes", struck);
    QVERIFY(struck > 3);
}

void TestFilePolicy::runsFull()
{
    SmallDisk disk;
    if (!disk.isMounted()) {
        qInfo("no right to mount a small disk here");
        return;
    }
    make();
    ownerSql(
        u"INSERT INTO %1 (id, at, \"no te\") SELECT 10000 + i, timestamp '2021-02-15', (SELECT string_agg(md5(i::text || j), '') FROM generate_series(1, 30) j) FROM "
        "generate_series(1, 2000) i"_s.arg(kTable.quoted()));
    m_content = contentOf({kTable});
    ArchivePolicy there = policy();
    there.settings.folder = disk.path();
    QVERIFY(disk.leave(100'000));
    const auto full = archiver().run(there);
    QVERIFY(!full);
    QVERIFY2(full.error().code == ErrorCode::Refused, qPrintable(full.error().toText()));
    QVERIFY2(full.error().toText().contains(u"space"_s), qPrintable(full.error().toText()));
    mustBeWhole(u"full"_s);
    QCOMPARE(QDir(disk.path()).entryList({u"*.part"_s}, QDir::Files), QStringList());
    QVERIFY(disk.leave(50'000'000));
    QVERIFY_RESULT(archiver().run(there));
    QCOMPARE(count(kTable), 11);
    mustBeWhole(u"there is room"_s);
}

// ---------------------------------------------------------------- as people run it

QByteArray TestFilePolicy::said(const QStringList &words, int exitCode)
{
    Program program;
    program.setWorkingDirectory(m_folder->path());
    if (!program.run(QStringList{owner(), u"archive"_s} + words))
        return "did not end";
    if (program.exitCode() != exitCode)
        return "exit code " + QByteArray::number(program.exitCode()) + ": " + program.errorOutput();
    return program.output() + program.errorOutput();
}

void TestFilePolicy::commandLine()
{
    make();
    const QString table = kTable.quoted();
    const QStringList add{u"add"_s, table, u"--column"_s, u"at"_s, u"--files"_s, u"."_s, u"--format"_s, u"binary"_s};
    const QByteArray added = said(add);
    QVERIFY2(QString::fromUtf8(added).contains(u"files in "_s + QDir(m_folder->path()).canonicalPath()),
             added.constData());
    const QByteArray shown = said({u"plan"_s, table, u"--show"_s});
    QVERIFY2(shown.contains("COPY") && shown.contains("DELETE FROM"), shown.constData());
    const QByteArray run = said({u"run"_s, table, u"--yes"_s});
    QVERIFY2(run.contains("400 rows"), run.constData());
    QCOMPARE(files(u"*.bin.zst"_s).size(), 4);
    QVERIFY(said({u"list"_s}).contains("files in"));
    QVERIFY(said({u"history"_s}).contains("400"));
    const QByteArray listed = said({u"files"_s, table});
    QVERIFY2(listed.contains("2021-01") && listed.contains("done"), listed.constData());
    QVERIFY(said({u"files"_s, table, u"--json"_s}).contains("\"held\": 185"));
    QVERIFY(said({u"check"_s}).contains("no run failed"));
    const QByteArray saved = said({u"savings"_s, table});
    QVERIFY2(saved.contains("rchive files"), saved.constData());
    const QByteArray found = said({u"find"_s, table, u"--where"_s, u"id = 5"_s});
    QVERIFY2(found.contains("2021-01-01 20:00:00"), found.constData());
    QVERIFY(said({u"files"_s, table, u"--verify"_s}).contains("4 files that hold rows were read, 0 of them"));
    const QString one = m_folder->filePath(files(u"*2021-03.bin.zst"_s).value(0));
    QVERIFY(QFile::rename(one, one + u".away"_s));
    const QByteArray wrong = said({u"files"_s, table, u"--verify"_s}, 1);
    QVERIFY2(wrong.contains("WRONG: Mixed Case.p 2.2021-03, with"), wrong.constData());
    QVERIFY(QFile::rename(one + u".away"_s, one));
    const QByteArray preview = said({u"restore"_s, table, u"--where"_s, u"id = 5"_s, u"--show"_s});
    QVERIFY2(preview.contains("At most"), preview.constData());
    QVERIFY(said({u"restore"_s, table, u"--where"_s, u"id = 5"_s, u"--yes"_s}).contains("the files stay"));
    QCOMPARE(count(kTable, u"id = 5"_s), 1);
    QVERIFY(said({u"list"_s, table}, 2).contains("all policies"));
    QVERIFY(said({u"history"_s, table}).contains("400"));
    QCOMPARE(value(u"SELECT tier || ' ' || state || ' ' || attended FROM parterre.archive_status"_s),
             u"files done false"_s);
    // A run that is refused is one that failed.
    sql(u"REVOKE TEMPORARY ON DATABASE app FROM PUBLIC, app_owner"_s);
    (void)said({u"run"_s, table, u"--yes"_s}, 4);
    sql(u"GRANT TEMPORARY ON DATABASE app TO app_owner"_s);
    const QByteArray alert = said({u"check"_s}, 1);
    QVERIFY2(alert.contains("temporary tables"), alert.constData());
    // A table from now on.
    const QByteArray other = said({u"add"_s, table, u"--to"_s, u"public.cold"_s});
    QVERIFY2(other.contains("public.cold") && other.contains("until now: files in"), other.constData());
    QVERIFY(said({u"remove"_s, table, u"--yes"_s}).contains("its archive stays"));
    QCOMPARE(files(u"*.bin.zst"_s).size(), 4);
}

QTEST_GUILESS_MAIN(TestFilePolicy)
#include "tst_filepolicy.moc"
