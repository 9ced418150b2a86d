// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/verificationpanel.h"

#include "base/units.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/tableview.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace parterre {

namespace {

// A line for each column that differs; one for the whole row where a side is missing.
QList<TableModel::Row> linesOf(const RowDifference &difference)
{
    const QString key = difference.key.join(QStringLiteral(", "));
    const auto line = [&](const QString &column, const QString &plain, const QString &partitioned) {
        const auto side = [](const QString &text) {
            return TableCell{text.isEmpty() ? VerificationPanel::tr("(missing)") : text, {}, text};
        };
        return TableModel::Row{difference.leaf % u'/' % key % u'/' % column,
                               {{difference.leaf}, {key, {}, key}, {column}, side(plain), side(partitioned)}};
    };
    QList<TableModel::Row> lines;
    for (const ColumnDifference &each : difference.columns)
        lines << line(each.column, each.plain, each.partitioned);
    if (lines.isEmpty())
        lines << line(VerificationPanel::tr("whole row"), difference.plain, difference.partitioned);
    return lines;
}

} // namespace

VerificationPanel::VerificationPanel(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("verificationPanel"));
    m_verdicts = new TableModel({{tr("Partition")},
                                 {tr("Rows, plain"), true},
                                 {tr("Rows, partitioned"), true},
                                 {tr("Verdict")},
                                 {tr("Checked")}},
                                this);
    m_differences = new TableModel(
        {{tr("Partition")}, {tr("Key")}, {tr("Column")}, {tr("Plain table")}, {tr("Partitioned table")}}, this);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(makeTableView(m_verdicts, QStringLiteral("verdictTable"), tr("Verdicts"), {230, 110, 140, 90}));
    splitter->addWidget(
        makeTableView(m_differences, QStringLiteral("differenceTable"), tr("Rows that differ"), {220, 260, 120, 190}));
    splitter->setSizes({260, 120});
    m_summary = new QLabel(tr("Nothing was compared yet."));
    m_summary->setObjectName(QStringLiteral("verificationSummary"));
    m_summary->setWordWrap(true);
    m_strict = new QCheckBox(tr("Byte by byte"));
    m_strict->setObjectName(QStringLiteral("verifyStrict"));
    m_strict->setToolTip(tr("1.0 and 1.00 are not the same then. Takes longer."));
    m_verify = new QPushButton(tr("Verify"));
    m_verify->setObjectName(QStringLiteral("verifyNow"));
    m_repair = new QPushButton(tr("Repair"));
    m_repair->setObjectName(QStringLiteral("verifyRepair"));
    m_repair->setToolTip(tr("Writes the rows of the table that the application uses over the other side's, and "
                            "compares again."));
    connect(m_verify, &QPushButton::clicked, this, [this] { Q_EMIT verifyRequested(m_strict->isChecked()); });
    connect(m_repair, &QPushButton::clicked, this, [this] { Q_EMIT repairRequested(m_strict->isChecked()); });
    auto *row = new QHBoxLayout;
    row->addWidget(m_summary, 1);
    row->addWidget(m_strict);
    row->addWidget(m_verify);
    row->addWidget(m_repair);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(row);
    layout->addWidget(splitter, 1);
    setMayVerify(false);
}

void VerificationPanel::showChecks(const QList<LeafCheck> &checks, const QString &said)
{
    QList<TableModel::Row> rows;
    qint64 all = 0;
    qsizetype different = 0;
    for (const LeafCheck &check : checks) {
        all += check.sourceRows;
        different += check.equal ? 0 : 1;
        rows << TableModel::Row{check.leaf,
                                {{check.leaf},
                                 {formatCount(check.sourceRows), check.sourceRows},
                                 {formatCount(check.targetRows), check.targetRows},
                                 {check.equal ? tr("equal") : tr("differs"), {}, {}, -1, !check.equal},
                                 {check.at.toLocalTime().toString(QStringLiteral("HH:mm:ss")), check.at}}};
    }
    m_verdicts->setRows(rows);
    if (!checks.isEmpty() && !m_hasReport)
        m_summary->setText(!said.isEmpty()      ? said
                               : different == 0 ? tr("%1 rows in %2 partitions were compared; all were equal.")
                                                      .arg(formatCount(all), formatCount(checks.size()))
                                                : tr("%1 of %2 partitions differ.").arg(different).arg(checks.size()));
}

void VerificationPanel::setComparing(bool on)
{
    if (std::exchange(m_comparing, on) == on)
        return;
    m_hasReport = on; // after it, until its report comes, what the journal holds is said
    if (!on)
        return;
    m_differences->setRows({});
    m_summary->setText(tr("Comparing… What stands below is the result before."));
}

void VerificationPanel::setPast()
{
    m_differences->setRows({});
    m_summary->setText(m_verdicts->rowCount() == 0
                           ? tr("Nothing was compared, and the partitions are dropped.")
                           : tr("This was compared before the rollback; the partitions are dropped since."));
}

void VerificationPanel::showReport(const VerificationReport &report)
{
    QList<TableModel::Row> rows;
    for (const RowDifference &difference : report.differences)
        rows += linesOf(difference);
    m_differences->setRows(rows);
    m_hasReport = true;
    QString text = report.isEqual() ? tr("%1 rows compared in %2: both tables hold the same rows.")
                                    : tr("%1 rows compared in %2: they differ. Repair puts the rows below right.");
    text = text.arg(formatCount(report.rows), formatDuration(report.durationMs));
    if (report.leftOut > 0)
        text += u' ' % tr("%1 changes of this very moment were left out.").arg(formatCount(report.leftOut));
    m_summary->setText(text);
    setMayVerify(m_mayVerify);
}

void VerificationPanel::setMayVerify(bool may)
{
    m_mayVerify = may;
    m_verify->setEnabled(may);
    m_strict->setEnabled(may);
    m_repair->setEnabled(may && m_differences->rowCount() > 0);
}

} // namespace parterre
