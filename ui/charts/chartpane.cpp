// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpane.h"

#include "ui/charts/boundspage.h"
#include "ui/charts/chartexport.h"
#include "ui/charts/sizespage.h"
#include "ui/charts/timelinepage.h"
#include "ui/charts/treemappage.h"
#include "ui/filedialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace parterre {

ChartPane::ChartPane(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget)
    , m_error(new QLabel)
{
    setObjectName(QStringLiteral("chartPane"));
    setAccessibleName(tr("Charts"));
    m_tabs->setObjectName(QStringLiteral("chartTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setObjectName(QStringLiteral("chartTabBar"));
    m_tabs->tabBar()->setAccessibleName(tr("Kind of chart"));
    addPage(new SizesPage, QStringLiteral("chartSizes"), tr("Sizes"));
    addPage(new TimelinePage, QStringLiteral("chartTimeline"), tr("Over time"));
    addPage(new BoundsPage, QStringLiteral("chartBounds"), tr("Bounds"));
    addPage(new TreemapPage, QStringLiteral("chartTreemap"), tr("Treemap"));
    m_tabs->setCornerWidget(makeCorner());
    m_error->setObjectName(QStringLiteral("chartError"));
    m_error->setAccessibleName(tr("Export error"));
    m_error->setWordWrap(true);
    m_error->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_error->setContentsMargins(8, 4, 8, 4);
    m_error->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_error);
}

void ChartPane::addPage(ChartPage *page, const QString &name, const QString &title)
{
    page->setObjectName(name);
    page->setAccessibleName(title);
    connect(page, &ChartPage::relationActivated, this, &ChartPane::relationActivated);
    m_pages << page;
    m_tabs->addTab(page, title);
}

QWidget *ChartPane::makeCorner()
{
    auto *corner = new QWidget;
    auto *layout = new QHBoxLayout(corner);
    layout->setContentsMargins(4, 0, 4, 2);
    layout->setSpacing(4);
    layout->addWidget(makeOverviewButton());
    layout->addWidget(makeTableButton());
    layout->addWidget(makeExportButton());
    return corner;
}

QToolButton *ChartPane::makeOverviewButton()
{
    m_overview = new QToolButton;
    m_overview->setText(tr("All"));
    m_overview->setAccessibleName(tr("All tables"));
    m_overview->setObjectName(QStringLiteral("chartOverview"));
    m_overview->setToolTip(tr("Show all tables of the database again"));
    m_overview->setEnabled(false);
    connect(m_overview, &QToolButton::clicked, this, &ChartPane::overviewRequested);
    return m_overview;
}

QToolButton *ChartPane::makeTableButton()
{
    auto *button = new QToolButton;
    button->setObjectName(QStringLiteral("chartAsTable"));
    button->setText(tr("Table"));
    button->setCheckable(true);
    button->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    button->setToolTip(
        tr("Show the same figures as a table (%1)").arg(button->shortcut().toString(QKeySequence::NativeText)));
    button->setAccessibleDescription(tr("Shows the figures of the chart as a table"));
    connect(button, &QToolButton::toggled, this, [this](bool shown) {
        for (ChartPage *page : std::as_const(m_pages))
            page->setTableShown(shown);
    });
    return button;
}

QToolButton *ChartPane::makeExportButton()
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("chartExportMenu"));
    menu->addAction(tr("As PNG picture…"), this, [this] { chooseFile(QStringLiteral("png")); });
    menu->addAction(tr("As SVG drawing…"), this, [this] { chooseFile(QStringLiteral("svg")); });
    menu->addAction(tr("As CSV table…"), this, [this] { chooseFile(QStringLiteral("csv")); });
    auto *button = new QToolButton;
    button->setObjectName(QStringLiteral("chartExport"));
    button->setText(tr("Export"));
    button->setToolTip(tr("Write this chart to a file"));
    button->setAccessibleDescription(tr("Writes the chart to a file, as a picture or as a table"));
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    return button;
}

ChartPage *ChartPane::currentPage() const
{
    return m_pages.at(m_tabs->currentIndex());
}

void ChartPane::setData(const PartitionForest &forest, quint32 oid)
{
    if (oid != m_oid)
        m_error->hide();
    m_oid = oid;
    m_overview->setEnabled(oid != 0);
    for (ChartPage *page : std::as_const(m_pages))
        page->setData(forest, oid);
}

bool ChartPane::exportTo(const QString &path, Error *error)
{
    const Result<> written = exportChart(*currentPage(), path);
    m_error->setVisible(!written);
    if (written)
        return true;
    showError(written.error());
    if (error)
        *error = written.error();
    return false;
}

void ChartPane::showError(const Error &error)
{
    QStringList parts{tr("Not exported: %1.").arg(error.message), error.detail, error.hint};
    parts.removeAll(QString());
    m_error->setText(parts.join(u' '));
}

void ChartPane::chooseFile(const QString &suffix)
{
    auto *dialog = newFileDialog(this, QStringLiteral("chartExportDialog"), tr("Export the chart"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { exportTo(path); });
    dialog->open();
}

} // namespace parterre
