// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/minutestrip.h"

#include "migration/forecasttext.h"
#include "ui/theme.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace parterre {

namespace {

theme::Meaning meaningOf(double share)
{
    constexpr double kGood = 0.9;
    constexpr double kFair = 0.5;
    return share >= kGood ? theme::Meaning::Good : share >= kFair ? theme::Meaning::Warning : theme::Meaning::Bad;
}

} // namespace

MinuteStrip::MinuteStrip(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("minuteStrip"));
    setAccessibleName(tr("Minutes, one cell each: the share of moments at which the switch would have got through"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void MinuteStrip::setForecast(const SwitchForecast &forecast)
{
    m_minutes = forecast.minutes;
    m_best = forecast.best;
    QStringList texts;
    for (qsizetype i = 0; i < m_minutes.size(); ++i)
        texts << textOf(i);
    setAccessibleDescription(texts.join(QStringLiteral("; ")));
    update();
}

QString MinuteStrip::textOf(qsizetype minute) const
{
    const ForecastMinute &each = m_minutes[minute];
    const QString text = tr("%1: %2 of %3 looks").arg(clockText(each.from), shareText(each.share())).arg(each.moments);
    return minute == m_best ? tr("%1, the best").arg(text) : text;
}

QRectF MinuteStrip::rect(qsizetype minute) const
{
    const double step = static_cast<double>(width()) / static_cast<double>(std::max<qsizetype>(1, m_minutes.size()));
    const double gap = step > 6 ? 2 : 0;
    return {static_cast<double>(minute) * step + 1, 1, std::max(1.0, step - gap - 1),
            static_cast<double>(height() - 3)};
}

void MinuteStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor ground = palette().color(QPalette::Mid);
    ground.setAlphaF(0.35F);
    for (qsizetype i = 0; i < m_minutes.size(); ++i) {
        const QRectF box = rect(i);
        const double share = m_minutes[i].share();
        QColor color = theme::meaning(meaningOf(share), palette());
        painter.fillRect(box, ground);
        QRectF filled = box;
        filled.setTop(box.bottom() - std::max(2.0, box.height() * share));
        color.setAlphaF(0.6F); // the figure on it stays readable
        painter.fillRect(filled, color);
        const QString figure = shareText(share);
        if (painter.fontMetrics().horizontalAdvance(figure) + 4 < box.width()) {
            painter.setPen(palette().color(QPalette::WindowText));
            painter.drawText(box, Qt::AlignCenter, figure);
        }
        if (i == m_best) {
            painter.setPen(QPen(palette().color(QPalette::WindowText), 1));
            painter.drawRect(box);
        }
    }
}

bool MinuteStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (qsizetype i = 0; i < m_minutes.size(); ++i) {
        if (!rect(i).contains(help->pos()))
            continue;
        QToolTip::showText(help->globalPos(), textOf(i), this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace parterre
