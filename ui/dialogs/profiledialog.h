// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pg/connectionprofile.h"
#include "settings/savedprofile.h"
#include "ui/database.h"

#include <QDialog>
#include <QMap>

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace parterre {

class Notice;
class SecretStore;
class TaskRunner;

/// A connection to be made or changed. Shown with open(); when accepted, Connector::keep(profile, passwordToRemember())
/// keeps it. A URI or conninfo string pasted into the host fills the form.
class ProfileDialog : public QDialog {
    Q_OBJECT

public:
    ProfileDialog(TaskRunner &tasks, SecretStore &secrets, const SavedProfile &profile = {}, QWidget *parent = nullptr);

    /// What the form says. Without a name it is called by its description. Never with a password in it.
    SavedProfile profile() const;
    /// The password typed, for the first connection.
    std::optional<QString> password() const;
    /// The password that is to go into the keyring; absent where it stays as it is, or none is to be kept.
    std::optional<QString> passwordToRemember() const;

    void done(int result) override;

private:
    void build();
    void addServer(QFormLayout &form);
    void addPassword(QFormLayout &form);
    void addMore(QFormLayout &form);
    QWidget *makeButtons();
    QLineEdit *addField(QFormLayout &form, const QString &keyword, const QString &label, const QString &fallback);
    void offerKinds();
    void fill(const QMap<QString, QString> &parameters);
    void takeConninfo(const QString &text);
    QString furtherProblem() const;
    QMap<QString, QString> parameters() const;
    QString problem() const;
    QString warning() const;
    void validate();
    void probeKeyring();
    void toggleTest();
    void startTest(ConnectionProfile profile);
    void stopTest();
    void showTested(const Result<ServerFacts> &result);

    TaskRunner &m_tasks;
    SecretStore &m_secrets;
    SavedProfile m_original;
    QMap<QString, QString> m_environment;
    QString m_pasteProblem;
    int m_test = 0; ///< the task under way

    QLineEdit *m_name = nullptr;
    QComboBox *m_kind = nullptr;
    QMap<QString, QLineEdit *> m_fields; ///< by libpq keyword
    QComboBox *m_sslMode = nullptr;
    QPlainTextEdit *m_further = nullptr;
    QLineEdit *m_password = nullptr;
    QCheckBox *m_remember = nullptr;
    QLineEdit *m_passwordCommand = nullptr;
    Notice *m_notice = nullptr;
    Notice *m_tested = nullptr;
    QPushButton *m_testButton = nullptr;
    QPushButton *m_save = nullptr;
};

} // namespace parterre
