// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/archivepolicydialog.h"

#include "domain/pace.h"
#include "domain/schedule.h"
#include "ui/database.h"
#include "ui/widgets/archiveplanview.h"
#include "ui/widgets/kindband.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRestMs = 300;
constexpr int kMostDays = 36'500;

} // namespace

ArchivePolicyDialog::ArchivePolicyDialog(Database &database, const PartitionForest &forest, const QString &table,
                                         QWidget *parent)
    : QDialog(parent)
    , m_database(database)
{
    setObjectName(u"archivePolicyDialog"_s);
    setWindowTitle(tr("New archive policy"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_plan = new ArchivePlanView(database);
    m_reason = new QLabel;
    m_reason->setObjectName(u"archivePolicyReason"_s);
    m_reason->setWordWrap(true);
    m_unlock = new QPushButton(tr("Unlock for changes"));
    m_unlock->setObjectName(u"archivePolicyUnlock"_s);
    connect(m_unlock, &QPushButton::clicked, &database, &Database::requestUnlock);
    auto *buttons = new QDialogButtonBox;
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"archivePolicyCancel"_s);
    m_keep = buttons->addButton(tr("Keep policy"), QDialogButtonBox::AcceptRole);
    m_keep->setObjectName(u"archivePolicyKeep"_s);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        Q_EMIT keepRequested(m_plan->current()->policy);
        accept();
    });
    auto *band = new KindBand;
    auto *row = new QHBoxLayout;
    row->addWidget(m_unlock);
    row->addWidget(m_reason, 1);
    row->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(band);
    layout->addLayout(makeForm(forest, table));
    layout->addWidget(m_plan, 1);
    layout->addLayout(row);
    band->setKind(database.saved().kind, {});
    resize(860, 640);

    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &ArchivePolicyDialog::plan);
    connect(m_plan, &ArchivePlanView::changed, this, &ArchivePolicyDialog::takePlan);
    connect(&database, &Database::mayChangeChanged, this, &ArchivePolicyDialog::showButtons);
    chooseTable();
}

QFormLayout *ArchivePolicyDialog::makeForm(const PartitionForest &forest, const QString &table)
{
    m_table = new QComboBox;
    m_table->setObjectName(u"archivePolicyTable"_s);
    for (const PartitionNode &root : forest.roots()) {
        if (root.kind != RelationKind::Foreign)
            m_table->addItem(root.name.quoted(), QStringList{root.name.schema, root.name.name});
    }
    m_table->setCurrentIndex(std::max(0, m_table->findText(table)));
    m_column = new QComboBox;
    m_column->setObjectName(u"archivePolicyColumn"_s);
    m_days = new QSpinBox;
    m_days->setObjectName(u"archivePolicyDays"_s);
    m_days->setRange(0, kMostDays);
    m_days->setValue(ArchivePolicy::kKeepDays);
    m_days->setSuffix(tr(" days"));
    m_archive = new QLineEdit;
    m_archive->setObjectName(u"archivePolicyArchive"_s);
    m_server = new QLineEdit;
    m_server->setObjectName(u"archivePolicyServer"_s);
    m_server->setPlaceholderText(tr("this one; or the name of a foreign server (postgres_fdw)"));
    m_folder = new QLineEdit;
    m_folder->setObjectName(u"archivePolicyFolder"_s);
    m_folder->setPlaceholderText(tr("no; or a folder of the machine that runs the policy"));
    m_leaveCut = new QCheckBox(tr("&Leave a partition of which only a part is old until all of it is"));
    m_leaveCut->setObjectName(u"archivePolicyLeaveCut"_s);
    connect(m_leaveCut, &QCheckBox::clicked, this, &ArchivePolicyDialog::plan);
    m_hours = new QLineEdit;
    m_hours->setObjectName(u"archivePolicyHours"_s);
    m_hours->setPlaceholderText(tr("always; 22:00-05:00 (UTC) keeps it to the night"));
    connect(m_table, &QComboBox::currentIndexChanged, this, &ArchivePolicyDialog::chooseTable);
    connect(m_column, &QComboBox::activated, this, &ArchivePolicyDialog::plan);
    connect(m_days, &QSpinBox::valueChanged, &m_rest, qOverload<>(&QTimer::start));
    m_schedule = new QLineEdit(ArchivePolicy().schedule);
    m_schedule->setObjectName(u"archivePolicySchedule"_s);
    m_schedule->setToolTip(tr("'daily 02:00', 'weekly sunday 02:00' or 'monthly 1 02:00', in UTC. A timer that calls "
                              "\"parterrectl archive run --due --yes\" follows it; the window does not."));
    for (QLineEdit *edit : {m_archive, m_server, m_folder, m_hours, m_schedule}) {
        connect(edit, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
        connect(edit, &QLineEdit::textChanged, this,
                &ArchivePolicyDialog::showButtons); // the plan is the old one still
    }
    connect(m_days, &QSpinBox::valueChanged, this, &ArchivePolicyDialog::showButtons);
    auto *form = new QFormLayout;
    form->addRow(tr("&Table:"), m_table);
    form->addRow(tr("&Age column:"), m_column);
    form->addRow(tr("&Rows stay for:"), m_days);
    form->addRow(QString(), m_leaveCut);
    form->addRow(tr("Ar&chive table:"), m_archive);
    form->addRow(tr("On ser&ver:"), m_server);
    form->addRow(tr("As &files in:"), m_folder);
    form->addRow(tr("Only in the &hours:"), m_hours);
    form->addRow(tr("&Scheduled (UTC):"), m_schedule);
    return form;
}

void ArchivePolicyDialog::change(const ArchivePolicy &policy)
{
    setWindowTitle(tr("Change the archive policy of %1").arg(policy.id()));
    m_kept = policy;
    const QSignalBlocker quiet(m_table);
    m_table->clear();
    m_table->addItem(policy.id(), QStringList{policy.table.schema, policy.table.name});
    m_table->setEnabled(false);
    m_days->setValue(policy.keepDays);
    m_archive->setText(policy.isInFiles() ? QString() : policy.archive.quoted());
    m_folder->setText(policy.settings.folder);
    m_leaveCut->setChecked(policy.settings.leaveCut);
    m_server->setText(policy.settings.server);
    m_hours->setText(policy.settings.pace.hours);
    m_schedule->setText(policy.schedule);
    chooseTable();
}

// What the form does not show stays as it is kept.
ArchivePolicy ArchivePolicyDialog::policy() const
{
    ArchivePolicy policy = m_kept;
    const QStringList name = m_table->currentData().toStringList();
    policy.table = {name.value(0), name.value(1)};
    if (m_column->count() > 0)
        policy.ageColumn = m_column->currentText();
    policy.keepDays = m_days->value();
    if (policy.settings.folder != m_folder->text().trimmed()) {
        policy.settings.folder = m_folder->text().trimmed();
        policy.settings.folderId.clear();
    }
    policy.settings.leaveCut = m_leaveCut->isChecked();
    if (const auto archive = QualifiedName::parse(m_archive->text()); archive && !m_archive->text().isEmpty())
        policy.archive = archive->schema.isEmpty() ? policy.table.sibling(archive->name) : *archive;
    policy.settings.pace.hours = m_hours->text();
    policy.settings.server = m_server->text().trimmed();
    if (const auto schedule = Schedule::parse(m_schedule->text()))
        policy.schedule = schedule->toString();
    return policy;
}

QString ArchivePolicyDialog::complaint() const
{
    if (m_table->count() == 0)
        return tr("This database has no table.");
    if (const auto archive = QualifiedName::parse(m_archive->text()); !archive && !m_archive->text().isEmpty())
        return archive.error().message;
    if (!m_hours->text().isEmpty() && !areHours(m_hours->text()))
        return tr("Write the hours as 22:00-05:00.");
    if (const auto schedule = Schedule::parse(m_schedule->text()); !schedule)
        return schedule.error().hint;
    return {};
}

void ArchivePolicyDialog::chooseTable()
{
    m_column->clear();
    m_archive->setPlaceholderText(defaultArchive(policy().table).quoted());
    plan();
}

void ArchivePolicyDialog::plan()
{
    m_rest.stop();
    if (complaint().isEmpty())
        m_plan->plan(policy());
    showButtons();
}

void ArchivePolicyDialog::takePlan()
{
    if (m_plan->current() && m_column->count() == 0)
        fillColumns();
    showButtons();
}

// The partition key says how old a row is; where there is none, the first column that could is proposed.
void ArchivePolicyDialog::fillColumns()
{
    const ArchivePlan &found = *m_plan->current();
    for (const ArchiveColumn &column : found.source.columns) {
        if (column.category == u"D")
            m_column->addItem(column.name);
    }
    const int known = m_column->findText(found.policy.ageColumn);
    m_column->setCurrentIndex(std::max(0, known));
    if (known < 0 && m_column->count() > 0)
        plan();
}

void ArchivePolicyDialog::showButtons()
{
    const QString wrong = complaint();
    const auto &plan = m_plan->current();
    const bool ready = wrong.isEmpty() && plan && !m_rest.isActive();
    m_keep->setEnabled(ready && !plan->isBlocked() && m_database.mayChange());
    m_unlock->setVisible(!m_database.mayChange());
    for (QLineEdit *edit : {m_archive, m_server})
        edit->setEnabled(m_folder->text().trimmed().isEmpty()); // files are in no table
    m_reason->setText(!wrong.isEmpty()                ? wrong
                          : plan && plan->isBlocked() ? tr("The findings say what stands against it.")
                          : !m_database.mayChange()   ? tr("This connection is read-only.")
                                                      : tr("Nothing is changed before the policy is kept and run."));
}

} // namespace parterre
