// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartexport.h"

#include "ui/charts/chartpage.h"

#include <QBuffer>
#include <QFileInfo>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace parterre {

namespace {

constexpr QSize kLeastSize{800, 480};
constexpr int kMargin = 12;
constexpr double kPixelRatio = 2;

/// The chart with its name above and its note below, as large as it is on the screen or larger.
class Sheet {
public:
    explicit Sheet(ChartPage &page)
        : m_page(page)
        , m_font(page.font())
    {
        m_font.setBold(true);
        m_line = QFontMetrics(m_font).height() + kMargin;
        m_chart = page.canvas()->size().expandedTo(kLeastSize).expandedTo(page.canvas()->minimumSize());
        const QRect room(0, 0, m_chart.width() - 2 * kMargin, 10'000);
        m_note = page.note().isEmpty()
            ? 0
            : QFontMetrics(page.font()).boundingRect(room, Qt::TextWordWrap, page.note()).height() + kMargin;
    }

    QSize size() const { return m_chart + QSize(0, m_line + m_note); }

    void draw(QPainter &painter) const
    {
        const QPalette palette = m_page.palette();
        painter.fillRect(QRect(QPoint(0, 0), size()), palette.color(QPalette::Base));
        painter.setPen(palette.color(QPalette::Text));
        painter.setFont(m_font);
        painter.drawText(textRow(0, m_line), Qt::AlignLeft | Qt::AlignVCenter, m_page.title());
        painter.setFont(m_page.font());
        painter.drawText(textRow(m_line + m_chart.height(), m_note), Qt::TextWordWrap, m_page.note());
        painter.translate(0, m_line);
        m_page.canvas()->drawTo(painter, m_chart);
    }

private:
    QRect textRow(int top, int height) const { return {kMargin, top, m_chart.width() - 2 * kMargin, height}; }

    ChartPage &m_page;
    QFont m_font;
    QSize m_chart;
    int m_line = 0;
    int m_note = 0;
};

QByteArray toPng(const Sheet &sheet)
{
    QImage image(sheet.size() * kPixelRatio, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(kPixelRatio);
    QPainter painter(&image);
    sheet.draw(painter);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray toSvg(const Sheet &sheet, const QString &title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sheet.size());
    generator.setViewBox(QRect(QPoint(0, 0), sheet.size()));
    generator.setTitle(title);
    QPainter painter(&generator);
    sheet.draw(painter);
    painter.end();
    return bytes;
}

Result<> write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return failure(ErrorCode::Usage, Charts::tr("the chart cannot be written to %1").arg(path), file.errorString());
}

Result<QByteArray> render(ChartPage &page, const QString &suffix)
{
    page.refresh();
    if (suffix == u"csv")
        return page.toCsv().toUtf8();
    if (suffix != u"png" && suffix != u"svg")
        return failure(ErrorCode::Usage, Charts::tr("a chart is not written as \".%1\"").arg(suffix), {},
                       Charts::tr("Choose .png, .svg or .csv."));
    if (!page.whyEmpty().isEmpty())
        return failure(ErrorCode::Usage, Charts::tr("there is no picture to export"), page.whyEmpty(),
                       Charts::tr("The table can be exported as .csv."));
    const Sheet sheet(page);
    return suffix == u"png" ? toPng(sheet) : toSvg(sheet, page.title());
}

} // namespace

Result<> exportChart(ChartPage &page, const QString &path)
{
    PARTERRE_ASSIGN(bytes, render(page, QFileInfo(path).suffix().toLower()));
    return write(path, bytes);
}

} // namespace parterre
