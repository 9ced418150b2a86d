// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/inlinemessage.h"

#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace parterre {

InlineMessage::InlineMessage(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_action(new QPushButton)
{
    setObjectName(QStringLiteral("inlineMessage"));
    setFrameShape(QFrame::StyledPanel);
    m_text->setObjectName(QStringLiteral("inlineText"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_action->setObjectName(QStringLiteral("inlineAction"));
    auto *close = new QToolButton;
    close->setObjectName(QStringLiteral("inlineClose"));
    close->setText(tr("Close"));
    close->setAutoRaise(true);
    connect(close, &QToolButton::clicked, this, &InlineMessage::clear);
    connect(m_action, &QPushButton::clicked, this, &InlineMessage::actionRequested);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action, 0, Qt::AlignTop);
    layout->addWidget(close, 0, Qt::AlignTop);
    setVisible(false);
}

void InlineMessage::show(Kind kind, const QString &text, const QString &action)
{
    const QString icon = kind == Kind::Info ? QStringLiteral("info")
        : kind == Kind::Warning             ? QStringLiteral("warning")
                                            : QStringLiteral("failed");
    QPalette tinted = palette();
    if (kind != Kind::Info)
        tinted.setColor(QPalette::WindowText,
                        theme::meaning(kind == Kind::Error ? theme::Meaning::Bad : theme::Meaning::Warning, tinted));
    m_icon->setPixmap(theme::icon(icon, tinted).pixmap(16, 16));
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(text);
    setVisible(true);
}

void InlineMessage::show(const Error &error, const QString &action)
{
    QStringList lines{error.message, error.detail, error.hint};
    lines.removeAll(QString());
    show(Kind::Error, lines.join(u'\n'), action);
}

QString InlineMessage::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace parterre
