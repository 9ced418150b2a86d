// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace parterre {

class SecretStore;

/// Asks for the password that a server wants. Shown with open(); accepted() means that password() is to be tried.
class PasswordDialog : public QDialog {
    Q_OBJECT

public:
    /// `refusal`: why the last one did not do, may be empty. `canRemember`: there is a kept profile to remember it for;
    /// the box can be ticked where a keyring answers, too.
    PasswordDialog(SecretStore &secrets, const QString &description, const QString &refusal, bool canRemember,
                   QWidget *parent = nullptr);

    QString password() const;
    bool remember() const;

private:
    QCheckBox *makeRemember(SecretStore &secrets, bool canRemember);

    QLineEdit *m_password = nullptr;
    QCheckBox *m_remember = nullptr;
};

} // namespace parterre
