// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/catalog/activity.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QMessageBox;
class QPushButton;
class QTimer;
class QTreeView;

namespace parterre {

class Database;
class Notice;
class StatePage;
class TableModel;

/// Who holds and waits for locks on a tree, refreshed every two seconds while it can be seen. Cancelling a query and
/// ending a session ask for changes to be unlocked; ending one is confirmed.
class ActivityPanel : public QWidget {
    Q_OBJECT

public:
    explicit ActivityPanel(Database &database, QWidget *parent = nullptr);

    /// Show the sessions of this relation and everything below it; 0 for the whole database.
    void setRelation(quint32 oid, const QString &name);
    /// Who is in the way of a switch: the sessions of migrations are left out, those that hold an old snapshot are
    /// listed as well, whatever they use.
    void setForSwitch(bool on) { m_forSwitch = on; }
    /// Read anew, unless a reading is under way.
    void refresh();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    QWidget *makeButtons();
    void forget();
    void take(const Result<QList<ActivitySession>> &result);
    void showSessions(const QList<ActivitySession> &sessions);
    void updateControls();
    const ActivitySession *current() const;
    void cancelQuery();
    void confirmTermination();
    void send(const QString &title, int pid, Result<> (*signal)(Session &, int), const QString &done);

    Database &m_database;
    quint32 m_relation = 0;
    bool m_forSwitch = false;
    QString m_relationName;
    QList<ActivitySession> m_sessions;
    int m_task = 0;       ///< the reading under way
    int m_generation = 0; ///< a reading of another relation or server is dropped
    TableModel *m_model = nullptr;
    QTreeView *m_table = nullptr;
    StatePage *m_state = nullptr;
    Notice *m_rights = nullptr;
    Notice *m_outcome = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_terminate = nullptr;
    QLabel *m_reason = nullptr; ///< why the buttons are disabled
    QTimer *m_timer = nullptr;
    QPointer<QMessageBox> m_question;
    QString m_questionKey; ///< of the session that m_question is about
};

} // namespace parterre
