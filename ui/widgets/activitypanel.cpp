// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/activitypanel.h"

#include "base/qualifiedname.h"
#include "base/units.h"
#include "tasks/taskrunner.h"
#include "ui/database.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/statepage.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QTreeView>

#include <algorithm>

namespace parterre {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRefreshMs = 2000;
constexpr int kShownQuery = 200; // characters; all of it is in the tool tip

TableCell ageCell(const std::optional<qint64> &ms)
{
    return {ms ? formatDuration(*ms) : QString(), ms ? *ms : qint64{-1}};
}

} // namespace

ActivityPanel::ActivityPanel(Database &database, QWidget *parent)
    : QWidget(parent)
    , m_database(database)
    , m_timer(new QTimer(this))
{
    setObjectName(u"activityPanel"_s);
    build();
    m_timer->setInterval(kRefreshMs);
    connect(m_timer, &QTimer::timeout, this, &ActivityPanel::refresh);
    connect(&m_database, &Database::connectionChanged, this, &ActivityPanel::forget);
    connect(&m_database, &Database::mayChangeChanged, this, &ActivityPanel::updateControls);
    connect(m_state, &StatePage::retryRequested, this, [this] {
        m_state->showLoading(tr("Reading sessions…"));
        refresh();
    });
    connect(m_state, &StatePage::cancelRequested, this, [this] { m_database.tasks().cancel(m_task); });
    forget();
}

void ActivityPanel::build()
{
    m_model = new TableModel({{tr("Session")},
                              {tr("User")},
                              {tr("Application")},
                              {tr("Client")},
                              {tr("State")},
                              {tr("Lock")},
                              {tr("Blocked by")},
                              {tr("Waits for")},
                              {tr("Transaction"), true},
                              {tr("Query for"), true},
                              {tr("Query")}},
                             this);
    m_table = makeTableView(m_model, u"activityTable"_s, tr("Sessions"));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ActivityPanel::updateControls);
    m_state = new StatePage(m_table);
    m_rights = new Notice;
    m_rights->setObjectName(u"activityRights"_s);
    m_outcome = new Notice;
    m_outcome->setObjectName(u"activityOutcome"_s);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_rights);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_outcome);
    layout->addWidget(makeButtons());
    setTabOrder(m_table, m_cancel);
    setTabOrder(m_cancel, m_terminate);
}

QWidget *ActivityPanel::makeButtons()
{
    auto *row = new QWidget;
    m_cancel = new QPushButton(tr("&Cancel query"));
    m_cancel->setObjectName(u"activityCancel"_s);
    m_terminate = new QPushButton(tr("&Terminate session…"));
    m_terminate->setObjectName(u"activityTerminate"_s);
    connect(m_cancel, &QPushButton::clicked, this, &ActivityPanel::cancelQuery);
    connect(m_terminate, &QPushButton::clicked, this, &ActivityPanel::confirmTermination);
    m_reason = new QLabel;
    m_reason->setObjectName(u"activityReason"_s);
    m_reason->setWordWrap(true);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(m_cancel);
    layout->addWidget(m_terminate);
    layout->addWidget(m_reason, 1);
    return row;
}

void ActivityPanel::setRelation(quint32 oid, const QString &name)
{
    if (oid == m_relation && name == m_relationName)
        return;
    m_relation = oid;
    m_relationName = name;
    forget();
}

/// What is shown is of another place: begin anew.
void ActivityPanel::forget()
{
    ++m_generation;
    m_database.tasks().cancel(m_task);
    m_task = 0;
    m_sessions.clear();
    m_model->setRows({});
    m_outcome->clear();
    delete m_question;
    const bool partly = m_database.isConnected() && !m_database.facts().seesAllSessions;
    m_rights->say(theme::Meaning::Warning,
                  partly ? tr("All sessions with locks are listed; what those of other roles run is hidden from role "
                              "%1, which is no member of pg_read_all_stats (part of pg_monitor).")
                               .arg(quoteIdentifier(m_database.facts().role))
                         : QString());
    if (m_database.isConnected())
        m_state->showLoading(tr("Reading sessions…"));
    else
        m_state->showEmpty(tr("Not connected"), tr("Connect to a server to see its sessions."));
    updateControls();
    if (isVisible())
        refresh();
}

void ActivityPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer->start();
    refresh();
}

void ActivityPanel::hideEvent(QHideEvent *event)
{
    m_timer->stop();
    QWidget::hideEvent(event);
}

void ActivityPanel::refresh()
{
    if (m_task != 0 || !m_database.isConnected())
        return;
    const auto body = [open = m_database.reader(u"activity"_s), root = m_relation,
                       snapshots = m_forSwitch](TaskContext &task) {
        return open(task).and_then(
            [root, snapshots](std::unique_ptr<Session> &&session) { return listActivity(*session, root, snapshots); });
    };
    const auto done = [this, generation = m_generation](const Result<QList<ActivitySession>> &result) {
        if (generation == m_generation)
            take(result);
    };
    m_task = m_database.tasks().start<QList<ActivitySession>>(tr("Read sessions"), body, this, done, false, true);
}

void ActivityPanel::take(const Result<QList<ActivitySession>> &result)
{
    m_task = 0;
    if (!result)
        m_state->showError(result.error());
    else
        showSessions(*result);
    updateControls();
}

void ActivityPanel::showSessions(const QList<ActivitySession> &sessions)
{
    m_sessions = sessions;
    if (m_forSwitch)
        m_sessions.removeIf([](const ActivitySession &each) { return each.application.startsWith(u"parterre:"); });
    QList<TableModel::Row> rows;
    for (const ActivitySession &session : std::as_const(m_sessions)) {
        const QString name =
            session.pid > 0 ? tr("PID %1").arg(session.pid) : tr("prepared %1").arg(quoteLiteral(session.prepared));
        const QString indent = session.depth > 0 ? QString(QString(4 * session.depth, u' ') % u"↳ ") : QString();
        QStringList blockers;
        for (const int pid : session.blockedBy)
            blockers << (pid > 0 ? QString::number(pid) : tr("prepared"));
        const bool invisible = session.pid > 0 && session.state.isEmpty() && !session.autovacuum;
        const QString state = session.autovacuum ? tr("autovacuum") : invisible ? tr("not visible") : session.state;
        const bool onlySnapshot = m_forSwitch && session.lockMode.isEmpty() && session.depth == 0;
        const QString lock = onlySnapshot ? tr("old snapshot")
            : session.granted             ? session.lockMode
                                          : tr("waits for %1").arg(session.lockMode);
        rows << TableModel::Row{
            session.key(),
            {{indent % name},
             {session.user},
             {session.application},
             {session.client},
             {state,
              {},
              invisible ? tr("Its state and query are visible to members of pg_read_all_stats only.") : QString()},
             {lock,
              {},
              onlySnapshot ? tr(
                  "It holds no lock on the table, but may still look at the rows as they were before: the switch waits until its transaction ends.")
                           : QString()},
             {blockers.join(u", "_s)},
             {session.waitEvent},
             ageCell(session.transactionMs),
             ageCell(session.state.startsWith(u"idle") ? std::nullopt : session.queryMs),
             {session.query.simplified().left(kShownQuery), {}, session.query}}};
    }
    const bool first = m_model->rowCount() == 0;
    m_model->setRows(rows);
    if (first && !rows.isEmpty()) {
        for (int column = 0; column < m_model->columnCount() - 1; ++column)
            m_table->resizeColumnToContents(column);
    }
    if (!rows.isEmpty())
        m_state->showContent();
    else
        m_state->showEmpty(
            m_relation ? tr("No session is using %1").arg(m_relationName) : tr("No session is using a table"),
            m_forSwitch ? tr("Sessions appear here while they hold or wait for a lock, or have a snapshot "
                             "that the switch would wait for.")
                        : tr("Sessions appear here while they hold or wait for a lock."));
    const bool gone = std::none_of(sessions.cbegin(), sessions.cend(),
                                   [this](const ActivitySession &each) { return each.key() == m_questionKey; });
    if (gone)
        delete m_question; // what it asks about is over; the PID may soon be another session's
}

const ActivitySession *ActivityPanel::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_sessions.size() ? &m_sessions[index.row()] : nullptr;
}

void ActivityPanel::updateControls()
{
    const ActivitySession *session = m_state->showsContent() ? current() : nullptr;
    QString reason;
    if (!m_database.mayChange())
        reason = tr("Unlock changes to cancel queries and end sessions.");
    else if (!session)
        reason = tr("Choose a session to cancel its query or to end it.");
    else if (session->pid == 0)
        reason = tr("A prepared transaction has no session: COMMIT PREPARED or ROLLBACK PREPARED ends it.");
    m_reason->setText(m_state->showsContent() ? reason : QString());
    for (QPushButton *button : {m_cancel, m_terminate})
        button->setEnabled(session && reason.isEmpty());
}

void ActivityPanel::cancelQuery()
{
    if (const ActivitySession *session = current())
        send(tr("Cancel the query of session %1").arg(session->pid), session->pid, cancelBackend,
             tr("The server was asked to cancel the query of session %1.").arg(session->pid));
}

void ActivityPanel::confirmTermination()
{
    const ActivitySession *session = current();
    if (!session)
        return;
    const int pid = session->pid;
    delete m_question;
    m_questionKey = session->key();
    m_question = new QMessageBox(QMessageBox::Warning, tr("Terminate session %1?").arg(pid),
                                 tr("Terminate session %1 of %2?").arg(pid).arg(session->user), {}, this);
    m_question->setObjectName(u"activityConfirm"_s);
    m_question->setTextFormat(Qt::PlainText);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    const QString query = session->query.simplified().left(kShownQuery);
    m_question->setInformativeText(tr("Its transaction is rolled back and its connection is closed.")
                                   % (query.isEmpty() ? QString() : u"\n\n" % query));
    QPushButton *terminate = m_question->addButton(tr("Terminate session"), QMessageBox::DestructiveRole);
    QPushButton *keep = m_question->addButton(QMessageBox::Cancel);
    m_question->setDefaultButton(keep);
    m_question->setEscapeButton(keep);
    connect(terminate, &QPushButton::clicked, this, [this, pid] {
        send(tr("Terminate session %1").arg(pid), pid, terminateBackend,
             tr("The server was asked to end session %1.").arg(pid));
    });
    m_question->open();
}

void ActivityPanel::send(const QString &title, int pid, Result<> (*signal)(Session &, int), const QString &done)
{
    m_outcome->say(theme::Meaning::Busy, title % u'…');
    const auto body = [open = m_database.writer(u"activity"_s), signal, pid](TaskContext &task) -> Result<> {
        PARTERRE_ASSIGN(session, open(task));
        return signal(*session, pid);
    };
    const auto told = [this, done, generation = m_generation](const Result<> &result) {
        if (generation != m_generation)
            return;
        if (result)
            m_outcome->say(theme::Meaning::Good, done);
        else
            m_outcome->say(result.error());
        refresh();
    };
    m_database.tasks().start<void>(title, body, this, told, false, true);
}

} // namespace parterre
