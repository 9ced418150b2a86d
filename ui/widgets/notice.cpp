// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>

namespace parterre {

namespace {

QString iconName(theme::Meaning meaning)
{
    switch (meaning) {
    case theme::Meaning::Good:
        return QStringLiteral("done");
    case theme::Meaning::Warning:
        return QStringLiteral("warning");
    case theme::Meaning::Bad:
        return QStringLiteral("failed");
    case theme::Meaning::Busy:
        break;
    }
    return QStringLiteral("info");
}

} // namespace

Notice::Notice(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_row(new QHBoxLayout(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    m_row->addWidget(m_icon, 0, Qt::AlignTop);
    m_row->addWidget(m_text, 1);
    hide();
}

void Notice::say(theme::Meaning meaning, const QString &text)
{
    m_meaning = meaning;
    m_text->setText(text);
    setAccessibleName(text);
    paintIcon();
    setVisible(!text.isEmpty());
}

void Notice::say(const Error &error)
{
    QStringList lines{error.message, error.detail, error.hint};
    lines.removeAll(QString());
    say(theme::Meaning::Bad, lines.join(u'\n'));
}

QString Notice::text() const
{
    return m_text->text();
}

void Notice::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
    QFrame::changeEvent(event);
}

void Notice::paintIcon()
{
    QPalette tinted = palette();
    tinted.setColor(QPalette::WindowText, theme::meaning(m_meaning, palette()));
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(theme::icon(iconName(m_meaning), tinted).pixmap(size));
}

} // namespace parterre
