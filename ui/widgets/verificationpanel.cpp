// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/verificationpanel.h"

#include "base/units.h"
#include "ui/models/tablemodel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QTreeView>
#include <QVBoxLayout>

namespace parterre {

namespace {

QTreeView *tableOf(TableModel *model, const QString &objectName, const QString &accessibleName)
{
    auto *view = new QTreeView;
    view->setObjectName(objectName);
    view->setAccessibleName(accessibleName);
    view->setRootIsDecorated(false);
    view->setUniformRowHeights(true);
    view->setAlternatingRowColors(true);
    view->setModel(model);
    return view;
}

QString sideText(const QString &row)
{
    return row.isEmpty() ? VerificationPanel::tr("(missing)") : row;
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
    m_differences =
        new TableModel({{tr("Partition")}, {tr("Key")}, {tr("Plain table")}, {tr("Partitioned table")}}, this);
    auto *splitter = new QSplitter(Qt::Vertical);
    auto *verdicts = tableOf(m_verdicts, QStringLiteral("verdictTable"), tr("Verdicts"));
    const int verdictWidths[] = {230, 110, 140, 90};
    for (int column = 0; column < static_cast<int>(std::size(verdictWidths)); ++column)
        verdicts->setColumnWidth(column, verdictWidths[column]);
    splitter->addWidget(verdicts);
    auto *differences = tableOf(m_differences, QStringLiteral("differenceTable"), tr("Rows that differ"));
    const int differenceWidths[] = {200, 180, 320};
    for (int column = 0; column < static_cast<int>(std::size(differenceWidths)); ++column)
        differences->setColumnWidth(column, differenceWidths[column]);
    splitter->addWidget(differences);
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

void VerificationPanel::showChecks(const QList<LeafCheck> &checks)
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
                                 {QLocale().toString(check.at.toLocalTime().time(), QLocale::ShortFormat), check.at}}};
    }
    m_verdicts->setRows(rows);
    if (!checks.isEmpty() && !m_hasReport)
        m_summary->setText(different == 0 ? tr("%1 rows in %2 partitions were compared; all were equal.")
                                                .arg(formatCount(all), formatCount(checks.size()))
                                          : tr("%1 of %2 partitions differ.").arg(different).arg(checks.size()));
}

void VerificationPanel::showReport(const VerificationReport &report)
{
    QList<TableModel::Row> rows;
    for (const RowDifference &difference : report.differences) {
        const QString key = difference.key.join(QStringLiteral(", "));
        rows << TableModel::Row{difference.leaf % u'/' % key,
                                {{difference.leaf},
                                 {key},
                                 {sideText(difference.plain), {}, difference.plain},
                                 {sideText(difference.partitioned), {}, difference.partitioned}}};
    }
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
