// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/migrationrun.h"

#include <QDateTime>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTabWidget;

namespace parterre {

class ActivityPanel;
struct Confirmation;
class InlineMessage;
class PartitionStrip;
class StepList;
class TableModel;
class VerificationPanel;

/// One migration: its steps, how far it is, the switch, the way back. Shows a MigrationRun and asks before it changes
/// anything.
class MigrationPage : public QWidget {
    Q_OBJECT

public:
    MigrationPage(Database &database, const QString &id, QWidget *parent = nullptr);

    MigrationRun &run() { return m_run; }
    const MigrationRun &run() const { return m_run; }
    void start(const Plan &plan, int workers, bool holdSwitch);
    /// `step`: the one whose Undo was pressed, or empty.
    void askRollBack(const QString &step);
    QString title() const;

Q_SIGNALS:
    /// The same choices, planned anew after a rollback.
    void planned(const parterre::Plan &plan);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeProgress();
    QWidget *makeTabs();
    QPushButton *makeButton(const QString &text, const QString &objectName, const std::function<void()> &clicked);

    void refresh();
    void showTask();
    void showHeader();
    void showButtons();
    void showProgress();
    bool isComparing() const; ///< of itself, or before the way back
    bool isHeldBack() const;
    bool isReady() const;    ///< held back, and proven
    QString verdict() const; ///< of the last comparison, in the runner's words
    void showWayBack();
    void showPartitions();
    void note(const QDateTime &at, const QString &text);
    void showNotes();
    void showSteps();
    QString wayBackText() const;
    QString outcomeText() const;
    QString proofText() const;
    void verify(bool strict, bool repair);
    void connectRun();
    bool mayChange();
    void askFinish();
    void goOn();
    bool isEnding() const;
    void ask(const Confirmation &what, const std::function<QList<PlannedStatement>()> &describe,
             const std::function<void(bool option)> &yes);
    void askSwitch();
    QString openText() const;
    void planAgain();
    void saveReport();
    void writeReport(const QString &path);
    const Plan *plan() const;

    Database &m_database;
    MigrationRun m_run;
    std::optional<Plan> m_plan; ///< until the journal holds it
    QList<PlannedStep> m_steps;

    QLabel *m_title = nullptr;
    QLabel *m_state = nullptr;
    QLabel *m_step = nullptr;
    QLabel *m_figures = nullptr;
    QWidget *m_progress = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_wayBack = nullptr;
    InlineMessage *m_message = nullptr;
    StepList *m_stepList = nullptr;
    PartitionStrip *m_strip = nullptr;
    TableModel *m_partitions = nullptr;
    VerificationPanel *m_verification = nullptr;
    ActivityPanel *m_activity = nullptr;
    QPlainTextEdit *m_notes = nullptr;
    QTabWidget *m_tabs = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_hold = nullptr;
    QPushButton *m_report = nullptr;
    QCheckBox *m_ask = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_rollBack = nullptr;
    QPushButton *m_finish = nullptr;
    bool m_closedSaid = false; ///< the message says that the way back is closed
    QDateTime m_lastNote;      ///< shown
    int m_workers = 2;
    bool m_asking = false; ///< a question is open
    bool m_atSwitch = false;
    bool m_askAgain = false;   ///< the switch was asked for; if it is put off, the next one is too
    bool m_unreadable = false; ///< the message says that the journal could not be read
};

} // namespace parterre
