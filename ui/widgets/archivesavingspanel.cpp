// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/archivesavingspanel.h"

#include "archive/archiverunner.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/dialogs/archivesavingsdialog.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/inlinemessage.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

TableModel::Row rowOf(const SavingsLine &line, qsizetype place)
{
    const bool sum = line.code == u"table" || line.code == u"together" || line.code == u"cost";
    return {QString(line.code % u' ' % QString::number(place)),
            {{headingText(line.part), place},
             {line.what.simplified(), {}, line.what, -1, sum},
             {line.beforeText(), line.before.value_or(-1)},
             {line.afterText(), line.after.value_or(-1)},
             {line.differenceText(), line.difference().value_or(0), {}, -1, sum},
             {line.remark, {}, line.remark}}};
}

QLabel *makeText(const QString &objectName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

ArchiveSavingsPanel::ArchiveSavingsPanel(Database &database, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
{
    setObjectName(u"archiveSavingsPanel"_s);
    m_message = new InlineMessage;
    m_message->setObjectName(u"savingsMessage"_s);
    m_state = new StatePage(makeReport());
    connect(m_state, &StatePage::retryRequested, this, &ArchiveSavingsPanel::read);
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_reading); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->addWidget(makeButtons());
    layout->addWidget(m_message);
    layout->addWidget(m_state, 1);
    clear();
}

QPushButton *ArchiveSavingsPanel::makeButton(const QString &text, const QString &objectName,
                                             const std::function<void()> &clicked)
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    connect(button, &QPushButton::clicked, this, clicked);
    return button;
}

QWidget *ArchiveSavingsPanel::makeButtons()
{
    m_policy = new QComboBox;
    m_policy->setObjectName(u"savingsPolicy"_s);
    m_policy->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_policy, &QComboBox::activated, this, &ArchiveSavingsPanel::read);
    auto *label = new QLabel(tr("&Policy:"));
    label->setBuddy(m_policy);
    m_before = makeButton(tr("Measure before"), u"savingsBefore"_s,
                          [this] { Q_EMIT measureRequested(*chosen(), SavingsMoment::Before); });
    m_before->setToolTip(tr("Sizes, queries and a sample of a dump, before rows go to the archive"));
    m_after = makeButton(tr("Measure after"), u"savingsAfter"_s,
                         [this] { Q_EMIT measureRequested(*chosen(), SavingsMoment::After); });
    m_after->setToolTip(tr("The same again, to compare: after VACUUM, or after pg_repack"));
    m_settings = makeButton(tr("Queries and prices…"), u"savingsSettings"_s, [this] { openSettings(); });
    m_export = makeButton(tr("Save report…"), u"savingsExport"_s, [this] { chooseFile(); });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_policy);
    layout->addStretch();
    for (QPushButton *button : {m_before, m_after, m_settings, m_export})
        layout->addWidget(button);
    return row;
}

QWidget *ArchiveSavingsPanel::makeReport()
{
    m_moments = makeText(u"savingsMoments"_s);
    m_conclusions = makeText(u"savingsConclusions"_s);
    m_model = new TableModel({{tr("Part")},
                              {tr("What")},
                              {tr("Before"), true},
                              {tr("After"), true},
                              {tr("Difference"), true},
                              {tr("By what")}},
                             this);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->addWidget(m_moments);
    layout->addWidget(m_conclusions);
    layout->addWidget(makeTableView(m_model, u"savingsTable"_s, tr("Savings"), {120, 270, 110, 110, 110}), 1);
    return content;
}

void ArchiveSavingsPanel::clear()
{
    m_database.tasks().cancel(std::exchange(m_reading, 0));
    m_message->clear();
    show({});
}

void ArchiveSavingsPanel::show(const QList<PolicyStanding> &policies)
{
    QStringList names;
    m_policies.clear();
    for (const PolicyStanding &standing : policies) {
        m_policies << standing.policy;
        names << standing.policy.id();
    }
    setNames(names);
    if (policies.isEmpty()) {
        m_report.reset();
        m_state->showEmpty(tr("No table is archived yet"),
                           tr("A policy says which rows of a table are old; what its archive saves is measured here."));
    } else if (isVisible()) {
        read();
    }
    showButtons();
}

// A list that somebody has opened stays as it is while the names do.
void ArchiveSavingsPanel::setNames(const QStringList &names)
{
    QStringList present;
    for (int i = 0; i < m_policy->count(); ++i)
        present << m_policy->itemText(i);
    if (present == names)
        return;
    const QString chosenName = m_policy->currentText();
    m_policy->clear();
    m_policy->addItems(names);
    m_policy->setCurrentIndex(
        static_cast<int>(std::max<qsizetype>(names.indexOf(chosenName), names.isEmpty() ? -1 : 0)));
}

void ArchiveSavingsPanel::setIdle(bool idle)
{
    m_idle = idle;
    showButtons();
}

void ArchiveSavingsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    read();
}

const ArchivePolicy *ArchiveSavingsPanel::chosen() const
{
    const int index = m_policy->currentIndex();
    return index < 0 ? nullptr : &m_policies[index];
}

void ArchiveSavingsPanel::showButtons()
{
    for (QPushButton *button : {m_before, m_after, m_settings})
        button->setEnabled(m_idle && chosen());
    m_export->setEnabled(m_report.has_value());
}

void ArchiveSavingsPanel::read()
{
    const ArchivePolicy *policy = chosen();
    if (!policy)
        return;
    m_database.tasks().cancel(std::exchange(m_reading, 0));
    const bool another = m_report && m_report->policy.id() != policy->id();
    if (another)
        m_report.reset();
    if (another || !m_state->showsContent())
        m_state->showLoading(tr("Reading what was measured"));
    auto mine = std::make_shared<int>(0);
    *mine = m_reading = m_database.tasks().start<SavingsReport>(
        tr("Read the savings"),
        [options = m_database.archive(), policy = *policy](TaskContext &task) -> Result<SavingsReport> {
            PARTERRE_ASSIGN(session, openArchiveBooks(options(task)));
            return readSavingsReport(*session, policy);
        },
        this,
        [this, mine](const Result<SavingsReport> &report) {
            if (m_reading != *mine)
                return; // another one was chosen
            m_reading = 0;
            if (report)
                take(*report);
            else
                m_state->showError(report.error());
        },
        false, true);
}

void ArchiveSavingsPanel::take(const SavingsReport &report)
{
    m_report = report;
    QList<TableModel::Row> rows;
    for (const SavingsLine &line : report.lines)
        rows << rowOf(line, rows.size());
    m_model->setRows(rows);
    m_moments->setText(momentLine(report, SavingsMoment::Before) % u'\n' % momentLine(report, SavingsMoment::After));
    m_conclusions->setText(report.conclusions.join(u'\n'));
    m_state->showContent();
    showButtons();
}

void ArchiveSavingsPanel::openSettings()
{
    const ArchivePolicy policy = *chosen();
    auto *dialog = new ArchiveSavingsDialog(policy, m_database.mayChange(), this);
    connect(dialog, &ArchiveSavingsDialog::keepRequested, this,
            [this, policy](const QStringList &queries, const ArchivePrices &prices) {
                Q_EMIT keepRequested(policy, queries, prices);
            });
    dialog->open();
}

// ---------------------------------------------------------------- the report as a file

void ArchiveSavingsPanel::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the report"), {}, tr("HTML document (*.html)"));
    dialog->setObjectName(u"savingsFileDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"html"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &ArchiveSavingsPanel::write);
    dialog->open();
}

void ArchiveSavingsPanel::write(const QString &path)
{
    m_database.tasks().start<void>(
        tr("Save the report"),
        [report = *m_report, path](TaskContext &) -> Result<> { return writeHtml(report, path); }, this,
        [this, path](const Result<> &written) {
            if (written)
                m_message->show(theme::Meaning::Good, tr("The report is in %1.").arg(path));
            else if (!written.error().isCancelled())
                m_message->show(written.error());
        });
}

} // namespace parterre
