// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/layoutpage.h"

#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/boundtext.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/bardelegate.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"
#include "ui/wizard/wizardplan.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimeZone>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

WizardLayoutPage::WizardLayoutPage(Database &database, WizardPlan &plan)
    : m_database(database)
    , m_plan(plan)
{
    setTitle(tr("How shall it be divided?"));
    setSubTitle(tr("By a column that most queries name in their WHERE clause. Nothing is changed yet."));
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(makeChoices());
    layout->addWidget(makePreview(), 1);
    connect(&plan, &WizardPlan::changed, this, [this] {
        Q_EMIT completeChanged();
        if (isVisible()) // a page that nobody sees costs nothing
            showPlan();
    });
}

QWidget *WizardLayoutPage::makeChoices()
{
    m_key = new QComboBox;
    m_key->setObjectName(QStringLiteral("wizardKey"));
    m_every = new QComboBox;
    m_every->setObjectName(QStringLiteral("wizardEvery"));
    m_every->setEditable(true);
    m_every->addItems({QStringLiteral("1 month"), QStringLiteral("3 months"), QStringLiteral("1 year"),
                       QStringLiteral("1 week"), QStringLiteral("1 day")});
    m_zone = new QComboBox;
    m_zone->setObjectName(QStringLiteral("wizardZone"));
    m_zone->setEditable(true);
    m_zone->addItem(QStringLiteral("UTC"));
    m_zone->addItem(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    m_ahead = new QSpinBox;
    m_ahead->setObjectName(QStringLiteral("wizardAhead"));
    m_ahead->setRange(0, 120);
    m_ahead->setValue(m_plan.request().ahead);
    m_default = new QCheckBox(
        tr("Keep the DEFAULT partition after Finish (without it, rows outside all periods are refused then)"));
    m_default->setObjectName(QStringLiteral("wizardDefault"));
    m_default->setChecked(true);
    m_hint = new QLabel;
    m_hint->setObjectName(QStringLiteral("wizardKeyHint"));
    m_hint->setWordWrap(true);
    auto *choices = new QWidget;
    auto *form = new QFormLayout(choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Partition key:"), m_key);
    form->addRow(tr("P&eriod of a partition:"), m_every);
    form->addRow(tr("&Time zone of the bounds:"), m_zone);
    form->addRow(tr("&Empty periods ahead:"), m_ahead);
    form->addRow(QString(), m_default);
    form->addRow(QString(), m_hint);
    connect(m_key, &QComboBox::currentIndexChanged, this, &WizardLayoutPage::ask);
    connect(m_every, &QComboBox::currentTextChanged, this, &WizardLayoutPage::ask);
    connect(m_zone, &QComboBox::currentTextChanged, this, &WizardLayoutPage::ask);
    connect(m_ahead, &QSpinBox::valueChanged, this, &WizardLayoutPage::ask);
    connect(m_default, &QCheckBox::toggled, this, &WizardLayoutPage::ask);
    return choices;
}

QWidget *WizardLayoutPage::makePreview()
{
    m_leaves =
        new TableModel({{tr("Partition")}, {tr("From")}, {tr("To")}, {tr("Rows ≈"), true}, {tr("Size ≈"), true}}, this);
    auto *view =
        makeTableView(m_leaves, QStringLiteral("wizardLeaves"), tr("Partitions that will be made"), {230, 130, 130});
    view->setItemDelegateForColumn(4, new BarDelegate(TableModel::ShareRole, 0, view));
    m_summary = new QLabel;
    m_summary->setObjectName(QStringLiteral("wizardSummary"));
    m_summary->setWordWrap(true);
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_summary);
    layout->addWidget(view, 1);
    m_preview = new StatePage(content);
    connect(m_preview, &StatePage::retryRequested, &m_plan, &WizardPlan::replan);
    connect(m_preview, &StatePage::actionRequested, &m_plan, &WizardPlan::replan);
    connect(m_preview, &StatePage::cancelRequested, this, [this] {
        m_plan.cancel();
        Q_EMIT completeChanged();
        m_preview->showEmpty(tr("Not planned"), tr("Planning was cancelled."), tr("Plan"));
    });
    return m_preview;
}

void WizardLayoutPage::initializePage()
{
    if (m_plan.request().keyColumn.isEmpty())
        readKeys();
}

void WizardLayoutPage::readKeys()
{
    m_preview->showLoading(tr("Reading the columns"));
    m_database.tasks().start<QList<KeyCandidate>>(
        tr("Read columns"),
        [open = m_database.reader(QStringLiteral("plan")),
         oid = m_plan.tableOid](TaskContext &task) -> Result<QList<KeyCandidate>> {
            PARTERRE_ASSIGN(session, open(task));
            return keyCandidates(*session, oid);
        },
        this,
        [this, oid = m_plan.tableOid](const Result<QList<KeyCandidate>> &keys) {
            if (oid != m_plan.tableOid)
                return;
            keys ? showKeys(*keys) : m_preview->showError(keys.error(), false);
        },
        false, true);
}

void WizardLayoutPage::showKeys(const QList<KeyCandidate> &keys)
{
    m_keys = keys;
    {
        const QSignalBlocker quiet(m_key);
        m_key->clear();
        for (const KeyCandidate &key : keys)
            m_key->addItem(tr("%1 (%2)").arg(key.name, key.type), key.name);
    }
    if (keys.isEmpty()) {
        m_preview->showEmpty(tr("This table has no column to divide it by"),
                             tr("A date, timestamp or timestamptz column that is not generated is needed."));
        return;
    }
    ask();
}

void WizardLayoutPage::ask()
{
    const int chosen = m_key->currentIndex();
    if (chosen < 0 || chosen >= m_keys.size())
        return;
    const KeyCandidate &key = m_keys[chosen];
    m_zone->setEnabled(key.type.contains(QStringLiteral("with time zone")));
    m_zone->setToolTip(m_zone->isEnabled() ? QString() : tr("Only the bounds of a timestamptz column have one."));
    QStringList hints;
    if (!key.notNull)
        hints << tr("The column may hold NULL, which a partition key of this tool may not.");
    if (!key.indexed)
        hints << tr(
            "No index begins with this column: queries by it read whole partitions, as they read the whole table now.");
    m_hint->setText(hints.join(u' '));
    m_hint->setVisible(!hints.isEmpty());
    PlanRequest request = m_plan.request();
    request.keyColumn = key.name;
    request.every = m_every->currentText().trimmed();
    request.timeZone = m_zone->currentText().trimmed();
    request.ahead = m_ahead->value();
    request.defaultPartition = m_default->isChecked();
    m_plan.setRequest(request);
}

void WizardLayoutPage::showEvent(QShowEvent *event)
{
    QWizardPage::showEvent(event);
    showPlan();
}

void WizardLayoutPage::showPlan()
{
    if (m_plan.isPlanning()) {
        const QString what = m_plan.progress();
        m_preview->showLoading(what.isEmpty() ? tr("Planning") : tr("Planning: %1").arg(what));
    } else if (m_plan.error()) {
        if (!m_plan.error()->isCancelled())
            m_preview->showError(*m_plan.error(), m_plan.error()->code != ErrorCode::Usage);
    } else if (const Plan *plan = m_plan.plan()) {
        showLeaves(*plan);
    } else if (!m_plan.findings().isEmpty()) {
        m_preview->showEmpty(tr("This table cannot be migrated as it is"),
                             tr("The next page says what stands in the way, and what to do about it."));
    }
}

void WizardLayoutPage::showLeaves(const Plan &plan)
{
    qint64 largest = 1;
    for (const PlannedLeaf &leaf : plan.leaves)
        largest = std::max(largest, leaf.bytes);
    QList<TableModel::Row> rows;
    for (const PlannedLeaf &leaf : plan.leaves)
        rows << TableModel::Row{leaf.name.name,
                                {{leaf.name.name},
                                 {leaf.isDefault() ? QStringLiteral("DEFAULT") : withoutMidnights(leaf.from)},
                                 {withoutMidnights(leaf.to)},
                                 {formatCount(leaf.rows), leaf.rows},
                                 {formatBytes(leaf.bytes),
                                  leaf.bytes,
                                  {},
                                  static_cast<double>(leaf.bytes) / static_cast<double>(largest)}}};
    m_leaves->setRows(rows);
    m_summary->setText(tr("%n partition(s) for %1 rows, %2 in all.", nullptr, static_cast<int>(plan.leaves.size()))
                           .arg(formatCount(plan.rows), formatBytes(plan.bytes)));
    m_preview->showContent();
}

bool WizardLayoutPage::isComplete() const
{
    return !m_plan.isPlanning() && !m_plan.error() && (m_plan.plan() || !m_plan.findings().isEmpty());
}

} // namespace parterre
