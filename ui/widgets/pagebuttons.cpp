// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pagebuttons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace parterre {

PageButtons::PageButtons(const QString &prefix, QWidget *parent)
    : QWidget(parent)
    , m_first(makeButton(tr("First page"), prefix + QStringLiteral("First"), &PageButtons::firstRequested))
    , m_next(makeButton(tr("Next page"), prefix + QStringLiteral("Next"), &PageButtons::nextRequested))
    , m_shown(new QLabel)
{
    m_shown->setObjectName(prefix + QStringLiteral("Shown"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_first);
    layout->addWidget(m_next);
    layout->addWidget(m_shown, 1);
    layout->addWidget(makeButton(tr("Close"), prefix + QStringLiteral("Close"), &PageButtons::closeRequested));
}

// None of them is what Return presses: that looks for rows.
QPushButton *PageButtons::makeButton(const QString &text, const QString &objectName, void (PageButtons::*signal)())
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, signal);
    return button;
}

void PageButtons::setShown(const QString &text)
{
    m_shown->setText(text);
}

void PageButtons::setPages(bool hasFirst, bool hasNext)
{
    m_first->setEnabled(hasFirst);
    m_next->setEnabled(hasNext);
}

} // namespace parterre
