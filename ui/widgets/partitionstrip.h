// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace parterre {

/// One cell a partition, in order: how far it is filled, and what the verification said.
class PartitionStrip : public QWidget {
    Q_OBJECT

public:
    enum class State { Empty, Filling, Copied, Verified, Different };
    struct Cell {
        QString name;
        double filled = 0; ///< 0…1
        State state = State::Empty;
        QString detail; ///< for the tooltip
    };

    explicit PartitionStrip(QWidget *parent = nullptr);

    void setCells(const QList<Cell> &cells);
    static QString text(State state);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 22}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRectF rect(qsizetype cell) const;

    QList<Cell> m_cells;
};

} // namespace parterre
