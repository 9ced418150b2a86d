// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/passworddialog.h"

#include "settings/secretstore.h"
#include "ui/widgets/notice.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace parterre {

using namespace Qt::StringLiterals;

PasswordDialog::PasswordDialog(SecretStore &secrets, const QString &description, const QString &refusal,
                               bool canRemember, QWidget *parent)
    : QDialog(parent)
    , m_password(new QLineEdit)
    , m_remember(makeRemember(secrets, canRemember))
{
    setObjectName(u"passwordDialog"_s);
    setWindowTitle(tr("Password"));
    auto *notice = new Notice;
    notice->setObjectName(u"passwordNotice"_s);
    notice->say(theme::Meaning::Bad, refusal);
    auto *label = new QLabel(tr("&Password for %1:").arg(QString(description).replace(u'&', u"&&"_s)));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setBuddy(m_password);
    m_password->setObjectName(u"passwordEdit"_s);
    m_password->setAccessibleName(tr("Password"));
    m_password->setEchoMode(QLineEdit::Password);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *connectButton = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    connectButton->setObjectName(u"passwordConnect"_s);
    connectButton->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(notice);
    layout->addWidget(label);
    layout->addWidget(m_password);
    layout->addWidget(m_remember);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setTabOrder(m_password, m_remember);
    setTabOrder(m_remember, connectButton);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_password->setFocus();
}

QCheckBox *PasswordDialog::makeRemember(SecretStore &secrets, bool canRemember)
{
    auto *box = new QCheckBox(tr("&Remember in the keyring"));
    box->setObjectName(u"passwordRemember"_s);
    box->setEnabled(false);
    if (!canRemember) {
        box->setText(tr("Remember in the keyring (of saved connections only)"));
        return box;
    }
    secrets.probe(this, [box](bool usable) {
        box->setEnabled(usable);
        if (!usable)
            box->setText(tr("Remember in the keyring (none answers on this desktop)"));
    });
    return box;
}

QString PasswordDialog::password() const
{
    return m_password->text();
}

bool PasswordDialog::remember() const
{
    return m_remember->isEnabled() && m_remember->isChecked();
}

} // namespace parterre
