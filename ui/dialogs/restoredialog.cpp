// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/restoredialog.h"

#include "archive/archiver.h"
#include "archive/filejournal.h"
#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/archivetext.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/kindband.h"
#include "ui/widgets/scriptview.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

enum Kind { Range, Leaf, Where };

} // namespace

RestoreDialog::RestoreDialog(Database &database, const ArchivePolicy &policy, QWidget *parent)
    : QDialog(parent)
    , m_database(database)
    , m_policy(policy)
{
    setObjectName(u"restoreDialog"_s);
    setWindowTitle(tr("Restore to %1").arg(policy.id()));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *band = new KindBand;
    const QString how = policy.isInFiles()
        ? tr("Rows of the %1 go back to %2, file by file, each in one transaction; the files stay. A live row is never "
             "overwritten.")
              .arg(placeText(policy), policy.id())
        : policy.isOnServer()
        ? tr("Rows go from %1 on server %3 back to %2, all in one transaction, and leave that server in a second one. A "
             "live row is never overwritten.")
              .arg(policy.archive.quoted(), policy.id(), policy.settings.server)
        : tr("Rows go from %1 back to %2, all in one transaction. A live row is never overwritten.")
              .arg(policy.archive.quoted(), policy.id());
    auto *text = new QLabel(how);
    text->setWordWrap(true);
    m_state = new StatePage(makePreview());
    connect(m_state, &StatePage::retryRequested, this, &RestoreDialog::preview);
    connect(m_state, &StatePage::actionRequested, this, &RestoreDialog::preview);
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_task); });
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(band);
    layout->addWidget(text);
    layout->addWidget(makeChoice());
    layout->addWidget(m_state, 1);
    layout->addWidget(makeButtons());
    band->setKind(database.saved().kind, {});
    connect(&database, &Database::mayChangeChanged, this, &RestoreDialog::showButtons);
    resize(760, 600);
    if (policy.isInFiles())
        readFiles();
    else
        readPartitions();
    forget();
}

RestoreDialog::~RestoreDialog()
{
    m_database.tasks().cancel(m_task);
}

QWidget *RestoreDialog::makeRange()
{
    m_from = new QLineEdit;
    m_from->setObjectName(u"restoreFrom"_s);
    m_from->setPlaceholderText(tr("2024-01-01, included"));
    m_from->setAccessibleName(tr("From"));
    m_to = new QLineEdit;
    m_to->setObjectName(u"restoreTo"_s);
    m_to->setPlaceholderText(tr("2024-02-01, not included"));
    m_to->setAccessibleName(tr("To"));
    auto *range = new QWidget;
    auto *layout = new QHBoxLayout(range);
    layout->setContentsMargins({});
    layout->addWidget(new QLabel(tr("%1 from").arg(quoteIdentifier(m_policy.ageColumn))));
    layout->addWidget(m_from, 1);
    layout->addWidget(new QLabel(tr("to")));
    layout->addWidget(m_to, 1);
    return range;
}

QWidget *RestoreDialog::makeChoice()
{
    m_kind = new QComboBox;
    m_kind->setObjectName(u"restoreKind"_s);
    m_kind->setAccessibleName(tr("What is to come back"));
    m_kind->addItems({tr("Rows of a time"),
                      m_policy.isInFiles() ? tr("A file as a whole") : tr("A partition as a whole"),
                      tr("Rows that satisfy a condition")});
    m_leaf = new QComboBox;
    m_leaf->setObjectName(u"restoreLeaf"_s);
    m_leaf->setAccessibleName(m_policy.isInFiles() ? tr("File of the archive") : tr("Partition of the archive"));
    m_where = new QLineEdit;
    m_where->setObjectName(u"restoreWhere"_s);
    m_where->setPlaceholderText(tr("SQL over the table's columns, for example wallet_id = 42"));
    m_where->setAccessibleName(tr("Condition"));
    m_choice = new QStackedWidget;
    m_choice->addWidget(makeRange());
    m_choice->addWidget(m_leaf);
    m_choice->addWidget(m_where);
    m_choice->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_look = new QPushButton(tr("Preview"));
    m_look->setObjectName(u"restorePreview"_s);
    m_look->setDefault(true);
    connect(m_look, &QPushButton::clicked, this, &RestoreDialog::preview);
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this](int kind) {
        m_choice->setCurrentIndex(kind);
        forget();
    });
    connect(m_leaf, &QComboBox::currentIndexChanged, this, &RestoreDialog::forget);
    for (QLineEdit *edit : {m_from, m_to, m_where})
        connect(edit, &QLineEdit::textChanged, this, &RestoreDialog::forget);
    auto *choice = new QWidget;
    auto *layout = new QHBoxLayout(choice);
    layout->setContentsMargins({});
    layout->addWidget(m_kind);
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_look);
    return choice;
}

QWidget *RestoreDialog::makePreview()
{
    m_summary = new QLabel;
    m_summary->setObjectName(u"restoreSummary"_s);
    m_summary->setWordWrap(true);
    m_conflicts = new TableModel({{tr("Key")}, {tr("The live row")}}, this);
    m_script = new ScriptView(u"restoreSql"_s, ScriptView::Functions::Whole);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(u"restoreTabs"_s);
    m_tabs->addTab(makeTableView(m_conflicts, u"restoreConflicts"_s, tr("Rows that stay in the archive"), {260}),
                   tr("Conflicts"));
    m_tabs->addTab(m_script, tr("Statements"));
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->addWidget(m_summary);
    layout->addWidget(m_tabs, 1);
    return content;
}

QWidget *RestoreDialog::makeButtons()
{
    m_unlock = new QPushButton(tr("Unlock for changes"));
    m_unlock->setObjectName(u"restoreUnlock"_s);
    m_unlock->setAutoDefault(false);
    connect(m_unlock, &QPushButton::clicked, &m_database, &Database::requestUnlock);
    m_reason = new QLabel;
    m_reason->setObjectName(u"restoreReason"_s);
    auto *buttons = new QDialogButtonBox;
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(u"restoreCancel"_s);
    m_go = buttons->addButton(tr("Restore"), QDialogButtonBox::AcceptRole);
    m_go->setObjectName(u"restoreGo"_s);
    m_go->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_go, &QPushButton::clicked, this, [this] {
        Q_EMIT restoreRequested(m_request, *m_preview);
        accept();
    });
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_unlock);
    layout->addWidget(m_reason, 1);
    layout->addWidget(buttons);
    return row;
}

void RestoreDialog::readPartitions()
{
    m_database.tasks().start<ArchivePlan>(
        tr("Read the partitions of the archive"),
        [options = m_database.archive(), policy = m_policy](TaskContext &task) {
            return Archiver(options(task)).plan(policy);
        },
        this,
        [this](const Result<ArchivePlan> &plan) {
            if (!plan || !plan->archive) // the preview says why
                return;
            for (const ArchiveLeaf &leaf : plan->archive->leaves) {
                if (leaf.level == 1 && leaf.bound)
                    offer(tr("%1 · %2").arg(leaf.name.quoted(), formatBytes(leaf.bytes)), leaf.name.quoted());
            }
        },
        false, true);
}

// What is looked at meanwhile stays: the first one is no other choice.
void RestoreDialog::offer(const QString &text, const QString &name)
{
    const QSignalBlocker quiet(m_leaf);
    m_leaf->addItem(text, name);
    showButtons();
}

// Those that stand for rows.
void RestoreDialog::readFiles()
{
    m_database.tasks().start<QList<BookedFile>>(
        tr("Read the files of the archive"),
        [options = m_database.archive(), policy = m_policy](TaskContext &task) -> Result<QList<BookedFile>> {
            PARTERRE_ASSIGN(session, openArchiveBooks(options(task)));
            return filejournal::files(*session, policy.id());
        },
        this,
        [this](const Result<QList<BookedFile>> &files) {
            for (const BookedFile &file : files.value_or(QList<BookedFile>())) {
                if (file.held > 0)
                    offer(tr("%1 · %2 rows").arg(file.name, formatCount(file.held)), file.name);
            }
        },
        false, true);
}

RestoreRequest RestoreDialog::request() const
{
    switch (m_kind->currentIndex()) {
    case Leaf:
        return {{}, {}, m_leaf->currentData().toString(), {}};
    case Where:
        return {{}, {}, {}, m_where->text()};
    default:
        return {m_from->text(), m_to->text(), {}, {}};
    }
}

bool RestoreDialog::isComplete() const
{
    const RestoreRequest wanted = request();
    return !QString(wanted.from % wanted.to % wanted.leaf % wanted.where).trimmed().isEmpty();
}

void RestoreDialog::forget()
{
    m_database.tasks().cancel(std::exchange(m_task, 0));
    m_preview.reset();
    m_state->showEmpty(tr("Nothing was looked at yet"),
                       tr("Say what is to come back; \"Preview\" counts its rows and names the conflicts."));
    showButtons();
}

void RestoreDialog::preview()
{
    if (!isComplete())
        return;
    forget();
    m_request = request();
    m_state->showLoading(tr("Counting rows of %1").arg(placeText(m_policy)));
    auto mine = std::make_shared<int>(0);
    *mine = m_task = m_database.tasks().start<RestorePreview>(
        tr("Preview a restore"),
        [options = m_database.archive(), policy = m_policy, request = m_request](TaskContext &task) {
            return Restorer(options(task)).preview(policy, request);
        },
        this,
        [this, mine](const Result<RestorePreview> &preview) {
            if (m_task == *mine)
                take(preview);
        },
        false, true);
    showButtons();
}

void RestoreDialog::take(const Result<RestorePreview> &preview)
{
    m_task = 0;
    if (preview) {
        m_preview = *preview;
        show(*preview);
        m_state->showContent();
    } else if (preview.error().isCancelled()) {
        forget();
    } else {
        m_state->showError(preview.error());
    }
    showButtons();
}

void RestoreDialog::show(const RestorePreview &preview)
{
    const qint64 conflicts = preview.conflicts.count;
    QString text = preview.atMost ? tr("At most %1 rows (%2 in files) go back to %3; reading the files tells.")
                                        .arg(formatCount(preview.rows), formatBytes(preview.bytes), preview.policy.id())
        : preview.obstacle.isEmpty()
        ? tr("%1 rows (%2) go back to %3.")
              .arg(formatCount(preview.rows - conflicts), formatBytes(preview.bytes), preview.policy.id())
        : tr("The partition cannot go back as a whole: %1").arg(preview.obstacle);
    if (conflicts > 0)
        text += u' '
            % tr("%n row(s) stay in the archive, since their keys are live.", nullptr, static_cast<int>(conflicts));
    m_summary->setText(text);
    QList<TableModel::Row> rows;
    for (const RestoreConflict &conflict : preview.conflicts.first)
        rows << TableModel::Row{conflict.key,
                                {{conflict.key}, {conflict.equal ? tr("is the same") : tr("is another")}}};
    m_conflicts->setRows(rows);
    m_script->setScript(scriptOf(preview.statements));
    m_tabs->setTabText(0, conflicts > 0 ? tr("Conflicts (%1)").arg(conflicts) : tr("Conflicts"));
    m_tabs->setTabEnabled(0, conflicts > 0);
    m_tabs->setCurrentIndex(conflicts > 0 ? 0 : 1);
}

void RestoreDialog::showButtons()
{
    const bool possible = m_preview && m_preview->obstacle.isEmpty() && m_preview->rows > m_preview->conflicts.count;
    m_look->setEnabled(isComplete() && m_task == 0);
    m_go->setEnabled(possible && m_database.mayChange());
    m_unlock->setVisible(!m_database.mayChange());
    m_reason->setText(m_database.mayChange() ? QString() : tr("This connection is read-only."));
}

} // namespace parterre
