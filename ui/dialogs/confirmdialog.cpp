// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/confirmdialog.h"

#include "ui/widgets/kindband.h"
#include "ui/widgets/scriptview.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace parterre {

ConfirmDialog::ConfirmDialog(const Confirmation &what, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("confirmDialog"));
    setWindowTitle(what.title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *band = new KindBand;
    auto *title = new QLabel(what.title);
    QFont font = title->font();
    font.setPointSizeF(font.pointSizeF() * 1.2);
    font.setBold(true);
    title->setFont(font);
    title->setWordWrap(true);
    auto *text = new QLabel(what.text);
    text->setObjectName(QStringLiteral("confirmText"));
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *buttons = new QDialogButtonBox;
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(QStringLiteral("confirmCancel"));
    m_go = buttons->addButton(what.verb, QDialogButtonBox::AcceptRole);
    m_go->setObjectName(QStringLiteral("confirmGo"));
    m_go->setAutoDefault(false);
    cancel->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->addWidget(band);
    layout->addWidget(title);
    layout->addWidget(text);
    if (!what.script.full.isEmpty()) {
        auto *script = new ScriptView(QStringLiteral("confirmSql"), ScriptView::Functions::Folded);
        script->setScript(what.script);
        layout->addWidget(script, 1);
    }
    if (!what.option.isEmpty()) {
        m_option = new QCheckBox(what.option);
        m_option->setObjectName(QStringLiteral("confirmOption"));
        layout->addWidget(m_option);
    }
    if (!what.typedName.isEmpty()) {
        auto *name = new QLineEdit;
        name->setObjectName(QStringLiteral("confirmName"));
        auto *label = new QLabel(tr("Type %1 to go on:").arg(what.typedName));
        label->setBuddy(name);
        layout->addWidget(label);
        layout->addWidget(name);
        m_go->setEnabled(false);
        connect(name, &QLineEdit::textChanged, m_go,
                [this, wanted = what.typedName](const QString &typed) { m_go->setEnabled(typed == wanted); });
    }
    layout->addWidget(buttons);
    band->setKind(what.kind, {});
    cancel->setFocus();
    resize(what.script.full.isEmpty() ? 460 : 720, what.script.full.isEmpty() ? 160 : 520);
}

bool ConfirmDialog::optionChosen() const
{
    return m_option && m_option->isChecked();
}

} // namespace parterre
