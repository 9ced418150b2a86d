// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/partitionstrip.h"

#include "ui/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <array>

namespace parterre {

PartitionStrip::PartitionStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("partitionStrip"));
    setAccessibleName(tr("Partitions, one cell each"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize PartitionStrip::sizeHint() const
{
    return {400, 26};
}

QString PartitionStrip::text(State state)
{
    switch (state) {
    case State::Empty:
        return tr("empty");
    case State::Filling:
        return tr("being filled");
    case State::Copied:
        return tr("copied");
    case State::Verified:
        return tr("verified");
    case State::Different:
        break;
    }
    return tr("differs");
}

void PartitionStrip::setCells(const QList<Cell> &cells)
{
    m_cells = cells;
    std::array<int, 5> counts{};
    for (const Cell &cell : cells)
        ++counts[static_cast<std::size_t>(cell.state)];
    setAccessibleDescription(tr("%1 empty, %2 being filled, %3 copied, %4 verified, %5 different")
                                 .arg(counts[0])
                                 .arg(counts[1])
                                 .arg(counts[2])
                                 .arg(counts[3])
                                 .arg(counts[4]));
    update();
}

QRectF PartitionStrip::rect(qsizetype cell) const
{
    const double step = static_cast<double>(width()) / static_cast<double>(std::max<qsizetype>(1, m_cells.size()));
    const double gap = step > 6 ? 2 : 0;
    return {static_cast<double>(cell) * step, 1, std::max(1.0, step - gap), static_cast<double>(height() - 2)};
}

void PartitionStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ground = palette().color(QPalette::Mid);
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        const Cell &cell = m_cells[i];
        const QRectF box = rect(i);
        QColor empty = ground;
        empty.setAlphaF(0.35F);
        painter.fillRect(box, empty);
        QRectF filled = box;
        filled.setTop(box.bottom() - box.height() * std::min(1.0, cell.filled));
        switch (cell.state) {
        case State::Empty:
            break;
        case State::Filling:
        case State::Copied:
            painter.fillRect(filled, theme::meaning(theme::Meaning::Busy, palette()));
            break;
        case State::Verified:
            painter.fillRect(box, theme::meaning(theme::Meaning::Good, palette()));
            break;
        case State::Different:
            painter.fillRect(box, theme::meaning(theme::Meaning::Bad, palette()));
            painter.fillRect(box, QBrush(palette().color(QPalette::Base), Qt::DiagCrossPattern));
            break;
        }
    }
}

bool PartitionStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        if (!rect(i).contains(help->pos()))
            continue;
        const Cell &cell = m_cells[i];
        QToolTip::showText(help->globalPos(), cell.name % u'\n' % text(cell.state) % u'\n' % cell.detail, this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace parterre
