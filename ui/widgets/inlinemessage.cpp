// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/inlinemessage.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QToolButton>

namespace parterre {

InlineMessage::InlineMessage(QWidget *parent)
    : Notice(parent)
    , m_action(new QPushButton)
{
    setObjectName(QStringLiteral("inlineMessage"));
    m_action->setObjectName(QStringLiteral("inlineAction"));
    connect(m_action, &QPushButton::clicked, this, &InlineMessage::actionRequested);
    auto *close = new QToolButton;
    close->setObjectName(QStringLiteral("inlineClose"));
    close->setText(tr("Close"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &InlineMessage::clear);
    row()->addWidget(m_action, 0, Qt::AlignTop);
    row()->addWidget(close, 0, Qt::AlignTop);
}

void InlineMessage::clear()
{
    if (!text().isEmpty())
        Q_EMIT gone();
    Notice::clear();
}

void InlineMessage::show(theme::Meaning meaning, const QString &text, const QString &action)
{
    clear();
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    say(meaning, text);
}

void InlineMessage::show(const Error &error)
{
    clear();
    m_action->setVisible(false);
    say(error);
}

} // namespace parterre
