// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/forecastdialog.h"

#include "migration/forecasttext.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/minutestrip.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeView>
#include <QVBoxLayout>

namespace parterre {

namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr int kLongest = 24 * 60; // minutes

// For a ticket: what is said, then who was in the way, in columns that a spreadsheet takes.
QString textOf(const SwitchForecast &forecast)
{
    QStringList lines = summaryOf(forecast);
    if (!forecast.obstacles.isEmpty())
        lines << QString() << obstacleHeadings().join(u'\t');
    for (const Obstacle &obstacle : forecast.obstacles)
        lines << obstacleCells(forecast, obstacle).join(u'\t');
    return lines.join(u'\n') % u'\n';
}

QTreeView *makeTable(const SwitchForecast &forecast, QObject *parent)
{
    QList<TableModel::Column> columns;
    for (const QString &heading : obstacleHeadings())
        columns << TableModel::Column{heading};
    auto *model = new TableModel(columns, parent);
    QList<TableModel::Row> rows;
    for (const Obstacle &obstacle : forecast.obstacles) {
        TableModel::Row row{QString::number(rows.size()), {}};
        for (const QString &cell : obstacleCells(forecast, obstacle))
            row.cells << TableCell{cell, {}, cell};
        rows << row;
    }
    model->setRows(rows);
    return makeTableView(model, QStringLiteral("forecastObstacles"), ForecastDialog::tr("Who was in the way"),
                         {90, 110, 160, 100, 80, 80});
}

} // namespace

ForecastQuestion::ForecastQuestion(const QString &table, QWidget *parent)
    : QDialog(parent)
    , m_minutes(new QSpinBox)
{
    setObjectName(QStringLiteral("forecastQuestion"));
    setWindowTitle(tr("Lock forecast for %1").arg(table));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *text =
        new QLabel(tr("Watches who uses what the switch locks, and who has an old snapshot. Nothing is locked or "
                      "written. What is found holds for the time that was watched only."));
    text->setWordWrap(true);
    m_minutes->setObjectName(QStringLiteral("forecastMinutes"));
    m_minutes->setRange(1, kLongest);
    m_minutes->setValue(static_cast<int>(ForecastRequest().forMs / kMinuteMs));
    m_minutes->setSuffix(tr(" min"));
    auto *label = new QLabel(tr("&Watch for"));
    label->setBuddy(m_minutes);
    auto *row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_minutes);
    row->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->addButton(tr("Watch"), QDialogButtonBox::AcceptRole)->setObjectName(QStringLiteral("forecastGo"));
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("forecastNo"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addLayout(row);
    layout->addWidget(buttons);
    resize(460, 160);
}

ForecastRequest ForecastQuestion::request() const
{
    ForecastRequest request;
    request.forMs = m_minutes->value() * kMinuteMs;
    return request;
}

ForecastDialog::ForecastDialog(const SwitchForecast &forecast, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("forecastDialog"));
    setWindowTitle(tr("Lock forecast for %1").arg(forecast.table.quoted()));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *summary = new QLabel(summaryOf(forecast).join(u'\n'));
    summary->setObjectName(QStringLiteral("forecastSummary"));
    summary->setWordWrap(true);
    summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *strip = new MinuteStrip;
    strip->setForecast(forecast);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("forecastClose"));
    auto *copy = buttons->addButton(tr("Copy as text"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("forecastCopy"));
    connect(copy, &QPushButton::clicked, this, [forecast] { QGuiApplication::clipboard()->setText(textOf(forecast)); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(summary);
    layout->addWidget(strip);
    if (forecast.obstacles.isEmpty())
        layout->addStretch(1);
    else
        layout->addWidget(makeTable(forecast, this), 1);
    layout->addWidget(buttons);
    resize(820, 460);
}

} // namespace parterre
