// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statepage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace parterre {

StatePage::StatePage(QWidget *content, QWidget *parent)
    : QStackedWidget(parent)
    , m_content(content)
{
    m_notice = makeNotice();
    m_loading = makeLoading();
    addWidget(m_content);
    addWidget(m_notice);
    addWidget(m_loading);
}

QWidget *StatePage::makeNotice()
{
    auto *page = new QWidget;
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("stateTitle"));
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.3);
    font.setBold(true);
    m_title->setFont(font);
    m_title->setWordWrap(true);
    m_text = new QLabel;
    m_text->setObjectName(QStringLiteral("stateText"));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_action = new QPushButton;
    m_action->setObjectName(QStringLiteral("stateAction"));
    connect(m_action, &QPushButton::clicked, this,
            [this] { m_isError ? Q_EMIT retryRequested() : Q_EMIT actionRequested(); });
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(32, 24, 32, 24);
    layout->setSpacing(12);
    layout->addStretch(1);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    m_back = new QPushButton;
    m_back->setObjectName(QStringLiteral("stateBack"));
    m_back->setVisible(false);
    connect(m_back, &QPushButton::clicked, this, &StatePage::backRequested);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_action);
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    layout->addStretch(2);
    return page;
}

QWidget *StatePage::makeLoading()
{
    auto *page = new QWidget;
    m_loadingText = new QLabel;
    m_loadingText->setObjectName(QStringLiteral("loadingText"));
    m_loadingBar = new QProgressBar;
    m_loadingBar->setTextVisible(false);
    m_loadingBar->setMaximumWidth(320);
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("loadingCancel"));
    connect(cancel, &QPushButton::clicked, this, &StatePage::cancelRequested);
    auto *row = new QHBoxLayout;
    row->addWidget(m_loadingBar, 1);
    row->addWidget(cancel);
    row->addStretch(1);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(32, 24, 32, 24);
    layout->addStretch(1);
    layout->addWidget(m_loadingText);
    layout->addLayout(row);
    layout->addStretch(2);
    return page;
}

void StatePage::showContent()
{
    setCurrentWidget(m_content);
}

bool StatePage::showsContent() const
{
    return currentWidget() == m_content;
}

void StatePage::showEmpty(const QString &title, const QString &text, const QString &action)
{
    m_isError = false;
    m_title->setText(title);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setCurrentWidget(m_notice);
}

void StatePage::setBackText(const QString &text)
{
    m_back->setText(text);
    m_back->setVisible(!text.isEmpty());
}

void StatePage::showLoading(const QString &text, int permille)
{
    m_loadingText->setText(text);
    m_loadingBar->setRange(0, permille < 0 ? 0 : 1000);
    m_loadingBar->setValue(std::max(0, permille));
    setCurrentWidget(m_loading);
}

void StatePage::showError(const Error &error, bool canRetry)
{
    m_isError = true;
    m_title->setText(error.message.left(1).toUpper() % error.message.mid(1));
    QStringList lines{error.detail, error.hint};
    lines.removeAll(QString());
    m_text->setText(lines.join(QStringLiteral("\n\n")));
    m_action->setText(tr("Try again"));
    m_action->setVisible(canRetry);
    setCurrentWidget(m_notice);
}

} // namespace parterre
