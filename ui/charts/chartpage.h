// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartcanvas.h"
#include "ui/charts/chartsubject.h"
#include "ui/models/tablemodel.h"

class QLabel;
class QScrollArea;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QTimer;

namespace parterre {

/// What a page says beside its picture.
struct ChartContent {
    QString whyEmpty;       ///< stands in the picture's place, if there is nothing to draw
    QString note;           ///< below it: what is not drawn, what is not read yet
    bool tableOnly = false; ///< there is no picture of this, but a table
};

/// One chart with its table twin. It computes nothing before it is seen, and then once for all data that came in
/// meanwhile.
class ChartPage : public QWidget {
    Q_OBJECT

public:
    void setData(const PartitionForest &forest, quint32 oid);
    void setTableShown(bool shown);
    /// Bring picture, note and a shown table up to date now, not when the event loop comes to it.
    void refresh();

    ChartCanvas *canvas() const { return m_canvas; }
    const TableModel *model() const { return m_model; }
    QString title() const; ///< name of the chart and of what it is about
    QString note() const;
    QString whyEmpty() const { return m_content.whyEmpty; }
    /// The whole table, also what the shown one leaves out, with exact bytes. Up to date.
    QString toCsv();

Q_SIGNALS:
    void relationActivated(quint32 oid);

protected:
    /// Takes the canvas. `name` is what the chart is called.
    ChartPage(const QString &name, ChartCanvas *canvas, const QList<TableModel::Column> &columns, QWidget *parent);

    /// Show the subject on the canvas.
    virtual ChartContent present(const ChartSubject &subject) = 0;
    /// What was presented last, with the same subject, as rows: at most `most` of them; their keys are OIDs where a
    /// relation can be activated.
    virtual QList<TableModel::Row> rows(const ChartSubject &subject, qsizetype most) const = 0;

    void showEvent(QShowEvent *event) override;

private:
    void makeTable();
    void makeLayout();
    void fillTable(qsizetype most);
    void choosePage();

    QString m_name;
    PartitionForest m_forest;
    quint32 m_oid = 0;
    ChartContent m_content;
    bool m_isStale = true;
    bool m_isTableStale = true;
    bool m_isTableShown = false;

    ChartCanvas *m_canvas = nullptr;
    TableModel *m_model = nullptr;
    QSortFilterProxyModel *m_sorted = nullptr;
    QTableView *m_table = nullptr;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_empty = nullptr;
    QLabel *m_noteLabel = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTimer *m_timer = nullptr;
};

/// A cell of bytes that sorts as a number and tells the exact figure.
TableCell bytesCell(const Amount &bytes);

} // namespace parterre
