// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/writeledger.h"

#include "pg/session.h"

#include <QCoreApplication>
#include <QSet>

namespace parterre {

namespace {

constexpr qsizetype kCompareAtOnce = 10'000;
constexpr qsizetype kMaxExamples = 10;
constexpr int kClaimAttempts = 50;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(WriteLedger)
};

Result<RowSum> sumOtherRows(Session &session, const QStringList &known)
{
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QStringLiteral("demo/sum_other_rows")), Params() << known));
    return RowSum{rows.integer(0, "rows"), rows.text(0, "sum")};
}

void addExample(LedgerComparison &comparison, const QString &text)
{
    if (comparison.examples.size() < kMaxExamples)
        comparison.examples << text;
}

} // namespace

Result<> WriteLedger::adopt(Session &session, double percent, quint64 seed)
{
    const Params sample = Params() << QString::number(percent) << static_cast<qint64>(seed % 1'000'000);
    PARTERRE_ASSIGN(rows, session.exec(SqlText::load(QStringLiteral("demo/adopt_rows")), sample));
    for (qsizetype row = 0; row < rows.count(); ++row)
        put(rows.text(row, "id"), rows.text(row, "line").toUtf8());
    PARTERRE_ASSIGN(others, sumOtherRows(session, m_rows.keys()));
    m_others = others;
    return {};
}

std::optional<QString> WriteLedger::claim(SeededRandom &random)
{
    for (int attempt = 0; attempt < kClaimAttempts && !m_ids.isEmpty(); ++attempt) {
        const QString &id = m_ids[static_cast<qsizetype>(random.below(static_cast<quint64>(m_ids.size())))];
        Row &row = m_rows[id];
        if (!row.claimed) {
            row.claimed = true;
            return id;
        }
    }
    return {};
}

void WriteLedger::release(const QString &id)
{
    const auto row = m_rows.find(id);
    if (row != m_rows.end())
        row->claimed = false;
}

void WriteLedger::put(const QString &id, const QByteArray &line)
{
    Row &row = m_rows[id];
    if (row.place < 0) {
        row.place = m_ids.size();
        m_ids << id;
    }
    row.line = line;
    row.claimed = false;
}

void WriteLedger::takeOut(const QString &id)
{
    Row &row = m_rows[id];
    if (row.place >= 0) {
        m_rows[m_ids.last()].place = row.place;
        m_ids.swapItemsAt(row.place, m_ids.size() - 1);
        m_ids.removeLast();
    }
    row = Row();
}

void WriteLedger::inserted(const QString &id, const QByteArray &line)
{
    put(id, line);
}

void WriteLedger::updated(const QString &id, const QString &newId, const QByteArray &line)
{
    if (newId != id)
        takeOut(id);
    put(newId, line);
}

void WriteLedger::removed(const QString &id)
{
    takeOut(id);
}

Result<> WriteLedger::compareKnown(Session &session, LedgerComparison &comparison) const
{
    const SqlText read = SqlText::load(QStringLiteral("demo/read_ledger_rows"));
    const QStringList known = m_rows.keys();
    for (qsizetype from = 0; from < known.size(); from += kCompareAtOnce) {
        const QStringList part = known.mid(from, kCompareAtOnce);
        PARTERRE_ASSIGN(rows, session.exec(read, Params() << part));
        QSet<QString> seen;
        for (qsizetype row = 0; row < rows.count(); ++row) {
            const QString id = rows.text(row, "id");
            const Row &expected = *m_rows.constFind(id);
            if (expected.place < 0 || seen.contains(id)) {
                ++comparison.surplus;
                addExample(comparison, Text::tr("surplus: %1").arg(rows.text(row, "line")));
            } else if (rows.text(row, "line").toUtf8() != expected.line) {
                ++comparison.different;
                addExample(comparison,
                           Text::tr("different: %1, expected: %2")
                               .arg(rows.text(row, "line"), QString::fromUtf8(expected.line)));
            }
            seen.insert(id);
        }
        for (const QString &id : part) {
            if (m_rows.constFind(id)->place >= 0 && !seen.contains(id)) {
                ++comparison.missing;
                addExample(comparison, Text::tr("missing: %1").arg(QString::fromUtf8(m_rows.constFind(id)->line)));
            }
        }
    }
    return {};
}

Result<LedgerComparison> WriteLedger::compare(Session &session) const
{
    LedgerComparison comparison;
    comparison.ledgerRows = size();
    PARTERRE_TRY(compareKnown(session, comparison));
    PARTERRE_ASSIGN(others, sumOtherRows(session, m_rows.keys()));
    comparison.otherRows = others.rows;
    comparison.othersEqual = others == m_others;
    if (!comparison.othersEqual) {
        addExample(comparison,
                   Text::tr("rows nobody wrote to: %1 with sum %2, expected: %3 with sum %4")
                       .arg(others.rows)
                       .arg(others.sum)
                       .arg(m_others.rows)
                       .arg(m_others.sum));
    }
    return comparison;
}

} // namespace parterre
