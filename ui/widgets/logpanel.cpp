// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/logpanel.h"

#include "ui/models/statementlog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace parterre {

LogPanel::LogPanel(StatementLogModel &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_shown(new QSortFilterProxyModel(this))
    , m_view(new QTableView)
{
    setObjectName(QStringLiteral("logPanel"));
    m_shown->setSourceModel(&log);
    m_shown->setFilterRole(StatementLogModel::BackgroundRole);
    m_shown->setFilterFixedString(QStringLiteral("false"));
    m_view->setObjectName(QStringLiteral("logTable"));
    m_view->setAccessibleName(tr("Statements"));
    m_view->setModel(m_shown);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->setVisible(false);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 6);
    m_view->horizontalHeader()->setStretchLastSection(true);
    const int widths[] = {100, 90, 70, 90};
    for (int column = 0; column < static_cast<int>(std::size(widths)); ++column)
        m_view->setColumnWidth(column, widths[column]);
    auto *copy = new QPushButton(tr("Copy as psql script"));
    copy->setObjectName(QStringLiteral("logCopy"));
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(m_log.toScript(chosenRows())); });
    auto *clear = new QPushButton(tr("Clear"));
    clear->setObjectName(QStringLiteral("logClear"));
    connect(clear, &QPushButton::clicked, &log, &StatementLogModel::clear);
    auto *all = new QCheckBox(tr("Also what the window does by itself, again and again"));
    all->setObjectName(QStringLiteral("logAll"));
    connect(all, &QCheckBox::toggled, this, [this](bool on) {
        m_shown->setFilterFixedString(on ? QString() : QStringLiteral("false"));
        m_view->scrollToBottom();
        m_atEnd = true;
    });
    auto *buttons = new QVBoxLayout;
    buttons->addWidget(copy);
    buttons->addWidget(clear);
    buttons->addStretch();
    auto *list = new QVBoxLayout;
    list->addWidget(m_view, 1);
    list->addWidget(all);
    auto *layout = new QHBoxLayout(this);
    layout->addLayout(list, 1);
    layout->addLayout(buttons);

    // Whoever looks at the end stays there, whatever comes and however high the panel is.
    QScrollBar *bar = m_view->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this, bar](int value) { m_atEnd = value == bar->maximum(); });
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int maximum) {
        if (m_atEnd)
            bar->setValue(maximum);
    });
}

QList<int> LogPanel::chosenRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_view->selectionModel()->selectedRows())
        rows << m_shown->mapToSource(index).row();
    if (rows.isEmpty()) {
        for (int row = 0; row < m_shown->rowCount(); ++row)
            rows << m_shown->mapToSource(m_shown->index(row, 0)).row();
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

} // namespace parterre
