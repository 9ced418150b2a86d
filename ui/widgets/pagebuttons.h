// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace parterre {

/// Below a table that is shown page by page: to the first page, to the next one, what is shown, and "Close".
class PageButtons : public QWidget {
    Q_OBJECT

public:
    /// `prefix`: of the objectNames: prefixFirst, prefixNext, prefixShown, prefixClose.
    explicit PageButtons(const QString &prefix, QWidget *parent = nullptr);

    void setShown(const QString &text);
    void setPages(bool hasFirst, bool hasNext);

Q_SIGNALS:
    void firstRequested();
    void nextRequested();
    void closeRequested();

private:
    QPushButton *makeButton(const QString &text, const QString &objectName, void (PageButtons::*signal)());

    QPushButton *m_first = nullptr;
    QPushButton *m_next = nullptr;
    QLabel *m_shown = nullptr;
};

} // namespace parterre
