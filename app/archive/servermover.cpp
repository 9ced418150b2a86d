// SPDX-License-Identifier: GPL-3.0-or-later
#include "archive/servermover.h"

#include "archive/archiverunner.h"
#include "archive/serversettler.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

const QString kKeyTaken = u"23505"_s;
const SqlNames kWholeBatch{{u"among"_s, QString()}};

struct Text {
    Q_DECLARE_TR_FUNCTIONS(ServerMover)
};

// The columns of the index that turned a row away, as the server's detail names them: "Key (id, at)=(…) already
// exists."
std::optional<QStringList> keyOf(const Error &turnedAway)
{
    static const QRegularExpression columns(u"\\(([^)]*)\\)=\\("_s);
    const auto match = columns.match(turnedAway.detail);
    return match.hasMatch() ? std::optional(match.captured(1).split(u", "_s)) : std::nullopt;
}

} // namespace

MovedBatch MovedBatch::of(const Rows &rows)
{
    return {rows.integer(0, "moved"), rows.integer(0, "bytes"), rows.integer(0, "left_behind")};
}

QList<ArchiveStatement> ServerMover::describe(const ArchivePlan &plan, const QualifiedName &leaf)
{
    const ArchiveSql built = plan.sql();
    const QString together = Text::tr("once a batch of pages, in one transaction; $3 is %1").arg(plan.cutoff);
    return {{built.leafSql("archive/prove_remote_key", leaf), Text::tr("once, and taken back")},
            {built.sql("archive/begin_batch"), Text::tr("before each batch")},
            {built.leafSql("archive/send_rows", leaf), together},
            {built.sql("archive/read_back", kWholeBatch), together},
            {built.sql("archive/end_batch"), together}};
}

// A wider key than the table's would let a row in twice; a narrower one turns rows away, and none is lost.
Result<> ServerMover::judgeKey(const Error &turnedAway)
{
    const QStringList wanted = quoteIdentifiers(m_plan.source.keys.first().names());
    const auto found = keyOf(turnedAway);
    if (!found)
        return failure(ErrorCode::Refused,
                       Text::tr("the key of the table on server %1 cannot be told").arg(m_plan.policy.settings.server),
                       turnedAway.toText(), Text::tr("It must be over plain columns: (%1).").arg(wanted.join(u", "_s)));
    if (!std::all_of(found->cbegin(), found->cend(), [&](const QString &name) { return wanted.contains(name); }))
        return failure(ErrorCode::Refused,
                       Text::tr("the table on server %1 has another key: %2")
                           .arg(m_plan.policy.settings.server, found->join(u", "_s)),
                       Text::tr("A row could be archived twice."),
                       Text::tr("There: ALTER TABLE %1 ADD UNIQUE (%2);")
                           .arg(m_plan.policy.settings.serverTable.quoted(), wanted.join(u", "_s)));
    m_proven = true;
    return {};
}

// Not tried again where there was no row to prove it by, nor once it is proven.
Result<> ServerMover::proveKey(const QualifiedName &leaf, const Params &range)
{
    if (m_proven)
        return {};
    const auto tried = m_runner.session().execAll({{SqlText::load(u"transaction/begin"_s)},
                                                   {m_plan.sql().leafSql("archive/prove_remote_key", leaf), range},
                                                   {SqlText::load(u"transaction/rollback"_s)}});
    if (!tried && tried.error().sqlState == kKeyTaken)
        return judgeKey(tried.error());
    PARTERRE_TRY(tried);
    if (tried->at(1).affected == 0)
        return {};
    const QString key = quoteIdentifiers(m_plan.source.keys.first().names()).join(u", "_s);
    return failure(
        ErrorCode::Refused, Text::tr("the table on server %1 has no unique key").arg(m_plan.policy.settings.server),
        Text::tr("It took the same row twice, which was taken back: a row could be archived twice."),
        Text::tr("There: ALTER TABLE %1 ADD PRIMARY KEY (%2);").arg(m_plan.policy.settings.serverTable.quoted(), key));
}

Result<MovedBatch> ServerMover::moveOnce(const QualifiedName &leaf, const Params &range)
{
    const ArchiveSql built = m_plan.sql();
    PARTERRE_ASSIGN(begun, m_runner.exec({built.sql("archive/begin_batch"), m_runner.fence()}));
    if (begun.isEmpty())
        return failure(ErrorCode::Fenced, Text::tr("another runner has ended run %1").arg(m_runner.id()), {},
                       Text::tr("This runner stops; see parterrectl archive history."));
    const QString moment = begun.text(0, "moment");
    return m_runner
        .transaction({{built.leafSql("archive/send_rows", leaf), Params(range) << moment},
                      {built.sql("archive/read_back", kWholeBatch), m_runner.fence()},
                      {built.sql("archive/end_batch"), Params() << m_runner.id() << moment}})
        .map([](const QList<Rows> &done) { return MovedBatch::of(done.first()); });
}

// An error of the COMMIT does not say whether the other server has committed; a key that is taken may be that of a
// batch which it committed, and this server did not. Both are settled before anything is sent again.
Result<MovedBatch> ServerMover::move(const QualifiedName &leaf, const Params &range)
{
    PARTERRE_TRY(proveKey(leaf, range));
    auto moved = moveOnce(leaf, range);
    if (moved || !m_runner.session().isOpen() || moved.error().isCancelled())
        return moved;
    const bool taken = moved.error().sqlState == kKeyTaken;
    if (!taken && moved.error().statementId != u"transaction/commit")
        return moved;
    const auto settled = ServerSettler(m_runner, m_plan).settle();
    if (!settled && taken)
        return Failure(settled.error());
    if (!settled || settled->rows == 0)
        return moved;
    PARTERRE_ASSIGN(again, moveOnce(leaf, range));
    return MovedBatch{again.rows + settled->rows, again.bytes + settled->bytes, again.leftBehind};
}

} // namespace parterre
